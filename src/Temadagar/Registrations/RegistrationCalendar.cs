using MimeKit;
using Temadagar.Calendar;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>The calendar entry of a place: one UID for each registration, for as long as it lives.</summary>
public static class RegistrationCalendar
{
    private static readonly Text Demonstration = new("Demonstration – inte en verklig temadag.", "Demonstration – not a real theme day.");

    /// <param name="sequence">Rises with each change of time or place and with the cancellation (RFC 5546, 2.1.4).</param>
    public static CalendarEntry Entry(
        Guid registrationId, int sequence, DateTimeOffset stamp, ThemeDayFacts day, Language language, CalendarPerson attendee, MailboxAddress sender)
    {
        var organizer = string.Join('\n', new[] { day.OrganizerName, day.OrganizerEmail, day.OrganizerPhone }.Where(line => line is not null));
        return new CalendarEntry
        {
            Uid = $"{registrationId:D}@temadagar",
            Sequence = sequence,
            Stamp = stamp,
            Summary = day.TitleIn(language),
            Description = string.Join("\n\n", new[] { day.Demonstration ? Demonstration.In(language) : "", organizer }.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : null,
            Location = string.Join(", ", new[] { day.Venue, day.City }.Where(part => part is not null)) is { Length: > 0 } place ? place : null,
            Date = day.Date!.Value,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            Organizer = new CalendarPerson(day.OrganizerName ?? day.SeriesName, sender.Address),
            Attendee = attendee,
        };
    }
}
