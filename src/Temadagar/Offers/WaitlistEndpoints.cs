using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Offers;

/// <summary>The waitlist of a day of one's own.</summary>
public static class WaitlistEndpoints
{
    public const int MaxReasonLength = 500;

    private static readonly Text NoReason = new("Skriv varför. Skälet sparas.", "Write why. The reason is kept.");
    private static readonly Text NoGroup = new("Välj vem på väntelistan som gruppen ska stå före.", "Choose whom on the waitlist the group is to stand before.");
    private static readonly Text NoAnswer = new("Välj något av: claim, decline.", "Choose one of: claim, decline.");

    public static void MapWaitlist(this IEndpointRouteBuilder app)
    {
        var list = app.MapGroup("/api/organizer/theme-days/{slug}/waitlist").WithTags("Waitlist").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        list.MapGet("", GetAsync).Produces<WaitlistView>();
        var acts = list.MapGroup("").ProducesProblem(StatusCodes.Status409Conflict);
        acts.MapPost("/groups/{id:guid}/move", MoveAsync).Accepts<MoveRequest>("application/json").Produces<WaitlistView>().ProducesFaults();
        acts.MapPost("/waits/{id:guid}/offer", OfferAsync).Accepts<OfferRequest>("application/json").Produces<WaitlistView>().ProducesFaults();
        acts.MapPost("/offers/{id:guid}/answer", AnswerAsync).Accepts<AnswerRequest>("application/json").Produces<WaitlistView>().ProducesFaults();
    }

    /// <summary>Who waits, in order, and why each has not been offered a place; which offers stand, and what became of the latest.</summary>
    public static async Task<IResult> GetAsync(string slug, ClaimsPrincipal user, ReadWaitlist reading, CancellationToken cancellationToken) =>
        await reading.RunAsync(Caller.Of(user), slug, cancellationToken) is { } view ? TypedResults.Ok(view) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>Moves a group, against the order in which they came, to right before another.</summary>
    public static Task<IResult> MoveAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, ManageWaitlist waitlist, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(
            context,
            fields => Read(fields, (Before: fields.Id("before", NoGroup), Reason: ReadReason(fields))),
            async wanted => Reply(await waitlist.MoveAsync(Caller.Of(user), slug, id, wanted.Before, wanted.Reason, cancellationToken)));

    /// <summary>Offers a free place to someone before their turn.</summary>
    public static Task<IResult> OfferAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, ManageWaitlist waitlist, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(
            context, fields => Read(fields, ReadReason(fields)), async reason => Reply(await waitlist.OfferAsync(Caller.Of(user), slug, id, reason, cancellationToken)));

    /// <summary>Answers an offer for someone who has telephoned.</summary>
    public static Task<IResult> AnswerAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, ManageWaitlist waitlist, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(
            context,
            fields => Read(fields, fields.Choice<OfferAnswer>("answer", NoAnswer)),
            async answer => Reply(await waitlist.AnswerAsync(Caller.Of(user), slug, id, answer, cancellationToken)));

    private static string ReadReason(JsonFields fields) => fields.Text("reason", MaxReasonLength, NoReason);

    private static T Read<T>(JsonFields fields, T read)
    {
        fields.RefuseOthers();
        return read;
    }

    private static IResult Reply((WaitlistView? Waitlist, ProblemResult? Refusal) outcome) => outcome.Refusal ?? (IResult)TypedResults.Ok(outcome.Waitlist);
}

/// <param name="Before">The id of the group that it is to stand right before.</param>
/// <param name="Reason">Kept, and shown to organizers.</param>
public sealed record MoveRequest(Guid Before, [property: Length(1, WaitlistEndpoints.MaxReasonLength)] string Reason);

/// <param name="Reason">Kept, and shown to organizers.</param>
public sealed record OfferRequest([property: Length(1, WaitlistEndpoints.MaxReasonLength)] string Reason);

public sealed record AnswerRequest(OfferAnswer Answer);
