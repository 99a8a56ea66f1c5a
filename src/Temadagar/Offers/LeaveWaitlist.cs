using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>Ends a wait that came to nothing. A registration that waited for nothing else, and has no place, is cancelled with it, and the person told why.</summary>
public sealed class LeaveWaitlist(WaitlistStore waitlist, EndWait ending, RegistrationStore registrations, CancelRegistration cancelling)
{
    /// <param name="wait">A live one, read under the day's lock.</param>
    /// <returns>The registration as it is after.</returns>
    public async Task<Registration> RunAsync(Write write, Wait wait, ThemeDay day, WaitOutcome outcome, CancelReason reason, DateTimeOffset now)
    {
        await ending.RunAsync(write, wait, outcome, now);
        var current = (await registrations.FindAsync(write, wait.RegistrationId))!;
        return current.Status != RegistrationStatus.Waitlisted || (await waitlist.LiveOfAsync(write, current.Id)).Count > 0
            ? current
            : await cancelling.CancelAsync(write, current, day, reason, now);
    }
}
