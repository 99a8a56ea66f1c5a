using System.Net;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Offers;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.OwnPage;

public class ChangeParticipationTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Where_there_is_room_the_way_of_taking_part_changes_at_once_and_the_place_before_goes_to_the_next()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "byter@example.org");
        await service.FareAsync(day, "vantar@example.org");

        var mine = await service.TakePartAsync(await service.LinkOfAsync("byter@example.org", day), "online").OkAsync();

        Assert.Equal(("confirmed", "online"), ((string)mine["status"]!, (string)mine["participation"]!));
        var mail = Assert.Single(await service.MailsAsync("participation-changed", "byter@example.org"));
        Assert.Contains("Du deltar nu digitalt", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(mail.BodyParts, part => part.ContentType.IsMimeType("text", "calendar") && part.ContentType.Parameters["method"] == "REQUEST");
        await service.BecomesAsync("vantar@example.org", day, "offered");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_same_way_once_more_changes_nothing()
    {
        var day = await service.AddDayAsync(online: 5);
        await service.FareAsync(day, "samma@example.org");
        var secret = await service.LinkOfAsync("samma@example.org", day);

        await service.TakePartAsync(secret, "online").OkAsync();
        await service.TakePartAsync(secret, "online").OkAsync();
        await service.TakePartAsync(secret, "online", wait: true).OkAsync();

        Assert.Equal(1, await service.CountAsync("Outbox WHERE Recipient = 'samma@example.org' AND Kind = 'participation-changed'"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Whoever_takes_an_offered_place_goes_on_waiting_for_the_other_way_and_is_told_so()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 1);
        await service.FareAsync(day, "forst-plats@example.org");
        using var online = await service.RegisterAsync(Some.Submission(day, "online", "forst-digital@example.org"));
        await service.FareAsync(day, "tva-satt@example.org");
        var secret = await service.LinkOfAsync("tva-satt@example.org", day);
        await service.TakePartAsync(secret, "online", wait: true).OkAsync();

        await service.CancelAsync("forst-digital@example.org", day);
        await service.AnswersAsync("tva-satt@example.org", day, "claim");

        var mine = await service.MineAsync("tva-satt@example.org", day);
        Assert.Equal(("confirmed", "online", "onSite"), ((string)mine["status"]!, (string)mine["participation"]!, (string)mine["waits"]![0]!["participation"]!));
        Assert.Contains("Du står kvar på väntelistan för att delta på plats", (await service.MailsAsync("registration-confirmed", "tva-satt@example.org"))[0].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await service.AssertConsistentAsync();
        await service.CancelAsync("forst-plats@example.org", day);
        await service.AnswersAsync("tva-satt@example.org", day, "claim");
        Assert.Equal("onSite", (string)(await service.MineAsync("tva-satt@example.org", day))["participation"]!);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Where_it_is_full_one_waits_without_losing_the_present_place()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "upptar@example.org");
        using var online = await service.RegisterAsync(Some.Submission(day, "online", "digital@example.org"));
        var secret = await service.LinkOfAsync("digital@example.org", day);

        using var full = await service.TakePartAsync(secret, "onSite");
        await AssertProblemAsync(full, HttpStatusCode.Conflict, "no-place-free");
        var waiting = await service.TakePartAsync(secret, "onSite", wait: true).OkAsync();

        Assert.Equal(("confirmed", "online", "onSite"), ((string)waiting["status"]!, (string)waiting["participation"]!, (string)waiting["waits"]![0]!["participation"]!));
        var mail = Assert.Single(await service.MailsAsync("registration-waitlisted", "digital@example.org"));
        Assert.Contains("Du behåller den plats du har", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain(mail.BodyParts, part => part.ContentType.IsMimeType("text", "calendar"));
        await service.AssertConsistentAsync();

        await service.CancelAsync("upptar@example.org", day);
        await service.AnswersAsync("digital@example.org", day, "claim");

        var after = await service.MineAsync("digital@example.org", day);
        Assert.Equal(("confirmed", "onSite", 0), ((string)after["status"]!, (string)after["participation"]!, after["waits"]!.AsArray().Count));
        Assert.Equal([0L], await service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day AND p.Participation = 'online'", new { day }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Whoever_declines_or_stops_waiting_keeps_the_place_and_is_told_once()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "upp2@example.org");
        using var online = await service.RegisterAsync(Some.Submission(day, "online", "nej@example.org", "slutar@example.org"));
        foreach (var email in new[] { "nej@example.org", "slutar@example.org" })
        {
            await service.TakePartAsync(await service.LinkOfAsync(email, day), "onSite", wait: true).OkAsync();
        }

        await service.CancelAsync("upp2@example.org", day);
        await service.AnswersAsync("nej@example.org", day, "decline");
        await service.BecomesAsync("slutar@example.org", day, "offered");
        var mine = await service.MineAsync("slutar@example.org", day);
        var left = await service.MyAsync(HttpMethod.Delete, $"{OwnChanges.Mine}/waits/{(string?)mine["waits"]?[0]?["id"]}", await service.LinkOfAsync("slutar@example.org", day)).OkAsync();
        using var again = await service.MyAsync(HttpMethod.Delete, $"{OwnChanges.Mine}/waits/{(string?)mine["waits"]?[0]?["id"]}", await service.LinkOfAsync("slutar@example.org", day));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(("confirmed", "online", 0), ((string)left["status"]!, (string)left["participation"]!, left["waits"]!.AsArray().Count));
        Assert.Equal(("confirmed", "online"), (await service.StandsAsync("nej@example.org", day), (string)(await service.MineAsync("nej@example.org", day))["participation"]!));
        Assert.Contains("Du har tackat nej", Assert.Single(await service.MailsAsync("wait-ended", "nej@example.org")).TextBody, StringComparison.Ordinal);
        Assert.Contains("Du har lämnat väntelistan", Assert.Single(await service.MailsAsync("wait-ended", "slutar@example.org")).TextBody, StringComparison.Ordinal);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Whoever_waits_and_takes_a_place_another_way_goes_on_waiting()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "upp3@example.org");
        await service.FareAsync(day, "bade@example.org");

        var mine = await service.TakePartAsync(await service.LinkOfAsync("bade@example.org", day), "online").OkAsync();

        Assert.Equal(("confirmed", "online", "onSite"), ((string)mine["status"]!, (string)mine["participation"]!, (string)mine["waits"]![0]!["participation"]!));
        Assert.Contains("Du står kvar på väntelistan för att delta på plats", (await service.MailsAsync("participation-changed", "bade@example.org"))[0].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await service.CancelAsync("upp3@example.org", day);
        await service.AnswersAsync("bade@example.org", day, "claim");
        Assert.Equal("onSite", (string)(await service.MineAsync("bade@example.org", day))["participation"]!);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Somebody_elses_wait_is_not_ended_and_a_way_that_is_not_offered_not_taken()
    {
        var day = await service.AddFullDayAsync();
        await service.FareAsync(day, "egen@example.org");
        await service.FareAsync(day, "annan@example.org");
        var other = (string?)(await service.MineAsync("annan@example.org", day))["waits"]?[0]?["id"];

        using var notOwn = await service.MyAsync(HttpMethod.Delete, $"{OwnChanges.Mine}/waits/{other}", await service.LinkOfAsync("egen@example.org", day));
        using var notOffered = await service.TakePartAsync(await service.LinkOfAsync("egen@example.org", day), "online");

        await AssertProblemAsync(notOwn, HttpStatusCode.NotFound, "unknown-wait");
        await AssertProblemAsync(notOffered, HttpStatusCode.Conflict, "participation-not-offered");
        Assert.Equal("waitlisted", await service.StandsAsync("annan@example.org", day));
    }

    [Fact]
    public async Task The_last_place_goes_to_one_of_many_who_change_at_once()
    {
        var day = await service.AddDayAsync(onSite: 8, online: 1);
        var people = Enumerable.Range(0, 8).Select(number => $"samtidigt{number}@example.org").ToArray();
        await service.FareAsync(day, people);
        var secrets = await Task.WhenAll(people.Select(email => service.LinkOfAsync(email, day)));

        var replies = await Task.WhenAll(secrets.Select(async secret => (await service.TakePartAsync(secret, "online")).StatusCode));

        Assert.Equal(1, replies.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(7, replies.Count(status => status == HttpStatusCode.Conflict));
        await service.AssertConsistentAsync();
    }
}
