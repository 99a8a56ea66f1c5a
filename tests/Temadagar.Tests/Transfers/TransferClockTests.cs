using Microsoft.Extensions.DependencyInjection;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Transfers;

namespace Temadagar.Tests.Transfers;

/// <summary>Nobody's details are kept for a transfer that can take effect no more.</summary>
public class TransferClockTests
{
    [Fact]
    public async Task One_for_a_day_that_was_moved_nearer_and_has_been_ends_and_one_that_cannot_be_ended_stops_no_other()
    {
        await using var service = await TestService.StartAsync(clock: FakeClock.At());
        var (stuck, day) = (await service.AddDayAsync(), await service.AddDayAsync());
        foreach (var one in new[] { stuck, day })
        {
            await service.FareAsync(one, "fragar@example.org");
            await service.AskAddressAsync(await service.LinkOfAsync("fragar@example.org", one), "ny@example.org").OkAsync();
        }

        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2027-02-02' WHERE Slug IN (@stuck, @day)", new { stuck, day }));
        var first = (await service.QueryAsync<string>("SELECT t.Id FROM Transfers t JOIN Registrations r ON r.Id = t.RegistrationId JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @stuck", new { stuck }))[0];
        await service.Sqlite.WriteAsync(write => write.ExecuteAsync($"CREATE TRIGGER Stuck BEFORE UPDATE ON Transfers WHEN OLD.Id = '{first}' BEGIN SELECT RAISE(ABORT, 'no'); END"));

        await service.Services.GetRequiredService<TransferClock>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([first], await service.QueryAsync<string>("SELECT Id FROM Transfers WHERE EndedAt IS NULL OR Email IS NOT NULL"));
    }
}
