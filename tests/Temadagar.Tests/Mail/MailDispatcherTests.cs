using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Mail;

/// <summary>The dispatcher in the running service, on files or on a real SMTP conversation; the clock is set by hand where pauses count.</summary>
public class MailDispatcherTests
{
    [Fact]
    public async Task What_cannot_be_written_now_is_tried_again_after_growing_pauses_and_arrives_once()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        // A file where the folder should be: nothing can be written until someone takes it away.
        await File.WriteAllTextAsync(service.MailFolder, "");
        await service.FareAsync("lulea", "forsening@example.org");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Recipient = 'forsening@example.org' AND State = 'queued' AND Attempts = @attempts AND LastReply IS NOT NULL", new { attempts = attempt + 1 }) == 1);
            var next = DateTimeOffset.Parse((await service.QueryAsync<string>("SELECT NextAttemptAt FROM Outbox WHERE Recipient = 'forsening@example.org'"))[0], CultureInfo.InvariantCulture);
            var pause = (next - clock.GetUtcNow()).TotalSeconds;
            Assert.InRange(pause, 15 * Math.Pow(2, attempt), 15 * Math.Pow(2, attempt) * 1.25);
            if (attempt == 3)
            {
                File.Delete(service.MailFolder);
            }

            clock.Advance(next - clock.GetUtcNow());
            await WakeAsync(service);
        }

        Assert.Single(await service.MailsAsync("registration-confirmed", "forsening@example.org"));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent' AND Recipient = 'forsening@example.org' AND Attempts = 5") == 1);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_made_stops_no_other_and_is_kept()
    {
        await using var service = await TestService.StartAsync();
        foreach (var kind in new[] { "finns-inte", "registration-confirmed", "interest-received" })
        {
            await QueueRawAsync(service, kind, "inga fakta");
        }

        await service.FareAsync("lulea", "efter-giftet@example.org");

        Assert.Single(await service.MailsAsync("registration-confirmed", "efter-giftet@example.org"));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Recipient = 'gift@example.org' AND State = 'queued' AND Attempts = 1 AND LastReply IS NOT NULL") == 3);
        Assert.DoesNotContain(await service.QueryAsync<string>("SELECT LastReply FROM Outbox WHERE LastReply IS NOT NULL"), reply => reply.Contains("fakta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_dead_worker_held_is_sent_when_its_lease_has_ended()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        await service.FareAsync("lulea", "arvd@example.org");
        await service.MailsAsync("registration-confirmed", "arvd@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        Directory.EnumerateFiles(service.MailFolder).ToList().ForEach(File.Delete);
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "UPDATE Outbox SET State = 'sending', LeasedBy = @Dead, NextAttemptAt = @Ends", new { Dead = Guid.NewGuid(), Ends = clock.GetUtcNow() + Outbox.Lease }));

        clock.Advance(Outbox.Lease - TimeSpan.FromSeconds(1));
        await service.FareAsync("lulea", "vackare@example.org");
        await service.MailsAsync("registration-confirmed", "vackare@example.org");
        Assert.Single(service.Mails());

        clock.Advance(TimeSpan.FromSeconds(1));
        await WakeAsync(service);
        Assert.Single(await service.MailsAsync("registration-confirmed", "arvd@example.org"));
    }

    [Fact]
    public async Task A_refusal_for_good_is_kept_as_failed_and_never_tried_again()
    {
        var clock = FakeClock.At();
        await using var peer = new SmtpPeer { Script = line => line.Contains("okand@", StringComparison.Ordinal) ? "550 5.1.1 <okand@example.org> no such user" : null };
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        await service.FareAsync("lulea", "okand@example.org", "kand@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State IN ('sent', 'failed')") == 2);

        clock.Advance(TimeSpan.FromHours(5));
        await service.FareAsync("umea", "kand@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 2);

        Assert.Equal(2, peer.Messages.Count);
        Assert.Single(peer.Lines, line => line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && line.Contains("okand@", StringComparison.Ordinal));
        var reply = Assert.Single(await service.QueryAsync<string>("SELECT LastReply FROM Outbox WHERE State = 'failed'"));
        Assert.StartsWith("550", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("@", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_later_is_asked_later()
    {
        var clock = FakeClock.At();
        var busy = true;
        await using var peer = new SmtpPeer { Script = line => busy && line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? "451 4.7.1 greylisted" : null };
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        await service.FareAsync("lulea", "gra@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'queued' AND Attempts = 1 AND LastReply LIKE '451%'") == 1);
        Assert.Empty(peer.Messages);

        busy = false;
        clock.Advance(TimeSpan.FromSeconds(19));
        await WakeAsync(service);
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent' AND Recipient = 'gra@example.org'") == 1);
    }

    [Fact]
    public async Task Two_services_on_one_database_send_each_mail_once()
    {
        using var folder = new DataFolder();
        await using var peer = new SmtpPeer();
        await using var first = await TestService.StartAsync(folder: folder.Path, settings: SmtpPeer.Settings(peer));
        await using var second = await TestService.StartAsync(folder: folder.Path, settings: SmtpPeer.Settings(peer));
        var services = new[] { first, second };

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => services[number % 2].FareAsync("lulea", $"tva{number}a@example.org", $"tva{number}b@example.org")));
        await Eventually.TrueAsync(async () => await first.CountAsync("Outbox WHERE State = 'sent'") == 80);

        Assert.Equal(80, peer.Messages.Count);
        Assert.Equal(80, peer.Messages.Select(message => message.Split('\n').First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))).Distinct().Count());
        Assert.Equal(0, await first.CountAsync("Outbox WHERE Attempts <> 1"));
        await first.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_slow_server_does_not_let_another_worker_send_what_is_behind_in_the_same_batch()
    {
        var clock = FakeClock.At();
        var slow = new SlowServer(clock);
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, services => services.AddSingleton<IMailTransport>(slow));
        var outbox = service.Services.GetRequiredService<Outbox>();
        slow.Meanwhile = async () => slow.TakenByAnother += (await outbox.ClaimAsync(Guid.NewGuid(), 100, CancellationToken.None)).Count;

        await service.FareAsync(await service.AddDayAsync(onSite: 40), [.. Enumerable.Range(0, 20).Select(number => $"lang-ko-{number}@example.org")]);

        await Eventually.TrueAsync(() => Task.FromResult(slow.Sent.Count == 20));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 20);
        Assert.Equal(0, slow.TakenByAnother);
        Assert.Equal(20, slow.Sent.Distinct().Count());
    }

    [Fact]
    public async Task A_mail_that_another_has_taken_over_is_left_to_them()
    {
        var clock = FakeClock.At();
        var slow = new SlowServer(clock);
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, services => services.AddSingleton<IMailTransport>(slow));
        var (other, taken) = (Guid.NewGuid(), 0);
        slow.Meanwhile = async () =>
        {
            // As where this process stood still for longer than its lease: when it looks again, all that it held is another's.
            if (taken == 0)
            {
                taken = await service.Database.WriteAsync(write => write.ExecuteAsync(
                    "UPDATE Outbox SET LeasedBy = @Other, NextAttemptAt = @Until WHERE State = 'sending'", new { Other = other, Until = clock.GetUtcNow() + (2 * Outbox.Lease) }));
                clock.Advance(Outbox.Lease);
            }
        };

        await service.FareAsync(await service.AddDayAsync(onSite: 40), [.. Enumerable.Range(0, 5).Select(number => $"overtagen-{number}@example.org")]);

        await Eventually.TrueAsync(() => Task.FromResult(taken > 0));
        await service.FareAsync("lulea", "efterat@example.org");
        await Eventually.TrueAsync(() => Task.FromResult(slow.Sent.Contains("efterat@example.org")));
        Assert.Equal(2, slow.Sent.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_accepted_is_written_down_once_the_database_is_there_again_and_goes_once(bool inDoubt)
    {
        var clock = FakeClock.At();
        var slow = new SlowServer(clock);
        Failing? failing = null;
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, services =>
        {
            services.AddSingleton<IMailTransport>(slow);
            services.AddSingleton(provider => new Outbox(failing = new Failing(provider.GetRequiredService<Database>()), provider.GetRequiredService<TimeProvider>()));
        });
        slow.Meanwhile = () =>
        {
            failing!.Next = slow.Sent.Count > 1 ? null : inDoubt ? new WriteInDoubtException("Nobody answers.", new IOException()) : new DatabaseUnavailableException("It is away.");
            return Task.CompletedTask;
        };

        await service.FareAsync(await service.AddDayAsync(onSite: 40), "skrivs-upp@example.org", "efter@example.org");

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 2);
        Assert.True(failing!.Failed);
        Assert.Equal(2, slow.Sent.Count);
    }

    [Fact]
    public async Task A_mail_that_is_long_on_its_way_is_waited_for_though_its_lease_cannot_be_renewed()
    {
        var clock = FakeClock.At();
        var slow = new SlowServer(clock);
        Failing? failing = null;
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, services =>
        {
            services.AddSingleton<IMailTransport>(slow);
            services.AddSingleton(provider => new Outbox(failing = new Failing(provider.GetRequiredService<Database>()), provider.GetRequiredService<TimeProvider>()));
        });
        slow.Meanwhile = async () =>
        {
            failing!.Next = new WriteInDoubtException("Nobody answers.", new IOException());
            await Eventually.TrueAsync(() =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(failing.Failed);
            });
        };

        await service.FareAsync("lulea", "lange@example.org");

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        Assert.Single(slow.Sent);
    }

    /// <summary>The outbox's own database, whose next write fails once where it is told to.</summary>
    private sealed class Failing(Database inner) : DatabaseAround(inner)
    {
        public Exception? Next { get; set; }

        public bool Failed { get; private set; }

        protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
        {
            if (Next is not { } fault)
            {
                return base.CommitAsync(work, cancellationToken);
            }

            (Next, Failed) = (null, true);
            return Task.FromException<T>(fault);
        }
    }

    /// <summary>Takes every mail, and five seconds for each.</summary>
    private sealed class SlowServer(Microsoft.Extensions.Time.Testing.FakeTimeProvider clock) : IMailTransport
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Sent { get; } = [];

        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public int TakenByAnother { get; set; }

        public async Task<Delivery> SendAsync(MimeKit.MimeMessage message, CancellationToken cancellationToken)
        {
            Sent.Enqueue(message.To.Mailboxes.Single().Address);
            clock.Advance(TimeSpan.FromSeconds(5));
            await Meanwhile();
            return new Delivery(DeliveryOutcome.Accepted, "250 OK");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_queued_holds_no_link_and_no_secret()
    {
        await using var service = await TestService.StartAsync();
        await service.FareAsync("lulea", "fakta@example.org");
        var secret = await service.SecretAsync("registration-confirmed", "fakta@example.org");

        var row = Assert.Single(await service.QueryAsync<string>("SELECT CONCAT(Facts, LastReply) FROM Outbox"));

        Assert.DoesNotContain("http", row, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[26..], row, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(service.Folder, "temadagar.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret[26..], await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>The dispatcher sleeps by the real clock; a mail to someone else wakes it.</summary>
    private static Task<string> WakeAsync(TestService service) =>
        service.FareAsync("ostersund", $"vack{Guid.NewGuid():N}@example.org");

    private static Task<int> QueueRawAsync(TestService service, string kind, string facts) => service.Database.WriteAsync(write => write.ExecuteAsync("""
        INSERT INTO Outbox (Id, About, Kind, Sequence, Language, Recipient, Facts, State, Attempts, CreatedAt, NextAttemptAt)
        VALUES (@Id, @Id, @Kind, 0, 'sv', 'gift@example.org', @Facts, 'queued', 0, @Now, @Now)
        """, new { Id = Guid.CreateVersion7(), Kind = kind, Facts = facts, Now = service.Clock.GetUtcNow() }));
}
