using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Catalogue;

public class CatalogueTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_list_has_the_members_of_the_issue_in_order_with_times_that_carry_their_offset()
    {
        // Winter time when it opens and closes, summer time when it is held.
        var clock = FakeClock.At("2027-03-15T12:00:00+01:00");
        await using var clocked = await TestService.StartAsync(clock: clock);
        await clocked.AddDayAsync(onSite: 7, online: 9, day => day with
        {
            Date = new DateOnly(2027, 4, 14),
            RegistrationOpensAt = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
            RegistrationClosesAt = new DateTimeOffset(2027, 3, 27, 8, 0, 0, TimeSpan.Zero),
        });

        var list = (await clocked.GetJsonAsync("/api/theme-days")).AsArray();

        Assert.Equal([1, 5, 2, 3, 4], list.Select(day => (int)day!["number"]!));
        Assert.Equal("""
            {"number":5,"slug":"egen-005","title":"En egen dag","summary":null,"state":"open","date":"2027-04-14","startsAt":"2027-04-14T09:00:00+02:00",
            "endsAt":"2027-04-14T16:00:00+02:00","city":null,"venue":null,"registrationOpensAt":"2027-03-01T09:00:00+01:00",
            "registrationClosesAt":"2027-03-27T09:00:00+01:00","places":[{"participation":"onSite","capacity":7,"availability":"available"},
            {"participation":"online","capacity":9,"availability":"available"}],"servesFood":false}
            """.ReplaceLineEndings(""), Plain(list[1]!));
    }

    [Fact]
    public async Task Days_stand_in_order_of_their_dates_and_those_without_one_last_in_order_of_their_numbers()
    {
        await using var own = await TestService.StartAsync(Seed.Series);
        var today = Stockholm.Today(own.Clock);
        static Func<NewThemeDay, NewThemeDay> On(DateOnly? date, int? hour = null) => day => day with
        {
            Date = date,
            StartsAt = hour is { } at ? new TimeOnly(at, 0) : null,
            EndsAt = null,
            RegistrationOpensAt = null,
            RegistrationClosesAt = null,
        };
        await own.AddDayAsync(onSite: null, change: On(today.AddDays(9)));
        await own.AddDayAsync(onSite: null, change: On(null));
        await own.AddDayAsync(onSite: null, change: On(today.AddDays(2)));
        await own.AddDayAsync(onSite: null, change: On(today.AddDays(2), 13));
        await own.AddDayAsync(onSite: null, change: On(today.AddDays(2), 9));

        var list = (await own.GetJsonAsync("/api/theme-days")).AsArray();

        // The first of the real series was held in 2016; its other three have no date.
        Assert.Equal([1, 9, 8, 7, 5, 2, 3, 4, 6], list.Select(day => (int)day!["number"]!));
    }

    [Fact]
    public async Task The_page_of_a_day_is_its_list_entry_with_more()
    {
        var entry = (await service.GetJsonAsync("/api/theme-days")).AsArray().Single(day => (string)day!["slug"]! == "umea")!.AsObject();
        var page = (await service.GetJsonAsync("/api/theme-days/umea")).AsObject();

        Assert.All(entry, member => Assert.True(JsonNode.DeepEquals(member.Value, page[member.Key]), member.Key));
        Assert.StartsWith("<p>", (string)page["descriptionHtml"]!, StringComparison.Ordinal);
        Assert.Equal(["slug", "name", "email", "phone", "privacyNotice", "privacyNoticeHtml"], page["organizer"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["startsAt", "endsAt", "title", "abstractHtml", "kind", "room", "speakers"], page["programme"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(["name", "title", "organization", "biographySv", "biographyEn", "portrait"], page["speakers"]![0]!.AsObject().Select(member => member.Key));
        var starts = page["programme"]!.AsArray().Select(session => (string)session!["startsAt"]!).ToList();
        Assert.Equal(starts.Order(StringComparer.Ordinal), starts);
    }

    [Fact]
    public async Task An_address_of_a_speaker_is_not_public()
    {
        foreach (var path in new[] { "/api/theme-days", "/api/theme-days/lulea", "/api/series" })
        {
            Assert.DoesNotContain("regionkoordinator@", (await service.GetJsonAsync(path)).ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_speaker_who_has_not_agreed_to_be_shown_is_not()
    {
        await using var own = await TestService.StartAsync();
        await own.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Speakers SET ConsentedAt = NULL WHERE Email = 'forskare@example.org'"));

        var page = (await own.GetJsonAsync("/api/theme-days/lulea")).ToJsonString(Relaxed);

        Assert.DoesNotContain("Forskare i socialt arbete", page, StringComparison.Ordinal);
        Assert.Contains("Regionkoordinator", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_page_is_sent_once_until_something_of_it_changes()
    {
        var day = await service.AddDayAsync(onSite: 1);
        var path = $"/api/theme-days/{day}";
        using var first = await service.Client.GetAsync(path);
        var tag = first.Headers.ETag!;
        async Task<HttpResponseMessage> AskAsync(EntityTagHeaderValue known)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(known);
            return await service.Client.SendAsync(request);
        }

        using var same = await AskAsync(tag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(new EntityTagHeaderValue(tag.Tag, isWeak: true))).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(EntityTagHeaderValue.Any)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(new EntityTagHeaderValue("\"annan\""))).StatusCode);

        await service.FareAsync(day, "etikett@example.org");
        using var changed = await AskAsync(tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);
        Assert.Equal("full", (string)(await changed.JsonAsync())["places"]![0]!["availability"]!);
    }

    [Fact]
    public async Task The_tag_changes_with_the_clock_when_the_state_does()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        using var open = await clocked.Client.GetAsync("/api/theme-days/lulea");
        clock.Advance(TimeSpan.FromDays(25));
        using var held = await clocked.Client.GetAsync("/api/theme-days/lulea");

        Assert.NotEqual(open.Headers.ETag, held.Headers.ETag);
        Assert.Equal("held", (string)(await held.JsonAsync())["state"]!);
    }

    [Fact]
    public async Task Availability_follows_each_registration_at_once()
    {
        var day = await service.AddDayAsync(onSite: 1);
        Assert.Equal("available", await AvailabilityAsync(day));
        await service.FareAsync(day, "direkt@example.org");
        Assert.Equal("full", await AvailabilityAsync(day));
        await service.CancelAsync("direkt@example.org", day);
        Assert.Equal("available", await AvailabilityAsync(day));
    }

    [Fact]
    public async Task An_unpublished_day_is_seen_nowhere()
    {
        var hidden = await service.AddDayAsync(change: day => day with { Title = "Hemlig dag", PublishedAt = null });
        var planned = await service.AddDayAsync(change: day => day with { PublishedAt = null, RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(1) });

        Assert.DoesNotContain("Hemlig dag", (await service.GetJsonAsync("/api/theme-days")).ToJsonString(), StringComparison.Ordinal);
        var replies = new[]
        {
            await service.Client.GetAsync($"/api/theme-days/{hidden}"), await service.RegisterAsync(Some.Submission(hidden)), await service.LeaveInterestAsync(planned, "a@example.org"),
        };
        var unknown = new[]
        {
            await service.Client.GetAsync("/api/theme-days/egen-999"), await service.RegisterAsync(Some.Submission("egen-999")), await service.LeaveInterestAsync("egen-999", "a@example.org"),
        };
        foreach (var (reply, other) in replies.Zip(unknown))
        {
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            Assert.Equal(
                (await other.Content.ReadAsStringAsync()).Replace("egen-999", "x", StringComparison.Ordinal),
                (await reply.Content.ReadAsStringAsync()).Replace(hidden, "x", StringComparison.Ordinal).Replace(planned, "x", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Markdown_of_an_organizer_brings_no_script_and_no_markup_of_its_own()
    {
        var day = await service.AddDayAsync(change: day => day with
        {
            Description = "**Fet** <script>alert(1)</script> <img src=x onerror=alert(1)> [länk](javascript:alert(1)) [bra](https://example.org) ![bild](https://example.org/x.png)",
        });

        var html = (string)(await service.GetJsonAsync($"/api/theme-days/{day}"))["descriptionHtml"]!;

        Assert.Contains("<strong>Fet</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org\">bra</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_real_series_says_what_the_source_says_and_nothing_else()
    {
        await using var real = await TestService.StartAsync(Seed.Series);

        var series = (await real.GetJsonAsync("/api/series")).AsObject();
        var days = (await real.GetJsonAsync("/api/theme-days")).AsArray();

        Assert.False((bool)series["demonstration"]!);
        Assert.Equal("Du avgör!", (string)series["campaign"]!);
        Assert.Equal(
            ["Länsstyrelsen Norrbotten", "Länsstyrelsen Västerbotten", "Länsstyrelsen Västernorrland", "Länsstyrelsen Jämtland"],
            series["organizers"]!.AsArray().Select(board => (string)board!["name"]!));
        Assert.All(series["organizers"]!.AsArray(), board => Assert.All(new[] { "email", "phone", "privacyNotice" }, member => Assert.Null(board![member])));
        Assert.Equal(["Kunskapsnätverket hiv/STI Norr"], series["partners"]!.AsArray().Select(partner => (string)partner!));
        Assert.Equal("""
            {"number":1,"slug":"lulea","title":"Sex mot ersättning – fokus efterfrågan","summary":null,"state":"held","date":"2016-12-01","startsAt":null,
            "endsAt":null,"city":"Luleå","venue":null,"registrationOpensAt":null,"registrationClosesAt":null,"places":[],"servesFood":false}
            """.ReplaceLineEndings(""), Plain(days[0]!));
        Assert.Equal(4, days.Count);
        foreach (var number in new[] { 2, 3, 4 })
        {
            Assert.Equal($$"""
                {"number":{{number}},"slug":"temadag-{{number}}","title":null,"summary":null,"state":"planned","date":null,"startsAt":null,
                "endsAt":null,"city":null,"venue":null,"registrationOpensAt":null,"registrationClosesAt":null,"places":[],"servesFood":false}
                """.ReplaceLineEndings(""), Plain(days[number - 1]!));
            var page = await real.GetJsonAsync($"/api/theme-days/temadag-{number}");
            Assert.All(new[] { "description", "organizer" }, member => Assert.Null(page[member]));
            Assert.All(new[] { "programme", "speakers" }, member => Assert.Empty(page[member]!.AsArray()));
        }

        Assert.Equal("/problems/closed", (string)(await (await real.RegisterAsync(Some.Submission("lulea"))).JsonAsync())["type"]!);
        Assert.Equal("/problems/not-open", (string)(await (await real.RegisterAsync(Some.Submission("temadag-2"))).JsonAsync())["type"]!);
        Assert.Equal(HttpStatusCode.Accepted, (await real.LeaveInterestAsync("temadag-2", "a@example.org")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await real.LeaveInterestAsync("lulea", "a@example.org")).StatusCode);
    }

    [Fact]
    public async Task Where_nothing_is_loaded_there_is_no_series_and_an_empty_list()
    {
        await using var empty = await TestService.StartAsync(seed: null);

        using var series = await empty.Client.GetAsync("/api/series");

        Assert.Equal(HttpStatusCode.NotFound, series.StatusCode);
        Assert.Equal("/problems/not-found", (string)(await series.JsonAsync())["type"]!);
        Assert.Empty((await empty.GetJsonAsync("/api/theme-days")).AsArray());
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Plain(JsonNode node) => node.ToJsonString(Relaxed);

    private async Task<string> AvailabilityAsync(string day) => (string)(await service.GetJsonAsync($"/api/theme-days/{day}"))["places"]![0]!["availability"]!;
}
