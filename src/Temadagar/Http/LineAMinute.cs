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

    public void Count()
    {
        lock (door)
        {
            since++;
            if (pause is null)
            {
                Say();
                pause = clock.CreateTimer(_ => EndPause(), null, Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (door)
        {
            pause?.Dispose();
        }
    }

    private void EndPause()
    {
        lock (door)
        {
            if (since > 0)
            {
                Say();
                pause?.Change(Pause, Timeout.InfiniteTimeSpan);
                return;
            }

            pause?.Dispose();
            pause = null;
        }
    }

    private void Say()
    {
        say(since);
        since = 0;
    }
}
