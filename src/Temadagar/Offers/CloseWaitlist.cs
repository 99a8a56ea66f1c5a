using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// On the day itself, once no place can be offered any more, the waits end: whoever got none is told, and what is free is anybody's. A day that passed while the service was
/// down is left as it is: it is too late to tell.
/// </summary>
public sealed class CloseWaitlist(
    Database database, ThemeDayStore days, WaitlistStore waitlist, EndWait ending, RegistrationStore registrations, CancelRegistration cancelling, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>Waits that can end, as many as are looked at in one go.</summary>
    public async Task<IReadOnlyList<Wait>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var read = await database.OpenReadAsync(cancellationToken);
        var over = new Dictionary<Guid, bool>();
        var due = new List<Wait>();
        foreach (var wait in await waitlist.LiveOnAsync(read, Stockholm.Today(clock), Batch))
        {
            if (!over.TryGetValue(wait.ThemeDayId, out var isOver))
            {
                over[wait.ThemeDayId] = isOver = IsOver((await days.FindAsync(read, wait.ThemeDayId))!, now);
            }

            if (isOver)
            {
                due.Add(wait);
            }
        }

        return due;
    }

    public Task RunAsync(Wait due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(async write =>
        {
            await days.LockAsync(write, due.ThemeDayId);
            var day = (await days.FindAsync(write, due.ThemeDayId))!;
            if (await waitlist.FindAsync(write, due.Id) is not { IsLive: true } wait || !IsOver(day, now))
            {
                return;
            }

            await ending.RunAsync(write, wait, WaitOutcome.Withdrawn, now);
            var current = (await registrations.FindAsync(write, wait.RegistrationId))!;
            if (current.Status == RegistrationStatus.Waitlisted && (await waitlist.LiveOfAsync(write, current.Id)).Count == 0)
            {
                await cancelling.CancelAsync(write, current, day, CancelReason.NoPlace, now);
            }
        }, cancellationToken);
    }

    private static bool IsOver(ThemeDay day, DateTimeOffset now) => day.CancelledAt is null && OfferDeadline.Latest(day.Date, day.StartsAt) <= now;
}
