using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Ends the offers that nobody has answered in time. Whoever waited for nothing else is off the list and told so: an offer that came back to the same person again and again
/// would keep the place from all others.
/// </summary>
public sealed class ExpireOffers(
    Database database, ThemeDayStore days, WaitlistStore waitlist, EndWait ending, RegistrationStore registrations, CancelRegistration cancelling, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<Wait> overdue;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            overdue = await waitlist.OverdueAsync(read, now, Batch);
        }

        foreach (var wait in overdue)
        {
            await database.WriteAsync(write => ExpireAsync(write, wait.Id, wait.ThemeDayId, now), cancellationToken);
        }

        return overdue.Count == Batch;
    }

    private async Task ExpireAsync(Write write, Guid waitId, Guid themeDayId, DateTimeOffset now)
    {
        await days.LockAsync(write, themeDayId);
        if (await waitlist.FindAsync(write, waitId) is not { HoldsPlace: true } wait || wait.Deadline > now)
        {
            // Answered meanwhile, or ended by another instance.
            return;
        }

        var current = (await registrations.FindAsync(write, wait.RegistrationId))!;
        var day = (await days.FindAsync(write, themeDayId))!;
        if (day.CancelledAt is not null)
        {
            // Everyone has been told that the day is not held; there is nothing more to tell.
            await ending.RunAsync(write, wait, WaitOutcome.Withdrawn, now);
            return;
        }

        await ending.RunAsync(write, wait, WaitOutcome.Expired, now);
        if (current.Status == RegistrationStatus.Waitlisted && (await waitlist.LiveOfAsync(write, current.Id)).Count == 0)
        {
            await cancelling.CancelAsync(write, current, day, CancelReason.Expired, now);
        }
    }
}
