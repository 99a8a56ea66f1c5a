using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Attendance;

/// <summary>Who was there, entered afterwards: from the paper list, or from the report of an online meeting.</summary>
public static class AttendanceEndpoints
{
    private const int MaxReportBytes = 1024 * 1024;

    // One that is too large is taken in and thrown away: a browser that is cut off while it sends never sees why.
    private const int MaxRefused = 16 * MaxReportBytes;

    private static readonly string[] ReportTypes = ["text/csv", "text/tab-separated-values", "text/plain"];

    public static void MapAttendance(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}/attendance").WithTags("Attendance")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapPut("", EnterAsync).For(Role.Organizer, Role.Steward).Accepts<AttendanceRequest>("application/json").Produces<AttendanceCounts>().ProducesFaults();
        day.MapPost("/report", ImportAsync).For(Role.Organizer).TakesFile(ReportTypes).WithMetadata(new RequestSizeLimitAttribute(MaxRefused)).Produces<ReportView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>
    /// Says of up to 500 people whether they were there, as a list on paper has it: all of it or, if a line is wrong, nothing. Who is said to have been there, and
    /// has not been checked in, was there from the day's beginning; of who is said not to have been, all check-ins are undone. People left out stay as they are.
    /// </summary>
    public static Task<IResult> EnterAsync(string slug, HttpContext context, ClaimsPrincipal user, EnterAttendance enter, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, EnterAttendance.Read, async entries =>
        {
            var (counts, refusal) = await enter.RunAsync(Caller.Of(user), slug, entries, cancellationToken);
            return refusal is null ? TypedResults.Ok(counts) : refusal;
        });

    /// <summary>
    /// Notes who took part online, from the attendance report that Teams gives (up to 1 MiB; UTF-16 with tabs as it comes, or saved again as CSV). People are found by
    /// address, else by name where only one has it. With preview nothing is kept. A faulty line refuses it all; the same report twice adds nothing. Who has been removed by hand is brought back only if restore names them.
    /// </summary>
    /// <param name="preview">true: only show it.</param>
    /// <param name="restore">The registration of someone who was removed by hand and was there all the same; as often as there are such people.</param>
    public static async Task<IResult> ImportAsync(
        string slug, HttpRequest request, ClaimsPrincipal user, AtTheDoor door, ImportReport import, CancellationToken cancellationToken, bool preview = false, [FromQuery] Guid[]? restore = null)
    {
        var caller = Caller.Of(user);
        if (await door.FindAsync(caller, slug, cancellationToken) is (null, var unseen))
        {
            return new ProblemResult(unseen!);
        }

        var (bytes, unread) = await FileBody.ReadAsync(request, MaxReportBytes, ReportTypes, AttendanceProblems.NotAReport, cancellationToken);
        if (bytes is null)
        {
            return unread!;
        }

        var report = ReportText.Of(bytes);
        var (view, refusal) = preview
            ? await import.PreviewAsync(caller, slug, report, restore ?? [], cancellationToken)
            : await import.KeepAsync(caller, slug, report, restore ?? [], cancellationToken);
        return refusal is null ? TypedResults.Ok(view) : refusal;
    }
}

public sealed record AttendanceRequest([property: Length(1, EnterAttendance.MaxEntries)] IReadOnlyList<AttendanceOfPerson> People);

/// <param name="Present">false: all check-ins of the person are undone.</param>
public sealed record AttendanceOfPerson(Guid RegistrationId, bool Present);
