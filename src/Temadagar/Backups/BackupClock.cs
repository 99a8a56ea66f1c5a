using Temadagar.Data;
using Temadagar.Settings;
using Temadagar.ThemeDays;

namespace Temadagar.Backups;

/// <summary>Makes a backup each day. Whether one is due follows from those that are there: a day that was missed is made up for at the next start.</summary>
public sealed partial class BackupClock(CreateBackup create, BackupSettings settings, TimeProvider clock, ILogger<BackupClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (settings.Passphrase is not { } passphrase)
        {
            return;
        }

        try
        {
            if (await create.RunUnlessSinceAsync(LastTime(), passphrase, cancellationToken) is { } made)
            {
                LogMade(Logger, made.Bytes, made.Deleted);
            }
        }
        catch (Exception exception) when (exception is BackupException or DatabaseUnavailableException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            LogNotMade(Logger, exception.Message);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);

    private DateTimeOffset LastTime()
    {
        var (now, today) = (clock.GetUtcNow(), Stockholm.Today(clock));
        var at = Stockholm.At(today, settings.At);
        return at <= now ? at : Stockholm.At(today.AddDays(-1), settings.At);
    }

    [LoggerMessage(LogLevel.Information, "Made a backup of {Bytes} bytes, and deleted {Deleted} older ones")]
    private static partial void LogMade(ILogger logger, long bytes, int deleted);

    [LoggerMessage(LogLevel.Error, "No backup was made; it is tried again in five minutes: {Reason}")]
    private static partial void LogNotMade(ILogger logger, string reason);
}
