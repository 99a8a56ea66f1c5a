using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Interest;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Planning;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Interest;

public class TellOfOpeningTests
{
    private static readonly string[] NobodyListens =
        ["--Mail:Transport=Smtp", "--Mail:From=temadagar@example.org", "--Mail:Smtp:Host=127.0.0.1", "--Mail:Smtp:Port=1", "--Mail:Smtp:Security=None"];

    [Fact]
    public async Task Each_address_is_told_once_in_its_language_when_registration_opens_and_leaves_the_list()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "sv@example.org");
        await service.LeaveInterestAsync(day, "en@example.org", "en");

        await LookAsync(service, clock, TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await ToldAsync(service));
        clock.Advance(TimeSpan.FromSeconds(1));
        // As several instances would, all at once.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LookAsync(service, clock, TimeSpan.Zero)));
        Assert.Equal(2, await ToldAsync(service));

        var swedish = Assert.Single(await service.MailsAsync("registration-opened", "sv@example.org"));
        var english = Assert.Single(await service.MailsAsync("registration-opened", "en@example.org"));
        Assert.Equal(("[Demonstration] Anmälan är öppen: En egen dag, 5 mars", "[Demonstration] Registration is open: En egen dag, 5 March"), (swedish.Subject, english.Subject));
        Assert.Contains($"/temadag/{day}\n", swedish.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("fram till tisdag 2 mars 2027 kl. 12.00", swedish.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("until Tuesday 2 March 2027, 12:00", english.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("/intresse#", swedish.TextBody, StringComparison.Ordinal);

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'registration-opened' AND State = 'sent'") == 2);
        await LookAsync(service, clock, TimeSpan.FromMinutes(1));
        Assert.Equal(0, await service.CountAsync("Interests"));
        Assert.Equal(2, await ToldAsync(service));
    }

    [Fact]
    public async Task An_opening_that_is_moved_is_told_of_when_it_comes_and_one_that_comes_again_to_none_a_second_time()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await PlannedAsync(service);
        using var planner = await Planner.OfAsync(service);
        await service.LeaveInterestAsync(day, "vantar@example.org");

        await OpensAsync(planner, day, clock.GetUtcNow().AddDays(5), clock.GetUtcNow().AddDays(9));
        await LookAsync(service, clock, TimeSpan.FromDays(4));
        Assert.Equal(0, await ToldAsync(service));
        await LookAsync(service, clock, TimeSpan.FromDays(1));
        Assert.Equal(1, await ToldAsync(service));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'registration-opened' AND State = 'sent'") == 1);

        // Before the address has left the list, too.
        await OpensAsync(planner, day, clock.GetUtcNow().AddDays(2), clock.GetUtcNow().AddDays(9));
        await service.LeaveInterestAsync(day, "ny@example.org");
        await LookAsync(service, clock, TimeSpan.FromDays(3));

        Assert.Equal(["ny@example.org", "vantar@example.org"], await service.QueryAsync<string>("SELECT Recipient FROM Outbox WHERE Kind = 'registration-opened' ORDER BY Recipient"));
    }

    [Fact]
    public async Task Of_a_day_that_is_not_to_be_seen_or_cannot_be_registered_for_nobody_is_told()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var (cancelled, closed, held, hidden) = (await PlannedAsync(service), await PlannedAsync(service), await PlannedAsync(service), await PlannedAsync(service));
        var withoutClosing = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = clock.GetUtcNow().AddDays(3), RegistrationClosesAt = null });
        foreach (var day in new[] { cancelled, closed, held, hidden, withoutClosing })
        {
            (await service.LeaveInterestAsync(day, "vantar@example.org")).EnsureSuccessStatusCode();
        }

        using var planner = await Planner.OfAsync(service);
        (await planner.DoAsync(cancelled, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();
        await OpensAsync(planner, closed, clock.GetUtcNow().AddDays(3), clock.GetUtcNow().AddDays(4));
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET PublishedAt = NULL WHERE Slug = @hidden", new { hidden }));

        // An outage over the whole of it: there is nothing left to tell.
        await LookAsync(service, clock, TimeSpan.FromDays(4));
        Assert.Equal([held, withoutClosing], await service.QueryAsync<string>("SELECT d.Slug FROM Outbox o JOIN ThemeDays d ON d.Id = o.ThemeDayId WHERE o.Kind = 'registration-opened' ORDER BY d.Slug"));
        await service.Database.WriteAsync(write => write.ExecuteAsync("DELETE FROM Outbox WHERE Kind = 'registration-opened'"));
        clock.Advance(TimeSpan.FromDays(26) - TimeSpan.FromHours(3));
        await LookAsync(service, clock, TimeSpan.Zero);
        await LookAsync(service, clock, TimeSpan.FromDays(1));

        Assert.Equal(0, await ToldAsync(service));
        // Of a day that is over or not held an address is of no use.
        await LookAsync(service, clock, TimeSpan.FromDays(1));
        Assert.Equal(0, await service.CountAsync("Interests"));
    }

    [Fact]
    public async Task What_waits_to_be_sent_goes_when_it_holds_no_longer_and_comes_anew_when_it_holds_again()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: NobodyListens);
        var (cancelled, later, left) = (await PlannedAsync(service), await PlannedAsync(service), await PlannedAsync(service));
        foreach (var day in new[] { cancelled, later, left })
        {
            await service.LeaveInterestAsync(day, "vantar@example.org");
        }

        using var planner = await Planner.OfAsync(service);
        await LookAsync(service, clock, TimeSpan.FromDays(3));
        Assert.Equal(3, await ToldAsync(service));
        (await planner.ChangeAsync(later, plan => plan["summary"] = "Ny text")).EnsureSuccessStatusCode();
        Assert.Equal(3, await ToldAsync(service));

        (await planner.DoAsync(cancelled, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();
        await OpensAsync(planner, later, clock.GetUtcNow().AddDays(2), clock.GetUtcNow().AddDays(3));
        using (var removed = await service.MyAsync(HttpMethod.Delete, "/api/interest", await service.UnsubscribeCodeAsync(left, "vantar@example.org")))
        {
            removed.EnsureSuccessStatusCode();
        }

        await LookAsync(service, clock, TimeSpan.Zero);
        Assert.Equal(0, await ToldAsync(service));
        await LookAsync(service, clock, TimeSpan.FromDays(2));
        Assert.Equal(1, await ToldAsync(service));

        // No server took it in time. That it was queued tells nobody anything: an opening that comes again is told of.
        clock.Advance(TimeSpan.FromDays(2));
        await Eventually.TrueAsync(async () =>
        {
            // It looks for a server every few minutes, from when it last did.
            clock.Advance(TimeSpan.FromMinutes(7));
            return await service.CountAsync("Outbox WHERE Kind = 'registration-opened' AND State = 'failed' AND LastReply LIKE '%too late%'") == 1;
        });
        await OpensAsync(planner, later, clock.GetUtcNow(), clock.GetUtcNow().AddDays(3));
        await LookAsync(service, clock, TimeSpan.FromMinutes(1));
        await LookAsync(service, clock, TimeSpan.FromMinutes(1));
        Assert.Equal(2, await ToldAsync(service));
    }

    [Slow]
    [Fact]
    public async Task A_thousand_are_told_and_whoever_registers_meanwhile_hardly_waits()
    {
        await using var peer = new SmtpPeer();
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        var (day, other) = (await PlannedAsync(service), await service.AddDayAsync(onSite: 1000));
        var id = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @day", new { day }))[0]);
        var interests = service.Services.GetRequiredService<InterestStore>();
        await service.Database.WriteAsync(async write =>
        {
            foreach (var number in Enumerable.Range(0, 1000))
            {
                var interest = new Temadagar.Interest.Interest(Guid.CreateVersion7(), id, $"vantar{number}@example.org", Language.Sv, 1);
                await interests.AddAsync(write, interest, interest.Email, clock.GetUtcNow());
            }
        });

        await service.FareAsync(other, "forst@example.org");
        var telling = LookAsync(service, clock, TimeSpan.FromDays(3));
        var counting = Task.Run(async () =>
        {
            var seen = new HashSet<long>();
            while (!telling.IsCompleted)
            {
                seen.Add(await ToldAsync(service));
            }

            return seen;
        });
        var longest = TimeSpan.Zero;
        var registered = 0;
        do
        {
            var start = Stopwatch.GetTimestamp();
            await service.FareAsync(other, $"anmald{registered++}@example.org");
            longest = Stopwatch.GetElapsedTime(start) > longest ? Stopwatch.GetElapsedTime(start) : longest;
        }
        while (!telling.IsCompleted);
        await telling;
        // Never more than so many in one write, which others wait for.
        Assert.Contains(await counting, count => count is > 0 and < 1000);
        Assert.All(await counting, count => Assert.Equal(0, count % 200));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'registration-opened' AND State = 'sent'") == 1000, TimeSpan.FromMinutes(1));
        await LookAsync(service, clock, TimeSpan.Zero);

        TestContext.Current.TestOutputHelper?.WriteLine($"{registered} registered meanwhile, the longest in {longest.TotalMilliseconds} ms");
        Assert.True(longest < TimeSpan.FromSeconds(5), $"{longest}");
        Assert.Equal(1000, peer.Messages.Count(message => message.Contains("Temadagar-Kind: registration-opened", StringComparison.Ordinal)));
        Assert.Equal(0, await service.CountAsync("Interests"));
    }

    [Fact]
    public async Task Its_organizer_sees_in_the_mail_log_what_became_of_it_and_neither_link()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "vantar@example.org");
        var code = await service.UnsubscribeCodeAsync(day, "vantar@example.org");
        await LookAsync(service, clock, TimeSpan.FromDays(3));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 2);

        using var organizer = service.WithKey(await service.KeyAsync(Role.Administrator, null));
        var list = System.Text.Json.Nodes.JsonNode.Parse(await organizer.GetStringAsync($"/api/organizer/mails?themeDay={day}&kind=registration-opened"))!["mails"]!.AsArray();
        var id = (string)Assert.Single(list)!["id"]!;
        Assert.Equal(("vantar@example.org", "sent"), ((string)list[0]!["recipient"]!, (string)list[0]!["state"]!));
        var opened = await organizer.GetStringAsync($"/api/organizer/mails/{id}");
        Assert.Contains("/intresse#…", System.Text.Json.Nodes.JsonNode.Parse(opened)!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(code[26..], opened, StringComparison.Ordinal);

        await LookAsync(service, clock, TimeSpan.FromMinutes(1));
        using var resent = await organizer.PostAsync($"/api/organizer/mails/{id}/resending", null);
        Assert.Equal("/problems/mail-out-of-date", (string)(await resent.JsonAsync())["type"]!);
    }

    private static Task<string> PlannedAsync(TestService service) =>
        service.AddDayAsync(change: day => day with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(3) });

    private static async Task OpensAsync(Planner planner, string day, DateTimeOffset opens, DateTimeOffset closes)
    {
        using var changed = await planner.ChangeAsync(day, plan =>
        {
            plan["registrationOpensAt"] = Stockholm.In(opens);
            plan["registrationClosesAt"] = Stockholm.In(closes);
        });
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }

    private static async Task LookAsync(TestService service, FakeTimeProvider clock, TimeSpan later)
    {
        clock.Advance(later);
        await service.Services.GetRequiredService<TellOfOpening>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task<long> ToldAsync(TestService service) => service.CountAsync("Outbox WHERE Kind = 'registration-opened'");
}
