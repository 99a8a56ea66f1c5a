using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Attendance;

/// <summary>Attendance that is entered afterwards: from the list ticked by hand, or from an online meeting's report.</summary>
public static class AttendanceEndpoints
{
    private const int MostLines = 500;

    private static readonly Text NoLines = new("Ange minst en person.", "Give at least one person.");
    private static readonly Text TooManyLines = new($"Ange högst {MostLines} personer åt gången.", $"Give at most {MostLines} people at a time.");
    private static readonly Text Twice = new("Ange varje person en gång.", "Give each person once.");
    private static readonly Text NotUuid = new("Ange anmälans id.", "Give the registration's id.");

    public static void MapAttendance(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}/attendance").WithTags("Attendance").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapPut("", EnterAsync).Accepts<AttendanceRequest>("application/json").Produces<EnteredView>().ProducesFaults();
        day.MapPost("/report", ImportAsync).TakesFile("text/csv").Produces<ReportView>()
            .WithMetadata(new RequestSizeLimitAttribute(4 * MeetingReport.MaxBytes)).ProducesFaults().ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>Who was there, from the list that was ticked by hand, all of it or nothing. Those who are not named stay as they are.</summary>
    public static Task<IResult> EnterAsync(string slug, HttpContext context, ClaimsPrincipal user, EnterAttendance enter, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var people = fields.Objects("people", 1, MostLines, NoLines, TooManyLines, line =>
            {
                if (!Guid.TryParseExact(line.Text("registrationId", 100, NotUuid), "D", out var id))
                {
                    line.Fault("registrationId", NotUuid);
                }

                return new TickedPerson(id, line.Flag("present"));
            });
            if (people.DistinctBy(line => line.RegistrationId).Count() < people.Count)
            {
                fields.Fault("people", Twice);
            }

            fields.RefuseOthers();
            return people;
        }, async people =>
        {
            var (view, refusal) = await enter.RunAsync(Caller.Of(user), slug, people, cancellationToken);
            return refusal is null ? TypedResults.Ok(view) : refusal;
        });

    /// <summary>Who was at the online meeting, from the attendance report of Microsoft Teams (CSV, as it is saved there). With preview nothing is kept.</summary>
    /// <param name="preview">true: only show who was found and who was not.</param>
    public static async Task<IResult> ImportAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ImportReport import, CancellationToken cancellationToken, bool preview = false)
    {
        if (await BodyBytes.ReadAsync(context.Request, MeetingReport.MaxBytes, cancellationToken) is not { } report)
        {
            return new ProblemResult(Problem.TooLargeFor(MeetingReport.MaxBytes));
        }

        var (view, refusal) = await import.RunAsync(Caller.Of(user), slug, report, preview, cancellationToken);
        return refusal is null ? TypedResults.Ok(view) : refusal;
    }
}

/// <param name="People">At most 500, each once.</param>
public sealed record AttendanceRequest(IReadOnlyList<TickedPerson> People);
