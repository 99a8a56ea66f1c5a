using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Catalogue;

/// <summary>What a search engine reads in the page of a theme day.</summary>
public class ThemeDayEventTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_page_says_when_and_where_the_day_is_who_holds_it_and_who_speaks()
    {
        var board = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = 'norrbotten'"))[0]);
        var day = await service.AddDayAsync(onSite: 3, online: 3, change: day => day with
        {
            BoardId = board,
            Title = "Åtta frågor",
            Summary = "Om frågor.",
            City = "Luleå",
            Venue = "Kulturens hus",
            Date = new DateOnly(2027, 7, 1),
        });
        var speaker = await service.AddSpeakerAsync("Åsa Öberg", one => one with { Title = "Forskare", Organization = "Universitetet" });
        var hidden = await service.AddSpeakerAsync("Den Hemlige", one => one with { ConsentedAt = null });
        await service.AddSessionAsync(day, 9, 10, "Inledning", null, hidden, speaker);

        var found = (await EventAsync(day))!;

        var page = new Uri(service.Address, "/temadag/" + day).ToString();
        Assert.Equal($$$"""
            {"@context":"https://schema.org","@type":"Event","name":"Demonstration: Åtta frågor",
            "description":"Demonstration – inte en verklig temadag. Om frågor.","url":"{{{page}}}",
            "startDate":"2027-07-01T09:00:00+02:00","endDate":"2027-07-01T16:00:00+02:00",
            "eventStatus":"https://schema.org/EventScheduled","eventAttendanceMode":"https://schema.org/MixedEventAttendanceMode",
            "location":[{"@type":"Place","name":"Kulturens hus","address":{"@type":"PostalAddress","addressLocality":"Luleå","addressCountry":"SE"}},
            {"@type":"VirtualLocation","url":"{{{page}}}"}],
            "organizer":{"@type":"Organization","name":"Länsstyrelsen Norrbotten"},
            "performer":{"@type":"Person","name":"Åsa Öberg","jobTitle":"Forskare","affiliation":{"@type":"Organization","name":"Universitetet"}},
            "inLanguage":"sv","superEvent":{"@type":"EventSeries","name":"Temadagar mot prostitution och människohandel","url":"{{{service.Address}}}"}}
            """.ReplaceLineEndings(""), found.ToJsonString(Relaxed));
    }

    [Fact]
    public async Task What_is_not_known_is_not_said()
    {
        await using var real = await TestService.StartAsync(Seed.Series);

        var found = (await EventAsync("lulea", real))!;

        Assert.Equal("2016-12-01", (string)found["startDate"]!);
        Assert.Equal("Sex mot ersättning – fokus efterfrågan", (string)found["name"]!);
        Assert.Equal("Luleå", (string)found["location"]!["name"]!);
        Assert.Equal("https://schema.org/OfflineEventAttendanceMode", (string)found["eventAttendanceMode"]!);
        Assert.All(new[] { "endDate", "description", "organizer", "performer", "isAccessibleForFree" }, member => Assert.False(found.ContainsKey(member), member));
        Assert.Null(await EventAsync("temadag-2", real));
    }

    [Fact]
    public async Task A_cancelled_day_is_cancelled_and_one_that_is_only_online_is_nowhere_else()
    {
        var day = await service.AddDayAsync(onSite: null, online: 3);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @Now WHERE Slug = @day", new { Now = service.Clock.GetUtcNow(), day }));

        var found = (await EventAsync(day))!;

        Assert.Equal("https://schema.org/EventCancelled", (string)found["eventStatus"]!);
        Assert.Equal("https://schema.org/OnlineEventAttendanceMode", (string)found["eventAttendanceMode"]!);
        Assert.Equal("VirtualLocation", (string)found["location"]!["@type"]!);
    }

    [Theory]
    [InlineData("</script><script>window.ran = 1</script>")]
    [InlineData("<!--<script>")]
    [InlineData("</head><body onload=alert(1)>&quot;\u2028'\"")]
    public async Task Hostile_text_ends_no_block(string hostile)
    {
        var day = await service.AddDayAsync(change: day => day with { Title = hostile, Summary = hostile, Venue = hostile, City = hostile });

        var document = await PageAsync(day);

        Assert.Equal("Demonstration: " + hostile, (string)(await EventAsync(day))!["name"]!);
        Assert.All(document.Scripts, script => Assert.True(script.Text.Length == 0 || script.Type == "application/ld+json"));
        Assert.Single(document.QuerySelectorAll("script[type='application/ld+json']"));
        Assert.NotNull(document.QuerySelector("body > main"));
    }

    [Fact]
    public async Task The_page_is_sent_once_until_the_day_changes()
    {
        var day = await service.AddDayAsync();
        using var first = await service.Client.GetAsync("/temadag/" + day);

        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Null(first.Content.Headers.LastModified);
        using var same = await AskAsync(day, first);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("no-cache", same.Headers.CacheControl!.ToString());
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Title = 'En annan dag' WHERE Slug = @day", new { day }));
        using var changed = await AskAsync(day, first);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);

        using var unknown = await service.Client.GetAsync("/temadag/finns-inte");
        Assert.Equal((HttpStatusCode.NotFound, null), (unknown.StatusCode, unknown.Headers.ETag));
        Assert.DoesNotContain("ld+json", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<HttpResponseMessage> AskAsync(string day, HttpResponseMessage known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/temadag/" + day);
        request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
        return service.Client.SendAsync(request);
    }

    private async Task<IHtmlDocument> PageAsync(string day, TestService? from = null) =>
        await new HtmlParser().ParseDocumentAsync(await (from ?? service).Client.GetStringAsync("/temadag/" + day));

    private async Task<JsonObject?> EventAsync(string day, TestService? from = null) =>
        (await PageAsync(day, from)).QuerySelector("head > script[type='application/ld+json']") is { } block ? JsonNode.Parse(block.TextContent)!.AsObject() : null;
}
