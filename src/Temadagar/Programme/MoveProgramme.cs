using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>
/// A day gets another date or other hours. A day that moves as a whole (start and end by as much) takes its programme with it; a day
/// that begins or ends at another time keeps it where it is. What the programme then contradicts is refused.
/// </summary>
public sealed class MoveProgramme(ProgrammeStore programme)
{
    /// <summary>Within the write that changes the day, before anything is changed.</summary>
    /// <returns>Why it cannot be, or null: the programme has moved, if it had to.</returns>
    public async Task<Problem?> RunAsync(Write write, Caller caller, ThemeDay day, DateOnly? date, DayHours hours)
    {
        if ((day.Date, day.StartsAt, day.EndsAt) == (date, hours.StartsAt, hours.EndsAt))
        {
            return null;
        }

        await programme.LockAllAsync(write);
        var before = await programme.PlanAsync(write, day.Id);
        var step = Step(new DayHours(day.StartsAt, day.EndsAt), hours);
        // A session lies within its day and the day within a date, so that no time passes midnight.
        var after = step == TimeSpan.Zero ? before
            : [.. before.Select(session => session with { StartsAt = session.StartsAt.Add(step), EndsAt = session.EndsAt.Add(step) })];
        if (await RefusalAsync(write, caller, day.Id, day.CancelledAt is null ? date : null, hours, after) is { } refusal)
        {
            return refusal;
        }

        if (before.Count > 0 && step != TimeSpan.Zero)
        {
            await programme.ReplaceAsync(write, day.Id, before, after);
        }

        return null;
    }

    /// <summary>Why a day of that date and those hours cannot have these sessions, or null.</summary>
    /// <param name="date">Null: not known, or the day is cancelled, so that who speaks at it may be elsewhere.</param>
    public async Task<Problem?> RefusalAsync(Session session, Caller caller, Guid themeDayId, DateOnly? date, DayHours hours, IReadOnlyList<SessionPlan> sessions)
    {
        if (sessions.Count == 0)
        {
            return null;
        }

        var names = (await programme.ChoicesAsync(session, themeDayId, null)).ToDictionary(speaker => speaker.Id, speaker => speaker.Name);
        var elsewhere = date is { } there ? await programme.ElsewhereAsync(session, there, themeDayId, caller.SeenBoard) : [];
        return ProgrammeRules.Contradiction(hours, sessions, elsewhere, id => names[id]);
    }

    private static TimeSpan Step(DayHours before, DayHours after) =>
        before is { StartsAt: { } start, EndsAt: { } end } && after is { StartsAt: { } newStart, EndsAt: { } newEnd }
            && newStart.ToTimeSpan() - start.ToTimeSpan() == newEnd.ToTimeSpan() - end.ToTimeSpan()
            ? newStart.ToTimeSpan() - start.ToTimeSpan()
            : TimeSpan.Zero;
}
