using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.InformationPages;

/// <summary>What the organizers say in Finnish, Meänkieli and the Sami languages. The texts here are made up, and in no language.</summary>
public class InformationPageTests
{
    // Letters that these languages have and Swedish has not.
    private const string Letters = "Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž Ïï Ææ Øø";

    private static readonly string[] Languages = ["fi", "fit", "se", "smj", "sma"];

    [Fact]
    public async Task As_long_as_nobody_has_written_anything_there_is_no_page_and_no_word_of_one()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);

        Assert.Empty((await service.GetJsonAsync("/api/series"))["informationPages"]!.AsArray());
        foreach (var language in Languages)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(service, language));
        }

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                [{"language":"fi","name":"suomi","title":null,"text":null,"version":0},{"language":"fit","name":"meänkieli","title":null,"text":null,"version":0},
                {"language":"se","name":"davvisámegiella","title":null,"text":null,"version":0},{"language":"smj","name":"julevsámegiella","title":null,"text":null,"version":0},
                {"language":"sma","name":"åarjelsaemien gïele","title":null,"text":null,"version":0}]
                """),
            await administrator.ListAsync()));
    }

    [Fact]
    public async Task What_an_administrator_writes_anyone_reads_as_it_was_written_and_the_series_says_that_it_is_there()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        foreach (var language in Languages.Reverse())
        {
            await administrator.WriteAsync(language, $"{Letters} ({language})", $"## Xx\n\n{Letters}\n\n- [yy](https://example.org/)\n\n<script>window.ran=1</script> [zz](javascript:alert(1))");
        }

        var page = await service.GetJsonAsync("/api/information-pages/se");

        Assert.Equal(["language", "name", "title", "textHtml"], page.AsObject().Select(member => member.Key));
        Assert.Equal(("se", "davvisámegiella", $"{Letters} (se)"), ((string)page["language"]!, (string)page["name"]!, (string)page["title"]!));
        var html = (string)page["textHtml"]!;
        Assert.All(["<h2>Xx</h2>", $"<p>{Letters}</p>", "<a href=\"https://example.org/\">yy</a>"], part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.All(["<script", "javascript:"], part => Assert.DoesNotContain(part, html, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            [("fi", "suomi"), ("fit", "meänkieli"), ("se", "davvisámegiella"), ("smj", "julevsámegiella"), ("sma", "åarjelsaemien gïele")],
            (await service.GetJsonAsync("/api/series"))["informationPages"]!.AsArray().Select(one => ((string)one!["language"]!, (string)one["name"]!)));
        foreach (var language in Languages)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, language));
        }
    }

    [Fact]
    public async Task Without_a_text_there_is_no_page_and_what_was_read_before_is_stale()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        await administrator.WriteAsync("fi", "Rubrik", "Text.");
        var (page, tag) = await administrator.ReadAsync("fi");
        await administrator.WriteAsync("fi", "Rubrik", "  \n ");

        Assert.Empty((await service.GetJsonAsync("/api/series"))["informationPages"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(service, "fi"));
        Assert.Equal(("Rubrik", null, 2), Said((await administrator.ReadAsync("fi")).Page));

        using var stale = await administrator.PutAsync("fi", page, tag);
        await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.PreconditionFailed, "stale");
        // It begins no version anew.
        await administrator.WriteAsync("fi", null, null);
        Assert.Equal((null, null, 3), Said((await administrator.ReadAsync("fi")).Page));
    }

    [Fact]
    public async Task Each_change_is_in_the_log_with_its_language_and_what_changes_nothing_is_not()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        await administrator.WriteAsync("smj", "Rubrik", "Text.");
        var (page, tag) = await administrator.ReadAsync("smj");
        using (var same = await administrator.PutAsync("smj", page, tag))
        {
            Assert.Equal((HttpStatusCode.OK, tag), (same.StatusCode, same.Headers.ETag!.Tag));
        }

        await administrator.WriteAsync("fit", "Rubrik", "Text.");
        await administrator.WriteAsync("smj", null, null);

        Assert.Equal(
            [("informationPage", "smj"), ("informationPage", "fit"), ("informationPage", "smj")],
            (await administrator.LogAsync()).Select(row => ((string)row["subjectKind"]!, (string)row["subjectName"]!)));
    }

    [Fact]
    public async Task Of_those_who_write_at_once_one_does_also_where_nothing_had_been_written()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        for (var version = 1; version <= 3; version++)
        {
            var (_, tag) = await administrator.ReadAsync("sma");
            var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => administrator.PutAsync("sma", new { title = $"Rubrik {version}.{i}", text = "Text." }, tag)));

            Assert.Equal((1, 5), (all.Count(response => response.StatusCode == HttpStatusCode.OK), all.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed)));
            Assert.Equal(version, Said((await administrator.ReadAsync("sma")).Page).Version);
        }

        Assert.Equal(3, (await administrator.LogAsync()).Count);
    }

    [Fact]
    public async Task Whoever_does_not_say_what_was_read_is_told_to()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);

        using var response = await administrator.PutAsync("fi", new { title = "Rubrik", text = "Text." }, null);

        await PlanDayTests.AssertProblemAsync(response, (HttpStatusCode)428, "if-match-missing");
    }

    [Theory]
    [InlineData("""{ "text": "Text." }""", "title")]
    [InlineData("""{ "title": "  ", "text": "Text." }""", "title")]
    [InlineData("""{ "title": 1, "text": "Text." }""", "title")]
    [InlineData("""{ "title": "Rubrik", "text": ["Text."] }""", "text")]
    [InlineData("""{ "title": "Rubrik", "text": "Text.", "html": "<p>" }""", "html")]
    [InlineData("deep", "text")]
    [InlineData("long title", "title")]
    [InlineData("long text", "text")]
    public async Task A_fault_is_told_by_field_and_nothing_is_saved(string body, string field)
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        object sent = body switch
        {
            "deep" => new { title = "Rubrik", text = new string('>', 2000) + " x" },
            "long title" => new { title = new string('x', 201), text = "Text." },
            "long text" => new { title = "Rubrik", text = new string('x', 20_001) },
            _ => JsonNode.Parse(body)!,
        };

        using var response = await administrator.PutAsync("se", sent, "\"0\"");

        Assert.Equal([field], await PlanDayTests.FaultsAsync(response));
        Assert.Equal(0, await service.CountAsync("InformationPages"));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("FI")]
    [InlineData("rom")]
    [InlineData("0")]
    [InlineData("fi%20")]
    public async Task Another_language_is_not_there(string language)
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);

        using var written = await administrator.PutAsync(language, new { title = "Rubrik", text = "Text." }, "\"0\"");

        await PlanDayTests.AssertProblemAsync(written, HttpStatusCode.NotFound, "unknown-information-page");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(service, language));
    }

    [Fact]
    public async Task Another_series_leaves_what_was_written()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        await administrator.WriteAsync("fit", "Rubrik", "Text.");

        Assert.Empty(await service.Services.GetRequiredService<LoadSeed>().ReplaceAsync(Seed.Series, TestContext.Current.CancellationToken));

        Assert.Equal("fit", (string)Assert.Single((await service.GetJsonAsync("/api/series"))["informationPages"]!.AsArray())!["language"]!);
    }

    [Fact]
    public async Task A_text_as_long_as_can_be_is_kept_whole()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        var (title, text) = (new string('š', 200), new string('ŋ', 20_000));
        await administrator.WriteAsync("se", title, text);

        Assert.Equal((title, text, 1), Said((await administrator.ReadAsync("se")).Page));
        Assert.Equal($"<p>{text}</p>", (string)(await service.GetJsonAsync("/api/information-pages/se"))["textHtml"]!);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        await using var service = await TestService.StartAsync();
        using var administrator = await Administrator.OfAsync(service);
        await administrator.WriteAsync("fi", "Rubrik", "Text.");
        using var first = await service.Client.GetAsync("/api/information-pages/fi");
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());

        await administrator.WriteAsync("fi", "Rubrik", "Ny text.");
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/information-pages/fi");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var response = await service.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    private static (string? Title, string? Text, int Version) Said(JsonObject page) => ((string?)page["title"], (string?)page["text"], (int)page["version"]!);

    /// <returns>Of the API's answer, which the page for people has too.</returns>
    private static async Task<HttpStatusCode> StatusAsync(TestService service, string language)
    {
        using var api = await service.Client.GetAsync($"/api/information-pages/{language}");
        using var page = await service.Client.GetAsync($"/information/{language}");
        Assert.Equal((api.StatusCode, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        return api.StatusCode;
    }
}
