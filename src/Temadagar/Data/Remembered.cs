namespace Temadagar.Data;

/// <summary>
/// What many ask for and few change: read once for all who ask, and again once this program has written anything, or after a second, since another instance may have written
/// and time goes on.
/// </summary>
/// <param name="read">Is not cancelled: others may wait for it.</param>
public sealed class Remembered<T>(Database database, TimeProvider clock, Func<Task<T>> read)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock reading = new();
    private volatile Kept? kept;

    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var value = (Current() ?? ReadAgain()).Value;
        return value.IsCompletedSuccessfully ? ValueTask.FromResult(value.Result) : new ValueTask<T>(value.WaitAsync(cancellationToken));
    }

    private Kept? Current() => kept is { Value: { IsFaulted: false, IsCanceled: false } } found && found.Written == database.Written && clock.GetElapsedTime(found.ReadAt) < Longest ? found : null;

    private Kept ReadAgain()
    {
        lock (reading)
        {
            // The count and the time are those of before it is read: what is written meanwhile may not be in it. On another thread, since SQLite reads on the one that asks.
            var (written, readAt) = (database.Written, clock.GetTimestamp());
            if (Current() is { } others)
            {
                return others;
            }

            // It is everybody's, so it has nothing of who asks first.
            using var apart = ExecutionContext.SuppressFlow();
            return kept = new Kept(Task.Run(read), written, readAt);
        }
    }

    private sealed record Kept(Task<T> Value, long Written, long ReadAt);
}
