using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Participants;

/// <summary>Whom a board lets see a day of its own: other boards, and the stewards at the door.</summary>
public static class SharingEndpoints
{
    private static readonly Text NotText = new("Ange en myndighet.", "Give a board.");

    public static void MapSharing(this IEndpointRouteBuilder app)
    {
        var sharing = app.MapGroup("/api/organizer/theme-days/{slug}/sharing").WithTags("People").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        sharing.MapGet("", GetAsync).Produces<SharingView>();
        sharing.MapPut("", ReplaceAsync).Accepts<SharingRequest>("application/json").Produces<SharingView>().ProducesFaults();
    }

    /// <summary>The boards that see the day's people besides its own, the stewards at its door, and whom one can choose from.</summary>
    public static async Task<IResult> GetAsync(string slug, ClaimsPrincipal user, ShareDay sharing, CancellationToken cancellationToken) =>
        await sharing.FindAsync(Caller.Of(user), slug, cancellationToken) is { } view ? TypedResults.Ok(view) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>Says anew who sees them. Whoever is left out sees them no more, from the next call on.</summary>
    public static Task<IResult> ReplaceAsync(string slug, HttpContext context, ClaimsPrincipal user, ShareDay sharing, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var chosen = (Boards: fields.Texts("boards", _ => true, NotText), Stewards: fields.Ids("stewards"));
            fields.Ignore("choices");
            fields.RefuseOthers();
            return chosen;
        }, async chosen =>
        {
            var (view, refusal) = await sharing.RunAsync(Caller.Of(user), slug, chosen.Boards, chosen.Stewards, cancellationToken);
            return refusal is null ? TypedResults.Ok(view) : refusal;
        });
}

/// <param name="Boards">Slugs.</param>
/// <param name="Stewards">Ids of accounts or API keys with the role of a steward.</param>
public sealed record SharingRequest(IReadOnlyList<string> Boards, IReadOnlyList<Guid> Stewards);

/// <param name="Boards">Slugs of the boards, besides its own, that see the day's people.</param>
/// <param name="Stewards">Ids of those who see the list at the door.</param>
/// <param name="Choices">Read-only: whom one can choose from.</param>
public sealed record SharingView(IReadOnlyList<string> Boards, IReadOnlyList<Guid> Stewards, SharingChoices Choices);

/// <param name="Stewards">Of the day's own board; for a day without a board, all.</param>
public sealed record SharingChoices(IReadOnlyList<BoardChoice> Boards, IReadOnlyList<Steward> Stewards);

public sealed record BoardChoice(string Slug, string Name);
