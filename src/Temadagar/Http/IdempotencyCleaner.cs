using Temadagar.Data;

namespace Temadagar.Http;

/// <summary>Removes kept replies once a day has passed, every hour. Nothing depends on it but the size of the database.</summary>
internal sealed class IdempotencyCleaner(Database database, Idempotency idempotency, TimeProvider clock, ILogger<IdempotencyCleaner> logger) : RecurringWork(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public override Task RunAsync(CancellationToken cancellationToken) => database.WriteAsync(write => idempotency.ForgetOldAsync(write), cancellationToken);

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);
}
