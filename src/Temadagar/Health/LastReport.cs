using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Temadagar.Health;

/// <summary>One answer for all who ask within two seconds: each costs a write and a count, and anyone may ask.</summary>
internal sealed class LastReport(HealthCheckService checks, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock asking = new();
    private Task<HealthReport>? report;
    private long askedAt;

    public Task<HealthReport> GetAsync(CancellationToken cancellationToken)
    {
        lock (asking)
        {
            if (report is null || (report.IsCompleted && clock.GetElapsedTime(askedAt) >= Longest))
            {
                // It is everybody's, so it has nothing of who asks first, and does not end with them.
                using var apart = ExecutionContext.SuppressFlow();
                (report, askedAt) = (Task.Run(() => checks.CheckHealthAsync(check => check.Tags.Contains(HealthEndpoints.Ready))), clock.GetTimestamp());
            }

            return report.WaitAsync(cancellationToken);
        }
    }
}
