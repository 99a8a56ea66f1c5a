using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Ends a wait that came to nothing, and tells the person why. A registration that waited for nothing else, and has no place, is cancelled with it.
/// </summary>
public sealed class LeaveWaitlist(WaitlistStore waitlist, EndWait ending, RegistrationStore registrations, CancelRegistration cancelling, RegistrationMails mails)
{
    /// <param name="wait">A live one, read under the day's lock.</param>
    /// <returns>The registration as it is after.</returns>
    public async Task<Registration> RunAsync(Write write, Wait wait, ThemeDay day, WaitOutcome outcome, CancelReason reason, DateTimeOffset now)
    {
        await ending.RunAsync(write, wait, outcome, now);
        var current = (await registrations.FindAsync(write, wait.RegistrationId))!;
        var others = await waitlist.LiveOfAsync(write, current.Id);
        if (current.Status == RegistrationStatus.Waitlisted && others.Count == 0)
        {
            return await cancelling.CancelAsync(write, current, day, reason, now);
        }

        if (!others.Any(other => other.HoldsPlace))
        {
            await mails.WithdrawAsync(write, current.Id);
        }

        var left = current with
        {
            // What is waited for still; a registration without a place has no other way of taking part.
            Participation = current.Status == RegistrationStatus.Waitlisted ? others[0].Participation : current.Participation,
            Changes = current.Changes + 1,
        };
        await registrations.ChangeAsync(write, left);
        await mails.QueueAsync(write, RegistrationMails.WaitEnded, left.Changes, left with { Participation = wait.Participation }, new DayNews(
            ThemeDayFacts.Of(day), CancelledFor: reason, Holds: left.Holds, WaitsFor: left.Status == RegistrationStatus.Waitlisted ? left.Participation : null));
        return left;
    }
}
