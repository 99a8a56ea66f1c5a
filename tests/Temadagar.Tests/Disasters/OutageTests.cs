using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Disasters;

/// <summary>The mail server is gone for an hour, and people go on registering.</summary>
[Slow]
public class OutageTests
{
    private const int Together = 20;

    private static int Waiting => LongTests.AreAsked ? 10_000 : 600;

    [Fact]
    public async Task After_an_hour_without_a_mail_server_all_that_waited_goes_out_in_order_of_age_and_nothing_is_given_up()
    {
        var clock = FakeClock.At();
        var away = true;
        await using var peer = new SmtpPeer { Script = line => away && line.Length == 0 ? SmtpPeer.Cut : null };
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        var day = await service.AddDayAsync(onSite: 100_000);
        for (var people = 0; people < Waiting; people += Together)
        {
            await service.FareAsync(day, [.. Enumerable.Range(people, Together).Select(number => $"vantar{number:00000}@example.org")]);
            clock.Advance(TimeSpan.FromHours(1) * Together / Waiting);
        }

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE LastReply IS NOT NULL") > 0);
        Assert.Equal(Waiting, await service.CountAsync("Outbox WHERE State IN ('queued', 'sending')"));
        // It looks now and then, and not once for each that waits.
        Assert.InRange(peer.Connections, 1, 60);

        away = false;
        var beforeIt = peer.Messages.Count;
        await Eventually.TrueAsync(() =>
        {
            if (peer.Messages.IsEmpty)
            {
                // The longest pause between two looks, from when it last did.
                clock.Advance(TimeSpan.FromMinutes(7));
            }

            return Task.FromResult(!peer.Messages.IsEmpty);
        });
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == Waiting, TimeSpan.FromMinutes(3));

        Assert.Equal(0, beforeIt);
        Assert.Equal(Waiting, peer.Messages.Count);
        var age = (await service.QueryAsync<string>("SELECT Recipient FROM Outbox ORDER BY CreatedAt, Id")).Chunk(Together).SelectMany((together, index) => together.Select(recipient => (recipient, index))).ToDictionary();
        var sent = peer.Messages.Select(message => age[To(message)]).ToList();
        Assert.Equal(sent.Order(), sent);
        Assert.Equal(Waiting, (await service.QueryAsync<int>("SELECT Attempts FROM Outbox")).Count(attempts => attempts == 1));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task One_that_the_server_always_cuts_off_stops_no_other()
    {
        await using var peer = new SmtpPeer();
        peer.Script = line => line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && line.Contains("gift@", StringComparison.Ordinal) ? SmtpPeer.Cut : null;
        await using var service = await TestService.StartAsync(settings: SmtpPeer.Settings(peer));

        await service.FareAsync("umea", "gift@example.org", "efter1@example.org", "efter2@example.org");

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 2);
        Assert.Equal(1, await service.CountAsync("Outbox WHERE State = 'queued' AND Recipient = 'gift@example.org' AND LastReply IS NOT NULL"));
    }

    [Fact]
    public async Task Cut_off_after_the_message_and_before_the_reply_it_comes_once_more_as_the_same_message()
    {
        var clock = FakeClock.At();
        var cuts = 1;
        await using var peer = new SmtpPeer();
        peer.Script = line => line == "." && Interlocked.Decrement(ref cuts) == 0 ? SmtpPeer.Cut : null;
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        await service.FareAsync("umea", "tvivel@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'queued' AND LastReply IS NOT NULL") == 1);

        clock.Advance(TimeSpan.FromMinutes(1));
        await service.FareAsync("lulea", "vacker@example.org");

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 2);
        var same = peer.Messages.Where(message => To(message) == "tvivel@example.org").ToList();
        Assert.Equal(2, same.Count);
        Assert.Equal(same[0], same[1]);
    }

    private static string To(string message) => MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(message))).To.Mailboxes.Single().Address;
}
