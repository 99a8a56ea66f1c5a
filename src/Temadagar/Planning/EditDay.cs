using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>An edit of a day, and the day as its organizer sees it afterwards.</summary>
public sealed class EditDay(Database database, OrganizerDayStore ownDays, ThemeDayStore days, PlanningStore planning, EditOwnDay editing, TimeProvider clock)
{
    public async Task<PlannedDayView?> FindAsync(Session session, Caller caller, string slug) =>
        await ownDays.FindAsync(session, slug, caller.SeenBoard) is { } own ? await ViewAsync(session, own) : null;

    /// <inheritdoc cref="EditOwnDay.RunAsync"/>
    public async Task<(PlannedDayView? Day, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, AccessAction action, Func<Write, ThemeDay, OrganizerDay, Task<Edit>> edit, CancellationToken cancellationToken)
    {
        try
        {
            return await editing.RunAsync(caller, slug, action, edit, ViewAsync, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // Two who take a slug at once on two instances.
            return (null, new ProblemResult(PlanningProblems.SlugTaken));
        }
    }

    private async Task<PlannedDayView> ViewAsync(Session session, OrganizerDay own) => PlannedDayView.Of(
        own, (await days.FindAsync(session, own.Id))!, await ownDays.FiguresAsync(session, own.Id), !await planning.IsUsedAsync(session, own.Id), clock.GetUtcNow());
}
