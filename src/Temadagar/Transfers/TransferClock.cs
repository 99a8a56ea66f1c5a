using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>Ends what can take effect no more, so that nobody's details are kept for it. Until then the data alone say that it holds no longer (<see cref="Transfer.IsLive"/>).</summary>
public sealed partial class TransferClock(Database database, TransferStore transfers, TransferMails mails, ThemeDayStore days, TimeProvider clock, ILogger<TransferClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<OverTransfer> over;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            over = await transfers.OverAsync(read, now, Stockholm.Today(clock));
        }

        foreach (var transfer in over)
        {
            try
            {
                await EndAsync(transfer, now, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && DatabaseFaults.Translate(exception) is not DatabaseUnavailableException)
            {
                // One that cannot be ended stops none of those behind it.
                LogLeft(Logger, transfer.Id, exception.GetType().Name);
            }
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, cancellationToken);

    private Task EndAsync(OverTransfer transfer, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async write =>
    {
        await days.LockAsync(write, transfer.ThemeDayId);
        await transfers.EndAsync(write, transfer.Id, transfer.Outcome, now);
        // Whoever has asked anew meanwhile has ended this one, and its mail with it.
        if (await transfers.FindLiveAsync(write, transfer.RegistrationId) is null)
        {
            await mails.WithdrawAsync(write, transfer.RegistrationId);
        }
    }, cancellationToken);

    [LoggerMessage(LogLevel.Error, "Transfer {Id} cannot be ended, and is left for now: {Reason}")]
    private static partial void LogLeft(ILogger logger, Guid id, string reason);
}
