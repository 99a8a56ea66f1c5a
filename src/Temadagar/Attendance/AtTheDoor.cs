using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>What someone at the door does: on a day whose people the caller sees, held by its row from the first statement to the commit.</summary>
public sealed class AtTheDoor(Database database, OrganizerDayStore ownDays, ThemeDayStore days)
{
    /// <summary>Who checks people in: the day's organizer and the stewards it was given to. A board that it is shared with looks on.</summary>
    public static bool MayCheckIn(Caller caller, OrganizerDay day) => caller.Role == Role.Steward || VisiblePeople.MayChange(caller, day.Board);

    /// <param name="work">Refuses before it changes anything. It may run more than once.</param>
    /// <returns>What it gave, or why nothing was done.</returns>
    public async Task<(T? Result, ProblemResult? Refusal)> RunAsync<T>(
        Caller caller, string slug, Func<Write, OrganizerDay, ThemeDay, Task<(T? Result, Problem? Refusal)>> work, CancellationToken cancellationToken)
        where T : class
    {
        var (found, unseen) = await FindAsync(caller, slug, cancellationToken);
        if (found is null)
        {
            return (null, new ProblemResult(unseen!));
        }

        return await database.WriteAsync<(T?, ProblemResult?)>(async write =>
        {
            await days.LockAsync(write, found.Id);
            var (seen, gone) = await FindAsync(write, caller, slug);
            if (seen is null || seen.Id != found.Id)
            {
                return (null, new ProblemResult(gone ?? EditOwnDay.Unknown));
            }

            var (result, refusal) = await work(write, seen, (await days.FindAsync(write, seen.Id))!);
            return (result, refusal is null ? null : new ProblemResult(refusal));
        }, cancellationToken);
    }

    /// <returns>The day, or why the caller does nothing there.</returns>
    public async Task<(OrganizerDay? Day, Problem? Refusal)> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await FindAsync(read, caller, slug);
    }

    /// <summary>Why it cannot be known yet who was there, or null.</summary>
    public static Problem? RefusesAfterwards(ThemeDay day, DateTimeOffset now) => Refuses(day) ?? (now < day.Begins!.Value ? AttendanceProblems.NotBegun : null);

    /// <summary>Why nothing can have happened at the day, or null.</summary>
    public static Problem? Refuses(ThemeDay day) => day.CancelledAt is not null ? AttendanceProblems.DayCancelled : day.Date is null ? AttendanceProblems.Undated : null;

    private async Task<(OrganizerDay? Day, Problem? Refusal)> FindAsync(Session session, Caller caller, string slug) =>
        VisiblePeople.Of(caller) is not { } visible || await ownDays.FindVisibleAsync(session, slug, visible) is not { } seen ? (null, EditOwnDay.Unknown)
        : MayCheckIn(caller, seen) ? (seen, null)
        : (null, PeopleProblems.NotOwnDay);
}
