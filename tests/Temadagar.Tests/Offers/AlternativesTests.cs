using System.Net;
using System.Net.Http.Json;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Planning;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Offers;

/// <summary>Waiting for several places of which one is enough.</summary>
public class AlternativesTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Taking_a_place_ends_the_waits_on_the_other_days_and_each_is_told(int taken)
    {
        var days = await FullDaysAsync($"a{taken}", 3);
        var email = $"a{taken}-vantar@example.org";
        await WaitAsync(days, email);
        await WaitAsync(days, $"a{taken}-nasta@example.org");
        Assert.True((bool)(await service.MineAsync(email, days[0]))["oneIsEnough"]!);
        await service.CancelAsync($"a{taken}-{taken}@example.org", days[taken]);

        await service.AnswersAsync(email, days[taken], "claim");

        Assert.Equal([$"{days[taken]} onSite confirmed"], await service.HasAsync(email));
        var mails = await service.MailsAsync("registration-cancelled", email, 2);
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("Du har tagit en annan plats", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.StartsWith("[Demonstration] Inte längre på väntelistan", mail.Subject, StringComparison.Ordinal));
        Assert.Equal(["tookOther", "tookOther"], await service.QueryAsync<string>("SELECT CancelReason FROM Registrations WHERE Email = @email AND Status = 'cancelled'", new { email }));
        // What was ended is ended: the next on the list is offered, and nobody else is touched.
        var other = days[(taken + 1) % 3];
        await service.CancelAsync($"a{taken}-{(taken + 1) % 3}@example.org", other);
        await service.BecomesAsync($"a{taken}-nasta@example.org", other, "offered");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Another_offer_that_stands_goes_to_the_next()
    {
        var days = await FullDaysAsync("b", 2);
        await WaitAsync(days, "b-vantar@example.org");
        await WaitAsync(days[1..], "b-nasta@example.org");
        await service.CancelAsync("b-0@example.org", days[0]);
        await service.CancelAsync("b-1@example.org", days[1]);
        var late = await service.OfferAsync("b-vantar@example.org", days[1]);

        await service.AnswersAsync("b-vantar@example.org", days[0], "claim");

        await service.BecomesAsync("b-nasta@example.org", days[1], "offered");
        using var tooLate = await service.AnswerAsync("b-vantar@example.org", days[1], late, "claim");
        await AssertProblemAsync(tooLate, HttpStatusCode.Conflict, "took-other-place");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Of_two_places_taken_at_once_exactly_one_is_had()
    {
        for (var round = 0; round < 6; round++)
        {
            var days = await FullDaysAsync($"c{round}", 2);
            var email = $"c{round}-vantar@example.org";
            await WaitAsync(round % 2 == 0 ? days : [.. days.Reverse()], email);
            await service.CancelAsync($"c{round}-0@example.org", days[0]);
            await service.CancelAsync($"c{round}-1@example.org", days[1]);
            string[] offers = [await service.OfferAsync(email, days[0]), await service.OfferAsync(email, days[1])];

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => service.AnswerAsync(email, days[number % 2], offers[number % 2], "claim")));

            var won = Assert.Single(answers.Index().Where(answer => answer.Item.IsSuccessStatusCode).Select(answer => answer.Index % 2).Distinct());
            foreach (var (number, answer) in answers.Index().Where(answer => answer.Index % 2 != won))
            {
                await AssertProblemAsync(answer, HttpStatusCode.Conflict, "took-other-place");
            }

            Assert.Equal([$"{days[won]} onSite confirmed"], await service.HasAsync(email));
            await service.AssertConsistentAsync();
        }
    }

    [Fact]
    public async Task Declining_ends_that_wait_alone()
    {
        var days = await FullDaysAsync("d", 2);
        await WaitAsync(days, "d-vantar@example.org");
        await service.CancelAsync("d-0@example.org", days[0]);

        await service.AnswersAsync("d-vantar@example.org", days[0], "decline");

        Assert.Equal([$"{days[1]} onSite waitlisted"], await service.HasAsync("d-vantar@example.org"));
        await service.CancelAsync("d-1@example.org", days[1]);
        await service.AnswersAsync("d-vantar@example.org", days[1], "claim");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_offer_that_runs_out_ends_that_wait_alone()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        string[] days = [await clocked.AddDayAsync(onSite: 1), await clocked.AddDayAsync(onSite: 1)];
        await clocked.FareAsync(days[0], "full0@example.org");
        await clocked.FareAsync(days[1], "full1@example.org");
        await clocked.ChooseAsync([(days[0], "onSite"), (days[1], "onSite")], "vantar@example.org");
        await clocked.CancelAsync("full0@example.org", days[0]);
        await clocked.OfferAsync("vantar@example.org", days[0]);
        await Eventually.TrueAsync(async () => await clocked.CountAsync("Outbox WHERE Kind = 'place-offered' AND State = 'sent'") > 0);

        clock.Advance(TimeSpan.FromDays(14));
        await clocked.RingAsync();

        await clocked.BecomesAsync("vantar@example.org", days[0], "cancelled");
        Assert.Equal([$"{days[1]} onSite waitlisted"], await clocked.HasAsync("vantar@example.org"));
        await clocked.AssertConsistentAsync();
    }

    [Fact]
    public async Task Cancelling_one_of_them_leaves_the_others()
    {
        var days = await FullDaysAsync("e", 2);
        await WaitAsync(days, "e-vantar@example.org");

        await service.CancelAsync("e-vantar@example.org", days[0]);

        Assert.Equal([$"{days[1]} onSite waitlisted"], await service.HasAsync("e-vantar@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Both_ways_of_a_day_are_offered_each_with_its_mail_and_taking_one_ends_the_other()
    {
        var day = await service.AddDayAsync(onSite: 0, online: 0);
        await service.ChooseAsync([(day, "onSite"), (day, "online")], "f-vantar@example.org");
        using var planner = await Planner.OfAsync(service);
        using var more = await planner.ChangeAsync(day, plan =>
        {
            plan["places"]![0]!["capacity"] = 1;
            plan["places"]![1]!["capacity"] = 1;
        });
        Assert.True(more.IsSuccessStatusCode, await more.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(async () => (await service.MineAsync("f-vantar@example.org", day))["waits"]!.AsArray().All(wait => wait!["offer"] is not null));

        Assert.Equal(2, (await service.MailsAsync("place-offered", "f-vantar@example.org", 2)).Count);
        var online = (string)(await service.MineAsync("f-vantar@example.org", day))["waits"]!.AsArray().Single(wait => (string)wait!["participation"]! == "online")!["offer"]!["id"]!;
        using var claimed = await service.AnswerAsync("f-vantar@example.org", day, online, "claim");

        Assert.True(claimed.IsSuccessStatusCode);
        Assert.Equal([$"{day} online confirmed"], await service.HasAsync("f-vantar@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Of_both_ways_one_is_declined_and_the_other_stands_with_its_mail()
    {
        var day = await service.AddDayAsync(onSite: 0, online: 0);
        await service.ChooseAsync([(day, "onSite"), (day, "online")], "j-vantar@example.org");
        using var planner = await Planner.OfAsync(service);
        using var more = await planner.ChangeAsync(day, plan => plan["places"]!.AsArray().Single(place => (string)place!["participation"]! == "onSite")!["capacity"] = 1);
        Assert.True(more.IsSuccessStatusCode, await more.Content.ReadAsStringAsync());

        await service.AnswersAsync("j-vantar@example.org", day, "decline");

        Assert.Equal([$"{day} online waitlisted"], await service.HasAsync("j-vantar@example.org"));
        Assert.Single(await service.MailsAsync("wait-ended", "j-vantar@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Taking_part_another_way_where_there_is_room_is_taking_a_place()
    {
        var days = new[] { await service.AddDayAsync(onSite: 0, online: 3), await service.AddFullDayAsync() };
        await WaitAsync(days, "k-vantar@example.org");

        await service.TakePartAsync(await service.LinkOfAsync("k-vantar@example.org", days[0]), "online").OkAsync();

        Assert.Equal([$"{days[0]} online confirmed"], await service.HasAsync("k-vantar@example.org"));
        Assert.Equal(["tookOther"], await service.QueryAsync<string>("SELECT CancelReason FROM Registrations WHERE Email = 'k-vantar@example.org' AND Status = 'cancelled'"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_organizer_sees_that_someone_waits_elsewhere_and_takes_the_place_for_them()
    {
        var days = await FullDaysAsync("g", 2);
        await WaitAsync(days, "g-vantar@example.org");
        await WaitAsync(days[..1], "g-ensam@example.org");
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Administrator);
        var address = $"/api/organizer/theme-days/{days[0]}/waitlist";
        var text = await organizer.GetStringAsync(address);
        var people = System.Text.Json.Nodes.JsonNode.Parse(text)!["groups"]!.AsArray().Select(group => (bool)group!["people"]![0]!["waitsElsewhere"]!);
        Assert.Equal([true, false], people);
        Assert.DoesNotContain(days[1], text, StringComparison.Ordinal);
        await service.CancelAsync("g-0@example.org", days[0]);
        var offer = await service.OfferAsync("g-vantar@example.org", days[0]);

        using var answered = await organizer.PostAsJsonAsync($"{address}/offers/{offer}/answer", new { answer = "claim" });

        Assert.True(answered.IsSuccessStatusCode, await answered.Content.ReadAsStringAsync());
        Assert.Equal([$"{days[0]} onSite confirmed"], await service.HasAsync("g-vantar@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Each_of_a_group_leaves_only_their_own_waits()
    {
        var days = await FullDaysAsync("h", 2, places: 2);
        await WaitAsync(days, "h-ett@example.org", "h-tva@example.org");
        await service.CancelAsync("h-0-0@example.org", days[0]);
        await service.CancelAsync("h-0-1@example.org", days[0]);

        await service.AnswersAsync("h-ett@example.org", days[0], "claim");
        await service.AnswersAsync("h-tva@example.org", days[0], "decline");

        Assert.Equal([$"{days[0]} onSite confirmed"], await service.HasAsync("h-ett@example.org"));
        Assert.Equal([$"{days[1]} onSite waitlisted"], await service.HasAsync("h-tva@example.org"));
        // The one who is left fits in one place.
        await service.CancelAsync("h-1-0@example.org", days[1]);
        await service.BecomesAsync("h-tva@example.org", days[1], "offered");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_corrected_address_and_a_day_that_is_cancelled_do_not_stand_in_the_way()
    {
        var days = await FullDaysAsync("i", 3);
        await WaitAsync(days, "i-fel@example.org");
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Administrator);
        var id = (await service.QueryAsync<string>(
            "SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE r.Email = 'i-fel@example.org' AND d.Slug = @day", new { day = days[1] }))[0];
        using var corrected = await organizer.PutAsJsonAsync($"/api/organizer/registrations/{id}", Some.Participant("i-ratt@example.org"));
        Assert.True(corrected.IsSuccessStatusCode, await corrected.Content.ReadAsStringAsync());
        Assert.Contains("en plats räcker", (await service.MailsAsync("registration-waitlisted", "i-ratt@example.org"))[^1].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        using var planner = await Planner.OfAsync(service);
        using var cancelled = await planner.DoAsync(days[2], "cancellation", new { reason = "Föreläsaren är sjuk" });
        cancelled.EnsureSuccessStatusCode();
        await service.CancelAsync("i-0@example.org", days[0]);

        await service.AnswersAsync("i-fel@example.org", days[0], "claim");

        Assert.Empty(await service.HasAsync("i-ratt@example.org"));
        // Of the cancelled day the person has been told all there is.
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'registration-cancelled' AND Recipient = 'i-fel@example.org'"));
    }

    private async Task<string[]> FullDaysAsync(string name, int count, int places = 1)
    {
        var days = new string[count];
        for (var day = 0; day < count; day++)
        {
            days[day] = await service.AddDayAsync(onSite: places);
            await service.FareAsync(days[day], [.. Enumerable.Range(0, places).Select(number => places == 1 ? $"{name}-{day}@example.org" : $"{name}-{day}-{number}@example.org")]);
        }

        return days;
    }

    private async Task WaitAsync(string[] days, params string[] emails)
    {
        if (days.Length == 1)
        {
            Assert.Equal("waitlisted", await service.FareAsync(days[0], emails));
            return;
        }

        var reply = await service.ChooseAsync([.. days.Select(day => (day, "onSite"))], emails);
        Assert.Equal(days.Select(day => $"{day} onSite waitlisted {emails.Length}"), reply.Outcomes());
    }
}
