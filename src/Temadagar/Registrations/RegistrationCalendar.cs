using MimeKit;
using Temadagar.Calendar;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>The calendar entry of a place: one UID for each registration, for as long as it lives.</summary>
public static class RegistrationCalendar
{
    /// <param name="ownPage">The address of the page where one cancels, without the person's secret: calendars are shared. Null: there is nothing to cancel any more.</param>
    /// <param name="sequence">Rises with each change of time or place and with the cancellation (RFC 5546, 2.1.4).</param>
    public static CalendarEntry Entry(
        Guid registrationId, int sequence, DateTimeOffset stamp, ThemeDayFacts day, Language language, CalendarPerson attendee, MailboxAddress sender, string? ownPage)
        => new()
        {
            Uid = $"{registrationId:D}@temadagar",
            Sequence = sequence,
            Stamp = stamp,
            Summary = day.TitleIn(language),
            Description = day.CalendarText(language, ownPage is null ? null : CancelOn(ownPage).In(language)),
            Location = day.Place,
            Date = day.Date!.Value,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            Organizer = new CalendarPerson(day.OrganizerName ?? day.SeriesName, sender.Address),
            Attendee = attendee,
        };

    // Calendars offer to decline whatever is said of answers (RSVP=FALSE); the answer goes to an address that nobody reads.
    private static Text CancelOn(string page) => new(
        $"Kan du inte komma? Avboka på din sida: {page}\nLänken dit finns i mejlet om din plats. Att tacka nej eller ta bort posten i kalendern avbokar inte platsen, och svaret når ingen.",
        $"Can’t come? Cancel on your page: {page}\nThe link to it is in the mail about your place. Declining or removing the entry in your calendar does not cancel the place, and the answer reaches nobody.");
}
