namespace Temadagar.Http;

/// <summary>
/// For what someone may make happen as often as they like, and the log shall not be filled with: the first is told at once, and then once a minute, as long as it goes on, how
/// often it has been.
/// </summary>
/// <param name="say">How often it has happened since the time before.</param>
internal sealed class LineAMinute(TimeProvider clock, Action<int> say) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock door = new();
    private ITimer? pause;
    private int since;
    private bool over;

    public void Count()
    {
        int count;
        lock (door)
        {
            since++;
            if (over || pause is not null)
            {
                return;
            }

            pause = clock.CreateTimer(_ => EndPause(), null, Pause, Timeout.InfiniteTimeSpan);
            count = Take();
        }

        Tell(count);
    }

    public void Dispose()
    {
        int left;
        lock (door)
        {
            over = true;
            pause?.Dispose();
            left = Take();
        }

        Tell(left);
    }

    private void EndPause()
    {
        int count;
        lock (door)
        {
            if (over)
            {
                return;
            }

            count = Take();
            if (count > 0)
            {
                pause?.Change(Pause, Timeout.InfiniteTimeSpan);
            }
            else
            {
                pause?.Dispose();
                pause = null;
            }
        }

        Tell(count);
    }

    private int Take()
    {
        var count = since;
        since = 0;
        return count;
    }

    // Not under the lock, where a log that stands still would stop all who are counted; and what cannot be logged stops nobody either: a timer, or the loop that lets callers in.
    private void Tell(int count)
    {
        try
        {
            if (count > 0)
            {
                say(count);
            }
        }
        catch (Exception)
        {
        }
    }
}
