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
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindVisibleAsync(read, slug, visible);
        }

        if (found is null || !MayCheckIn(caller, found))
        {
            return (null, new ProblemResult(found is null ? EditOwnDay.Unknown : PeopleProblems.NotOwnDay));
        }

        return await database.WriteAsync<(T?, ProblemResult?)>(async write =>
        {
            await days.LockAsync(write, found.Id);
            if (await ownDays.FindVisibleAsync(write, slug, visible) is not { } seen || seen.Id != found.Id)
            {
                return (null, new ProblemResult(EditOwnDay.Unknown));
            }

            var (result, refusal) = await work(write, seen, (await days.FindAsync(write, seen.Id))!);
            return (result, refusal is null ? null : new ProblemResult(refusal));
        }, cancellationToken);
    }

    /// <summary>Why nothing can have happened at the day, or null.</summary>
    public static Problem? Refuses(ThemeDay day) => day.CancelledAt is not null ? AttendanceProblems.DayCancelled : day.Date is null ? AttendanceProblems.Undated : null;
}
