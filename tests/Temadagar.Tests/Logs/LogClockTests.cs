using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Logs;

/// <summary>The service seals its log by itself, and says where the head is.</summary>
public class LogClockTests
{
    private const string Log = "/api/organizer/log";

    [Fact]
    public async Task Each_minute_what_is_new_is_sealed_and_the_log_s_reader_sees_the_head()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var administrator = await service.WithKeyAsync(Role.Administrator);

        await Eventually.TrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return await service.CountAsync("AccessLog WHERE SealNumber IS NULL") == 0;
        });

        using var response = await administrator.GetAsync(Log);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var head = (await response.JsonAsync())["head"]!;
        Assert.Equal(await service.QueryAsync<string>("SELECT CONCAT(Number, ' ', Seal) FROM LogSeals WHERE Number = (SELECT MAX(n.Number) FROM LogSeals n)"), [$"{head["number"]} {head["seal"]}"]);
    }

    [Fact]
    public async Task The_head_is_in_the_program_s_own_log_when_it_has_moved_and_at_most_once_an_hour()
    {
        var clock = FakeClock.At();
        var lines = new LogLines();
        await using var service = await TestService.StartAsync(Seed.Demo, clock, null, services => services.AddSingleton<ILoggerProvider>(lines));
        var sealing = service.Services.GetRequiredService<LogClock>();
        IEnumerable<string> Noted() => lines.All.Where(line => line.Contains("The log is sealed up to", StringComparison.Ordinal));

        await service.NamedKeyAsync(Role.Reader);
        await sealing.RunAsync(TestContext.Current.CancellationToken);
        await service.NamedKeyAsync(Role.Reader);
        await sealing.RunAsync(TestContext.Current.CancellationToken);
        Assert.Single(Noted());

        clock.Advance(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(() => Task.FromResult(Noted().Count() == 2));
        clock.Advance(TimeSpan.FromHours(1));
        await sealing.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Noted().Count());
        Assert.StartsWith("Information", Noted().Last(), StringComparison.Ordinal);
        Assert.Contains($"2:{(await service.QueryAsync<string>("SELECT Seal FROM LogSeals WHERE Number = 2"))[0]}", Noted().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_watches_the_service_sees_how_far_the_log_is_sealed_and_that_it_stands_still()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var sealing = service.Services.GetRequiredService<LogClock>();
        await service.NamedKeyAsync(Role.Reader);
        await sealing.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), Measured(service));

        await service.Sqlite.WriteAsync(write => write.ExecuteAsync("CREATE TRIGGER Stuck BEFORE INSERT ON LogSeals BEGIN SELECT RAISE(ABORT, 'no'); END"));
        await service.NamedKeyAsync(Role.Reader);
        await Assert.ThrowsAnyAsync<Exception>(() => sealing.RunAsync(TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal((1, 300), Measured(service));
    }

    private static (long Sealed, double Age) Measured(TestService service)
    {
        var (seals, age) = (0L, 0.0);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "Temadagar" && instrument.Meter.Scope == service.Services.GetRequiredService<IMeterFactory>())
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seals = instrument.Name == "temadagar.log.sealed" ? value : -1);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => age = instrument.Name == "temadagar.log.unsealed.age" ? value : -1);
        listener.Start();
        listener.RecordObservableInstruments();
        return (seals, age);
    }
}
