using System.Diagnostics.Metrics;
using Temadagar.Telemetry;

namespace Temadagar.Logs;

/// <summary>How far the log is sealed, for whoever watches the service. What is told is what the last look saw: being asked costs nothing.</summary>
public sealed class LogMetrics
{
    private readonly TimeProvider clock;
    private volatile Look latest = new(null, null);

    public LogMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Instruments.Name);
        meter.CreateObservableGauge("temadagar.log.sealed", () => latest.Head?.Number ?? 0, "{row}", "The number of the last seal of the log.");
        meter.CreateObservableGauge("temadagar.log.unsealed.age", Age, "s", "How old the oldest row of the log is that is not sealed; it should stay below two minutes.");
    }

    /// <param name="unsealedSince">Of the oldest row that is not sealed; null: all are.</param>
    public void Tell(LogHead? sealedTo, DateTimeOffset? unsealedSince) => latest = new Look(sealedTo, unsealedSince);

    private double Age() => latest.UnsealedSince is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;

    private sealed record Look(LogHead? Head, DateTimeOffset? UnsealedSince);
}
