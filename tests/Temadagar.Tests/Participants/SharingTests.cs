using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Participants;

public class SharingTests
{
    private const string Days = "/api/organizer/theme-days";

    [Fact]
    public async Task A_steward_who_is_another_board_s_by_now_sees_nobody_and_stands_in_nobody_s_way()
    {
        await using var service = await TestService.StartAsync();
        using var steward = await StewardAsync(service);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(steward, "lulea"));

        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ApiKeys SET Board = 'vasterbotten' WHERE Role = 'steward'"));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(steward, "lulea"));
        Assert.Empty(await steward.GetFromJsonAsync<JsonArray>(Days) ?? []);
        var sharing = JsonNode.Parse(await service.TextAsAsync(Role.Organizer, "norrbotten", $"{Days}/lulea/sharing"))!;
        Assert.Empty(sharing["stewards"]!.AsArray());
        using var kept = await service.SendAsAsync(HttpMethod.Put, Role.Organizer, "norrbotten", $"{Days}/lulea/sharing", sharing);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(0, await service.CountAsync("StewardDays"));
    }

    [Fact]
    public async Task A_day_that_goes_to_another_board_is_shared_with_nobody()
    {
        await using var service = await TestService.StartAsync();
        using var steward = await StewardAsync(service, "jamtland");
        using var shared = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(shared, "lulea"));

        using var planner = await Planner.OfAsync(service);
        using var moved = await planner.ChangeAsync("lulea", day => day["board"] = "vasterbotten");

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await StatusAsync(steward, "lulea"), await StatusAsync(shared, "lulea")));
    }

    private static async Task<HttpClient> StewardAsync(TestService service, params string[] boards)
    {
        var key = service.WithKey(await service.KeyAsync(Role.Steward, "norrbotten"));
        var id = (await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Role = 'steward'")).Single();
        using var response = await service.SendAsAsync(
            HttpMethod.Put, Role.Organizer, "norrbotten", $"{Days}/lulea/sharing", new { boards, stewards = new[] { Guid.Parse(id) } });
        response.EnsureSuccessStatusCode();
        return key;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string slug)
    {
        using var response = await client.GetAsync($"{Days}/{slug}/registrations");
        return response.StatusCode;
    }
}
