using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Tests.Attendance;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Messages;

public sealed class AttendanceMessageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeClock.At();
    private TestService service = null!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(clock: clock);

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Those_who_came_and_those_who_did_not_are_told_apart()
    {
        using var door = await Door.OfAsync(service);
        var (came, left, undone) = (await door.RegisterAsync("kom@example.org"), await door.RegisterAsync("gick@example.org"), await door.RegisterAsync("misstag@example.org"));
        await door.RegisterAsync("uteblev@example.org");
        await door.RegisterAsync("avbokad@example.org");
        await service.CancelAsync("avbokad@example.org", door.Slug);
        // Of those online nothing is known yet, so none of them is absent.
        await door.RegisterAsync("digital@example.org", participation: "online");
        foreach (var id in new[] { came, left, undone })
        {
            (await door.CheckInAsync(id, door.At("09:00"))).EnsureSuccessStatusCode();
        }

        (await door.CheckOutAsync(left, door.At("09:30"))).EnsureSuccessStatusCode();
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{(string)(await door.PersonAsync(undone))["checkInId"]!}")).EnsureSuccessStatusCode();

        using var early = await SendAsync(door, "absent");
        Assert.Equal("/problems/theme-day-not-over", (string)(await early.JsonAsync())["type"]!);
        clock.Advance(TimeSpan.FromHours(5));

        foreach (var (to, people) in new[] { ("attended", new[] { "gick@example.org", "kom@example.org" }), ("absent", ["misstag@example.org", "uteblev@example.org"]) })
        {
            using var preview = await SendAsync(door, to, "?preview=true");
            Assert.Equal(2, (int)(await preview.JsonAsync())["count"]!);
            using var sent = await SendAsync(door, to);
            Assert.Equal("""{"count":2,"withoutAddress":0}""", await sent.Content.ReadAsStringAsync());
            foreach (var email in people)
            {
                Assert.Contains(await service.MailsAsync("organizer-message", email), mail => mail.Subject!.EndsWith(to, StringComparison.Ordinal));
            }

            Assert.Equal(people, await service.QueryAsync<string>("SELECT Recipient FROM Outbox WHERE Kind = 'organizer-message' AND Facts LIKE @facts ORDER BY Recipient", new { facts = $"%\"Till {to}\"%" }));
        }
    }

    [Theory]
    [InlineData("door", 0)]
    [InlineData("list", 1)]
    [InlineData("report", 1)]
    public async Task One_of_those_online_at_the_door_does_not_make_the_others_absent(string source, int absent)
    {
        using var door = await Door.OfAsync(service);
        var came = await door.RegisterAsync("digital.kom@example.org", participation: "online");
        await door.RegisterAsync("digital@example.org", "Bo", "Ek", participation: "online");
        await door.RegisterAsync("plats@example.org", "Cia", "Zorn");
        (await door.CheckInAsync(came, door.At("09:00"))).EnsureSuccessStatusCode();
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE CheckIns SET Source = @source WHERE RegistrationId = @came", new { source, came }));
        clock.Advance(TimeSpan.FromHours(5));

        using var preview = await SendAsync(door, "absent", "?preview=true");

        Assert.Equal(absent, (int)(await preview.JsonAsync())["count"]!);
    }

    [Theory]
    [InlineData("attended")]
    [InlineData("absent")]
    public async Task As_long_as_nobody_has_been_checked_in_nobody_is_absent(string to)
    {
        using var door = await Door.OfAsync(service);
        await door.RegisterAsync("ingenvet@example.org");

        foreach (var query in new[] { "", "?preview=true" })
        {
            using var response = await SendAsync(door, to, query);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/attendance-not-recorded"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        }
    }

    private static Task<HttpResponseMessage> SendAsync(Door door, string to, string query = "") =>
        door.Organizer.PostAsJsonAsync($"{door.Address}/messages{query}", new { to, subject = $"Till {to}", body = "Tack." });
}
