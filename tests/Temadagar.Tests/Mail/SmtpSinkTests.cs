using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Temadagar.Mail;

namespace Temadagar.Tests.Mail;

/// <summary>The same transport against a server that we did not write: Postfix's smtp-sink.</summary>
public sealed class SmtpSinkTests
{
    private const string Sink = "/usr/sbin/smtp-sink";

    [Fact]
    public async Task A_thousand_mails_to_a_real_server_do_not_wait_for_delayed_acknowledgements()
    {
        if (!File.Exists(Sink))
        {
            Assert.Skip($"{Sink} is missing (Debian: postfix).");
        }

        var port = FreePort();
        // It refuses to run as root, and only root can make it someone else.
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        using var sink = Process.Start(new ProcessStartInfo(Sink, [.. user, $"127.0.0.1:{port}", "100"]))!;
        try
        {
            await using var transport = new SmtpTransport(new SmtpSettings("127.0.0.1", port, SmtpSecurity.None, null, null));
            using var message = new MessageBuilder(MessageTests.Sender).Build(MessageTests.Mail());
            for (var i = 0; i < 100 && (await transport.SendAsync(message, TestContext.Current.CancellationToken)).Outcome != DeliveryOutcome.Accepted; i++)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            var clock = Stopwatch.StartNew();
            for (var i = 0; i < 1000; i++)
            {
                var delivery = await transport.SendAsync(message, TestContext.Current.CancellationToken);
                Assert.True(delivery.Outcome == DeliveryOutcome.Accepted, delivery.Reply);
            }

            // 23 a second, 43 s in all, with a delayed acknowledgement for each; about a second without.
            TestContext.Current.TestOutputHelper?.WriteLine($"{1000 / clock.Elapsed.TotalSeconds:0} mails a second");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        }
        finally
        {
            sink.Kill();
            await sink.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
