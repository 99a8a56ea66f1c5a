using Temadagar.Data;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>Tells a new address what the one before was told last, within a write that holds the day's row.</summary>
public sealed class TellAnew(WaitlistStore waitlist, RegistrationStore registrations, RegistrationMails mails)
{
    /// <param name="takenOver">Whether it was another person's before.</param>
    /// <param name="registration">As it is now, with the new address; its latest change is the one that is told.</param>
    public async Task RunAsync(Write write, Registration registration, ThemeDay day, bool takenOver = false)
    {
        var waits = await waitlist.LiveOfAsync(write, registration.Id);
        var offers = waits.Where(wait => wait.HoldsPlace).ToList();
        if (registration.Status == RegistrationStatus.Confirmed)
        {
            await mails.QueueAsync(write, RegistrationMails.Confirmed, registration.Changes, registration, new DayNews(ThemeDayFacts.Of(day), TakenOver: takenOver));
        }
        else if (offers.Count == 0)
        {
            await mails.QueueAsync(write, RegistrationMails.Waitlisted, registration.Changes, registration, new DayNews(ThemeDayFacts.Of(day), BothWays: waits.Count > 1, TakenOver: takenOver));
        }

        foreach (var offer in offers)
        {
            registration = registration with { Changes = registration.Changes + 1 };
            await registrations.ChangeAsync(write, registration);
            await mails.QueueOfferAsync(write, registration, offer, day);
        }
    }
}
