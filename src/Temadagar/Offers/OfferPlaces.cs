using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Offers free places to those who wait, group by group in the order in which they came. A group that does not fit keeps its position, and smaller ones behind it pass.
/// Each person is told by mail; the place counts as taken until the offer has ended.
/// </summary>
public sealed class OfferPlaces(
    Database database, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, RegistrationStore registrations, RegistrationMails mails, TimeProvider clock)
{
    // About 10 ms of the one writer, which others wait for.
    private const int BatchLength = 100;

    /// <summary>Days and ways of taking part where something is to be offered.</summary>
    public async Task<IReadOnlyList<FreedPlace>> DueAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await waitlist.FreedAsync(read, Stockholm.Today(clock));
    }

    /// <returns>How many were offered a place.</returns>
    public async Task<int> RunAsync(FreedPlace freed, CancellationToken cancellationToken)
    {
        var offered = 0;
        int more;
        do
        {
            more = await SomeAsync(freed, cancellationToken);
            offered += more;
        }
        while (more >= BatchLength);

        return offered;
    }

    /// <summary>After a run: the group that stands first and was offered nothing, since it needs more places than are free. Null: nobody waits.</summary>
    public async Task<WaitlistGroup?> LeftFirstAsync(FreedPlace freed, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await waitlist.FirstGroupAsync(read, freed.ThemeDayId, freed.Participation);
    }

    private async Task<int> SomeAsync(FreedPlace freed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // A day of today keeps coming up until it is over: to see that it is too late costs no commit.
            if (OfferDeadline.Of((await days.FindAsync(read, freed.ThemeDayId))!, now) is null)
            {
                return 0;
            }
        }

        return await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, freed.ThemeDayId);
            var day = (await days.FindAsync(write, freed.ThemeDayId))!;
            if (OfferDeadline.Of(day, now) is not { } deadline)
            {
                return 0;
            }

            var offered = 0;
            while (offered < BatchLength && await waitlist.NextGroupAsync(write, freed.ThemeDayId, freed.Participation) is { } group)
            {
                var waits = await waitlist.WaitingOfAsync(write, group);
                if (waits.Count == 0)
                {
                    // It would be found again and again.
                    throw new InvalidOperationException($"Group {group} counts people who do not wait.");
                }

                foreach (var wait in waits)
                {
                    await OfferAsync(write, wait, day, now, deadline);
                    offered++;
                }
            }

            return offered;
        }, cancellationToken);
    }

    /// <summary>Keeps a place for one who waits, within a write that holds the day's row.</summary>
    /// <param name="reason">Why out of order; null: it is this person's turn.</param>
    public async Task OfferAsync(Write write, Wait wait, ThemeDay day, DateTimeOffset now, DateTimeOffset deadline, string? reason = null)
    {
        await waitlist.OfferAsync(write, wait, now, deadline, reason);
        await places.TakeOneAsync(write, wait.ThemeDayId, wait.Participation);
        await TellAsync(write, wait with { Deadline = deadline }, day);
    }

    /// <summary>Gives an offer that stands another deadline and tells it anew, within a write that holds the day's row.</summary>
    public async Task RenewAsync(Write write, Wait wait, ThemeDay day, DateTimeOffset deadline)
    {
        await waitlist.ChangeDeadlineAsync(write, wait.Id, deadline);
        await mails.WithdrawAsync(write, wait.RegistrationId);
        foreach (var offer in (await waitlist.LiveOfAsync(write, wait.RegistrationId)).Where(other => other.HoldsPlace))
        {
            await TellAsync(write, offer, day, anotherTime: offer.Id == wait.Id);
        }
    }

    /// <summary>After the day has been given another date or hour, within that write: no offer stands beyond it.</summary>
    public async Task ShortenAsync(Write write, ThemeDay day)
    {
        if (OfferDeadline.Latest(day) is not { } latest)
        {
            return;
        }

        foreach (var wait in await waitlist.OfferedBeyondAsync(write, day.Id, latest))
        {
            await RenewAsync(write, wait, day, OfferDeadline.Of(day, clock.GetUtcNow()) ?? latest);
        }
    }

    // As a change of the registration's own, so that each offer has its mail.
    private async Task TellAsync(Write write, Wait wait, ThemeDay day, bool anotherTime = false)
    {
        var registration = (await registrations.FindAsync(write, wait.RegistrationId))!;
        var told = registration with { Changes = registration.Changes + 1 };
        await registrations.ChangeAsync(write, told);
        await mails.QueueOfferAsync(write, told, wait, day, anotherTime);
    }
}
