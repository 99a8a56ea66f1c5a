using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

/// <summary>"Luleå, else Umeå, else online": one submission, one place.</summary>
public class OneIsEnoughTests(SharedServiceWithoutOffers shared) : IClassFixture<SharedServiceWithoutOffers>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_with_room_is_given_whatever_the_days_order_and_nothing_else_is_registered(bool backwards)
    {
        string[] days = [await service.AddDayAsync(), await service.AddDayAsync()];
        var (first, second) = backwards ? (days[1], days[0]) : (days[0], days[1]);

        var reply = await service.ChooseAsync([(first, "onSite"), (second, "onSite")], $"rum{backwards}@example.org");

        Assert.Equal([$"{first} onSite confirmed 1"], reply.Outcomes());
        Assert.Equal([$"{first} onSite confirmed"], await service.HasAsync($"rum{backwards}@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_day_without_room_is_passed_and_left_alone()
    {
        var (full, roomy) = (await service.AddFullDayAsync(), await service.AddDayAsync(onSite: 1, online: 3));

        var reply = await service.ChooseAsync([(full, "onSite"), (roomy, "online"), (roomy, "onSite")], "forbi@example.org");

        Assert.Equal([$"{roomy} online confirmed 1"], reply.Outcomes());
        Assert.Equal([$"{roomy} online confirmed"], await service.HasAsync("forbi@example.org"));
        Assert.Empty(await service.QueryAsync<string>("SELECT w.Id FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId WHERE r.Email = 'forbi@example.org'"));
        Assert.Equal([null], await service.QueryAsync<string?>("SELECT ChoiceId FROM Registrations WHERE Email = 'forbi@example.org'"));
    }

    [Fact]
    public async Task Where_none_has_room_one_waits_for_all_with_one_registration_a_day()
    {
        var one = await service.AddFullDayAsync();
        var both = await service.AddDayAsync(onSite: 0, online: 0);

        var reply = await service.ChooseAsync([(both, "online"), (one, "onSite"), (both, "onSite")], "alla@example.org");

        Assert.Equal([$"{both} online waitlisted 1", $"{one} onSite waitlisted 1", $"{both} onSite waitlisted 1"], reply.Outcomes());
        Assert.Equal(new[] { $"{both} online waitlisted", $"{one} onSite waitlisted" }.Order(), (await service.HasAsync("alla@example.org")).Order());
        Assert.Equal(["online", "onSite"], (await service.QueryAsync<string>("""
            SELECT w.Participation FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId JOIN ThemeDays d ON d.Id = w.ThemeDayId
            WHERE r.Email = 'alla@example.org' AND d.Slug = @both
            """, new { both })).OrderByDescending(way => way, StringComparer.Ordinal));
        Assert.Single(await service.QueryAsync<string>("SELECT DISTINCT ChoiceId FROM Registrations WHERE Email = 'alla@example.org' AND ChoiceId IS NOT NULL"));
        var mails = await service.MailsAsync("registration-waitlisted", "alla@example.org", 2);
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("en plats räcker", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal));
        Assert.Single(mails, mail => mail.TextBody!.ReplaceLineEndings(" ").Contains("på plats eller digitalt", StringComparison.Ordinal));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_group_gets_places_together_or_waits_together_for_each_and_each_person_chooses_alone()
    {
        string[] days = [await service.AddDayAsync(onSite: 1), await service.AddDayAsync(onSite: 1)];

        var reply = await service.ChooseAsync([(days[1], "onSite"), (days[0], "onSite")], "grupp1@example.org", "grupp2@example.org");

        Assert.Equal([$"{days[1]} onSite waitlisted 2", $"{days[0]} onSite waitlisted 2"], reply.Outcomes());
        Assert.Equal([2L, 2L], await service.QueryAsync<long>(
            "SELECT g.Waiting FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId WHERE d.Slug IN (@one, @two)", new { one = days[0], two = days[1] }));
        Assert.Equal(2, (await service.QueryAsync<string>("SELECT DISTINCT ChoiceId FROM Registrations WHERE Email LIKE 'grupp_@example.org'")).Count);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Someone_who_has_a_place_on_one_of_the_days_takes_no_other_and_the_reply_does_not_tell()
    {
        var (full, roomy) = (await service.AddDayAsync(onSite: 1), await service.AddDayAsync());
        await service.FareAsync(full, "har@example.org");
        var (alike, other) = (await service.AddFullDayAsync(), await service.AddDayAsync());

        var reply = await service.ChooseAsync([(full, "onSite"), (roomy, "onSite")], "har@example.org", "kollega@example.org");
        var added = await service.ChooseAsync([(alike, "onSite"), (other, "onSite")], "ny-har@example.org", "ny-kollega@example.org");

        Assert.Equal(added.Outcomes().Select(outcome => outcome.Replace(other, roomy, StringComparison.Ordinal)), reply.Outcomes());
        Assert.Equal([$"{full} onSite confirmed"], await service.HasAsync("har@example.org"));
        Assert.Equal([$"{roomy} onSite confirmed"], await service.HasAsync("kollega@example.org"));
        var told = Assert.Single(await service.MailsAsync("registration-repeated", "har@example.org"));
        Assert.Contains("har en bekräftad plats", told.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_wait_from_before_stays_as_it_is_and_is_no_part_of_the_choice()
    {
        string[] days = [await service.AddFullDayAsync(), await service.AddFullDayAsync(), await service.AddFullDayAsync()];
        await service.FareAsync(days[0], "vantar-redan@example.org");

        var reply = await service.ChooseAsync([.. days.Select(day => (day, "onSite"))], "vantar-redan@example.org");

        Assert.Equal(days.Select(day => $"{day} onSite waitlisted 1"), reply.Outcomes());
        Assert.Equal([$"{days[1]}", $"{days[2]}"], await service.QueryAsync<string>("""
            SELECT d.Slug FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE r.Email = 'vantar-redan@example.org' AND r.ChoiceId IS NOT NULL ORDER BY d.Slug
            """));
        Assert.Equal(days, (await service.HasAsync("vantar-redan@example.org")).Select(row => row.Split(' ')[0]));
        Assert.Single(await service.MailsAsync("registration-repeated", "vantar-redan@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Whoever_waits_for_one_day_and_finds_room_on_another_gets_it_and_goes_on_waiting()
    {
        // Anybody may have sent it: it must not end a stranger's wait.
        var (full, roomy) = (await service.AddFullDayAsync(), await service.AddDayAsync());
        await service.FareAsync(full, "bada@example.org");

        await service.ChooseAsync([(full, "onSite"), (roomy, "onSite")], "bada@example.org");

        Assert.Equal([$"{full} onSite waitlisted", $"{roomy} onSite confirmed"], await service.HasAsync("bada@example.org"));
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'registration-repeated' AND Recipient = 'bada@example.org'"));
    }

    [Fact]
    public async Task The_same_choice_twice_is_one_and_is_answered_the_same()
    {
        string[] days = [await service.AddFullDayAsync(), await service.AddFullDayAsync()];
        (string, string)[] choices = [(days[0], "onSite"), (days[1], "onSite")];

        var first = await service.ChooseAsync(choices, "tvagang@example.org");
        var again = await service.ChooseAsync(choices, "tvagang@example.org");

        Assert.Equal(first.Outcomes(), again.Outcomes());
        Assert.Equal(2, await service.CountAsync("Waits w JOIN Registrations r ON r.Id = w.RegistrationId WHERE r.Email = 'tvagang@example.org'"));
        Assert.Equal(2, (await service.MailsAsync("registration-repeated", "tvagang@example.org", 2)).Count);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Who_waited_before_goes_first_on_every_day()
    {
        var day = await service.AddDayAsync(onSite: 1);
        var other = await service.AddFullDayAsync();
        await service.FareAsync(day, "har-platsen@example.org");
        await service.ChooseAsync([(day, "onSite"), (other, "onSite")], "fore@example.org");
        await service.CancelAsync("har-platsen@example.org", day);

        Assert.Equal("waitlisted", await service.FareAsync(day, "efter@example.org"));
    }

    [Fact]
    public async Task One_choice_is_none_and_the_same_twice_is_a_slip()
    {
        var day = await service.AddDayAsync(online: 3);
        using var one = await service.RegisterAsync(Choices.Of([(day, "onSite")]));
        using var twice = await service.RegisterAsync(Choices.Of([(day, "onSite"), (day, "onSite")]));
        using var unsaid = await service.RegisterAsync(new Dictionary<string, object?>(Choices.Of([(day, "onSite"), (day, "online")])) { ["oneIsEnough"] = false });
        using var no = await service.RegisterAsync(new Dictionary<string, object?>(Choices.Of([(day, "onSite"), (day, "online")])) { ["oneIsEnough"] = "ja" });

        Assert.All(new[] { one, twice, unsaid, no }, response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.Equal(["oneIsEnough"], await FaultsAsync(one));
        Assert.Equal(["themeDays[1].slug"], await FaultsAsync(twice));
        Assert.Equal(["themeDays[1].slug"], await FaultsAsync(unsaid));
        Assert.Contains("oneIsEnough", await FaultsAsync(no));

        static async Task<IEnumerable<string>> FaultsAsync(HttpResponseMessage response) => (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key);
    }
}
