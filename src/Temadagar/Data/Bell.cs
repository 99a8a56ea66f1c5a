namespace Temadagar.Data;

/// <summary>
/// Wakes whoever does work that a write has made due, so that it is done at once. It is a hint and no promise: whoever waits looks by itself after the pause too.
/// </summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Once what the write does is durable; never if it is rolled back.</summary>
    public void RingAfter(Write write) => write.AfterCommit(Ring);

    /// <summary>Returns when it has rung, or after the pause.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => signal.WaitAsync(pause, cancellationToken);

    public void Dispose() => signal.Dispose();

    private void Ring()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been heard already.
        }
    }
}
