using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Participants;

public class OrganizerDayTests
{
    private const string Path = "/api/organizer/theme-days";

    [Fact]
    public async Task A_board_sees_its_own_days_and_an_administrator_all()
    {
        await using var service = await TestService.StartAsync();
        var nobodys = await service.AddDayAsync();

        Assert.Equal(["lulea"], await SlugsAsync(Role.Organizer, "norrbotten"));
        Assert.Equal(["lulea"], await SlugsAsync(Role.Reader, "norrbotten"));
        Assert.Equal(["lulea", nobodys, "umea", "harnosand", "ostersund"], await SlugsAsync(Role.Administrator, null));

        async Task<List<string>> SlugsAsync(Role role, string? board) =>
            [.. JsonNode.Parse(await service.TextAsAsync(role, board, Path))!.AsArray().Select(day => (string)day!["slug"]!)];
    }

    [Fact]
    public async Task The_figures_are_the_people()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 2, online: 5);
        foreach (var email in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            await service.RegisterOneAsync(day, email);
        }

        var view = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path))!.AsArray().Single(one => (string)one!["slug"]! == day)!;

        Assert.True((bool)view["published"]!);
        Assert.Equal(
            """[{"participation":"onSite","capacity":2,"taken":2,"waiting":1},{"participation":"online","capacity":5,"taken":0,"waiting":0}]""",
            view["places"]!.ToJsonString());
    }

    [Fact]
    public async Task A_day_that_is_not_published_is_there_for_its_organizer()
    {
        await using var service = await TestService.StartAsync();
        var draft = await service.AddDayAsync(change: day => day with { PublishedAt = null });

        var view = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path))!.AsArray().Single(one => (string)one!["slug"]! == draft)!;

        Assert.False((bool)view["published"]!);
    }
}
