namespace Temadagar.Data;

/// <summary>
/// Work that follows from the data, so that a restart forgets nothing: looked for at start, and again whenever <see cref="WaitAsync"/> returns. What goes wrong is in the log
/// and ends nothing; the next look finds what is left.
/// </summary>
public abstract partial class RecurringWork(ILogger logger) : BackgroundService
{
    protected ILogger Logger { get; } = logger;

    /// <summary>Does all that is due now.</summary>
    public abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Returns when it is time to look again.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogPaused(Logger, GetType().Name, DatabaseFaults.Translate(exception).GetType().Name);
            }

            await WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} is paused: {Reason}")]
    private static partial void LogPaused(ILogger logger, string work, string reason);
}
