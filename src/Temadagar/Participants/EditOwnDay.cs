using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>What came of an edit.</summary>
/// <param name="Changed">False: all was as wanted already, and there is nothing to log.</param>
/// <param name="Refusal">Set: nothing was changed.</param>
/// <param name="People">How many people it concerned, for the log.</param>
/// <param name="Faults">Set with a refusal that names fields.</param>
public sealed record Edit(bool Changed, Problem? Refusal = null, int? People = null, Faults? Faults = null)
{
    public static readonly Edit Done = new(true);
    public static readonly Edit Unchanged = new(false);

    public static Edit Refused(Problem problem) => new(false, problem);
}

/// <summary>
/// Every edit of a day goes through here: the day is the caller's own, its row is held from the first statement to the commit,
/// and the log has its row in the same write. Another board's day is not there.
/// </summary>
public sealed class EditOwnDay(Database database, OrganizerDayStore ownDays, ThemeDayStore days, AccessLog log)
{
    public static readonly Problem Unknown = new("unknown-theme-day", 404,
        new("Temadagen finns inte", "There is no such theme day"),
        new("Du har ingen temadag med den adressen.", "You have no theme day with that address."));

    /// <param name="edit">Refuses before it changes anything. It may run more than once.</param>
    /// <param name="view">What the day, or a part of it, is like afterwards.</param>
    /// <returns>That, or why it was left as it was.</returns>
    public async Task<(T? Result, ProblemResult? Refusal)> RunAsync<T>(
        Caller caller, string slug, AccessAction action, Func<Write, ThemeDay, OrganizerDay, Task<Edit>> edit, Func<Write, OrganizerDay, Task<T>> view,
        CancellationToken cancellationToken)
        where T : class
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return (null, new ProblemResult(Unknown));
        }

        return await database.WriteAsync<(T?, ProblemResult?)>(async write =>
        {
            await days.LockAsync(write, found.Id);
            if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != found.Id)
            {
                return (null, new ProblemResult(Unknown));
            }

            var outcome = await edit(write, (await days.FindAsync(write, own.Id))!, own);
            if (outcome.Refusal is { } refusal)
            {
                return (null, new ProblemResult(refusal, outcome.Faults));
            }

            var after = outcome.Changed ? (await ownDays.FindAsync(write, (await days.FindAsync(write, own.Id))!.Slug, null))! : own;
            if (outcome.Changed)
            {
                await log.AddAsync(write, caller, action, own.Id, after.Board, outcome.People);
            }

            return (await view(write, after), null);
        }, cancellationToken);
    }
}
