using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>What came of an edit.</summary>
/// <param name="Changed">False: all was as wanted already, and there is nothing to log.</param>
/// <param name="Refusal">Set: nothing was changed.</param>
public sealed record Edit(bool Changed, Problem? Refusal = null)
{
    public static readonly Edit Done = new(true);
    public static readonly Edit Unchanged = new(false);

    public static Edit Refused(Problem problem) => new(false, problem);
}

/// <summary>
/// Every edit of a day goes through here: the day is the caller's own, its row is held from the first statement to the commit,
/// and the log has its row in the same write. Another board's day is not there.
/// </summary>
public sealed class EditDay(Database database, OrganizerDayStore ownDays, ThemeDayStore days, AccessLog log, TimeProvider clock)
{
    public async Task<PlannedDayView?> FindAsync(Session session, Caller caller, string slug) =>
        await ownDays.FindAsync(session, slug, caller.SeenBoard) is { } own ? await ViewAsync(session, own) : null;

    /// <param name="edit">Refuses before it changes anything. It may run more than once.</param>
    /// <returns>The day as it is afterwards, or why it was left as it was.</returns>
    public async Task<(PlannedDayView? Day, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, AccessAction action, Func<Write, ThemeDay, OrganizerDay, Task<Edit>> edit, CancellationToken cancellationToken)
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return (null, new ProblemResult(PlanningProblems.Unknown));
        }

        try
        {
            return await database.WriteAsync<(PlannedDayView?, ProblemResult?)>(async write =>
            {
                await days.LockAsync(write, found.Id);
                if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != found.Id)
                {
                    return (null, new ProblemResult(PlanningProblems.Unknown));
                }

                var outcome = await edit(write, (await days.FindAsync(write, own.Id))!, own);
                if (outcome.Refusal is { } refusal)
                {
                    return (null, new ProblemResult(refusal));
                }

                var changed = outcome.Changed ? (await days.FindAsync(write, own.Id))! : null;
                var after = changed is null ? own : (await ownDays.FindAsync(write, changed.Slug, null))!;
                if (outcome.Changed)
                {
                    await log.AddAsync(write, caller, action, own.Id, after.Board);
                }

                return (await ViewAsync(write, after), null);
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // Two who take a slug at once on two instances.
            return (null, new ProblemResult(PlanningProblems.SlugTaken));
        }
    }

    private async Task<PlannedDayView> ViewAsync(Session session, OrganizerDay own) => PlannedDayView.Of(
        own, (await days.FindAsync(session, own.Id))!, await ownDays.FiguresAsync(session, own.Id), clock.GetUtcNow());
}
