using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>The log of who did or read what.</summary>
public class LogTests
{
    private const string Log = "/api/organizer/log";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Its_pages_leave_nothing_out_and_nothing_comes_twice(int take)
    {
        // The clock stands still: many rows have the same time, so only the id tells them apart.
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: TestService.BehindProxy);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        for (var i = 0; i < 11; i++)
        {
            await service.NamedKeyAsync(Role.Reader, $"nyckel {i}");
            if (i == 5)
            {
                clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        var all = Ids(await GetAsync(administrator, "?take=200"));
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(administrator, $"?take={take}{(cursor is null ? "" : "&cursor=" + cursor)}");
            paged.AddRange(Ids(page));
            cursor = (string?)page["cursor"];
            // What is added while one reads stands before where the reading began.
            clock.Advance(TimeSpan.FromSeconds(1));
            await service.NamedKeyAsync(Role.Reader, "under läsningen");
        }
        while (cursor is not null);

        Assert.Equal(12, all.Count);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task A_row_that_is_about_nothing_by_itself_may_stand_first()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        (await administrator.GetAsync("/api/organizer/mails")).EnsureSuccessStatusCode();

        var page = await GetAsync(administrator, "?take=200");

        Assert.Equal((null, "apiKey"), ((string?)page["rows"]![0]!["subjectKind"], (string)page["rows"]![1]!["subjectKind"]!));
    }

    [Theory]
    [InlineData("?take=0", "take")]
    [InlineData("?take=201", "take")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=9999999999999999999.00000000000000000000000000000000", "cursor")]
    [InlineData("?cursor=-1.00000000000000000000000000000000", "cursor")]
    public async Task A_page_that_there_is_not_is_told_by_field(string query, string field)
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.GetAsync(Log + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.JsonAsync())["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task It_says_what_each_row_is_about_and_can_be_asked_for_one_thing()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        (await service.RegisterAsync(Some.Submission("lulea"))).EnsureSuccessStatusCode();
        var person = (await service.QueryAsync<string>("SELECT Id FROM Registrations")).Single();
        await administrator.GetStringAsync($"/api/organizer/registrations/{person}");
        await administrator.GetStringAsync("/api/organizer/theme-days/lulea/registrations");
        await service.NamedKeyAsync(Role.Reader, "Rapporten");

        var rows = (await GetAsync(administrator, "?take=3"))["rows"]!.AsArray().Select(row => ((string?)row!["subjectKind"], (string?)row["subjectName"], (string)row["action"]!));
        var about = (await GetAsync(administrator, $"?subject={person}"))["rows"]!.AsArray();

        Assert.Equal([("apiKey", "Rapporten", "apiKeyCreated"), ("themeDay", "lulea", "peopleListed"), ("registration", null, "personOpened")], rows);
        Assert.Equal("personOpened", (string)Assert.Single(about)!["action"]!);
    }

    [Fact]
    public async Task It_holds_no_participant_s_name_or_address()
    {
        await using var service = await TestService.StartAsync(settings: TestService.BehindProxy);
        var participant = Some.Participant("hemlig-deltagare@example.org");
        participant["lastName"] = "Deltagarnamn";
        using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug = "lulea", participation = "onSite" } }, participants = new[] { participant } });
        response.EnsureSuccessStatusCode();
        var administrator = await service.AccountAsync("loggar@example.org", Role.Administrator, "Lova Logg");
        foreach (var kind in new[] { "csv", "json" })
        {
            using var export = await administrator.GetAsync($"/api/organizer/theme-days/lulea/attendees.{kind}");
            Assert.Contains("hemlig-deltagare@example.org", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var read = await administrator.GetAsync(Log);
        var log = await read.Content.ReadAsStringAsync();
        var kept = string.Join('\n', (await service.QueryAsync<dynamic>("SELECT * FROM AccessLog")).Select(row => string.Join('|', ((IDictionary<string, object>)row).Values)));

        Assert.Equal(2, JsonNode.Parse(log)!["rows"]!.AsArray().Count(row => (string)row!["action"]! == "attendeesExported" && (int)row["people"]! == 1));
        Assert.Contains("Lova Logg", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Lova Logg", kept, StringComparison.Ordinal);
        Assert.All(["hemlig-deltagare", "Deltagarnamn"], secret => Assert.DoesNotContain(secret, log + kept, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<JsonNode> GetAsync(HttpClient administrator, string query) => JsonNode.Parse(await administrator.GetStringAsync(Log + query))!;

    private static List<string> Ids(JsonNode page) => [.. page["rows"]!.AsArray().Select(row => (string)row!["id"]!)];
}
