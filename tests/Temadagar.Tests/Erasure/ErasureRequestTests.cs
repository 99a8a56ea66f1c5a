using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Erasure;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Planning;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Erasure;

public class ErasureRequestTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Wish = OwnChanges.Mine + "/erasure-request";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_wish_to_be_erased_is_a_case_for_the_organizer_whose_answer_the_person_gets()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "radera@example.org");
        var secret = await service.LinkOfAsync("radera@example.org", day);

        var asked = await service.MyAsync(HttpMethod.Post, Wish, secret, new { message = "Jag vill\ninte vara med i era listor." }).OkAsync();
        var again = await service.MyAsync(HttpMethod.Post, Wish, secret).OkAsync();

        Assert.Equal((string)asked["askedAt"]!, (string)again["askedAt"]!);
        Assert.Null(asked["answeredAt"]);
        using var planner = await Planner.OfAsync(service);
        using var cases = await planner.GetAsync($"{day}/erasure-requests");
        var one = Assert.Single(System.Text.Json.Nodes.JsonNode.Parse(await cases.Content.ReadAsStringAsync())!.AsArray());
        Assert.Equal(("Åsa", "Jag vill\ninte vara med i era listor."), ((string)one!["firstName"]!, (string)one["message"]!));

        using var answered = await planner.DoAsync(day, $"erasure-requests/{(string)one["id"]!}/answer", new { outcome = "refused", answer = "Vi sparar det i sju dagar." });
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        using var twice = await planner.DoAsync(day, $"erasure-requests/{(string)one["id"]!}/answer", new { outcome = "granted", answer = "Nej." });
        await AssertProblemAsync(twice, HttpStatusCode.Conflict, "erasure-answered");
        var mail = Assert.Single(await service.MailsAsync("erasure-answered", "radera@example.org"));
        Assert.Contains("Vi sparar det i sju dagar.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("imy.se", mail.TextBody, StringComparison.Ordinal);
        var held = (await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret).OkAsync())["erasureRequests"]![0]!;
        Assert.Equal(("refused", "Vi sparar det i sju dagar."), ((string)held["outcome"]!, (string)held["answer"]!));
        // Whoever got a no may ask once more.
        Assert.Null((await service.MyAsync(HttpMethod.Post, Wish, secret).OkAsync())["answeredAt"]);
    }

    [Fact]
    public async Task A_wish_that_cannot_be_read_is_told_by_field_and_is_no_case()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "for-lang@example.org");
        var secret = await service.LinkOfAsync("for-lang@example.org", day);

        using var tooLong = await service.MyAsync(HttpMethod.Post, Wish, secret, new { message = new string('x', 1001), extra = 1 });
        using var noObject = await service.MyAsync(HttpMethod.Post, Wish, secret, new[] { "Radera mig." });

        Assert.Equal(["extra", "message"], await FaultsAsync(tooLong));
        Assert.Equal(HttpStatusCode.BadRequest, noObject.StatusCode);
        Assert.Empty((await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret).OkAsync())["erasureRequests"]!.AsArray());
        Assert.Equal(0, await service.CountAsync("Outbox o JOIN ThemeDays d ON d.Id = o.ThemeDayId WHERE o.Kind = 'erasure-asked' AND d.Slug = @day", new { day }));
        var longest = await service.MyAsync(HttpMethod.Post, Wish, secret, new { message = new string('x', 1000) }).OkAsync();
        Assert.Equal(1000, ((string)longest["message"]!).Length);
    }

    [Fact]
    public async Task The_organizer_is_told_that_there_is_a_case_and_not_whose()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "hemlig@example.org");
        await service.MyAsync(HttpMethod.Post, Wish, await service.LinkOfAsync("hemlig@example.org", day)).OkAsync();

        var recipient = Assert.Single(await service.QueryAsync<string>("SELECT o.Recipient FROM Outbox o JOIN ThemeDays d ON d.Id = o.ThemeDayId WHERE o.Kind = 'erasure-asked' AND d.Slug = @day", new { day }));
        // Other days' mails go to the same address.
        MimeKit.MimeMessage? mail = null;
        await Eventually.TrueAsync(async () => (mail = (await service.MailsAsync("erasure-asked", recipient))
            .FirstOrDefault(one => one.TextBody!.Contains($"/arrangor/temadag/{day}/radering", StringComparison.Ordinal))) is not null);

        Assert.DoesNotContain("Öberg", mail!.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig@", mail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_held_is_given_out_and_nothing_of_whoever_had_the_place_before()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "data-lamnar@example.org");
        await service.MailsAsync("registration-confirmed", "data-lamnar@example.org");
        await service.HandOverAsync(await service.LinkOfAsync("data-lamnar@example.org", day), "data-tar@example.org").OkAsync();
        var secret = (string)(await service.AcceptAsync("handover-asked", "data-tar@example.org").OkAsync())["secret"]!;

        var data = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret).OkAsync();

        Assert.Equal(("Bo", "data-tar@example.org", day), ((string)data["firstName"]!, (string)data["email"]!, (string)data["themeDay"]!));
        Assert.Equal(["handover-asked", "registration-confirmed"], data["mails"]!.AsArray().Select(mail => (string)mail!["kind"]!).Order());
        Assert.Equal("accepted", (string)Assert.Single(data["transfers"]!.AsArray())!["outcome"]!);
        Assert.DoesNotContain("data-lamnar", data.ToJsonString(), StringComparison.Ordinal);
        using var without = await service.Client.GetAsync(OwnChanges.Mine + "/data");
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    [Fact]
    public async Task A_wish_goes_with_the_person_and_not_with_the_place()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "onskar@example.org");
        var secret = await service.LinkOfAsync("onskar@example.org", day);
        await service.MyAsync(HttpMethod.Post, Wish, secret, new { message = "Radera mig." }).OkAsync();
        await service.HandOverAsync(secret, "efter@example.org").OkAsync();

        var after = (string)(await service.AcceptAsync("handover-asked", "efter@example.org").OkAsync())["secret"]!;

        Assert.DoesNotContain("Radera mig.", (await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", after).OkAsync()).ToJsonString(), StringComparison.Ordinal);
        using var planner = await Planner.OfAsync(service);
        using var cases = await planner.GetAsync($"{day}/erasure-requests");
        Assert.Equal("[]", await cases.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wish_that_was_on_its_way_while_a_colleague_took_over_befalls_nobody()
    {
        var day = await OwnDayAsync();
        await service.FareAsync(day, "pa-vag@example.org");
        var id = Guid.Parse(Assert.Single(await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'pa-vag@example.org'")));
        await using var read = await service.Database.OpenReadAsync(TestContext.Current.CancellationToken);
        var opened = (await service.Services.GetRequiredService<RegistrationStore>().FindAsync(read, id))!;
        await service.HandOverAsync(await service.LinkOfAsync("pa-vag@example.org", day), "tog-over@example.org").OkAsync();
        await service.AcceptAsync("handover-asked", "tog-over@example.org").OkAsync();

        Assert.Null(await service.Services.GetRequiredService<AskErasure>().RunAsync(opened, "Radera mig.", TestContext.Current.CancellationToken));
        Assert.Equal(0, await service.CountAsync("ErasureRequests WHERE RegistrationId = @id", new { id }));
    }

    [Fact]
    public async Task Every_table_that_holds_something_of_a_registration_is_given_out()
    {
        // A new table with RegistrationId is a decision: it is given out (OwnDataStore), or is here with the reason.
        string[] givenOut = ["Waits", "CheckIns", "Certificates", "Transfers", "ErasureRequests", "Needs"];
        // Who is still to be told of an announcement: gone once the mail is queued, and that is given out.
        string[] notPersonal = ["AnnouncementRecipients"];
        // Who has protected identity has no link to ask by; whoever handles them gives it out (DiscloseProtected).
        string[] byTelephone = ["ProtectedPeople", "ProtectedLooks"];
        var tables = await service.SqliteQueryAsync<string>("SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'RegistrationId'");

        Assert.Equal(givenOut.Concat(notPersonal).Concat(byTelephone).Order(), tables.Order());
    }

    // A day whose board has an address for the mail to go to.
    private async Task<string> OwnDayAsync()
    {
        var board = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = 'norrbotten'"))[0]);
        return await service.AddDayAsync(change: day => day with { BoardId = board });
    }
}
