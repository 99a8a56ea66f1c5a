using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// On the day itself, once no place can be offered any more, the waits end: whoever got none is told, and what is free is anybody's. A day that passed while the service was
/// down is left as it is: it is too late to tell.
/// </summary>
public sealed class CloseWaitlist(Database database, ThemeDayStore days, WaitlistStore waitlist, LeaveWaitlist leaving, TimeProvider clock)
{
    // About 10 ms of the one writer, which others wait for.
    private const int BatchLength = 100;

    /// <summary>Days whose waits can end.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var read = await database.OpenReadAsync(cancellationToken);
        var due = new List<Guid>();
        foreach (var id in await waitlist.WaitedForOnAsync(read, Stockholm.Today(clock)))
        {
            if (IsOver((await days.FindAsync(read, id))!, now))
            {
                due.Add(id);
            }
        }

        return due;
    }

    public async Task RunAsync(Guid themeDayId, CancellationToken cancellationToken)
    {
        while (await SomeAsync(themeDayId, cancellationToken) == BatchLength)
        {
        }
    }

    private Task<int> SomeAsync(Guid themeDayId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(async write =>
        {
            await days.LockAsync(write, themeDayId);
            var day = (await days.FindAsync(write, themeDayId))!;
            if (!IsOver(day, now))
            {
                return 0;
            }

            var waits = await waitlist.LiveOnDayAsync(write, themeDayId, BatchLength);
            foreach (var wait in waits)
            {
                await leaving.RunAsync(write, wait, day, WaitOutcome.Withdrawn, CancelReason.NoPlace, now);
            }

            return waits.Count;
        }, cancellationToken);
    }

    private static bool IsOver(ThemeDay day, DateTimeOffset now) => day.CancelledAt is null && OfferDeadline.Latest(day) <= now;
}
