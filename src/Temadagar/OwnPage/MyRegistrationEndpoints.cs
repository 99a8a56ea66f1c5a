using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.OwnPage;

/// <summary>A person's own registration. Whoever has the secret of the link is that person.</summary>
public static class MyRegistrationEndpoints
{
    public static readonly Problem NoCalendar = new("no-calendar", 409,
        new("Det finns ingen kalenderpost", "There is no calendar entry"),
        new("En kalenderpost finns när platsen är bekräftad och temadagen har ett datum.", "There is one when the place is confirmed and the theme day has a date."));

    private static readonly Text NotOwnReason = new("Välj något av: self, notMe.", "Choose one of: self, notMe.");

    public static void MapMyRegistration(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration").WithTags("My registration").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", GetAsync);
        api.MapPost("/cancellation", CancelAsync)
            .RequireRateLimiting(RateLimits.Writes)
            .Accepts<CancellationRequest>(isOptional: true, "application/json")
            .ProducesFaults()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/calendar.ics", GetCalendarAsync)
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The registration that the link's secret stands for.</summary>
    public static async Task<Results<Ok<MyRegistration>, ProblemResult>> GetAsync(
        HttpRequest request, RegistrationLinks links, MyRegistrations mine, CancellationToken cancellationToken) =>
        await links.FindAsync(request, cancellationToken) is { } found
            ? TypedResults.Ok(await mine.ViewAsync(found, cancellationToken))
            : new ProblemResult(Problem.LinkNotValid);

    /// <summary>Cancels it. A repeated cancellation gives the same reply.</summary>
    public static async Task<Results<Ok<MyRegistration>, ProblemResult>> CancelAsync(
        HttpRequest request, RegistrationLinks links, MyRegistrations mine, CancelRegistration cancel, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (body, unreadable) = await JsonBody.ReadOptionalAsync(request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var reason = body.Root.OptionalChoice<CancelReason>("reason") ?? CancelReason.Self;
            if (reason is not (CancelReason.Self or CancelReason.NotMe))
            {
                body.Root.Fault("reason", NotOwnReason);
            }

            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            var (cancelled, refusal) = await cancel.RunAsync(found, reason, cancellationToken);
            return cancelled is not null ? TypedResults.Ok(await mine.ViewAsync(cancelled, cancellationToken)) : new ProblemResult(refusal!);
        }
    }

    /// <summary>The calendar entry of a confirmed place (RFC 5545).</summary>
    public static async Task<IResult> GetCalendarAsync(
        HttpRequest request, RegistrationLinks links, MyRegistrations mine, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        return await mine.CalendarAsync(found, cancellationToken) is { } calendar
            ? TypedResults.File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", "temadag.ics")
            : new ProblemResult(NoCalendar);
    }
}

public sealed record CancellationRequest(CancelReason? Reason = null);
