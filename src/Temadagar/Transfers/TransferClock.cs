using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>Ends what can take effect no more, so that nobody's details are kept for it. Until then the data alone say that it holds no longer (<see cref="Transfer.IsLive"/>).</summary>
public sealed class TransferClock(Database database, TransferStore transfers, TransferMails mails, ThemeDayStore days, TimeProvider clock, ILogger<TransferClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<OverTransfer> over;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            over = await transfers.OverAsync(read, now);
        }

        foreach (var transfer in over)
        {
            await database.WriteAsync(async write =>
            {
                await days.LockAsync(write, transfer.ThemeDayId);
                await transfers.EndAsync(write, transfer.Id, transfer.Outcome, now);
                // Whoever has asked anew meanwhile has ended this one, and its mail with it.
                if (await transfers.FindLiveAsync(write, transfer.RegistrationId) is null)
                {
                    await mails.WithdrawAsync(write, transfer.RegistrationId);
                }
            }, cancellationToken);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, cancellationToken);
}
