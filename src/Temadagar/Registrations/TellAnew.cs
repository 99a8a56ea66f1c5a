using Temadagar.Data;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>Tells a new address what the one before was told last, within a write that holds the day's row.</summary>
public sealed class TellAnew(WaitlistStore waitlist, RegistrationMails mails)
{
    /// <param name="registration">As it is now, with the new address; its latest change is the one that is told.</param>
    public async Task RunAsync(Write write, Registration registration, ThemeDay day)
    {
        var waits = await waitlist.LiveOfAsync(write, registration.Id);
        if (registration.Holds is not null)
        {
            await mails.QueueAsync(write, RegistrationMails.Confirmed, registration.Changes, registration, day);
        }

        if (waits.Any(wait => wait.HoldsPlace))
        {
            await mails.QueueOfferAsync(write, registration, day, waits);
        }
        else if (registration.Holds is null)
        {
            await mails.QueueAsync(write, RegistrationMails.Waitlisted, registration.Changes, registration, new DayNews(ThemeDayFacts.Of(day), Ways: [.. waits.Select(wait => wait.Participation)]));
        }
    }
}
