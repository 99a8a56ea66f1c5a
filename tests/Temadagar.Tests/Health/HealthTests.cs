using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Temadagar.Health;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Health;

public class HealthTests
{
    [Fact]
    public async Task A_whole_service_is_live_and_ready()
    {
        await using var service = await TestService.StartAsync();

        Assert.Equal("""{"status":"healthy","checks":{}}""", (await service.GetJsonAsync("/health/live")).ToJsonString());
        Assert.Equal("healthy", (string)(await service.GetJsonAsync("/health/ready"))["status"]!);
    }

    [Fact]
    public async Task Without_its_migrations_it_is_not_ready_but_live()
    {
        await using var service = await TestService.StartAsync();
        await service.Database.WriteAsync(write => write.ExecuteAsync("DELETE FROM SchemaVersions WHERE ScriptName = '001-foundation.sql'"));

        using var ready = await service.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(("unavailable", "unavailable"), ((string)(await ready.JsonAsync())["status"]!, (string)(await ready.JsonAsync())["checks"]!["database"]!["status"]!));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/live")).StatusCode);
    }

    [Slow]
    [Fact]
    public async Task A_database_that_another_process_holds_is_degraded_and_one_that_refuses_to_write_is_not_ready()
    {
        await using var service = await TestService.StartAsync();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(service.Folder, "temadagar.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var held = other.BeginTransaction(deferred: false))
        {
            using var degraded = await service.Client.GetAsync("/health/ready");
            Assert.Equal((HttpStatusCode.OK, "degraded"), (degraded.StatusCode, (string)(await degraded.JsonAsync())["checks"]!["database"]!["status"]!));
        }

        await Eventually.TrueAsync(async () => (string)(await service.GetJsonAsync("/health/ready"))["status"]! == "healthy");
        await service.Sqlite.WriteAsync(write => write.ExecuteAsync("CREATE TRIGGER Refuse BEFORE UPDATE ON Series BEGIN SELECT RAISE(ABORT, 'no'); END"));
        await Eventually.TrueAsync(async () => (await service.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);
    }

    [Slow]
    [Fact]
    public async Task A_disk_that_does_not_answer_is_waited_for_three_seconds_and_looked_at_once()
    {
        using var answer = new ManualResetEventSlim();
        var (looks, look) = (0, new PatientLook());
        HealthCheckResult Look()
        {
            Interlocked.Increment(ref looks);
            answer.Wait();
            return HealthCheckResult.Healthy();
        }

        Assert.Equal(HealthStatus.Degraded, (await look.RunAsync(Look)).Status);
        Assert.Equal(HealthStatus.Degraded, (await look.RunAsync(Look)).Status);
        Assert.Equal(1, looks);

        answer.Set();
        await Eventually.TrueAsync(async () => (await look.RunAsync(Look)).Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task Who_asks_within_two_seconds_gets_the_answer_that_was_given_and_costs_nothing()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        await service.GetJsonAsync("/health/ready");
        await service.Sqlite.WriteAsync(write => write.ExecuteAsync("CREATE TRIGGER Refuse BEFORE UPDATE ON Series BEGIN SELECT RAISE(ABORT, 'no'); END"));

        clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("healthy", (string)(await service.GetJsonAsync("/health/ready"))["status"]!);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Without_its_tables_it_is_not_ready_and_the_reply_shows_no_insides()
    {
        await using var service = await TestService.StartAsync();
        await service.Database.WriteAsync(write => write.ExecuteAsync("DROP TABLE SchemaVersions; DROP TABLE Outbox"));

        using var ready = await service.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var text = await ready.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Folder, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queued", 15, "healthy")]
    [InlineData("queued", 16, "degraded")]
    [InlineData("sending", 16, "degraded")]
    [InlineData("failed", 16, "healthy")]
    [InlineData("sent", 16, "healthy")]
    public async Task An_old_backlog_of_mail_is_degraded_and_no_reason_to_send_people_elsewhere(string state, int minutes, string status)
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        await service.Database.WriteAsync(write => write.ExecuteAsync("""
            INSERT INTO Outbox (Id, About, Kind, Sequence, Language, Recipient, Facts, State, Attempts, CreatedAt, NextAttemptAt)
            VALUES (@Id, @Id, 'prov', 0, 'sv', 'a@example.org', '{}', @State, 0, @Now, @Later)
            """, new { Id = Guid.NewGuid(), State = state, Now = clock.GetUtcNow(), Later = clock.GetUtcNow().AddHours(1) }));
        clock.Advance(TimeSpan.FromMinutes(minutes));

        using var ready = await service.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var report = await ready.JsonAsync();
        Assert.Equal((status, status), ((string)report["status"]!, (string)report["checks"]!["mail"]!["status"]!));
        // How many wait would be for anyone to read.
        Assert.Equal(status == "healthy" ? null : $"Mail waits since {clock.GetUtcNow().AddMinutes(-minutes):u}.", (string?)report["checks"]!["mail"]!["detail"]);
        Assert.DoesNotContain("@", report.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE Places SET Taken = Taken + 1 WHERE Capacity = 12")]
    [InlineData("UPDATE Registrations SET Status = 'waitlisted'")]
    public async Task A_drifted_counter_is_degraded_with_200(string harm)
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        await service.FareAsync("harnosand", "a@example.org");
        Assert.Equal("healthy", (string)(await service.GetJsonAsync("/health/ready"))["checks"]!["counters"]!["status"]!);
        clock.Advance(TimeSpan.FromSeconds(2));
        await service.Database.WriteAsync(write => write.ExecuteAsync(harm));

        using var ready = await service.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var report = await ready.JsonAsync();
        Assert.Equal(("degraded", "degraded"), ((string)report["status"]!, (string)report["checks"]!["counters"]!["status"]!));
    }
}
