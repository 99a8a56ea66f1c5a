using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Temadagar.Benchmarks;

/// <summary>Postfix's server that takes every mail and throws it away; far cheaper than what sends them.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private const string Program = "/usr/sbin/smtp-sink";
    private const int Backlog = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;

    private SmtpSink(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>With these the product sends to it.</summary>
    public string[] Settings =>
    [
        "--Mail:Transport=Smtp", "--Mail:From=Temadagar <temadagar@example.org>", "--Mail:Smtp:Host=127.0.0.1", FormattableString.Invariant($"--Mail:Smtp:Port={Port}"), "--Mail:Smtp:Security=None",
    ];

    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<SmtpSink> StartAsync()
    {
        var port = FreePort();
        // It refuses to run as root, and only root can make it someone else.
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var sink = new SmtpSink(Process.Start(new ProcessStartInfo(Program, [.. user, $"127.0.0.1:{port}", $"{Backlog}"]))!, port);
        for (var clock = Stopwatch.StartNew(); !await sink.AnswersAsync();)
        {
            if (sink.process.HasExited || clock.Elapsed > Patience)
            {
                await sink.DisposeAsync();
                throw new InvalidOperationException("smtp-sink did not start.");
            }

            await Task.Delay(50);
        }

        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
