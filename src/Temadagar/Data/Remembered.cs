namespace Temadagar.Data;

/// <summary>
/// What many ask for and few change: read once, and again once this program has written anything, or after a second, since another instance may have written and time goes on.
/// Those who ask while it is read read it too: nobody waits for another.
/// </summary>
public sealed class Remembered<T>(Database database, TimeProvider clock, Func<CancellationToken, Task<T>> read)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private volatile Kept? kept;

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) =>
        kept is { } found && found.Written == database.Written && clock.GetElapsedTime(found.ReadAt) < Longest
            ? ValueTask.FromResult(found.Value)
            : ReadAsync(cancellationToken);

    private async ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        // As they are before it is read: what is written meanwhile may not be in it.
        var (written, readAt) = (database.Written, clock.GetTimestamp());
        var value = await read(cancellationToken);
        kept = new Kept(value, written, readAt);
        return value;
    }

    private sealed record Kept(T Value, long Written, long ReadAt);
}
