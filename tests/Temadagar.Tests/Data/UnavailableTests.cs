using System.Globalization;
using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Data;

[Slow]
public class UnavailableTests
{
    [Fact]
    public async Task Over_HTTP_a_full_disk_is_said_with_when_to_try_again_and_nothing_acknowledged_is_lost()
    {
        await using var service = await TestService.StartAsync();
        var acknowledged = 0;
        HttpResponseMessage response;
        while (true)
        {
            // Set each time: SQLite takes it for a full disk on this connection, and where the dispatcher's writes were in the
            // same group all of it has been run again on a new one, as it should be.
            await service.Sqlite.WriteAsync(async write => await write.ScalarAsync<long>($"PRAGMA max_page_count = {await write.ScalarAsync<long>("PRAGMA page_count")}"));
            response = await service.RegisterAsync(Some.Submission("lulea", "online", $"full{acknowledged}@example.org"), $"nyckel{acknowledged}");
            if (response.StatusCode != HttpStatusCode.Created)
            {
                break;
            }

            acknowledged++;
            Assert.InRange(acknowledged, 1, 500);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("/problems/unavailable", (string)(await response.JsonAsync())["type"]!);
        Assert.InRange(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(acknowledged, await service.CountAsync("Registrations"));

        // The same key after the disk has room again is the first to succeed: a failure is not remembered.
        Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission("lulea", "online", $"full{acknowledged}@example.org"), $"nyckel{acknowledged}")).StatusCode);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Over_HTTP_a_database_that_another_process_holds_is_said_and_pages_are_shown_meanwhile()
    {
        await using var service = await TestService.StartAsync();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(service.Folder, "temadagar.db")};Pooling=false");
        await other.OpenAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            var registering = service.RegisterAsync(Some.Submission());
            Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/api/theme-days/lulea")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await registering).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission())).StatusCode);
        Assert.Equal(1, await service.CountAsync("Registrations"));
    }

    [Fact]
    public async Task Over_HTTP_who_asks_again_for_want_of_an_answer_gets_it_though_the_database_takes_no_writes()
    {
        await using var service = await TestService.StartAsync();
        _ = service.Sqlite;
        var first = await service.RegisterAsync(Some.Submission(), "svaret-kom-bort");
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(service.Folder, "temadagar.db")};Pooling=false");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        var replies = await Task.WhenAll(
            service.RegisterAsync(Some.Submission(), "svaret-kom-bort"), service.RegisterAsync(Some.Submission("umea", "onSite", "annan@example.org"), "svaret-kom-bort"),
            service.RegisterAsync(Some.Submission("umea", "onSite", "ny@example.org"), "ny-nyckel"));
        var (again, misused, anew) = (replies[0], replies[1], replies[2]);

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misused.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, anew.StatusCode);
    }
}
