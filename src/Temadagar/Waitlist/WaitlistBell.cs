using Temadagar.Data;

namespace Temadagar.Waitlist;

/// <summary>Says that a place may have become free, so that the next is offered it at once. Whoever does not hear it looks by the clock.</summary>
public sealed class WaitlistBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(1, 1);

    /// <summary>Once what the write does is durable.</summary>
    public void RingAfter(Write write) => write.AfterCommit(Ring);

    /// <summary>Returns when it has rung, or after the pause.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => rung.WaitAsync(pause, cancellationToken);

    public void Dispose() => rung.Dispose();

    private void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been heard already.
        }
    }
}
