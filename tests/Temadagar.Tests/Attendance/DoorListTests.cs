using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

/// <summary>The list that a phone at the door takes along.</summary>
public class DoorListTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Codes_are_for_those_who_check_in_and_of_those_who_have_a_place()
    {
        using var door = await Door.OfAsync(service, onSite: 2);
        var confirmed = await door.RegisterAsync("harplats@example.org");
        var cancelled = await door.RegisterAsync("avbokadlista@example.org");
        await service.CancelAsync("avbokadlista@example.org", door.Slug);
        await door.RegisterAsync("harplats2@example.org");
        var waiting = await door.RegisterAsync("vantarlista@example.org");
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/sharing", new { boards = new[] { "jamtland" }, stewards = Array.Empty<string>() })).EnsureSuccessStatusCode();
        using var looker = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));

        var seen = JsonNode.Parse(await looker.GetStringAsync($"{door.Address}/check-ins"))!;

        Assert.False((bool)seen["mayCheckIn"]!);
        Assert.Equal(4, seen["people"]!.AsArray().Count);
        Assert.All(seen["people"]!.AsArray(), person => Assert.Null(person!["code"]));
        Assert.Equal(await door.CodeOfAsync(confirmed), (string)(await door.PersonAsync(confirmed))["code"]!);
        Assert.Null((await door.PersonAsync(cancelled))["code"]);
        Assert.Null((await door.PersonAsync(waiting))["code"]);
    }

    [Fact]
    public async Task What_is_as_it_was_is_304_and_a_row_in_the_log_all_the_same()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("etagg@example.org");
        using var first = await door.Organizer.GetAsync($"{door.Address}/check-ins");
        shared.Clock.Advance(TimeSpan.FromSeconds(1));

        using var same = await AskAsync(door, first.Headers.ETag!);
        (await door.CheckInAsync(id)).EnsureSuccessStatusCode();
        using var changed = await AskAsync(door, first.Headers.ETag!);

        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
        Assert.Equal([1, 1, 1], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'peopleListed' AND SubjectId = @id", new { id = (await door.DayIdAsync()).ToString() }));
    }

    [Fact]
    public async Task A_cancelled_day_says_so()
    {
        using var door = await Door.OfAsync(service);
        using var before = await door.Organizer.GetAsync($"{door.Address}/check-ins");
        (await door.Organizer.PostAsJsonAsync($"{door.Address}/cancellation", new { reason = "Talaren är sjuk." })).EnsureSuccessStatusCode();

        using var after = await AskAsync(door, before.Headers.ETag!);

        Assert.Equal("open", (string)(await before.JsonAsync())["themeDay"]!["state"]!);
        Assert.Equal("cancelled", (string)(await after.JsonAsync())["themeDay"]!["state"]!);
    }

    private static async Task<HttpResponseMessage> AskAsync(Door door, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{door.Address}/check-ins");
        request.Headers.IfNoneMatch.Add(known);
        return await door.Organizer.SendAsync(request);
    }
}
