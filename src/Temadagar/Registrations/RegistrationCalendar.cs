using MimeKit;
using Temadagar.Calendar;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>The calendar entry of a place: one UID for each registration, for as long as it lives.</summary>
public static class RegistrationCalendar
{
    /// <param name="sequence">Rises with each change of time or place and with the cancellation (RFC 5546, 2.1.4).</param>
    public static CalendarEntry Entry(
        Guid registrationId, int sequence, DateTimeOffset stamp, ThemeDayFacts day, Language language, CalendarPerson attendee, MailboxAddress sender)
        => new()
        {
            Uid = $"{registrationId:D}@temadagar",
            Sequence = sequence,
            Stamp = stamp,
            Summary = day.TitleIn(language),
            Description = day.CalendarText(language),
            Location = day.Place,
            Date = day.Date!.Value,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            Organizer = new CalendarPerson(day.OrganizerName ?? day.SeriesName, sender.Address),
            Attendee = attendee,
        };
}
