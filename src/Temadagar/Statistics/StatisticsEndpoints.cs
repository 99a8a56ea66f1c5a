using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Statistics;

/// <summary>Figures for the report to the government. Nobody is named and nothing is exact, so a look is not in the log, as with the other figures.</summary>
public static class StatisticsEndpoints
{
    private static readonly Text NotDate = new("Skriv datumet som 2027-03-15.", "Write the date as 2027-03-15.");
    private static readonly Text Backwards = new("Sista dagen kan inte vara före den första.", "The last day cannot be before the first.");

    public static void MapStatistics(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer").WithTags("Statistics").For(Role.Organizer, Role.Reader).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/statistics", GetAsync).Produces<StatisticsView>().ProducesFaults();
        api.MapGet("/statistics.csv", CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesFaults();
    }

    /// <summary>Registrations, attendance and no-shows of all boards' published days, by sector, profession, county and way of taking part; every figure rounded to the nearest five by itself.</summary>
    /// <param name="from">Only days from this date on; left out: from the beginning.</param>
    /// <param name="to">The last date; left out: to the end. Without both, days that have no date count too.</param>
    public static Task<IResult> GetAsync(ReadStatistics read, CancellationToken cancellationToken, [DataType(DataType.Date)] string? from = null, [DataType(DataType.Date)] string? to = null) =>
        RunAsync(from, to, read, statistics => TypedResults.Ok(statistics), cancellationToken);

    /// <summary>The same as CSV for a spreadsheet, words in the reader's language; an empty cell is not known.</summary>
    /// <param name="from">Only days from this date on; left out: from the beginning.</param>
    /// <param name="to">The last date; left out: to the end.</param>
    public static Task<IResult> CsvAsync(HttpContext context, ReadStatistics read, CancellationToken cancellationToken, [DataType(DataType.Date)] string? from = null, [DataType(DataType.Date)] string? to = null) =>
        RunAsync(from, to, read, statistics =>
        {
            context.Response.NameFile("statistik.csv");
            return Results.Stream(stream => StatisticsCsv.WriteAsync(stream, statistics, context.ReaderLanguage(), cancellationToken), "text/csv; charset=utf-8");
        }, cancellationToken);

    private static async Task<IResult> RunAsync(
        string? from, string? to, ReadStatistics read, Func<StatisticsView, IResult> reply, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var (first, last) = (Date("from", from, faults), Date("to", to, faults));
        if (last < first)
        {
            faults.Add("to", Backwards);
        }

        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        return reply(await read.RunAsync(first, last, cancellationToken));
    }

    private static DateOnly? Date(string name, string? text, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        faults.Add(name, NotDate);
        return null;
    }
}
