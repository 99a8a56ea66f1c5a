using System.Globalization;
using CsvHelper;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Exports;

/// <summary>
/// Attendees as CSV (RFC 4180) that Swedish Excel opens by a double click: UTF-8 with a byte order mark, semicolons. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection).
/// </summary>
internal sealed class AttendeeCsv(Municipalities municipalities)
{
    private static readonly CsvWriterOptions Form = new() { Separator = ';', Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public async Task WriteAsync(Stream to, IAsyncEnumerable<Attendee> people, Language language, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(to, Form, leaveOpen: true);
        await csv.WriteRecordAsync([.. AttendeeWords.Headings.Select(heading => heading.In(language))], cancellationToken);
        // The reader sees that it has begun, however long the first people take.
        await csv.FlushAsync(cancellationToken);
        await foreach (var person in people.WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync(Cells(person, language), cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private string?[] Cells(Attendee person, Language language) =>
    [
        person.LastName, person.FirstName, person.Organization, AttendeeWords.Of(person.Status).In(language), AttendeeWords.Of(person.Participation).In(language),
        person.Email, person.Phone, person.Profession, AttendeeWords.Of(person.Sector).In(language), municipalities.NameOf(person.Municipality),
        AttendeeWords.Of(person.Language).In(language), Stockholm.In(person.RegisteredAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        person.Receipt, person.SubmittedBy,
    ];
}
