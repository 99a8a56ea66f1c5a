using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>How long each was at a day.</summary>
public sealed class DayAttendance(CheckInStore checkIns)
{
    /// <summary>Whole minutes between the day's beginning and its end, of each who was seen. A day without both times has none.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> MinutesOfDayAsync(Session session, ThemeDay day) =>
        day is { Start: { } start, End: { } end }
            ? (await checkIns.EventsOfDayAsync(session, day.Id)).ToDictionary(events => events.Key, events => PresenceSpans.Minutes(PresenceSpans.Of(events), start, end))
            : new Dictionary<Guid, int>();
}
