using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Ends the offers that nobody has answered in time. Whoever waited for nothing else is off the list and told so: an offer that came back to the same person again and again
/// would keep the place from all others. Nobody loses an offer of which they were not told: one whose mail has not been sent is made anew (once, where the address refuses it for good), and one to a person without an
/// address stands until an organizer has telephoned, or the day comes.
/// </summary>
public sealed class ExpireOffers(
    Database database, ThemeDayStore days, WaitlistStore waitlist, EndWait ending, LeaveWaitlist leaving, RegistrationStore registrations, OfferPlaces offering, RegistrationMails mails, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>Offers whose time is over, the longest over first, as many as are looked at in one go.</summary>
    public async Task<IReadOnlyList<Wait>> DueAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await waitlist.OverdueAsync(read, clock.GetUtcNow(), Batch);
    }

    public Task RunAsync(Wait overdue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(write => ExpireAsync(write, overdue.Id, overdue.ThemeDayId, now), cancellationToken);
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

        var told = await mails.IsToldOfOfferAsync(write, current.Id);
        var refused = !told && await mails.IsOfferRefusedAsync(write, current.Id);
        if (!told && !refused && Longer(day, current, now) is { } deadline)
        {
            await offering.RenewAsync(write, wait, day, deadline);
            return;
        }

        await (told || refused
            ? leaving.RunAsync(write, wait, day, WaitOutcome.Expired, CancelReason.Expired, now)
            : leaving.RunAsync(write, wait, day, WaitOutcome.Withdrawn, CancelReason.NoPlace, now));
    }

    // For a mail to come there must be time to answer it; whoever is to be telephoned can be until the last moment.
    private static DateTimeOffset? Longer(ThemeDay day, Registration current, DateTimeOffset now)
    {
        var latest = OfferDeadline.Latest(day);
        return current.Email is null && latest > now ? latest : OfferDeadline.Of(day, now);
    }
}
