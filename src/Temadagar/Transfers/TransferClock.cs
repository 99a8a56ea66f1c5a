using Temadagar.Data;

namespace Temadagar.Transfers;

/// <summary>Ends what nobody has followed in time, so that nobody's details are kept for it. Until then the clock alone says that it holds no longer.</summary>
public sealed partial class TransferClock(Database database, TransferStore transfers, TimeProvider clock, ILogger<TransferClock> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // An idle service asks without writing, or every pause would cost a commit.
            if (!await transfers.AnyOverdueAsync(read, now))
            {
                return;
            }
        }

        await database.WriteAsync(write => transfers.ExpireAsync(write, now), cancellationToken);
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, cancellationToken);
}
