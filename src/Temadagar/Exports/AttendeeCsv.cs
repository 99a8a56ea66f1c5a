using System.Globalization;
using CsvHelper;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Exports;

/// <summary>
/// Attendees as CSV (RFC 4180) that Swedish Excel opens by a double click: UTF-8 with a byte order mark, semicolons. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection).
/// </summary>
internal sealed class AttendeeCsv(AttendeeCells cells)
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
            await csv.WriteRecordAsync([.. cells.Of(person, language).Select(Text)], cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string? Text(object? cell) => cell is DateTime moment ? moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : (string?)cell;
}
