using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>How long a board keeps what (gallring), what is due, and what was erased.</summary>
public static class ErasureRuleEndpoints
{
    public static readonly Problem Unknown = new("unknown-erasure-rule", 404,
        new("Regeln finns inte", "There is no such rule"),
        new("Du har ingen regel för den myndigheten och de uppgifterna. Inget har ändrats.", "You have no rule for that board and those data. Nothing was changed."));

    public static void MapErasureRules(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer/erasure").WithTags("Erasure").For(Role.Organizer).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", GetAsync).Produces<ErasureView>();
        api.MapPut("/rules/{board}/{data}", ChangeAsync).Accepts<ErasureRuleRequest>("application/json").Produces<ErasureView>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/reports", ReportsAsync).Produces<IReadOnlyList<ErasureReport>>();
        api.MapGet("/reports/{id:guid}", ReportAsync).Produces<ErasureReport>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/reports/{id:guid}.pdf", ReportAsPdfAsync).Produces<byte[]>(contentType: "application/pdf").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/run", RunAsync).Produces<ErasureView>();
    }

    /// <summary>The rules of one's own board (an administrator: of all), what they would erase now, and the latest reports.</summary>
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, ManageErasureRules managing, CancellationToken cancellationToken) =>
        TypedResults.Ok(await managing.ViewAsync(Caller.Of(user), cancellationToken));

    /// <summary>Says how long a kind of data is kept, and by which decision it is erased then. Without a decision nothing is erased.</summary>
    public static Task<IResult> ChangeAsync(
        string board, string data, HttpContext context, ClaimsPrincipal user, ManageErasureRules managing, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var wanted = (Days: fields.Number("daysAfter", 0, ErasureRule.MostDaysAfter), Decision: fields.OptionalText("decision", ErasureRule.MaxDecisionLength));
            fields.RefuseOthers();
            return wanted;
        }, async wanted => await managing.ChangeAsync(Caller.Of(user), board, data, wanted.Days, wanted.Decision, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : (IResult)new ProblemResult(Unknown));

    /// <summary>Every report, for whoever keeps them elsewhere (arkivarien): a few a day that was held.</summary>
    public static async Task<IResult> ReportsAsync(ClaimsPrincipal user, ManageErasureRules managing, CancellationToken cancellationToken) =>
        TypedResults.Ok(await managing.ReportsAsync(Caller.Of(user), cancellationToken));

    /// <summary>One report.</summary>
    public static async Task<IResult> ReportAsync(Guid id, ClaimsPrincipal user, ManageErasureRules managing, CancellationToken cancellationToken) =>
        await managing.ReportAsync(Caller.Of(user), id, cancellationToken) is { } report ? TypedResults.Ok(report) : new ProblemResult(Problem.NotFound);

    /// <summary>The same as a document to keep: PDF/A, tagged.</summary>
    public static async Task<IResult> ReportAsPdfAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, ManageErasureRules managing, ErasureReportDocument document, CancellationToken cancellationToken)
    {
        if (await managing.ReportAsync(Caller.Of(user), id, cancellationToken) is not { } report)
        {
            return new ProblemResult(Problem.NotFound);
        }

        using var drawn = new MemoryStream();
        document.Draw(report, context.ReaderLanguage(), drawn);
        return TypedResults.Bytes(drawn.ToArray(), "application/pdf", $"gallring-{report.ThemeDay}-{Code.Of(report.Data)}-{Stockholm.DateOf(report.ErasedAt):yyyy-MM-dd}.pdf");
    }

    /// <summary>Erases what is due and decided now, instead of within the hour.</summary>
    public static async Task<IResult> RunAsync(ClaimsPrincipal user, ManageErasureRules managing, CancellationToken cancellationToken) =>
        TypedResults.Ok(await managing.EraseAsync(Caller.Of(user), cancellationToken));
}

/// <param name="Due">What is to be erased now; what has no decision is not.</param>
/// <param name="Reports">The latest hundred, the last first.</param>
public sealed record ErasureView(IReadOnlyList<ErasureRuleView> Rules, IReadOnlyList<DueErasure> Due, IReadOnlyList<ErasureReport> Reports);

/// <param name="Board">The slug.</param>
/// <param name="DaysAfter">Whole days after the day was held, or after it was cancelled.</param>
/// <param name="Decision">The reference of the board's decision; null: none, and nothing is erased.</param>
public sealed record ErasureRuleView(string Board, string BoardName, ErasedData Data, int DaysAfter, string? Decision);

/// <param name="Decision">Left out: none, and nothing is erased.</param>
public sealed record ErasureRuleRequest([property: Range(0, ErasureRule.MostDaysAfter)] int DaysAfter, [property: MaxLength(ErasureRule.MaxDecisionLength)] string? Decision = null);
