using System.Security.Claims;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>Whom a board lets see a day of its own: other boards, and the stewards at the door.</summary>
public static class SharingEndpoints
{
    private static readonly Text NotABoard = new("Det finns ingen annan länsstyrelse med det namnet här.", "There is no other board of that name here.");
    private static readonly Text NotASteward = new("Det finns ingen sådan funktionär.", "There is no such steward.");

    public static void MapSharing(this IEndpointRouteBuilder app)
    {
        var sharing = app.MapGroup("/api/organizer/theme-days/{slug}/sharing").WithTags("People").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        sharing.MapGet("", GetAsync).Produces<SharingView>();
        sharing.MapPut("", ReplaceAsync).Accepts<SharingRequest>("application/json").Produces<SharingView>().ProducesFaults();
    }

    /// <summary>The boards that see the day's people besides its own, the stewards at its door, and whom one can choose from.</summary>
    public static async Task<IResult> GetAsync(
        string slug, ClaimsPrincipal user, Database database, OrganizerDayStore days, BoardStore boards, SharingStore sharing, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await FindAsync(read, Caller.Of(user), slug, days) is { } day
            ? TypedResults.Ok(await ViewAsync(read, day, boards, sharing))
            : new ProblemResult(EditOwnDay.Unknown);
    }

    /// <summary>Says anew who sees them. Whoever is left out sees them no more, from the next call on.</summary>
    public static async Task<IResult> ReplaceAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, OrganizerDayStore days, BoardStore boards, SharingStore sharing, ThemeDayStore themeDays,
        AccessLog log, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        OrganizerDay day;
        SharingView now;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            if (await FindAsync(read, caller, slug, days) is not { } found)
            {
                return new ProblemResult(EditOwnDay.Unknown);
            }

            (day, now) = (found, await ViewAsync(read, found, boards, sharing));
        }

        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var chosenBoards = body.Root.Texts("boards", word => now.Choices.Boards.Any(board => board.Slug == word), NotABoard);
            var chosenStewards = body.Root.Texts("stewards", word => now.Choices.Stewards.Any(steward => steward.Id.ToString() == word), NotASteward);
            body.Root.Ignore("choices");
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            await database.WriteAsync(async write =>
            {
                await themeDays.LockAsync(write, day.Id);
                await sharing.ReplaceAsync(write, day.Id, chosenBoards, chosenStewards.Select(Guid.Parse));
                await log.AddAsync(write, caller, AccessAction.DaySharingChanged, day.Id, day.Board);
            }, cancellationToken);
        }

        await using var after = await database.OpenReadAsync(cancellationToken);
        return TypedResults.Ok(await ViewAsync(after, day, boards, sharing));
    }

    private static Task<OrganizerDay?> FindAsync(Session session, Caller caller, string slug, OrganizerDayStore days) =>
        days.FindAsync(session, slug, caller.SeenBoard);

    // Who was chosen once and cannot be now (another board's by now, disabled) sees nothing, and is not among those who do.
    private static async Task<SharingView> ViewAsync(Session session, OrganizerDay day, BoardStore boards, SharingStore sharing)
    {
        var choices = new SharingChoices(
            [.. (await boards.ListAsync(session)).Where(board => board.Slug != day.Board).Select(board => new BoardChoice(board.Slug, board.Name))],
            await sharing.ListAsync(session, day.Board));
        return new SharingView(
            [.. (await sharing.BoardsAsync(session, day.Id)).Intersect(choices.Boards.Select(board => board.Slug))],
            [.. (await sharing.StewardsAsync(session, day.Id)).Intersect(choices.Stewards.Select(steward => steward.Id))],
            choices);
    }
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
