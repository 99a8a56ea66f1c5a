using System.Globalization;
using CsvHelper;
using Temadagar.Data;
using Temadagar.Exports;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>All tables one after another, a row a figure's value. statistics-words-sv.js and -en.js call the columns the same.</summary>
internal static class StatisticsCsv
{
    private static readonly IReadOnlyList<Text> Headings =
    [
        new("Temadag", "Theme day"), new("Datum", "Date"), new("Uppdelning", "Divided by"), new("Värde", "Value"),
        new("Anmälda", "Registered"), new("Avbokade", "Cancelled"), new("Hade plats", "Had a place"), new("Närvarande", "Attended"), new("Uteblivna", "No-shows"),
    ];

    private static readonly Text All = new("Alla temadagar", "All theme days");
    private static readonly Text Total = new("Alla", "Everyone");
    private static readonly Text Sector = new("Verksamhet", "Sector");
    private static readonly Text Profession = new("Yrke", "Profession");
    private static readonly Text OtherProfession = new("Övriga yrken", "Other professions");
    private static readonly Text County = new("Län", "County");
    private static readonly Text NoCounty = new("Kommun inte angiven", "No municipality given");
    private static readonly Text Way = new("Sätt att delta", "Way of taking part");

    public static async Task WriteAsync(Stream to, StatisticsView statistics, Language language, CancellationToken cancellationToken)
    {
        await using var csv = CsvForExcel.To(to);
        await csv.WriteRecordAsync([.. Headings.Select(heading => heading.In(language))], cancellationToken);
        await WriteAsync(csv, All.In(language), null, statistics.All, language, cancellationToken);
        foreach (var day in statistics.Days)
        {
            await WriteAsync(csv, ThemeDayFacts.TitleOf(day.Title, day.Number, language), day.Date, day.Tables, language, cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static async Task WriteAsync(CsvWriter csv, string day, DateOnly? date, FigureTables tables, Language language, CancellationToken cancellationToken)
    {
        await RowsAsync(Total, [new FigureRow(null, tables.Total)], _ => Total.In(language));
        await RowsAsync(Way, tables.Participation, word => AttendeeWords.Of(Code.Parse<Participation>(word!)).In(language));
        await RowsAsync(Sector, tables.Sectors, word => AttendeeWords.Of(Code.Parse<Sector>(word!)).In(language));
        await RowsAsync(County, tables.Counties, name => name ?? NoCounty.In(language));
        await RowsAsync(Profession, tables.Professions, name => name ?? OtherProfession.In(language));

        async Task RowsAsync(Text dimension, IReadOnlyList<FigureRow> rows, Func<string?, string> nameOf)
        {
            foreach (var (value, figures) in rows)
            {
                await csv.WriteRecordAsync(
                    [
                        day, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), dimension.In(language), nameOf(value),
                        Cell(figures.Registered), Cell(figures.Cancelled), Cell(figures.HadPlace), Cell(figures.Attended), Cell(figures.NoShows),
                    ], cancellationToken);
            }
        }
    }

    private static string? Cell(int? figure) => figure?.ToString(CultureInfo.InvariantCulture);
}
