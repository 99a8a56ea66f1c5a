using System.Collections.Concurrent;

namespace Temadagar.Http;

/// <summary>What was refused, in the program's own log: by kind and route, without who, from where or with what.</summary>
public sealed partial class RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger) : IDisposable
{
    // As many as there are routes and kinds: neither is the caller's to choose.
    private readonly ConcurrentDictionary<(string Kind, string Route), LineAMinute> lines = new();

    public void Note(HttpContext context, string kind)
    {
        var route = context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.Trim('/') : "no route";
        lines.GetOrAdd((kind, route), _ => new LineAMinute(clock, count => LogRefused(logger, kind, route, count))).Count();
    }

    public void Dispose()
    {
        foreach (var line in lines.Values)
        {
            line.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Refused: {Kind} at {Route}, {Count} since the line before")]
    private static partial void LogRefused(ILogger logger, string kind, string route, int count);
}
