using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

[Slow]
public class RefusalLogTests
{
    private const string Days = "/api/organizer/theme-days";

    [Fact]
    public async Task A_wrong_key_a_refusal_and_a_limit_that_was_met_each_leave_a_line_without_who_or_what()
    {
        var (log, service) = await StartAsync("--Limits:RegistrationsPerMinute=1");
        await using var running = service;

        using var wrong = service.WithKey("temadagar_hemlignyckel");
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync($"{Days}/hemlig-dag?q=hemlig")).StatusCode);
        using var reader = await service.WithKeyAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/api/organizer/accounts", new { name = "Hemlig" })).StatusCode);
        await service.LeaveInterestAsync("lulea", "hemlig@example.org");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await service.LeaveInterestAsync("lulea", "hemlig@example.org")).StatusCode);

        Assert.Equal(
            [
                $"Warning Temadagar.Http.RefusalLog: Refused: api-key-not-known at {Days}/{{slug}}, 1 since the line before",
                "Warning Temadagar.Http.RefusalLog: Refused: not-allowed at /api/organizer/accounts, 1 since the line before",
                "Warning Temadagar.Http.RefusalLog: Refused: too-many-requests at /api/interest, 1 since the line before",
            ],
            Refusals(log).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(log.All, line => line.Contains("RefusalLog", StringComparison.Ordinal)
            && (line.Contains("hemlig", StringComparison.OrdinalIgnoreCase) || line.Contains("127.0.0.1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_goes_on_fills_one_line_a_minute_which_says_how_often()
    {
        var clock = FakeClock.At();
        var (log, service) = await StartAsync("", clock);
        await using var running = service;
        using var wrong = service.WithKey("temadagar_fel");
        for (var i = 0; i < 20; i++)
        {
            await wrong.GetAsync(Days);
        }

        Assert.EndsWith($"at {Days}, 1 since the line before", Assert.Single(Refusals(log)), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith($"at {Days}, 19 since the line before", Refusals(log)[1], StringComparison.Ordinal);
        await wrong.GetAsync(Days);
        await wrong.GetAsync(Days);
        Assert.Equal(2, Refusals(log).Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith($"at {Days}, 2 since the line before", Refusals(log)[2], StringComparison.Ordinal);

        // Over for a minute: the next is told at once.
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Refusals(log).Count);
        await wrong.GetAsync(Days);
        Assert.EndsWith($"at {Days}, 1 since the line before", Refusals(log)[3], StringComparison.Ordinal);
    }

    private static async Task<(LogLines Log, TestService Service)> StartAsync(string setting, Microsoft.Extensions.Time.Testing.FakeTimeProvider? clock = null)
    {
        var log = new LogLines();
        return (log, await TestService.StartAsync(Seed.Demo, clock, null, services => services.AddSingleton<ILoggerProvider>(log), setting.Length > 0 ? [setting] : []));
    }

    // What stands before the values, which repeat it.
    private static List<string> Refusals(LogLines log) =>
        [.. log.All.Where(line => line.Contains("RefusalLog", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf("line before", StringComparison.Ordinal) + "line before".Length)])];
}
