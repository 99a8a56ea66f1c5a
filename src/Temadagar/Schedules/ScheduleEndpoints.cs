using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Schedules;

/// <summary>An organizer sends the speakers of an own day their schedules, and sees what they answer.</summary>
public static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder app)
    {
        var schedules = app.MapGroup("/api/organizer/theme-days/{slug}/schedules").WithTags("Schedules").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        schedules.MapGet("", GetAsync).Produces<SchedulesView>();
        schedules.MapPost("", SendAsync).Produces<SchedulesSent>().ProducesPreview<SchedulesPreview>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        schedules.MapPost("/reminders", RemindAsync).Produces<RemindersSent>().ProducesPreview<RemindersPreview>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The speakers of a day: their sessions, when they were told, whether that is still so, and what they answered.</summary>
    public static async Task<IResult> GetAsync(string slug, ClaimsPrincipal user, SendSchedules send, CancellationToken cancellationToken) =>
        await send.FindAsync(Caller.Of(user), slug, cancellationToken) is { } view ? TypedResults.Ok(view) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>
    /// Sends schedules to those whose own part has changed since they were last told, and to nobody else; a second time sends nothing. With preview
    /// nothing is sent: the reply says who would get what, and its ETag, as If-Match, sends just that (412 where something has changed meanwhile).
    /// </summary>
    /// <param name="preview">true: only show it.</param>
    public static async Task<IResult> SendAsync(
        string slug, HttpContext context, ClaimsPrincipal user, SendSchedules send, CancellationToken cancellationToken, bool preview = false)
    {
        if (preview)
        {
            var (shown, tag, refused) = await send.PreviewAsync(Caller.Of(user), slug, context.ReaderLanguage(), cancellationToken);
            context.Response.GetTypedHeaders().ETag = tag;
            return refused is null ? TypedResults.Ok(shown) : new ProblemResult(refused);
        }

        var wanted = context.Request.GetTypedHeaders().IfMatch;
        var (sent, refusal) = await send.RunAsync(
            Caller.Of(user), slug,
            context.Request.Headers.IfMatch.Count == 0 ? null : tag => wanted.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: true)),
            cancellationToken);
        return sent is null ? refusal! : TypedResults.Ok(sent);
    }

    /// <summary>Reminds those who have not answered; nobody twice within 24 hours. With preview nothing is sent.</summary>
    /// <param name="preview">true: only show it.</param>
    public static async Task<IResult> RemindAsync(string slug, ClaimsPrincipal user, RemindSpeakers remind, CancellationToken cancellationToken, bool preview = false)
    {
        if (preview)
        {
            var (shown, refused) = await remind.PreviewAsync(Caller.Of(user), slug, cancellationToken);
            return refused is null ? TypedResults.Ok(shown) : new ProblemResult(refused);
        }

        var (sent, refusal) = await remind.RunAsync(Caller.Of(user), slug, cancellationToken);
        return sent is null ? refusal! : TypedResults.Ok(sent);
    }
}
