using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.SeriesAndBoards;

/// <summary>What the series is called, what it is for, who takes part in it: as an administrator writes it and as anyone sees it.</summary>
public class SeriesTests
{
    [Fact]
    public async Task What_an_administrator_writes_is_what_anyone_sees_at_once()
    {
        await using var service = await TestService.StartAsync(Seed.Series);
        using var editor = await Editor.OfAsync(service);
        await service.GetJsonAsync("/api/theme-days");

        using var changed = await editor.ChangeAsync(Editor.Series, series =>
        {
            series["name"] = "  Temadagar i norr ";
            series["summary"] = "Ett stycke.";
            series["campaign"] = null;
            series["partners"] = new JsonArray("Region Norrbotten", " Kunskapsnätverket  hiv/STI Norr", "Region Norrbotten ");
        });

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"name":"Temadagar i norr","campaign":null,"summary":"Ett stycke.","partners":["Region Norrbotten","Kunskapsnätverket hiv/STI Norr"],"version":2}"""),
            await changed.JsonAsync()));
        var seen = await service.GetJsonAsync("/api/series");
        Assert.Equal(("Temadagar i norr", null, "Ett stycke."), ((string)seen["name"]!, (string?)seen["campaign"], (string)seen["summary"]!));
        Assert.Equal(["Region Norrbotten", "Kunskapsnätverket hiv/STI Norr"], seen["partners"]!.AsArray().Select(partner => (string)partner!));
        Assert.Contains("Temadagar i norr", await service.Client.GetStringAsync("/calendar/series.ics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([("seriesChanged", "series", null, null)], await editor.LogAsync());
    }

    [Fact]
    public async Task What_was_read_can_be_put_back_as_it_is_and_leaves_no_trace()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var same = await editor.ChangeAsync(Editor.Series, _ => { });

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (same.StatusCode, same.Headers.ETag!.Tag));
        Assert.Empty(await editor.LogAsync());
    }

    [Fact]
    public async Task Of_those_who_write_at_once_one_does()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        var (_, tag) = await editor.ReadAsync(Editor.Series);

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => editor.PutAsync(Editor.Series, new { name = $"Serien {i}", partners = new[] { $"Part {i}" } }, tag)));

        Assert.Equal((1, 5), (all.Count(response => response.StatusCode == HttpStatusCode.OK), all.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed)));
        var (series, _) = await editor.ReadAsync(Editor.Series);
        Assert.Equal(((string)series["name"]!)[^1], ((string)series["partners"]![0]!)[^1]);
        Assert.Single(await editor.LogAsync());
    }

    [Fact]
    public async Task Whoever_does_not_say_what_was_read_is_told_to()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var response = await editor.PutAsync(Editor.Series, new { name = "Serien" }, null);

        await PlanDayTests.AssertProblemAsync(response, (HttpStatusCode)428, "if-match-missing");
    }

    [Theory]
    [InlineData("""{ "partners": [] }""", "name")]
    [InlineData("""{ "name": " " }""", "name")]
    [InlineData("""{ "name": "Serien", "partners": "Region Norrbotten" }""", "partners")]
    [InlineData("""{ "name": "Serien", "partners": ["Region Norrbotten", " "] }""", "partners[1]")]
    [InlineData("""{ "name": "Serien", "partners": [1] }""", "partners[0]")]
    [InlineData("""{ "name": "Serien", "demonstration": false }""", "demonstration")]
    [InlineData("long name", "name")]
    [InlineData("long summary", "summary")]
    [InlineData("long partner", "partners[0]")]
    [InlineData("many partners", "partners")]
    public async Task A_fault_is_told_by_field_and_nothing_is_saved(string body, string field)
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        object sent = body switch
        {
            "long name" => new { name = new string('x', 201) },
            "long summary" => new { name = "Serien", summary = new string('x', 1001) },
            "long partner" => new { name = "Serien", partners = new[] { new string('x', 201) } },
            "many partners" => new { name = "Serien", partners = Enumerable.Range(0, 51).Select(i => $"Part {i}") },
            _ => JsonNode.Parse(body)!,
        };

        using var response = await editor.PutAsync(Editor.Series, sent, "*");

        Assert.Equal([field], await PlanDayTests.FaultsAsync(response));
        Assert.Equal(1, (int)(await editor.ReadAsync(Editor.Series)).What["version"]!);
    }

    [Fact]
    public async Task Where_there_is_no_series_there_is_none_to_edit()
    {
        await using var service = await TestService.StartAsync(seed: null);
        using var editor = await Editor.OfAsync(service);

        using var read = await editor.GetAsync(Editor.Series);
        using var written = await editor.PutAsync(Editor.Series, new { name = "Serien" }, "*");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, written.StatusCode));
    }
}
