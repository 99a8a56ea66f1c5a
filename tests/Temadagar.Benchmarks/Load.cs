using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Temadagar.Benchmarks;

/// <summary>
/// So many clients, each sending a new person as soon as the last was answered. It speaks HTTP/1.1 on bare sockets: it shares two
/// cores with the server, and what a full client costs would be counted as the server's.
/// </summary>
internal static class Load
{
    private static readonly string Run = Guid.NewGuid().ToString("N");
    private static int number;

    /// <param name="time">Each client sends one however short it is.</param>
    /// <returns>Acknowledged registrations a second, and how long each took in milliseconds.</returns>
    /// <exception cref="InvalidOperationException">The server answered anything but 201: then the figure means nothing.</exception>
    public static async Task<(double Rate, IReadOnlyList<double> Took)> RunAsync(Uri address, int connections, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var took = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ClientAsync(address, clock, time)));
        return (took.Sum(client => client.Count) / clock.Elapsed.TotalSeconds, [.. took.SelectMany(client => client)]);
    }

    private static async Task<List<double>> ClientAsync(Uri address, Stopwatch clock, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var reply = new byte[16 * 1024];
        var took = new List<double>();
        do
        {
            var asked = Stopwatch.GetTimestamp();
            await socket.SendAsync(Request(address, Interlocked.Increment(ref number)));
            var length = 0;
            do
            {
                var read = await socket.ReceiveAsync(reply.AsMemory(length));
                length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
            }
            while (!IsWhole(reply.AsSpan(0, length)));

            if (!reply.AsSpan().StartsWith("HTTP/1.1 201 "u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(reply, 0, length));
            }

            took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        while (clock.Elapsed < time);

        return took;
    }

    private static byte[] Request(Uri address, int number)
    {
        var body = $$"""
            {"themeDays":[{"slug":"lulea","participation":"onSite"}],"participants":[{"firstName":"Åsa","lastName":"Öberg","email":"person{{number}}@example.org",
            "organization":"Luleå kommun","profession":"Socialsekreterare","sector":"socialServices","language":"sv"}]}
            """;
        return Encoding.UTF8.GetBytes(
            $"POST /api/registrations HTTP/1.1\r\nHost: {address.Authority}\r\nX-Forwarded-Proto: https\r\nContent-Type: application/json\r\nIdempotency-Key: {Run}-{number}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    // The server names the length of every reply, or sends it in chunks that end with an empty one.
    private static bool IsWhole(ReadOnlySpan<byte> reply)
    {
        var head = reply.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var name = "\r\nContent-Length: "u8;
        var at = reply[..head].IndexOf(name);
        return at < 0
            ? reply.EndsWith("0\r\n\r\n"u8)
            : System.Buffers.Text.Utf8Parser.TryParse(reply[(at + name.Length)..], out int length, out var _) && reply.Length >= head + 4 + length;
    }
}
