using System.Diagnostics;
using System.Text;
using MimeKit;
using Temadagar.Mail;

namespace Temadagar.Tests.Mail;

/// <summary>Real SMTP conversations over a socket.</summary>
public sealed class SmtpTransportTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_mail_arrives_whole()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));

        var delivery = await SendAsync(transport);

        Assert.Equal(new Delivery(DeliveryOutcome.Accepted, "250 2.0.0 queued"), delivery);
        Assert.Contains(peer.Lines, line => line.StartsWith("MAIL FROM:<noreply@example.org>", StringComparison.Ordinal));
        Assert.Contains(peer.Lines, line => line.StartsWith("RCPT TO:<asa@example.com>", StringComparison.Ordinal));
        var arrived = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Assert.Single(peer.Messages))), TestContext.Current.CancellationToken);
        Assert.Equal("Bekräftad plats: Sex mot ersättning, Luleå 1 december", arrived.Subject);
        Assert.Equal(3, Assert.IsType<MultipartAlternative>(arrived.Body).Count);
    }

    [Fact]
    public async Task One_connection_carries_many_mails_and_is_left_after_a_hundred()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));

        for (var i = 0; i < 101; i++)
        {
            Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
        }

        Assert.Equal((2, 101), (peer.Connections, peer.Messages.Count));
        Assert.Equal(1, peer.Lines.Count(line => line == "QUIT"));
    }

    [Fact]
    public async Task Several_callers_at_once_take_turns_on_the_same_connection()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));

        var deliveries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(transport)));

        Assert.All(deliveries, delivery => Assert.Equal(DeliveryOutcome.Accepted, delivery.Outcome));
        Assert.Equal((1, 20), (peer.Connections, peer.Messages.Count));
    }

    [Fact]
    public async Task An_idle_connection_is_closed_politely_and_the_next_mail_opens_a_new_one()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer) with { IdleTime = TimeSpan.FromMilliseconds(100) });

        await SendAsync(transport);
        await UntilAsync(() => peer.Lines.Contains("QUIT"));
        await SendAsync(transport);

        Assert.Equal((2, 2), (peer.Connections, peer.Messages.Count));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 <asa@example.com>: unknown", DeliveryOutcome.Permanent, "550 5.1.1 <(address)>: unknown")]
    [InlineData("RCPT", "450 4.2.1 try later asa@example.com", DeliveryOutcome.Transient, "450 4.2.1 try later (address)")]
    [InlineData(".", "554 5.7.1 spam", DeliveryOutcome.Permanent, "554 5.7.1 spam")]
    [InlineData(".", "451 4.3.0 full", DeliveryOutcome.Transient, "451 4.3.0 full")]
    [InlineData("DATA", "552 5.3.4 too large", DeliveryOutcome.Permanent, "552 5.3.4 too large")]
    [InlineData("RCPT", "421 4.3.2 going down", DeliveryOutcome.Transient, "421 4.3.2 going down")]
    [InlineData("MAIL", "552 5.3.4 too large", DeliveryOutcome.Permanent, "552 5.3.4 too large")]
    [InlineData("MAIL", "550 5.7.1 not your sender", DeliveryOutcome.Transient, "550 5.7.1 not your sender")]
    [InlineData("MAIL", "530 5.7.0 authenticate first", DeliveryOutcome.Transient, "5.7.0 authenticate first")]
    public async Task The_servers_words_decide_what_becomes_of_the_mail(string command, string reply, DeliveryOutcome outcome, string kept)
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        peer.Script = line => line.StartsWith(command, StringComparison.Ordinal) ? reply : null;

        Assert.Equal(new Delivery(outcome, kept), await SendAsync(transport));

        // The refusal was that mail's alone.
        peer.Script = _ => null;
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_connection_that_is_cut_is_worth_another_attempt(string at)
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        peer.Script = line => (at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal)) ? SmtpPeer.Cut : null;

        var delivery = await SendAsync(transport);

        Assert.Equal(at is "" or "EHLO" ? DeliveryOutcome.Away : DeliveryOutcome.Transient, delivery.Outcome);
        Assert.NotEmpty(delivery.Reply);
        peer.Script = _ => null;
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
    }

    [Fact]
    public async Task A_server_that_tires_of_the_connection_gets_a_new_one_at_once()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        await SendAsync(transport);
        peer.Script = line => line.StartsWith("MAIL", StringComparison.Ordinal) && peer.Connections == 1 ? "421 4.7.0 too many mails" : null;

        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
        Assert.Equal((2, 2), (peer.Connections, peer.Messages.Count));
    }

    [Fact]
    public async Task A_connection_that_died_in_silence_costs_no_mail()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        await SendAsync(transport);
        peer.Script = line => line == "NOOP" ? SmtpPeer.Cut : null;
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);

        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
        Assert.Equal((2, 2), (peer.Connections, peer.Messages.Count));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_away_for_all()
    {
        int port;
        await using (var gone = new SmtpPeer())
        {
            port = gone.Port;
        }

        await using var transport = new SmtpTransport(new SmtpSettings("127.0.0.1", port, SmtpSecurity.None, null, null));
        Assert.Equal(DeliveryOutcome.Away, (await SendAsync(transport)).Outcome);

        await using var nowhere = new SmtpTransport(new SmtpSettings("no-such-host.invalid", 25, SmtpSecurity.None, null, null));
        Assert.Equal(DeliveryOutcome.Away, (await SendAsync(nowhere)).Outcome);
    }

    [Theory]
    [InlineData("", "connecting")]
    [InlineData("RCPT", "sending")]
    [InlineData(".", "sending")]
    public async Task A_server_that_says_nothing_is_given_up(string at, string when)
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer) with { ConnectTimeout = TimeSpan.FromSeconds(0.3), SendTimeout = TimeSpan.FromSeconds(0.3) });
        peer.Script = line => (at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal)) ? SmtpPeer.Silence : null;
        var clock = Stopwatch.StartNew();

        Assert.Equal(new Delivery(at.Length == 0 ? DeliveryOutcome.Away : DeliveryOutcome.Transient, $"No answer within 0.3 s when {when}."), await SendAsync(transport));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Cancellation_is_the_only_thing_that_throws()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        peer.Script = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? SmtpPeer.Silence : null;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(transport, soon.Token));

        peer.Script = _ => null;
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(transport)).Outcome);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Over_TLS_the_password_and_the_mail_go_encrypted(SmtpSecurity security)
    {
        using var certificate = SmtpPeer.SelfMadeCertificate();
        await using var peer = new SmtpPeer { Certificate = certificate, TlsFromStart = security == SmtpSecurity.Tls, OffersLogin = true };
        await using var transport = new SmtpTransport(new SmtpSettings("localhost", peer.Port, security, "user", "secret")
        {
            CertificateCheck = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString(),
        });

        var delivery = await SendAsync(transport);

        Assert.Equal(DeliveryOutcome.Accepted, delivery.Outcome);
        Assert.Contains("AUTH PLAIN " + Convert.ToBase64String(Encoding.ASCII.GetBytes("\0user\0secret")), peer.Lines);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var certificate = SmtpPeer.SelfMadeCertificate();
        await using var peer = new SmtpPeer { Certificate = certificate, OffersLogin = true };
        await using var transport = new SmtpTransport(new SmtpSettings("localhost", peer.Port, SmtpSecurity.StartTls, "user", "secret"));

        var delivery = await SendAsync(transport);

        Assert.Equal(DeliveryOutcome.Away, delivery.Outcome);
        Assert.DoesNotContain(peer.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_not_trusted_and_is_said()
    {
        using var certificate = SmtpPeer.SelfMadeCertificate(DateTimeOffset.UtcNow.AddDays(-1));
        await using var peer = new SmtpPeer { Certificate = certificate, OffersLogin = true };
        await using var transport = new SmtpTransport(new SmtpSettings("localhost", peer.Port, SmtpSecurity.StartTls, "user", "secret"));

        var delivery = await SendAsync(transport);

        Assert.Equal(DeliveryOutcome.Away, delivery.Outcome);
        Assert.Contains("expired", delivery.Reply, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(peer.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var peer = new SmtpPeer { OffersLogin = true };
        await using var transport = new SmtpTransport(To(peer) with { Security = SmtpSecurity.StartTls, User = "user", Password = "secret" });

        Assert.Equal(DeliveryOutcome.Away, (await SendAsync(transport)).Outcome);
        Assert.DoesNotContain(peer.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_wrong_password_is_the_operators_fault_and_not_the_recipients()
    {
        await using var peer = new SmtpPeer { OffersLogin = true, Script = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 no" : null };
        await using var transport = new SmtpTransport(To(peer) with { User = "user", Password = "secret" });

        var delivery = await SendAsync(transport);

        Assert.Equal(DeliveryOutcome.Away, delivery.Outcome);
        Assert.Contains("5.7.8 no", delivery.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", delivery.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_a_reply_is_one_short_line_without_addresses()
    {
        await using var peer = new SmtpPeer();
        await using var transport = new SmtpTransport(To(peer));
        peer.Script = line => line.StartsWith("RCPT", StringComparison.Ordinal)
            ? "550-5.1.1 ASA@EXAMPLE.COM\r\n550-5.1.1 <srs0=x=example.com=asa@relay.example.net>\t'asa@example.com'\r\n550 " + new string('x', 900)
            : null;

        var reply = (await SendAsync(transport)).Reply;

        Assert.DoesNotContain('@', reply);
        Assert.DoesNotContain(reply, char.IsControl);
        Assert.Equal(500, reply.Length);
    }

    [Fact]
    public async Task Settings_do_not_show_their_password()
    {
        var settings = new SmtpSettings("mail.example.org", 587, SmtpSecurity.StartTls, "user", "secret");

        Assert.Equal("mail.example.org:587 (StartTls, with authentication)", settings.ToString());
        await new SmtpTransport(settings).DisposeAsync();
    }

    private static SmtpSettings To(SmtpPeer peer) => new("127.0.0.1", peer.Port, SmtpSecurity.None, null, null);

    private static async Task<Delivery> SendAsync(SmtpTransport transport, CancellationToken? cancellation = null)
    {
        using var message = new MessageBuilder(MessageTests.Sender).Build(MessageTests.Mail());
        return await transport.SendAsync(message, cancellation ?? Never);
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        for (var i = 0; i < 500 && !met(); i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(met());
    }
}
