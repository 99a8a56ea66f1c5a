using Temadagar.Data;

namespace Temadagar.Waitlist;

/// <summary>Says that a place may have become free, so that the next is offered it at once.</summary>
public sealed class WaitlistBell : IDisposable
{
    private readonly Bell bell = new();

    /// <inheritdoc cref="Bell.RingAfter"/>
    public void RingAfter(Write write) => bell.RingAfter(write);

    /// <inheritdoc cref="Bell.WaitAsync"/>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => bell.WaitAsync(pause, cancellationToken);

    public void Dispose() => bell.Dispose();
}
