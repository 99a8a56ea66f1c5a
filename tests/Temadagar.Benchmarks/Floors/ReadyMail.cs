using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Temadagar.Benchmarks.Floors;

/// <summary>The least that sending can be: MailKit, with one message that is ready, again and again on connections that stay open. Nothing is asked of a database and nothing written down.</summary>
internal static class ReadyMail
{
    /// <param name="count">Of all connections together.</param>
    /// <returns>Mails a second, connecting left out.</returns>
    public static async Task<double> SendAsync(byte[] message, int port, int connections, int count)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectAsync(port)));
        try
        {
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(clients.Select(client => SendAsync(client, message, count / connections)));
            return count / connections * connections / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisconnectAsync(quit: true);
                client.Dispose();
            }
        }
    }

    private static async Task SendAsync(SmtpClient client, byte[] bytes, int count)
    {
        // Each has its own: sending prepares a message anew.
        using var message = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        for (var sent = 0; sent < count; sent++)
        {
            await client.SendAsync(message);
        }
    }

    private static async Task<SmtpClient> ConnectAsync(int port)
    {
        // With a socket of MailKit's own each message waits for a delayed acknowledgement: that would be no floor.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var client = new SmtpClient();
        await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
        return client;
    }
}
