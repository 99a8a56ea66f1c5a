using MimeKit;
using Temadagar.Calendar;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>The calendar entry of a speaker's session: one UID for each speaker and session, for as long as the session lives.</summary>
public static class SessionCalendar
{
    /// <summary>The entries that a schedule brings: what is new or changed is asked for, what is gone is cancelled (RFC 5546, 3.2.2 and 3.2.5).</summary>
    /// <param name="whole">Whether all entries go along, as to an address that has none yet; it is then asked to cancel nothing.</param>
    public static IEnumerable<(CalendarEntry Entry, CalendarMethod Method)> Entries(
        Guid scheduleId, ToldSchedule before, ToldSchedule after, bool whole, DateTimeOffset stamp, ThemeDayFacts day, Language language, CalendarPerson attendee, MailboxAddress sender)
    {
        var was = before.Sessions.ToDictionary(session => session.SessionId);
        foreach (var session in after.Sessions)
        {
            if (after.Date is { } date && (whole || !was.TryGetValue(session.SessionId, out var old) || old.CalendarSequence != session.CalendarSequence))
            {
                yield return (Entry(scheduleId, session, date, after.Place, stamp, day, language, attendee, sender), CalendarMethod.Request);
            }
        }

        var gone = whole ? [] : before.Sessions.ExceptBy(after.Sessions.Select(session => session.SessionId), session => session.SessionId);
        foreach (var session in gone)
        {
            if (before.Date is { } date)
            {
                var last = session with { CalendarSequence = session.CalendarSequence + 1 };
                yield return (Entry(scheduleId, last, date, before.Place, stamp, day, language, attendee, sender), CalendarMethod.Cancel);
            }
        }
    }

    private static CalendarEntry Entry(
        Guid scheduleId, ToldSession session, DateOnly date, string? place, DateTimeOffset stamp, ThemeDayFacts day, Language language, CalendarPerson attendee, MailboxAddress sender) => new()
        {
            Uid = $"{session.SessionId:D}.{scheduleId:D}@temadagar",
            Sequence = session.CalendarSequence,
            Stamp = stamp,
            Summary = session.Title,
            Description = day.CalendarText(language, day.TitleIn(language)),
            Location = Whereabouts.Of(session.Room, place),
            Date = date,
            StartsAt = session.StartsAt,
            EndsAt = session.EndsAt,
            Organizer = new CalendarPerson(day.OrganizerName ?? day.SeriesName, sender.Address),
            Attendee = attendee,
            // The answer is given on the speaker's own page, and may be no.
            Accepted = false,
        };
}
