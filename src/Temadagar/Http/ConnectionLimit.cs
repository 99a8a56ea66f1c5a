using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Temadagar.Http;

/// <summary>
/// How many may be connected at once: whoever comes beyond that is hung up on at once. Where the system lets .NET open no more files, it ends itself at the next library that it wants
/// to load ("Out of memory."). Kestrel's own limit hangs up later than it answers, so that a rush gets past it.
/// </summary>
internal sealed partial class ConnectionLimit(IOptions<SocketTransportOptions> options, ILoggerFactory logging, TimeProvider clock) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    // Each costs some ten kB while it asks nothing.
    private const long Most = 10_000;

    // Some 300 are libraries; the others are for the database, mail and backups.
    private const long ForOthers = 512;

    private readonly SocketTransportFactory sockets = new(options, logging);
    private readonly long limit = OpenFiles() is { } files ? Math.Clamp(files - ForOthers, 16, Most) : Most;
    private readonly LineAMinute line = new(clock, Teller(logging.CreateLogger<ConnectionLimit>()));
    private long open;

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(this, await sockets.BindAsync(endpoint, cancellationToken));

    public void Dispose() => line.Dispose();

    // The hard limit (proc_pid_limits(5)): .NET raises the soft one to it when it starts.
    private static long? OpenFiles() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, var hard, ..]
        && long.TryParse(hard, CultureInfo.InvariantCulture, out var files) ? files : null;

    private static Action<int> Teller(ILogger logger) => count => LogTurnedAway(logger, count);

    [LoggerMessage(LogLevel.Warning, "As many are connected as may be; {Count} were hung up on since the line before")]
    private static partial void LogTurnedAway(ILogger logger, int count);

    private sealed class Listener(ConnectionLimit limit, IConnectionListener inner) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await inner.AcceptAsync(cancellationToken) is { } connection)
            {
                if (Interlocked.Increment(ref limit.open) <= limit.limit)
                {
                    return new Connection(limit, connection);
                }

                // Waited for: the next is let in only when this one's socket is closed.
                connection.Abort();
                await connection.DisposeAsync();
                Interlocked.Decrement(ref limit.open);
                limit.line.Count();
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    /// <summary>Counts until its socket is closed.</summary>
    private sealed class Connection(ConnectionLimit limit, ConnectionContext inner) : ConnectionContext
    {
        private int ended;

        public override string ConnectionId { get => inner.ConnectionId; set => inner.ConnectionId = value; }

        public override IFeatureCollection Features => inner.Features;

        public override IDictionary<object, object?> Items { get => inner.Items; set => inner.Items = value; }

        public override IDuplexPipe Transport { get => inner.Transport; set => inner.Transport = value; }

        public override CancellationToken ConnectionClosed { get => inner.ConnectionClosed; set => inner.ConnectionClosed = value; }

        public override EndPoint? LocalEndPoint { get => inner.LocalEndPoint; set => inner.LocalEndPoint = value; }

        public override EndPoint? RemoteEndPoint { get => inner.RemoteEndPoint; set => inner.RemoteEndPoint = value; }

        public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Interlocked.Decrement(ref limit.open);
            }
        }
    }
}
