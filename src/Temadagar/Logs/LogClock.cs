using Temadagar.Data;

namespace Temadagar.Logs;

/// <summary>
/// Seals the log each minute. What the last seal is goes into the program's own log, at most once an hour: there it lies outside the database, so that a tail of the chain
/// that is cut off, or a chain that is made anew, shows.
/// </summary>
public sealed partial class LogClock(Database database, SealLog sealing, LogSealStore seals, LogMetrics metrics, TimeProvider clock, ILogger<LogClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromHours(1);

    private (DateTimeOffset At, LogHead Head)? noted;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        // Before: should sealing fail, this is told on.
        await TellAsync(cancellationToken);
        var head = await sealing.RunAsync(cancellationToken);
        await TellAsync(cancellationToken);

        var now = clock.GetUtcNow();
        if (head is not null && head != noted?.Head && !(now - noted?.At < BetweenNotes))
        {
            noted = (now, head);
            LogSealed(Logger, head);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        metrics.Tell(await seals.HeadAsync(read), await seals.OldestUnsealedAsync(read));
    }

    [LoggerMessage(LogLevel.Information, "The log is sealed up to {Head}")]
    private static partial void LogSealed(ILogger logger, LogHead head);
}
