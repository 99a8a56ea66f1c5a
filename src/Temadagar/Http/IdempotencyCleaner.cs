using Temadagar.Data;

namespace Temadagar.Http;

/// <summary>Removes kept replies once a day has passed, every hour. Nothing depends on it but the size of the database.</summary>
internal sealed partial class IdempotencyCleaner(Database database, Idempotency idempotency, TimeProvider clock, ILogger<IdempotencyCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await database.WriteAsync(write => idempotency.ForgetOldAsync(write), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // A clean-up that fails must not stop the service.
                LogPostponed(logger, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old idempotency keys stay for another hour: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
