using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;

namespace Temadagar.Exports;

/// <summary>A day's attendees as a file. Streamed: a long list takes no more memory than a short one.</summary>
public static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup("/api/organizer/theme-days/{slug}").WithTags("Exports")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        exports.MapGet("/attendees.csv", CsvAsync).For(Role.Organizer).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesFaults();
        exports.MapGet("/attendees.xlsx", XlsxAsync).For(Role.Organizer).Produces<byte[]>(StatusCodes.Status200OK, AttendeeXlsx.MediaType).ProducesFaults();
        exports.MapGet("/attendees.json", JsonAsync).For(Role.Organizer, Role.Steward).Produces<IEnumerable<Attendee>>().ProducesFaults();
    }

    /// <summary>The attendees as CSV for a spreadsheet: UTF-8 with byte order mark, semicolons, words in the reader's language.</summary>
    /// <param name="status">confirmed (if nothing is said), waitlisted, cancelled or all.</param>
    public static Task<IResult> CsvAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ExportAttendees export, Municipalities municipalities, CancellationToken cancellationToken, [AllowedValues("confirmed", "waitlisted", "cancelled", "all")] string status = "confirmed") =>
        RunAsync(slug, status, context, user, export, "csv", opened => Results.Stream(
            to => new AttendeeCsv(new AttendeeCells(municipalities)).WriteAsync(to, opened.People, context.ReaderLanguage(), cancellationToken), "text/csv; charset=utf-8"), cancellationToken);

    /// <summary>The attendees as a workbook (Office Open XML): moments are dates, the first row stays in sight and filters.</summary>
    /// <param name="status">confirmed (if nothing is said), waitlisted, cancelled or all.</param>
    public static Task<IResult> XlsxAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ExportAttendees export, Municipalities municipalities, CancellationToken cancellationToken, [AllowedValues("confirmed", "waitlisted", "cancelled", "all")] string status = "confirmed") =>
        RunAsync(slug, status, context, user, export, "xlsx", opened => Results.Stream(
            to => new AttendeeXlsx(new AttendeeCells(municipalities)).WriteAsync(to, opened.People, context.ReaderLanguage(), cancellationToken), AttendeeXlsx.MediaType), cancellationToken);

    /// <summary>The attendees as JSON, codes as the API has them, in Swedish order. A steward gets id, name, organization and status only.</summary>
    /// <param name="status">confirmed (if nothing is said), waitlisted, cancelled or all.</param>
    public static Task<IResult> JsonAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ExportAttendees export, CancellationToken cancellationToken, [AllowedValues("confirmed", "waitlisted", "cancelled", "all")] string status = "confirmed") =>
        RunAsync(slug, status, context, user, export, "json", opened => opened.Columns == PersonColumns.All
            ? Results.Json(opened.People)
            : Results.Json(opened.People.Select(DoorAttendee.Of)), cancellationToken);

    private static async Task<IResult> RunAsync(
        string slug, string status, HttpContext context, ClaimsPrincipal user, ExportAttendees export, string extension, Func<AttendeeExport, IResult> reply,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var wanted = StatusInput.Read(status, faults);
        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        if (await export.OpenAsync(Caller.Of(user), slug, wanted, cancellationToken) is not { } opened)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        context.Response.NameFile($"temadag-{opened.Day.Slug}.{extension}");
        return reply(opened);
    }
}
