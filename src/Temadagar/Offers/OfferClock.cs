using Temadagar.Data;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Sees to it that offers end in time and free places are offered: at once when the bell rings, else every few seconds. What is due follows from the data, so a restart
/// forgets nothing, and several instances do the same work once, since each step looks again under the day's lock.
/// </summary>
public sealed partial class OfferClock(OfferPlaces offering, ExpireOffers expiring, CloseWaitlist closing, WaitlistBell bell, ILogger<OfferClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // What cannot be done of it stops nothing else.
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        await EachAsync(expiring.DueAsync, wait => expiring.RunAsync(wait, cancellationToken), wait => wait.Id, cancellationToken);
        await EachAsync(closing.DueAsync, day => closing.RunAsync(day, cancellationToken), day => day, cancellationToken);
        await EachAsync(offering.DueAsync, async freed =>
        {
            var offered = await offering.RunAsync(freed, cancellationToken);
            if (offered > 0)
            {
                LogOffered(Logger, offered, freed.ThemeDayId, freed.Participation);
                if (await offering.LeftFirstAsync(freed, cancellationToken) is { } group)
                {
                    LogPassedOver(Logger, group.Id, group.Asked, freed.ThemeDayId, freed.Participation);
                }
            }
        }, freed => freed.ThemeDayId, cancellationToken);
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => bell.WaitAsync(Pause, cancellationToken);

    // Until a look finds nothing that this run has not tried.
    private async Task EachAsync<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> due, Func<T, Task> act, Func<T, Guid> idOf, CancellationToken cancellationToken)
    {
        var tried = new HashSet<T>();
        while (await DueAsync() is { Count: > 0 } some)
        {
            foreach (var one in some)
            {
                try
                {
                    await act(one);
                }
                catch (Exception exception) when (exception is not OperationCanceledException && DatabaseFaults.Translate(exception) is not DatabaseUnavailableException)
                {
                    LogLeft(Logger, idOf(one), exception.GetType().Name);
                }
            }
        }

        // Nor does a row that cannot be read stop the other kinds of work.
        async Task<List<T>> DueAsync()
        {
            try
            {
                return [.. (await due(cancellationToken)).Where(tried.Add)];
            }
            catch (Exception exception) when (exception is not OperationCanceledException && DatabaseFaults.Translate(exception) is not DatabaseUnavailableException)
            {
                LogUnread(Logger, typeof(T).Name, exception.GetType().Name);
                return [];
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due of {Kind} cannot be read: {Reason}")]
    private static partial void LogUnread(ILogger logger, string kind, string reason);

    [LoggerMessage(LogLevel.Error, "What is due on {Id} is left for now: {Reason}")]
    private static partial void LogLeft(ILogger logger, Guid id, string reason);

    [LoggerMessage(LogLevel.Information, "{Count} offered a place on {ThemeDayId} ({Participation})")]
    private static partial void LogOffered(ILogger logger, int count, Guid themeDayId, Participation participation);

    [LoggerMessage(LogLevel.Information, "Group {Group} is first on the waitlist of {ThemeDayId} ({Participation}) and was offered nothing: it needs {Asked} places, and fewer are free")]
    private static partial void LogPassedOver(ILogger logger, Guid group, int asked, Guid themeDayId, Participation participation);
}
