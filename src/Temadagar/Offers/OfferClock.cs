using Temadagar.Data;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// Sees to it that offers end in time and free places are offered: at once when the bell rings, else every few seconds. What is due follows from the data, so a restart
/// forgets nothing, and several instances do the same work once, since each step looks again under the day's lock.
/// </summary>
public sealed partial class OfferClock(OfferPlaces offering, ExpireOffers expiring, WaitlistBell bell, ILogger<OfferClock> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(Pause, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogPaused(logger, DatabaseFaults.Translate(exception).GetType().Name);
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await expiring.RunAsync(cancellationToken))
        {
        }

        foreach (var freed in await offering.DueAsync(cancellationToken))
        {
            var offered = await offering.RunAsync(freed, cancellationToken);
            if (offered > 0)
            {
                LogOffered(logger, offered, freed.ThemeDayId, freed.Participation);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} offered a place on {ThemeDayId} ({Participation})")]
    private static partial void LogOffered(ILogger logger, int count, Guid themeDayId, ThemeDays.Participation participation);

    [LoggerMessage(LogLevel.Error, "Offering free places is paused: {Reason}")]
    private static partial void LogPaused(ILogger logger, string reason);
}
