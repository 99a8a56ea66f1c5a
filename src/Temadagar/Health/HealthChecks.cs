using Microsoft.Extensions.Diagnostics.HealthChecks;
using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Registrations;

namespace Temadagar.Health;

internal sealed class DatabaseCheck(Database database, WriteProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await database.PendingMigrationsAsync(cancellationToken);
            if (pending.Count > 0)
            {
                return HealthCheckResult.Unhealthy($"{pending.Count} migrations are missing; run the verb migrate.");
            }

            await probe.RunAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Held by another process for a while (a backup, a verb): pages can still be read, so a balancer should leave it in.
            return HealthCheckResult.Degraded("The database takes no writes right now.", exception);
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy(DatabaseFaults.Translate(exception) is DatabaseUnavailableException known ? known.Message : "The database does not answer.", exception);
        }
    }
}

internal sealed class OutboxCheck(Outbox outbox, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var backlog = await outbox.BacklogAsync(cancellationToken);
        return clock.GetUtcNow() - backlog.Oldest > Old
            ? HealthCheckResult.Degraded($"Mail waits since {backlog.Oldest:u}.")
            : HealthCheckResult.Healthy();
    }
}

internal sealed class CountersCheck(Database database, RegistrationStore registrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await registrations.DriftedCountersAsync(read) is > 0 and var drifted
            ? HealthCheckResult.Degraded($"The counter of taken places is wrong for {drifted} ways of taking part.")
            : HealthCheckResult.Healthy();
    }
}
