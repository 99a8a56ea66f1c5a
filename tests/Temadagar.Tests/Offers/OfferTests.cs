using System.Net;
using System.Net.Http.Json;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Offers;

public class OfferTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_place_that_becomes_free_is_offered_to_the_first_who_waits_and_is_theirs_once_they_take_it()
    {
        var day = await FullDayAsync("a");
        await WaitAsync(day, "a-forst@example.org");
        await WaitAsync(day, "a-sedan@example.org");

        await service.CancelAsync("a0@example.org", day);
        var offer = await service.OfferAsync("a-forst@example.org", day);

        var mine = await service.MineAsync("a-forst@example.org", day);
        Assert.Equal("waitlisted", (string)mine["status"]!);
        Assert.Equal("onSite", (string)mine["waits"]![0]!["participation"]!);
        var mail = (await service.MailsAsync("place-offered", "a-forst@example.org"))[^1];
        Assert.Contains("Tacka ja eller nej", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("waitlisted", await service.StandsAsync("a-sedan@example.org", day));
        // What is kept for someone is nobody else's.
        Assert.Equal("waitlisted", await service.FareAsync(day, "a-ny@example.org"));
        using var claimed = await service.AnswerAsync("a-forst@example.org", day, offer, "claim");

        Assert.Equal(HttpStatusCode.OK, claimed.StatusCode);
        var after = await claimed.JsonAsync();
        Assert.Equal(("confirmed", 0), ((string)after["status"]!, after["waits"]!.AsArray().Count));
        var confirmation = (await service.MailsAsync("registration-confirmed", "a-forst@example.org"))[^1];
        Assert.Contains(confirmation.BodyParts, part => part.ContentType.IsMimeType("text", "calendar"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Whoever_declines_is_off_the_list_and_the_next_is_offered_the_place()
    {
        var day = await FullDayAsync("b");
        await WaitAsync(day, "b-forst@example.org");
        await WaitAsync(day, "b-sedan@example.org");
        await service.CancelAsync("b0@example.org", day);

        await service.AnswersAsync("b-forst@example.org", day, "decline");

        Assert.Equal("cancelled", await service.StandsAsync("b-forst@example.org", day));
        Assert.Contains("Du har tackat nej till platsen", ((await service.MailsAsync("registration-cancelled", "b-forst@example.org"))[^1]).TextBody, StringComparison.Ordinal);
        await service.AnswersAsync("b-sedan@example.org", day, "claim");
        Assert.Equal("confirmed", await service.StandsAsync("b-sedan@example.org", day));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Those_who_wait_together_are_offered_together_and_each_answers_alone()
    {
        var day = await FullDayAsync("c", places: 3);
        await WaitAsync(day, "c-ett@example.org", "c-tva@example.org", "c-tre@example.org");
        await WaitAsync(day, "c-efter@example.org");
        await service.CancelAsync("c0@example.org", day);
        await service.CancelAsync("c1@example.org", day);
        // Two free places are too few for three, and enough for the one behind them, who passes.
        await service.AnswersAsync("c-efter@example.org", day, "claim");
        Assert.Equal("waitlisted", await service.StandsAsync("c-ett@example.org", day));

        await service.CancelAsync("c2@example.org", day);
        await service.CancelAsync("c-efter@example.org", day);
        await service.AnswersAsync("c-ett@example.org", day, "claim");
        await service.AnswersAsync("c-tva@example.org", day, "decline");

        Assert.Equal(("confirmed", "cancelled", "offered"), (
            await service.StandsAsync("c-ett@example.org", day), await service.StandsAsync("c-tva@example.org", day), await service.StandsAsync("c-tre@example.org", day)));
        // What one of them did not want is open to anyone, since nobody waits.
        Assert.Equal("confirmed", await service.FareAsync(day, "c-ny@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_group_too_large_for_what_is_free_keeps_its_position()
    {
        var day = await FullDayAsync("d", places: 2);
        await WaitAsync(day, "d-par1@example.org", "d-par2@example.org");
        await service.CancelAsync("d0@example.org", day);
        // One place is free, the pair does not fit, nobody else waits: it is open.
        Assert.Equal("confirmed", await service.FareAsync(day, "d-en@example.org"));
        await WaitAsync(day, "d-sen@example.org");

        await service.CancelAsync("d1@example.org", day);
        await service.BecomesAsync("d-sen@example.org", day, "offered");
        Assert.Equal("waitlisted", await service.StandsAsync("d-par1@example.org", day));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task More_places_are_offered_in_order_within_a_moment()
    {
        var day = await FullDayAsync("e");
        foreach (var number in Enumerable.Range(1, 4))
        {
            await WaitAsync(day, $"e-vantar{number}@example.org");
        }

        using var planner = await Planner.OfAsync(service);
        using var more = await planner.ChangeAsync(day, plan => plan["places"]![0]!["capacity"] = 3);
        Assert.True(more.IsSuccessStatusCode, await more.Content.ReadAsStringAsync());

        await service.BecomesAsync("e-vantar2@example.org", day, "offered");
        Assert.Equal("offered", await service.StandsAsync("e-vantar1@example.org", day));
        Assert.Equal("waitlisted", await service.StandsAsync("e-vantar3@example.org", day));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_same_answer_twice_is_one_and_the_other_answer_comes_too_late()
    {
        var day = await FullDayAsync("f");
        await WaitAsync(day, "f-vantar@example.org");
        await service.CancelAsync("f0@example.org", day);
        var offer = await service.OfferAsync("f-vantar@example.org", day);

        using var first = await service.AnswerAsync("f-vantar@example.org", day, offer, "claim");
        using var again = await service.AnswerAsync("f-vantar@example.org", day, offer, "claim");
        using var otherwise = await service.AnswerAsync("f-vantar@example.org", day, offer, "decline");
        using var nothing = await service.AnswerAsync("f-vantar@example.org", day, Guid.NewGuid().ToString(), "claim");
        using var nobody = await service.MyAsync(HttpMethod.Post, $"/api/my/registration/offers/{offer}/claim", null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        await AssertProblemAsync(otherwise, HttpStatusCode.Conflict, "offer-ended");
        await AssertProblemAsync(nothing, HttpStatusCode.NotFound, "unknown-offer");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_offer_is_its_own_person_s()
    {
        var day = await FullDayAsync("g");
        await WaitAsync(day, "g-ena@example.org");
        await WaitAsync(day, "g-andra@example.org");
        await service.CancelAsync("g0@example.org", day);
        var offer = await service.OfferAsync("g-ena@example.org", day);

        using var other = await service.AnswerAsync("g-andra@example.org", day, offer, "claim");

        await AssertProblemAsync(other, HttpStatusCode.NotFound, "unknown-offer");
        Assert.Equal("offered", await service.StandsAsync("g-ena@example.org", day));
    }

    [Fact]
    public async Task Whoever_cancels_instead_of_answering_gives_the_place_on()
    {
        var day = await FullDayAsync("h");
        await WaitAsync(day, "h-ena@example.org");
        await WaitAsync(day, "h-andra@example.org");
        await service.CancelAsync("h0@example.org", day);
        await service.OfferAsync("h-ena@example.org", day);

        await service.CancelAsync("h-ena@example.org", day);

        await service.BecomesAsync("h-andra@example.org", day, "offered");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Answers_at_once_end_an_offer_once()
    {
        var day = await FullDayAsync("i", places: 2);
        await WaitAsync(day, "i-ett@example.org", "i-tva@example.org");
        await service.CancelAsync("i0@example.org", day);
        await service.CancelAsync("i1@example.org", day);
        var offer = await service.OfferAsync("i-ett@example.org", day);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => service.AnswerAsync("i-ett@example.org", day, offer, number % 2 == 0 ? "claim" : "decline")));

        var right = answers.Index().Where(answer => answer.Item.IsSuccessStatusCode).Select(answer => answer.Index % 2).Distinct().ToList();
        Assert.Single(right);
        Assert.Equal(8, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal(right[0] == 0 ? "confirmed" : "cancelled", await service.StandsAsync("i-ett@example.org", day));
        foreach (var answer in answers)
        {
            answer.Dispose();
        }

        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Of_a_cancelled_day_nothing_is_offered_and_nothing_can_be_taken()
    {
        var day = await FullDayAsync("j");
        await WaitAsync(day, "j-vantar@example.org");
        await service.CancelAsync("j0@example.org", day);
        var offer = await service.OfferAsync("j-vantar@example.org", day);
        using var planner = await Planner.OfAsync(service);
        using var cancelled = await planner.DoAsync(day, "cancellation", new { reason = "Föreläsaren är sjuk" });
        cancelled.EnsureSuccessStatusCode();

        using var claimed = await service.AnswerAsync("j-vantar@example.org", day, offer, "claim");

        await AssertProblemAsync(claimed, HttpStatusCode.Conflict, "theme-day-cancelled");
        Assert.Empty((await service.MineAsync("j-vantar@example.org", day))["waits"]!.AsArray());
    }

    [Fact]
    public async Task An_organizer_offers_a_free_place_out_of_order_with_a_reason_that_stays()
    {
        var day = await FullDayAsync("l", places: 2);
        await WaitAsync(day, "l-par1@example.org", "l-par2@example.org");
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Administrator);
        var address = $"/api/organizer/theme-days/{day}/waitlist";
        var wait = (string)(await JsonAsync(await organizer.GetAsync(address)))["groups"]![0]!["people"]![1]!["id"]!;

        using var full = await organizer.PostAsJsonAsync($"{address}/waits/{wait}/offer", new { reason = "Talar på dagen" });
        await AssertProblemAsync(full, HttpStatusCode.Conflict, "no-place-free");
        await service.CancelAsync("l0@example.org", day);
        using var silent = await organizer.PostAsJsonAsync($"{address}/waits/{wait}/offer", new { reason = "" });
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        using var offered = await organizer.PostAsJsonAsync($"{address}/waits/{wait}/offer", new { reason = "Talar på dagen" });

        var list = await JsonAsync(offered);
        Assert.Equal("Talar på dagen", (string)list["offers"]![0]!["reason"]!);
        Assert.Equal(("noPlaceFree", 1), ((string)list["groups"]![0]!["standing"]!, (int)list["groups"]![0]!["places"]!));
        using var again = await organizer.PostAsJsonAsync($"{address}/waits/{wait}/offer", new { reason = "Talar på dagen" });
        await AssertProblemAsync(again, HttpStatusCode.NotFound, "unknown-wait");
        await service.AssertConsistentAsync();

        static async Task<System.Text.Json.Nodes.JsonObject> JsonAsync(HttpResponseMessage response) => await response.JsonAsync();
    }

    [Fact]
    public async Task A_corrected_address_is_told_of_the_offer_that_stands()
    {
        var day = await FullDayAsync("k");
        await WaitAsync(day, "k-fel@example.org");
        await service.CancelAsync("k0@example.org", day);
        await service.OfferAsync("k-fel@example.org", day);
        var id = (await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'k-fel@example.org'"))[0];
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Administrator);
        var person = Some.Participant("k-ratt@example.org");

        using var corrected = await organizer.PutAsJsonAsync($"/api/organizer/registrations/{id}", person);

        Assert.True(corrected.IsSuccessStatusCode, await corrected.Content.ReadAsStringAsync());
        Assert.Contains("Tacka ja eller nej", (await service.MailsAsync("place-offered", "k-ratt@example.org"))[^1].TextBody, StringComparison.Ordinal);
    }

    private async Task<string> FullDayAsync(string name, int places = 1)
    {
        var day = await service.AddDayAsync(onSite: places);
        Assert.Equal("confirmed", await service.FareAsync(day, [.. Enumerable.Range(0, places).Select(number => $"{name}{number}@example.org")]));
        return day;
    }

    private async Task WaitAsync(string day, params string[] emails) => Assert.Equal("waitlisted", await service.FareAsync(day, emails));
}
