using Temadagar.Data;
using Temadagar.Programme;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>What a schedule is to the one who gets it.</summary>
public enum SendingKind
{
    /// <summary>The whole of it, to someone who has not been told, to a new address, or with a link in the place of one that is closed.</summary>
    First,
    Changed,

    /// <summary>The speaker is no longer in the programme, or the day will not be held.</summary>
    Removed,
}

/// <summary>A speaker of a day: what was told, what is so now, and what that means for the next sending.</summary>
/// <param name="Schedule">What was told; null: nothing.</param>
/// <param name="Now">The own part as it is now.</param>
/// <param name="Kind">Of the schedule that is due; null: none is.</param>
public sealed record DueSchedule(ScheduledSpeaker Speaker, SpeakerSchedule? Schedule, ToldSchedule Now, IReadOnlyList<ScheduleChange> Changes, SendingKind? Kind)
{
    public static DueSchedule Of(ScheduledSpeaker speaker, SpeakerSchedule? schedule, ToldSchedule part)
    {
        var before = schedule?.Told ?? ToldSchedule.Nothing;
        var now = part.After(before);
        var changes = ScheduleChange.Between(before, now);
        var elsewhere = schedule is not null && !schedule.WentTo(speaker.Email);
        SendingKind? kind = (changes.Count > 0, now.Sessions.Count > 0) switch
        {
            (true, false) => SendingKind.Removed,
            (true, true) => schedule is null || elsewhere ? SendingKind.First : SendingKind.Changed,
            (false, true) when elsewhere || schedule is { LinkClosed: true } => SendingKind.First,
            _ => null,
        };
        return new DueSchedule(speaker, schedule, now, changes, kind);
    }

    /// <summary>Whether the speaker has been told of sessions that are still so, and has not answered.</summary>
    /// <remarks>Whoever has declined once is for the organizer to talk to, not to remind.</remarks>
    public bool AwaitsAnswer => Kind is null && Schedule is { Answer: null, EarlierAnswer: not ScheduleAnswer.Declined, Told.Sessions.Count: > 0 };
}

/// <summary>The speakers of a day with their own parts of it, as told and as they are.</summary>
public sealed class DaySchedules(ProgrammeStore programme, SpeakerScheduleStore schedules)
{
    /// <summary>By the first thing they do, then in Swedish order.</summary>
    public async Task<IReadOnlyList<DueSchedule>> OfAsync(Session session, ThemeDay day)
    {
        // Of a day that is not held nobody has a part. First the programme: outside a write someone may edit it meanwhile, and whoever is
        // in it and no longer among the speakers is passed over.
        var plan = day.CancelledAt is null ? await programme.PlanAsync(session, day.Id) : [];
        var told = (await schedules.OfDayAsync(session, day.Id)).ToDictionary(schedule => schedule.SpeakerId);
        var speakers = await schedules.SpeakersAsync(session, day.Id);
        var names = speakers.ToDictionary(speaker => speaker.Id, speaker => speaker.Name);
        return
        [
            .. speakers
                .Select(speaker => DueSchedule.Of(speaker, told.GetValueOrDefault(speaker.Id), PartOf(speaker.Id, day, plan, names)))
                .OrderBy(one => one.Now.Sessions.Count == 0)
                .ThenBy(one => one.Now.Sessions.Select(part => part.StartsAt).DefaultIfEmpty().Min())
                .ThenBy(one => SwedishOrder.Key(one.Speaker.Name), StringComparer.Ordinal),
        ];
    }

    private static ToldSchedule PartOf(Guid speakerId, ThemeDay day, IEnumerable<SessionPlan> plan, Dictionary<Guid, string> names) => new(
        day.Date, day.Venue, day.City,
        [
            .. plan.Where(session => session.Speakers.Contains(speakerId)).Select(session => new ToldSession(
                session.Id, session.StartsAt, session.EndsAt, session.Title, session.Room,
                [.. session.Speakers.Where(id => id != speakerId).Select(id => names.GetValueOrDefault(id)).OfType<string>()], CalendarSequence: 0)),
        ],
        []);
}
