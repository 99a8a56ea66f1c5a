using System.Globalization;
using System.Net;
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
        }

        clock.Advance(TimeSpan.FromDays(14));
        await using var after = await TestService.StartAsync(clock: clock, folder: folder.Path);

        await after.BecomesAsync("sedan@example.org", day, "offered");
        Assert.Equal("cancelled", await after.StandsAsync("forst@example.org", day));
        await after.AssertConsistentAsync();
    }

    [Fact]
    public async Task On_the_day_itself_nothing_is_offered_any_more()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "full@example.org");
        await service.FareAsync(day, "vantar@example.org");
        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(3.2));

        await service.CancelAsync("full@example.org", day);
        await service.RingAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);

        Assert.Equal("waitlisted", await service.StandsAsync("vantar@example.org", day));
        await service.AssertConsistentAsync();
    }

    private static async Task LetPassAsync(TestService service, FakeTimeProvider clock, string email, string day)
    {
        var answerBy = (string)(await service.MineAsync(email, day))["waits"]![0]!["offer"]!["answerBy"]!;
        clock.SetUtcNow(DateTimeOffset.Parse(answerBy, CultureInfo.InvariantCulture));
        await service.RingAsync();
    }
}
