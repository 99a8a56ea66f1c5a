using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Waitlist;

public class WaitingGroupSecrecyTests
{
    /// <summary>One free place, a waiting group of oneself and another: what anyone sees must not depend on whether the other is registered.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_that_waits_looks_the_same_whether_one_in_it_was_registered_or_not(bool registered)
    {
        await using var service = await TestService.StartAsync();
        string[] first = [.. Enumerable.Range(0, 12).Select(number => $"p{number}@example.org")];
        await service.RegisterAsync(Some.Submission("harnosand", "onSite", first));

        var group = await (await service.RegisterAsync(Some.Submission("harnosand", "onSite", "self@example.org", registered ? "p5@example.org" : "new@example.org"))).JsonAsync();
        Assert.Equal("waitlisted", (string)group["outcomes"]![0]!["status"]!);
        var secret = await service.SecretAsync("registration-confirmed", "p0@example.org");
        (await service.MyAsync(HttpMethod.Post, "/api/my/registration/cancellation", secret)).EnsureSuccessStatusCode();

        var day = System.Text.Json.Nodes.JsonNode.Parse(await service.Client.GetStringAsync("/api/theme-days/harnosand", TestContext.Current.CancellationToken))!;
        Assert.Equal("few", (string)day["places"]![0]!["availability"]!);
        var next = await (await service.RegisterAsync(Some.Submission("harnosand", "onSite", "next@example.org"))).JsonAsync();
        Assert.Equal("confirmed", (string)next["outcomes"]![0]!["status"]!);
    }
}
