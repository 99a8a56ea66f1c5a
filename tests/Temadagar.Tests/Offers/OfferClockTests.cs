using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Tests.Infrastructure;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Offers;

/// <summary>What time alone does to offers.</summary>
public class OfferClockTests
{
    [Fact]
    public async Task An_offer_that_nobody_answers_ends_for_good_and_the_next_is_offered_the_place()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "forst@example.org");
        await service.FareAsync(day, "sedan@example.org");
        await service.CancelAsync("full@example.org", day);
        var offer = await service.OfferAsync("forst@example.org", day);

        await LetPassAsync(service, clock, "forst@example.org", day);

        await service.BecomesAsync("sedan@example.org", day, "offered");
        Assert.Equal("cancelled", await service.StandsAsync("forst@example.org", day));
        Assert.Contains("Erbjudandet om en plats har gått ut", (await service.MailsAsync("registration-cancelled", "forst@example.org"))[^1].TextBody, StringComparison.Ordinal);
        using var late = await service.AnswerAsync("forst@example.org", day, offer, "claim");
        await AssertProblemAsync(late, HttpStatusCode.Conflict, "offer-expired");
        await service.AssertConsistentAsync();
        // Whoever registers anew stands last, in a wait of its own.
        Assert.Equal("waitlisted", await service.FareAsync(day, "forst@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_log_says_who_was_offered_places_and_why_the_first_in_line_was_not()
    {
        var log = new LogLines();
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, null, null, services => services.AddSingleton<ILoggerProvider>(log));
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "par1@example.org", "par2@example.org");
        await service.FareAsync(day, "ensam@example.org");
        await service.CancelAsync("full@example.org", day);

        await service.BecomesAsync("ensam@example.org", day, "offered");

        var group = (await service.QueryAsync<string>("SELECT GroupId FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId WHERE r.Email = 'par1@example.org'"))[0];
        await Eventually.TrueAsync(() => Task.FromResult(log.All.Any(line => line.Contains($"Group {group} is first on the waitlist", StringComparison.Ordinal) && line.Contains("it needs 2 places", StringComparison.Ordinal))));
        Assert.Contains(log.All, line => line.Contains("1 offered a place", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains("par1@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fell_due_while_the_service_was_down_is_done_when_it_is_up()
    {
        var clock = FakeClock.At();
        using var folder = new DataFolder();
        string day;
        await using (var before = await TestService.StartAsync(clock: clock, folder: folder.Path))
        {
            day = await before.AddDayAsync(onSite: 1);
            await before.FareAsync(day, "full@example.org");
            await before.FareAsync(day, "forst@example.org");
            await before.FareAsync(day, "sedan@example.org");
            await before.CancelAsync("full@example.org", day);
            await before.OfferAsync("forst@example.org", day);
            await Eventually.TrueAsync(async () => await before.CountAsync("Outbox WHERE Kind = 'place-offered' AND State = 'sent'") > 0);
        }

        clock.Advance(TimeSpan.FromDays(14));
        await using var after = await TestService.StartAsync(clock: clock, folder: folder.Path);

        await after.BecomesAsync("sedan@example.org", day, "offered");
        Assert.Equal("cancelled", await after.StandsAsync("forst@example.org", day));
        await after.AssertConsistentAsync();
    }

    [Fact]
    public async Task On_the_day_itself_the_list_is_closed_and_whoever_got_no_place_is_told()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1, change: plan => plan with { RegistrationClosesAt = null });
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "vantar@example.org");
        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(3.7));
        await service.RingAsync();

        await service.BecomesAsync("vantar@example.org", day, "cancelled");
        Assert.Contains("Det blev ingen plats", (await service.MailsAsync("registration-cancelled", "vantar@example.org"))[^1].TextBody, StringComparison.Ordinal);
        await service.CancelAsync("full@example.org", day);
        Assert.Equal("confirmed", await service.FareAsync(day, "i-sista-stund@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Nobody_loses_an_offer_of_which_no_mail_could_be_sent()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings:
            ["--Mail:Transport=Smtp", "--Mail:From=temadagar@example.org", "--Mail:Smtp:Host=127.0.0.1", "--Mail:Smtp:Port=1", "--Mail:Smtp:Security=None"]);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "vantar@example.org");
        await service.CancelAsync("full@example.org", day);
        await service.OfferAsync("vantar@example.org", day);
        var first = await AnswerByAsync();

        clock.SetUtcNow(first);
        await service.RingAsync();

        await Eventually.TrueAsync(async () => await AnswerByAsync() > first);
        Assert.Equal("offered", await service.StandsAsync("vantar@example.org", day));
        Assert.Equal(2, await service.CountAsync("Registrations WHERE Changes = 2 AND Email = 'vantar@example.org' OR Email = 'full@example.org'"));
        await service.AssertConsistentAsync();

        async Task<DateTimeOffset> AnswerByAsync() => DateTimeOffset.Parse(
            (string)(await service.MineAsync("vantar@example.org", day))["waits"]![0]!["offer"]!["answerBy"]!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_keeps_the_place_from_the_next_once_and_no_longer()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "felskriven@example.org");
        await service.FareAsync(day, "nasta@example.org");
        await service.CancelAsync("full@example.org", day);
        await service.OfferAsync("felskriven@example.org", day);

        await RefusedAsync();
        await service.BecomesAsync("felskriven@example.org", day, "offered");
        await RefusedAsync();

        await service.BecomesAsync("nasta@example.org", day, "offered");
        Assert.Equal("cancelled", await service.StandsAsync("felskriven@example.org", day));
        await service.AssertConsistentAsync();

        // As the server's 550 leaves it; then the time is over.
        async Task RefusedAsync()
        {
            var count = await service.CountAsync("Outbox WHERE Kind = 'place-offered' AND Recipient = 'felskriven@example.org'");
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'place-offered' AND Recipient = 'felskriven@example.org' AND State = 'sent'") > 0);
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'failed', LastReply = '550 5.1.1 No such user' WHERE Kind = 'place-offered' AND Recipient = 'felskriven@example.org'"));
            var answerBy = (string)(await service.MineAsync("felskriven@example.org", day))["waits"]![0]!["offer"]!["answerBy"]!;
            clock.SetUtcNow(DateTimeOffset.Parse(answerBy, CultureInfo.InvariantCulture));
            await service.RingAsync();
            await Eventually.TrueAsync(async () => await service.StandsAsync("felskriven@example.org", day) == "cancelled"
                || await service.CountAsync("Outbox WHERE Kind = 'place-offered' AND Recipient = 'felskriven@example.org'") > count);
        }
    }

    [Fact]
    public async Task An_offer_to_someone_without_an_address_stands_until_somebody_has_telephoned()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Administrator);
        var person = Some.Participant("x@example.org");
        person.Remove("email");
        person["participation"] = "onSite";
        using var registered = await organizer.PostAsJsonAsync($"/api/organizer/theme-days/{day}/registrations", person);
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        await service.CancelAsync("full@example.org", day);
        string? offer = null;
        await Eventually.TrueAsync(async () => (offer = (string?)(await ListAsync())["offers"]!.AsArray().FirstOrDefault()?["id"]) is not null);

        clock.Advance(TimeSpan.FromDays(20));
        await service.RingAsync();
        await Eventually.TrueAsync(async () => (string)(await ListAsync())["offers"]![0]!["answerBy"]! == "2027-03-05T08:00:00+01:00");
        using var answered = await organizer.PostAsJsonAsync($"/api/organizer/theme-days/{day}/waitlist/offers/{offer}/answer", new { answer = "claim" });

        Assert.True(answered.IsSuccessStatusCode, await answered.Content.ReadAsStringAsync());
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Status = 'confirmed' AND Email = ''"));

        async Task<System.Text.Json.Nodes.JsonObject> ListAsync()
        {
            using var response = await organizer.GetAsync($"/api/organizer/theme-days/{day}/waitlist");
            return await response.JsonAsync();
        }
    }

    [Fact]
    public async Task An_offer_on_a_day_that_is_moved_closer_gets_a_deadline_before_it_and_is_told_anew()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "vantar@example.org");
        await service.CancelAsync("full@example.org", day);
        await service.OfferAsync("vantar@example.org", day);
        using var planner = await Temadagar.Tests.Planning.Planner.OfAsync(service);

        (await planner.DoAsync(day, "rescheduling", new { startsAt = "2027-02-08T09:00", endsAt = "2027-02-08T16:00" })).EnsureSuccessStatusCode();

        Assert.Equal("2027-02-05T12:00:00+01:00", (string)(await service.MineAsync("vantar@example.org", day))["waits"]![0]!["offer"]!["answerBy"]!);
        await Eventually.TrueAsync(async () => (await service.MailsAsync("place-offered", "vantar@example.org")).Any(mail => mail.TextBody!.Contains("5 februari 2027 kl. 12.00", StringComparison.Ordinal)));
    }

    private static async Task LetPassAsync(TestService service, FakeTimeProvider clock, string email, string day)
    {
        // Nobody loses an offer of which they were not told.
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'place-offered' AND Recipient = @email AND State = 'sent'", new { email }) > 0);
        var answerBy = (string)(await service.MineAsync(email, day))["waits"]![0]!["offer"]!["answerBy"]!;
        clock.SetUtcNow(DateTimeOffset.Parse(answerBy, CultureInfo.InvariantCulture));
        await service.RingAsync();
    }
}
