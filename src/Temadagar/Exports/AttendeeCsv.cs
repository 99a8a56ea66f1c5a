using System.Globalization;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Exports;

/// <summary>Attendees as CSV.</summary>
internal sealed class AttendeeCsv(AttendeeCells cells)
{
    public async Task WriteAsync(Stream to, IAsyncEnumerable<Attendee> people, Language language, CancellationToken cancellationToken)
    {
        await using var csv = CsvForExcel.To(to);
        await csv.WriteRecordAsync([.. AttendeeWords.Headings.Select(heading => heading.In(language))], cancellationToken);
        // The reader sees that it has begun, however long the first people take.
        await csv.FlushAsync(cancellationToken);
        await foreach (var person in people.WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync([.. cells.Of(person, language).Select(Text)], cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    public static string Written(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string? Text(object? cell) => cell is DateTime moment ? Written(moment) : (string?)cell;
}
