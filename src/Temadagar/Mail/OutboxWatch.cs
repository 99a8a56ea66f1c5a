using System.Diagnostics.Metrics;
using Temadagar.Data;
using Temadagar.Telemetry;

namespace Temadagar.Mail;

/// <summary>How many mails wait and since when, for whoever watches the service. Told is what the last look saw, four times a minute: to be asked costs nothing, and where nobody listens nothing is looked at.</summary>
public sealed class OutboxWatch : RecurringWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly Outbox outbox;
    private readonly TimeProvider clock;
    private readonly Instrument depth;
    private volatile OutboxBacklog latest = new(0, null);

    public OutboxWatch(Outbox outbox, IMeterFactory meters, TimeProvider clock, ILogger<OutboxWatch> logger)
        : base(logger)
    {
        (this.outbox, this.clock) = (outbox, clock);
        var meter = meters.Create(Instruments.Name);
        depth = meter.CreateObservableGauge("temadagar.outbox.depth", () => latest.Waiting, "{mail}", "Mails that wait to be sent.");
        meter.CreateObservableGauge("temadagar.outbox.age", Age, "s", "How long the oldest of them has waited.");
    }

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (depth.Enabled)
        {
            latest = await outbox.BacklogAsync(cancellationToken);
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, clock, cancellationToken);

    private double Age() => latest.Oldest is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}
