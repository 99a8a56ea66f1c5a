using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Participants;

/// <summary>Says whom a board lets see a day of its own: other boards, and the stewards at the door.</summary>
public sealed class ShareDay(Database database, EditOwnDay editing, OrganizerDayStore days, BoardStore boards, SharingStore sharing)
{
    private static readonly Text NotABoard = new("Det finns ingen annan myndighet med det namnet här.", "There is no other board of that name here.");
    private static readonly Text NotASteward = new("Det finns ingen sådan värd.", "There is no such steward.");

    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<SharingView?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await days.FindAsync(read, slug, caller.SeenBoard) is { } day ? await ViewAsync(read, day) : null;
    }

    /// <summary>Whoever is not among the chosen sees the day's people no more, from the next call on.</summary>
    /// <param name="chosenBoards">Slugs.</param>
    /// <returns>Who sees them now, or why nothing was changed.</returns>
    public Task<(SharingView? Sharing, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, IReadOnlyList<string> chosenBoards, IReadOnlyList<Guid> chosenStewards, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.DaySharingChanged, async (write, _, own) =>
        {
            var (choices, faults) = (await ChoicesAsync(write, own), new Faults());
            Refuse(faults, "boards", chosenBoards.Select(board => choices.Boards.Any(one => one.Slug == board)), NotABoard);
            Refuse(faults, "stewards", chosenStewards.Select(steward => choices.Stewards.Any(one => one.Id == steward)), NotASteward);
            if (faults.Any)
            {
                return new Edit(false, Problem.InvalidInput, Faults: faults);
            }

            // In one order, whoever shares: nobody takes a board away meanwhile.
            foreach (var (index, board) in chosenBoards.Index().OrderBy(one => one.Item, StringComparer.Ordinal))
            {
                if (!await boards.HoldAsync(write, board))
                {
                    faults.Add($"boards[{index}]", NotABoard);
                    return new Edit(false, Problem.InvalidInput, Faults: faults);
                }
            }

            await sharing.ReplaceAsync(write, own.Id, chosenBoards, chosenStewards);
            return Edit.Done;
        }, ViewAsync, cancellationToken);

    private static void Refuse(Faults faults, string list, IEnumerable<bool> known, Text unknown)
    {
        foreach (var (index, isKnown) in known.Index())
        {
            if (!isKnown)
            {
                faults.Add($"{list}[{index}]", unknown);
            }
        }
    }

    private async Task<SharingChoices> ChoicesAsync(Session session, OrganizerDay day) => new(
        [.. (await boards.ListAsync(session)).Where(board => board.Slug != day.Board).Select(board => new BoardChoice(board.Slug, board.Name))],
        await sharing.ListAsync(session, day.Board));

    // Who was chosen once and cannot be now (another board's by now, disabled) sees nothing, and is not among those who do.
    private async Task<SharingView> ViewAsync(Session session, OrganizerDay day)
    {
        var choices = await ChoicesAsync(session, day);
        return new SharingView(
            [.. (await sharing.BoardsAsync(session, day.Id)).Intersect(choices.Boards.Select(board => board.Slug))],
            [.. (await sharing.StewardsAsync(session, day.Id)).Intersect(choices.Stewards.Select(steward => steward.Id))],
            choices);
    }
}
