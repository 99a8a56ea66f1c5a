using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Registrations;

public class GroupTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_group_of_twenty_gets_its_places_together()
    {
        var day = await service.AddDayAsync(onSite: 20);
        var people = People("tjugo", 20);

        var reply = await (await service.RegisterAsync(Some.Submission(day, "onSite", people))).JsonAsync();

        Assert.Equal($$"""[{"themeDay":"{{day}}","participation":"onSite","status":"confirmed","places":20}]""", reply["outcomes"]!.ToJsonString());
        Assert.Equal(20, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.Status = 'confirmed'", new { day }));
        Assert.Equal(1, await service.CountAsync("Submissions WHERE Receipt = @receipt", new { receipt = (string)reply["receipt"]! }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_group_for_which_one_place_is_missing_waits_as_a_whole()
    {
        var day = await service.AddDayAsync(onSite: 20);
        await service.FareAsync(day, "nitton@example.org");

        var reply = await (await service.RegisterAsync(Some.Submission(day, "onSite", People("nitton", 20)))).JsonAsync();

        Assert.Equal($$"""[{"themeDay":"{{day}}","participation":"onSite","status":"waitlisted","places":20}]""", reply["outcomes"]!.ToJsonString());
        Assert.Equal(20, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.Status = 'waitlisted'", new { day }));
        Assert.Equal([20L], await service.QueryAsync<long>("SELECT g.Waiting FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId WHERE d.Slug = @day", new { day }));
        Assert.Equal([1L], await service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Several_days_in_one_submission_fare_each_by_itself_and_share_a_receipt()
    {
        var (full, free) = (await service.AddFullDayAsync(2), await service.AddDayAsync(onSite: 5, online: 5));
        var body = Some.Submission(full, "onSite", "flera@example.org", "dagar@example.org");
        body["themeDays"] = new[] { new { slug = full, participation = "onSite" }, new { slug = free, participation = "online" } };

        var reply = await (await service.RegisterAsync(body)).JsonAsync();

        Assert.Equal(
            $$"""[{"themeDay":"{{full}}","participation":"onSite","status":"waitlisted","places":2},{"themeDay":"{{free}}","participation":"online","status":"confirmed","places":2}]""",
            reply["outcomes"]!.ToJsonString());
        Assert.Equal(["online"], await service.QueryAsync<string>(
            "SELECT DISTINCT r.Participation FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @free", new { free }));
        foreach (var day in new[] { full, free })
        {
            using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync("dagar@example.org", day));
            Assert.Equal((string)reply["receipt"]!, (string)(await mine.JsonAsync())["receipt"]!);
        }

        await service.AssertConsistentAsync();
    }

    [Theory]
    [InlineData("finns-inte", 404, "/problems/unknown-theme-day")]
    [InlineData("closed", 409, "/problems/closed")]
    [InlineData("held", 409, "/problems/closed")]
    [InlineData("planned", 409, "/problems/not-open")]
    [InlineData("undated", 409, "/problems/not-open")]
    [InlineData("cancelled", 409, "/problems/theme-day-cancelled")]
    public async Task One_day_that_cannot_be_taken_leaves_nothing_of_the_others(string which, int status, string type)
    {
        var now = service.Clock.GetUtcNow();
        var good = await service.AddDayAsync(onSite: 5);
        var bad = which switch
        {
            "closed" => await service.AddDayAsync(change: day => day with { RegistrationClosesAt = now.AddMinutes(-1) }),
            "held" => await service.AddDayAsync(change: day => day with { Date = Stockholm.Today(service.Clock).AddDays(-1), RegistrationOpensAt = now.AddDays(-9), RegistrationClosesAt = now.AddDays(-2) }),
            "planned" => await service.AddDayAsync(change: day => day with { RegistrationOpensAt = now.AddMinutes(5) }),
            "undated" => await service.AddDayAsync(change: day => day with { Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null }),
            "cancelled" => await service.AddDayAsync(),
            _ => which,
        };
        if (which == "cancelled")
        {
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @now WHERE Slug = @bad", new { now, bad }));
        }

        var before = await service.CountAsync("Submissions");
        foreach (var order in new[] { new[] { good, bad }, [bad, good] })
        {
            var body = Some.Submission(good, "onSite", $"ingen-{which}@example.org");
            body["themeDays"] = order.Select(slug => new { slug, participation = "onSite" }).ToArray();
            using var response = await service.RegisterAsync(body);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = await response.JsonAsync();
            Assert.Equal(type, (string)problem["type"]!);
            Assert.Equal(bad, (string)problem["themeDay"]!);
        }

        Assert.Equal(before, await service.CountAsync("Submissions"));
        Assert.Equal(0, await service.CountAsync("Registrations WHERE Email = @email", new { email = $"ingen-{which}@example.org" }));
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Recipient = @email", new { email = $"ingen-{which}@example.org" }));
        Assert.Equal([0L], await service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @good", new { good }));
    }

    [Fact]
    public async Task A_colleague_is_told_who_registered_them_and_each_has_a_link_of_their_own()
    {
        var day = await service.AddDayAsync(onSite: 5);
        var body = Some.Submission(day, "onSite", "kollega1@example.org", "kollega2@example.org");
        body["submittedBy"] = "Anna Ek";

        (await service.RegisterAsync(body)).EnsureSuccessStatusCode();

        var links = new HashSet<string>();
        foreach (var email in new[] { "kollega1@example.org", "kollega2@example.org" })
        {
            var mail = Assert.Single(await service.MailsAsync("registration-confirmed", email));
            Assert.Contains("Anna Ek", mail.TextBody, StringComparison.Ordinal);
            Assert.Single(mail.To);
            var secret = TestService.SecretIn(mail);
            Assert.True(links.Add(secret));
            var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", secret)).JsonAsync();
            Assert.Equal(email, (string)mine["email"]!);
            Assert.Equal("Anna Ek", (string)mine["submittedBy"]!);
        }
    }

    [Fact]
    public async Task All_that_was_sent_is_kept_as_it_was_sent()
    {
        var day = await service.AddDayAsync(onSite: 5, online: 2);
        var person = Some.Participant("allt@example.org", "en");
        (person["municipality"], person["phone"], person["sector"]) = ("2580", "+46 (0)70-174 06 05", "prosecutionAndCourts");
        var body = Some.Submission(day, "online");
        body["participants"] = new[] { person };

        (await service.RegisterAsync(body)).EnsureSuccessStatusCode();

        var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync("allt@example.org"))).JsonAsync();
        foreach (var (field, value) in person.Where(pair => pair.Key != "municipality"))
        {
            Assert.Equal(value, (string)mine[field]!);
        }

        Assert.Equal("Luleå", (string)mine["municipality"]!);
        Assert.Equal("online", (string)mine["participation"]!);
        Assert.Equal(day, (string)mine["themeDay"]!["slug"]!);
        Assert.Null(mine["submittedBy"]);
        Assert.Null(mine["cancelledAt"]);
        Assert.True((bool)mine["canCancel"]! && (bool)mine["hasCalendar"]!);
    }

    [Fact]
    public async Task The_first_day_of_the_issue_answers_the_example_of_the_issue()
    {
        var body = JsonNode.Parse("""
            {"themeDays":[{"slug":"lulea","participation":"onSite"}],"participants":[{"firstName":"Åsa","lastName":"Öberg","email":"asa@example.org",
            "organization":"Luleå kommun","profession":"Socialsekreterare","sector":"socialServices","language":"sv"}]}
            """)!;

        using var response = await service.RegisterAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["receipt", "outcomes"], (await response.JsonAsync()).Select(member => member.Key));
    }

    private static string[] People(string name, int count) => [.. Enumerable.Range(1, count).Select(number => $"{name}{number}@example.org")];
}
