using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

/// <summary>
/// Tells those on a day's list, once, that registration is open. Who is to be told follows from the days and the outbox each minute, so a restart forgets nothing and several
/// instances tell them once. An address whose mail has gone out is of no use any more and leaves the list, like those of a day that is over or not held.
/// </summary>
public sealed class TellOfOpening(
    Database database, InterestStore interests, ThemeDayStore days, InterestMails mails, TimeProvider clock, ILogger<TellOfOpening> logger)
    : RecurringWork(logger)
{
    // About 10 ms of the one writer.
    private const int BatchLength = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Queues all that is due now, and forgets whose address is of no use any more.</summary>
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> awaited;
        IReadOnlyList<Guid> useless;
        var today = Stockholm.Today(clock);
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            awaited = await interests.AwaitedAsync(read, clock.GetUtcNow());
            useless = await interests.UselessAsync(read, today);
        }

        foreach (var day in awaited)
        {
            while (await TellAsync(day, cancellationToken))
            {
            }
        }

        foreach (var day in useless)
        {
            await database.WriteAsync(async write =>
            {
                await days.LockAsync(write, day);
                await interests.RemoveUselessAsync(write, day, today);
            }, cancellationToken);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, cancellationToken);

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> TellAsync(Guid themeDayId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // An idle service asks without writing, or every pause would cost a commit.
            if (await DueAsync(read, themeDayId, now, take: 1) is not { People.Count: > 0 })
            {
                return false;
            }
        }

        return await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, themeDayId);
            if (await DueAsync(write, themeDayId, now, BatchLength) is not var (day, until, people))
            {
                return false;
            }

            foreach (var interest in people)
            {
                await mails.QueueOpenedAsync(write, interest, day, until);
            }

            return people.Count == BatchLength;
        }, cancellationToken);
    }

    private async Task<(ThemeDay Day, DateTimeOffset Until, IReadOnlyList<UntoldInterest> People)?> DueAsync(Session session, Guid themeDayId, DateTimeOffset now, int take)
    {
        var day = (await days.FindAsync(session, themeDayId))!;
        if (!day.Published || day.StateAt(now) != ThemeDayState.Open)
        {
            return null;
        }

        // One may register after it has begun, where it closes later; nobody sets out for it then.
        var until = day.RegistrationClosesAt is { } closes && closes < day.Begins ? closes : day.Begins!.Value;
        return until > now ? (day, until, await interests.UntoldAsync(session, themeDayId, now, take)) : null;
    }
}
