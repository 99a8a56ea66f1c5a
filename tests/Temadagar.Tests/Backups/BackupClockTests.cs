using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temadagar.Backups;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Backups;

[Slow]
public class BackupClockTests
{
    private static readonly string[] Settings = ["--Backup:Passphrase=korrekt häst batteri häftklammer", "--Backup:Keep=3", "--Backup:At=02:30"];

    [Fact]
    public async Task One_is_made_each_day_at_its_time_and_only_the_newest_are_kept()
    {
        // The night that has no half past two: it is half past three then.
        var clock = FakeClock.At("2027-03-27T12:00:00+01:00");
        using var folder = new DataFolder();
        await using var service = await StartAsync(clock, folder);
        var stranger = Path.Combine(folder.Path, "backups", "egen-fil.txt");
        // At start there was none, so one was made.
        await Eventually.TrueAsync(() => Task.FromResult(Made(folder).SequenceEqual(["temadagar-20270327T110000Z.tar.gz.age"])), TimeSpan.FromMinutes(1));
        await File.WriteAllTextAsync(stranger, "");
        var work = service.Services.GetServices<IHostedService>().OfType<BackupClock>().Single();
        async Task<int> AtAsync(string instant)
        {
            clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
            await work.RunAsync(TestContext.Current.CancellationToken);
            return Made(folder).Count;
        }

        Assert.Equal(1, await AtAsync("2027-03-28T01:29:00Z"));
        Assert.Equal(2, await AtAsync("2027-03-28T01:31:00Z"));
        Assert.Equal(2, await AtAsync("2027-03-29T00:29:00Z"));
        Assert.Equal(3, await AtAsync("2027-03-29T00:31:00Z"));
        // Two days that it did not run: one is made, and the oldest goes.
        Assert.Equal(3, await AtAsync("2027-03-31T15:00:00Z"));
        Assert.Equal(["temadagar-20270328T013100Z.tar.gz.age", "temadagar-20270329T003100Z.tar.gz.age", "temadagar-20270331T150000Z.tar.gz.age"], Made(folder));
        Assert.True(File.Exists(stranger));
        // Of a clock that was wrong: they are none, and take nobody's place.
        foreach (var number in Enumerable.Range(1, 3))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "backups", $"temadagar-2090010{number}T000000Z.tar.gz.age"), "", TestContext.Current.CancellationToken);
        }

        Assert.Equal(6, await AtAsync("2027-04-01T15:00:00Z"));
        Assert.Contains("temadagar-20270401T150000Z.tar.gz.age", Made(folder));
        Assert.DoesNotContain("temadagar-20270328T013100Z.tar.gz.age", Made(folder));
    }

    [Fact]
    public async Task Where_none_can_be_made_the_log_and_health_say_so_and_it_is_made_once_it_can()
    {
        var clock = FakeClock.At();
        using var folder = new DataFolder();
        // A file where the folder should be.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "backups"), "");
        var lines = new LogLines();
        await using var service = await StartAsync(clock, folder, lines);
        await Eventually.TrueAsync(() => Task.FromResult(lines.All.Any(line => line.Contains("No backup was made", StringComparison.Ordinal))), TimeSpan.FromMinutes(1));
        Assert.Equal("degraded", (string)(await service.GetJsonAsync("/health/ready"))["checks"]!["backup"]!["status"]!);

        File.Delete(Path.Combine(folder.Path, "backups"));
        await service.Services.GetServices<IHostedService>().OfType<BackupClock>().Single().RunAsync(TestContext.Current.CancellationToken);

        Assert.Single(Made(folder));
        // An answer is given again for two seconds.
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("healthy", (string)(await service.GetJsonAsync("/health/ready"))["checks"]!["backup"]!["status"]!);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "backups", "temadagar-20900101T000000Z.tar.gz.age"), "", TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.StartsWith("Backups dated ahead of this machine's clock: 1.", (string)(await service.GetJsonAsync("/health/ready"))["checks"]!["backup"]!["detail"]!, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.Path, "backups", "temadagar-20900101T000000Z.tar.gz.age"));

        clock.Advance(TimeSpan.FromHours(27));
        // Its own clock has rung meanwhile: either it has made another, or health says that the newest is old.
        await Eventually.TrueAsync(() => Task.FromResult(Made(folder).Count == 2), TimeSpan.FromMinutes(1));
    }

    private static async Task<TestService> StartAsync(Microsoft.Extensions.Time.Testing.FakeTimeProvider clock, DataFolder folder, LogLines? lines = null)
    {
        var service = await TestService.StartAsync(Seed.Demo, clock, folder.Path, services =>
        {
            if (lines is not null)
            {
                services.AddSingleton<ILoggerProvider>(lines);
            }
        }, Settings);
        _ = service.Sqlite;
        return service;
    }

    private static List<string> Made(DataFolder folder) => Directory.Exists(Path.Combine(folder.Path, "backups"))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder.Path, "backups"), "*.age").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];
}
