using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Catalogue;

/// <summary>The feeds, as a program reads them that shares no code with ours.</summary>
public class CalendarFeedTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_series_has_an_entry_for_each_published_day_with_a_date()
    {
        var summer = await service.AddDayAsync(change: day => day with
        {
            Title = "En sommardag",
            Summary = "Om sommaren.",
            Date = new DateOnly(2027, 7, 1),
            City = "Luleå",
            Venue = "Kulturens hus",
            RegistrationOpensAt = null,
            RegistrationClosesAt = null,
        });
        await service.AddDayAsync(change: day => day with { Title = "Hemlig dag", PublishedAt = null });
        await service.AddDayAsync(change: Undated);

        var (feed, text) = await ReadAsync("/calendar/series.ics");

        var dated = await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE PublishedAt IS NOT NULL AND Date IS NOT NULL");
        Assert.Equal(dated.Select(id => $"{Guid.Parse(id)}@temadagar-dag").Order(), Events(feed).Select(entry => (string)entry["uid"]!).Order());
        Assert.Equal("PUBLISH", (string)feed["method"]!);
        var entry = Events(feed).Single(entry => (string)entry["summary"]! == "En sommardag");
        Assert.Equal(("2027-07-01T07:00:00Z", "2027-07-01T14:00:00Z"), ((string)entry["startsAt"]!, (string)entry["endsAt"]!));
        Assert.Equal("Kulturens hus, Luleå", (string)entry["location"]!);
        Assert.EndsWith("Om sommaren.", (string)entry["description"]!, StringComparison.Ordinal);
        Assert.Equal(("CONFIRMED", "PUBLIC", "TRANSPARENT"), ((string)entry["status"]!, (string)entry["class"]!, (string)entry["transparency"]!));
        Assert.Equal(new Uri(service.Address, "/temadag/" + summer).ToString(), (string)entry["url"]!);
        Assert.Empty(entry["attendees"]!.AsArray());
        Assert.DoesNotContain("Hemlig", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_what_the_calendar_is_called_and_how_often_to_ask()
    {
        var (feed, text) = await ReadAsync("/calendar/series.ics");

        Assert.All(new[] { "name", "displayName" }, member => Assert.Equal("Temadagar mot prostitution och människohandel (demonstration)", (string)feed[member]!));
        Assert.All(new[] { "refresh", "timeToLive" }, member => Assert.Equal("PT4H", (string)feed[member]!));
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n", text, StringComparison.Ordinal);
        Assert.All(Events(feed), entry => Assert.StartsWith("Demonstration – inte en verklig temadag.", (string)entry["description"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_real_series_is_not_called_a_demonstration()
    {
        await using var real = await TestService.StartAsync(Seed.Series);

        var feed = IndependentReader.Read(await real.Client.GetStringAsync("/calendar/series.ics"));

        var entry = Assert.Single(Events(feed));
        Assert.DoesNotContain("emonstration", feed.ToJsonString(), StringComparison.Ordinal);
        // Its hours are not known, so it takes the whole day.
        Assert.Equal(("2016-12-01", "2016-12-02"), ((string)entry["startsAt"]!, (string)entry["endsAt"]!));
    }

    [Fact]
    public async Task A_day_with_a_programme_has_an_entry_for_each_session()
    {
        var day = await service.AddDayAsync(change: day => day with { Title = "En dag med program", City = "Umeå", Venue = "Folkets hus", Date = new DateOnly(2027, 3, 28) });
        var shown = await service.AddSpeakerAsync("Åsa Öberg");
        var hidden = await service.AddSpeakerAsync("Den Hemlige", speaker => speaker with { ConsentedAt = null });
        var second = await service.AddSpeakerAsync("Bo Ek");
        var first = await service.AddSessionAsync(day, 9, 10, "Inledning", session => session with { Room = "Sal A", Abstract = "**Välkomna** till [dagen](https://example.org)." }, shown, hidden, second);
        await service.AddSessionAsync(day, 10, 11, "Fika", session => session with { Kind = Temadagar.Programme.SessionKind.Break });

        var (feed, text) = await ReadAsync($"/calendar/{day}.ics");

        Assert.Equal(["Inledning", "Fika"], Events(feed).Select(entry => (string)entry["summary"]!));
        Assert.Equal("En dag med program (demonstration)", (string)feed["name"]!);
        var entry = Events(feed)[0];
        Assert.Equal($"{first}@temadagar-pass", (string)entry["uid"]!);
        Assert.Equal("Sal A, Folkets hus, Umeå", (string)entry["location"]!);
        // The day that summer time begins: at nine it has.
        Assert.Equal(("2027-03-28T07:00:00Z", "2027-03-28T08:00:00Z"), ((string)entry["startsAt"]!, (string)entry["endsAt"]!));
        Assert.Equal(
            "Demonstration – inte en verklig temadag.\n\nEn dag med program\n\nMedverkande: Åsa Öberg, Bo Ek\n\nVälkomna till dagen.", (string)entry["description"]!);
        Assert.DoesNotContain("Hemlige", text, StringComparison.Ordinal);
        Assert.Equal(["mailto:temadagar@example.org"], Events(feed).Select(one => (string)one["organizer"]!).Distinct());
        Assert.Empty(await service.QueryAsync<string>("SELECT Email FROM Speakers") is var addresses ? addresses.Where(address => text.Contains(address, StringComparison.Ordinal)) : []);
    }

    [Fact]
    public async Task A_day_without_a_programme_has_the_entry_that_it_has_in_the_series()
    {
        var day = await service.AddDayAsync();

        var (feed, _) = await ReadAsync($"/calendar/{day}.ics");
        var (series, _) = await ReadAsync("/calendar/series.ics");

        var entry = Assert.Single(Events(feed));
        Assert.True(JsonNode.DeepEquals(entry, Events(series).Single(one => (string)one["uid"]! == (string)entry["uid"]!)));
    }

    [Fact]
    public async Task A_day_without_a_date_is_a_calendar_without_entries()
    {
        var day = await service.AddDayAsync(change: Undated);

        var (feed, text) = await ReadAsync($"/calendar/{day}.ics");

        Assert.Empty(Events(feed));
        Assert.Null(feed["method"]);
        // RFC 5545, 3.6: a calendar has a component.
        Assert.Equal(["Europe/Stockholm"], feed["zones"]!.AsArray().Select(zone => (string)zone!));
        Assert.DoesNotContain("METHOD", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_published_day_the_answer_is_the_same_problem()
    {
        var hidden = await service.AddDayAsync(change: day => day with { PublishedAt = null });

        foreach (var slug in new[] { hidden, "finns-inte", "%C3%A5" })
        {
            using var reply = await service.Client.GetAsync($"/calendar/{slug}.ics");
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
            Assert.Equal("/problems/unknown-theme-day", (string)(await reply.JsonAsync())["type"]!);
        }

        await using var empty = await TestService.StartAsync(seed: null);
        Assert.Equal("/problems/not-found", (string)(await (await empty.Client.GetAsync("/calendar/series.ics")).JsonAsync())["type"]!);
    }

    [Fact]
    public async Task Programs_may_ask_often_and_get_the_calendar_anew_only_when_something_of_it_is_new()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock);
        using var first = await own.Client.GetAsync("/calendar/lulea.ics");
        var before = await first.Content.ReadAsStringAsync();
        clock.Advance(TimeSpan.FromHours(1));
        using var later = await own.Client.GetAsync("/calendar/lulea.ics");

        Assert.NotEqual(before, await later.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, later.Headers.ETag);
        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal((true, TimeSpan.FromMinutes(15)), (first.Headers.CacheControl!.Public, first.Headers.CacheControl.MaxAge!.Value));
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("lulea.ics", first.Content.Headers.ContentDisposition!.FileName);

        using var same = await AskAsync(own, HttpMethod.Get, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
        Assert.Equal(first.Headers.CacheControl, same.Headers.CacheControl);

        await own.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Venue = 'Stadshuset', Version = Version + 1 WHERE Slug = 'lulea'"));
        using var changed = await AskAsync(own, HttpMethod.Get, first.Headers.ETag.ToString());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var sequences = new[] { before, await changed.Content.ReadAsStringAsync() }.Select(text => Events(IndependentReader.Read(text)).ToDictionary(entry => (string)entry["uid"]!, entry => (int)entry["sequence"]!)).ToList();
        Assert.All(sequences[0], entry => Assert.Equal(entry.Value + 1, sequences[1][entry.Key]));
        await own.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET ProgrammeVersion = ProgrammeVersion + 1 WHERE Slug = 'lulea'"));
        Assert.All(Events(IndependentReader.Read(await own.Client.GetStringAsync("/calendar/lulea.ics"))), entry => Assert.Equal(sequences[1][(string)entry["uid"]!] + 1, (int)entry["sequence"]!));
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_say_and_nothing_more()
    {
        using var got = await service.Client.GetAsync("/calendar/umea.ics");
        using var asked = await AskAsync(service, HttpMethod.Head, null, "umea");

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(got.Headers.ETag, asked.Headers.ETag);
        Assert.Equal(got.Content.Headers.ContentLength, asked.Content.Headers.ContentLength);
        Assert.Equal(got.Content.Headers.ContentType, asked.Content.Headers.ContentType);
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(service, HttpMethod.Head, got.Headers.ETag!.ToString(), "umea")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await AskAsync(service, HttpMethod.Post, null, "umea")).StatusCode);
    }

    [Theory]
    [InlineData("Rubrik\r\nATTENDEE:mailto:evil@example.net\r\nX-EVIL:1")]
    [InlineData("Rubrik\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil")]
    [InlineData("Semikolon; komma, kolon: bakstreck \\ citat \"")]
    [InlineData("åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå😀😀😀😀")]
    [InlineData("Se https://example.org/anmalan#hemlighet")]
    public async Task Hostile_text_stays_text(string hostile)
    {
        var day = await service.AddDayAsync(change: day => day with { Title = hostile, Venue = hostile, Summary = hostile });
        var speaker = await service.AddSpeakerAsync(hostile);
        await service.AddSessionAsync(day, 9, 10, hostile, session => session with { Room = hostile, Abstract = "Före\n\n" + hostile }, speaker);

        var (feed, text) = await ReadAsync($"/calendar/{day}.ics");
        await ReadAsync("/calendar/series.ics");

        var entry = Assert.Single(Events(feed));
        var oneLine = string.Join(' ', hostile.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("#hemlighet", "", StringComparison.Ordinal);
        Assert.Equal(oneLine, (string)entry["summary"]!);
        Assert.StartsWith(oneLine, (string)entry["location"]!, StringComparison.Ordinal);
        Assert.StartsWith(oneLine, (string)feed["name"]!, StringComparison.Ordinal);
        Assert.Empty(entry["attendees"]!.AsArray());
        Assert.DoesNotContain("\r\nX-EVIL", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hemlighet", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n', StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task A_cancelled_day_is_cancelled_with_all_its_sessions_and_says_why()
    {
        var day = await service.AddDayAsync();
        await service.AddSessionAsync(day, 9, 10, "Inledning");
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "UPDATE ThemeDays SET CancelledAt = @Now, CancellationReason = 'Snöstorm.', Version = Version + 1 WHERE Slug = @day", new { Now = service.Clock.GetUtcNow(), day }));

        var (feed, _) = await ReadAsync($"/calendar/{day}.ics");
        var (series, _) = await ReadAsync("/calendar/series.ics");

        var inSeries = Events(series).Single(entry => ((string)entry["url"]!).EndsWith("/" + day, StringComparison.Ordinal));
        Assert.Equal("Inställt: En egen dag", (string)inSeries["summary"]!);
        Assert.Equal(2, (int)inSeries["sequence"]!);
        Assert.Equal("Inställt: Inledning", (string)Assert.Single(Events(feed))["summary"]!);
        Assert.All([inSeries, Events(feed)[0]], entry => Assert.Equal("CANCELLED", (string)entry["status"]!));
        Assert.All([inSeries, Events(feed)[0]], entry => Assert.Contains("Snöstorm.", (string)entry["description"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_of_years_far_apart_share_one_time_zone_that_is_right_for_all()
    {
        await using var own = await TestService.StartAsync();
        var dates = new[] { (2000, 1, 8), (2000, 7, 7), (2010, 10, 31), (2026, 3, 29), (2037, 1, 8), (2037, 7, 7) };
        foreach (var (year, month, _) in dates)
        {
            await own.AddDayAsync(change: day => day with
            {
                Date = new DateOnly(year, month, dates.Single(date => date.Item1 == year && date.Item2 == month).Item3),
                RegistrationOpensAt = null,
                RegistrationClosesAt = null,
            });
        }

        var (feed, text) = await ReadAsync("/calendar/series.ics", own);

        Assert.Equal(1, text.Split("BEGIN:VTIMEZONE").Length - 1);
        foreach (var (year, month, day) in dates)
        {
            var expected = Stockholm.At(new DateOnly(year, month, day), new TimeOnly(9, 0)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(expected, Events(feed).Select(entry => (string)entry["startsAt"]!));
        }
    }

    [Fact]
    public async Task No_entry_of_a_feed_is_that_of_someone_s_place()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "plats@example.org");
        var place = IndependentReader.Read(await (await service.MyAsync(HttpMethod.Get, "/api/my/registration/calendar.ics", await service.LinkOfAsync("plats@example.org", day))).Content.ReadAsStringAsync());

        var (feed, _) = await ReadAsync($"/calendar/{day}.ics");

        Assert.NotEqual((string)Events(place)[0]["uid"]!, (string)Events(feed)[0]["uid"]!);
        Assert.Equal(("PRIVATE", "OPAQUE"), ((string)Events(place)[0]["class"]!, (string)Events(place)[0]["transparency"]!));
        Assert.Equal((string)Events(feed)[0]["startsAt"]!, (string)Events(place)[0]["startsAt"]!);
    }

    private static NewThemeDay Undated(NewThemeDay day) =>
        day with { Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null };

    private static IReadOnlyList<JsonNode> Events(JsonObject feed) => [.. feed["events"]!.AsArray().Select(entry => entry!)];

    private async Task<(JsonObject Feed, string Text)> ReadAsync(string path, TestService? from = null)
    {
        var text = await (from ?? service).Client.GetStringAsync(path);
        return (IndependentReader.Read(text), text);
    }

    private static Task<HttpResponseMessage> AskAsync(TestService service, HttpMethod method, string? known, string slug = "lulea")
    {
        var request = new HttpRequestMessage(method, $"/calendar/{slug}.ics");
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return service.Client.SendAsync(request);
    }
}
