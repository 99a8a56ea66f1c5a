using Microsoft.Extensions.Diagnostics.HealthChecks;
using Temadagar.Backups;
using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.Settings;

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

internal sealed class BackupCheck(BackupFolder folder, BackupSettings settings, TimeProvider clock) : IHealthCheck
{
    private readonly PatientLook look = new();

    // A day, and what a start or a full disk may take.
    private static readonly TimeSpan Old = TimeSpan.FromHours(26);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => look.RunAsync(() =>
        settings.Passphrase is null ? HealthCheckResult.Healthy("None are made: Backup:Passphrase is not set.")
        : folder.Ahead() is > 0 and var ahead ? HealthCheckResult.Degraded($"Backups dated ahead of this machine's clock: {ahead}. See that the clock is right; delete those that are ahead even then.")
        : folder.Newest() is not { } newest ? HealthCheckResult.Degraded("There is no backup yet.")
        : clock.GetUtcNow() - newest > Old ? HealthCheckResult.Degraded($"The newest backup is from {newest:u}.")
        : HealthCheckResult.Healthy());
}

/// <summary>The disk of the database, before it is full. With SQL Server it is the server's.</summary>
internal sealed class DiskCheck(Settings.Settings settings) : IHealthCheck
{
    private const long Little = 256 * 1024 * 1024;

    private readonly PatientLook look = new();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => look.RunAsync(() =>
        settings.Database.Provider == DatabaseProvider.Sqlite && new DriveInfo(Path.GetDirectoryName(settings.Database.Source)!).AvailableFreeSpace is < Little and var left
            ? HealthCheckResult.Degraded($"The disk of the database has {left / (1024 * 1024)} MB left.")
            : HealthCheckResult.Healthy());
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
