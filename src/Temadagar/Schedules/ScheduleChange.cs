using Temadagar.Texts;

namespace Temadagar.Schedules;

public enum ChangeKind
{
    /// <summary>The day has another date or place.</summary>
    Day,
    Removed,
    Changed,
    Added,
}

public enum ChangedFact
{
    Date,
    Place,
    Time,
    Room,
    Title,
    CoSpeakers,
}

/// <summary>A fact before and after, in words; null: there was, or is, none.</summary>
public sealed record ChangeDetail(ChangedFact What, string? Before, string? After);

/// <summary>What is different in a speaker's own part of a day since the speaker was last told.</summary>
/// <param name="Before">The session as it was; null where it is added, or where it is the day that changed.</param>
/// <param name="After">The session as it is; null where it is removed, or where it is the day that changed.</param>
public sealed record ScheduleChange(ChangeKind Kind, ToldSession? Before, ToldSession? After, ToldSchedule DayBefore, ToldSchedule DayAfter)
{
    /// <summary>All that is different between two parts, in the order in which it is told: the day, then what is gone, changed and new.</summary>
    public static IReadOnlyList<ScheduleChange> Between(ToldSchedule before, ToldSchedule after)
    {
        if (before.Sessions.Count == 0 && after.Sessions.Count == 0)
        {
            return [];
        }

        ScheduleChange Change(ChangeKind kind, ToldSession? was, ToldSession? isNow) => new(kind, was, isNow, before, after);
        var now = after.Sessions.ToDictionary(session => session.SessionId);
        var then = before.Sessions.ToDictionary(session => session.SessionId);
        // Whoever is told of nothing, or of nothing any more, has no day that could be another.
        var sameDay = then.Count == 0 || now.Count == 0 || (before.Date == after.Date && before.IsAtTheSamePlaceAs(after));
        return
        [
            .. sameDay ? [] : new[] { Change(ChangeKind.Day, null, null) },
            .. before.Sessions.Where(session => !now.ContainsKey(session.SessionId)).Select(session => Change(ChangeKind.Removed, session, null)),
            .. after.Sessions.Where(session => then.TryGetValue(session.SessionId, out var old) && !IsAs(session, old))
                .Select(session => Change(ChangeKind.Changed, then[session.SessionId], session)),
            .. after.Sessions.Where(session => !then.ContainsKey(session.SessionId)).Select(session => Change(ChangeKind.Added, null, session)),
        ];
    }

    /// <summary>The facts that are different, as people read them.</summary>
    public IReadOnlyList<ChangeDetail> Details(Language language) => Kind switch
    {
        ChangeKind.Day =>
        [
            .. Detail(ChangedFact.Date, Date(DayBefore, language), Date(DayAfter, language)),
            .. Detail(ChangedFact.Place, DayBefore.Place, DayAfter.Place),
        ],
        ChangeKind.Changed =>
        [
            .. Detail(ChangedFact.Title, Before!.Title, After!.Title),
            .. Detail(ChangedFact.Time, Time(Before, language), Time(After, language)),
            .. Detail(ChangedFact.Room, Before.Room, After.Room),
            .. Before.IsWithTheSameAs(After) ? [] : new[] { new ChangeDetail(ChangedFact.CoSpeakers, Names(Before), Names(After)) },
        ],
        _ => [],
    };

    public static string Time(ToldSession session, Language language) => CivilDate.Hours(session.StartsAt, session.EndsAt, language);

    public static string? Names(ToldSession session) => session.CoSpeakers.Count == 0 ? null : string.Join(", ", session.CoSpeakers);

    private static string? Date(ToldSchedule schedule, Language language) => schedule.Date is { } date ? CivilDate.Long(date, language) : null;

    private static IEnumerable<ChangeDetail> Detail(ChangedFact what, string? before, string? after) => before == after ? [] : [new ChangeDetail(what, before, after)];

    private static bool IsAs(ToldSession session, ToldSession old) =>
        (session.StartsAt, session.EndsAt, session.Title, session.Room) == (old.StartsAt, old.EndsAt, old.Title, old.Room) && session.IsWithTheSameAs(old);
}
