using System.Collections.Concurrent;

namespace Temadagar.Http;

/// <summary>
/// What was refused, in the program's own log: by kind and route, without who, from where or with what. The first at once, then one line a minute at the most with how many it
/// stands for, so that whoever goes on and on does not fill the log.
/// </summary>
public sealed partial class RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // As many as there are routes and kinds: neither is the caller's to choose.
    private readonly ConcurrentDictionary<(string Kind, string Route), Row> rows = new();

    public void Note(HttpContext context, string kind)
    {
        var route = context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.Trim('/') : "no route";
        if (rows.GetOrAdd((kind, route), _ => new Row()).Count(clock) is { } count)
        {
            LogRefused(logger, kind, route, count);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Refused: {Kind} at {Route}, {Count} since the line before")]
    private static partial void LogRefused(ILogger logger, string kind, string route, int count);

    private sealed class Row
    {
        private readonly Lock door = new();
        private long? saidAt;
        private int since;

        /// <returns>Null: not yet to be said.</returns>
        public int? Count(TimeProvider clock)
        {
            lock (door)
            {
                since++;
                if (saidAt is { } last && clock.GetElapsedTime(last) < Pause)
                {
                    return null;
                }

                var count = since;
                (saidAt, since) = (clock.GetTimestamp(), 0);
                return count;
            }
        }
    }
}
