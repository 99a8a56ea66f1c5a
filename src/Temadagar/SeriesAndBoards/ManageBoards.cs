using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.SeriesAndBoards;

/// <summary>An administrator says who organizes the days, how each is reached, and what it tells those it collects data from.</summary>
public sealed class ManageBoards(Database database, BoardStore boards, RememberedDays days, AccessLog log)
{
    /// <returns>The new board, last of all, or why it was not added.</returns>
    public async Task<(Board? Board, Problem? Refusal)> AddAsync(Caller caller, NewBoardRequest wanted, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        try
        {
            return await database.WriteAsync<(Board?, Problem?)>(async write =>
            {
                if (await boards.FindAsync(write, wanted.Slug) is not null)
                {
                    return (null, BoardProblems.SlugTaken);
                }

                var added = wanted.On(new Board(id, wanted.Slug, await boards.NextPositionAsync(write), wanted.Name, null, null, null));
                await boards.AddAsync(write, added);
                await log.AddAsync(write, caller, AccessAction.BoardAdded, id, added.Slug);
                return (added, null);
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // Two who take a slug at once on two instances.
            return (null, BoardProblems.SlugTaken);
        }
    }

    /// <returns>The board afterwards, or why it was left as it was.</returns>
    public Task<(Board? Board, Problem? Refusal)> ChangeAsync(Caller caller, string slug, Func<int, bool> isCurrent, BoardRequest wanted, CancellationToken cancellationToken) =>
        RunAsync(slug, isCurrent, async (write, before) =>
        {
            var after = wanted.On(before);
            if (after == before)
            {
                return (before, null);
            }

            after = after with { Version = before.Version + 1 };
            await boards.ChangeAsync(write, after);
            await log.AddAsync(write, caller, AccessAction.BoardChanged, after.Id, after.Slug);
            write.AfterCommit(days.Forget);
            return (after, null);
        }, cancellationToken);

    /// <summary>Only one that nothing belongs to: what has happened at its days goes on having been its.</summary>
    /// <returns>Why it was kept; null: removed.</returns>
    public async Task<Problem?> RemoveAsync(Caller caller, string slug, Func<int, bool> isCurrent, CancellationToken cancellationToken) =>
        (await RunAsync(slug, isCurrent, async (write, board) =>
        {
            if (await boards.BelongingsAsync(write, board) is { Any: true } belongings)
            {
                return (null, BoardProblems.InUseBy(belongings));
            }

            await boards.RemoveAsync(write, board.Id);
            await log.AddAsync(write, caller, AccessAction.BoardRemoved, board.Id, board.Slug);
            return (board, null);
        }, cancellationToken)).Refusal;

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    private Task<(Board? Board, Problem? Refusal)> RunAsync(
        string slug, Func<int, bool> isCurrent, Func<Write, Board, Task<(Board? Board, Problem? Refusal)>> edit, CancellationToken cancellationToken) =>
        database.WriteAsync<(Board?, Problem?)>(async write =>
        {
            await boards.HoldAsync(write, slug);
            return await boards.FindAsync(write, slug) is not { } board ? (null, BoardProblems.Unknown)
                : !isCurrent(board.Version) ? (null, Versions.Stale)
                : await edit(write, board);
        }, cancellationToken);
}
