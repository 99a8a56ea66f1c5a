using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Offers;

/// <summary>
/// Many at once, over HTTP, on one day with both ways of taking part. What must hold after each single step is watched by the database itself (triggers that note what must
/// not be), since between two steps of a storm nobody else can look.
/// </summary>
[Slow]
public class StormTests
{
    private const int Clients = 32;
    private const int Steps = 25;
    private const int People = 60;

    private static readonly string[] Ways = ["onSite", "online"];

    // Some seconds on a quiet machine; on a busy one it does less.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Thirty_two_clients_at_once_oversell_nothing_pass_nobody_by_and_reopen_no_offer()
    {
        var seed = Random.Shared.Next();
        try
        {
            await StormAsync(seed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Assert.Fail($"Seed {seed}: {exception}");
        }
    }

    private static async Task StormAsync(int seed)
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 5, online: 5);
        await WatchAsync(service);
        using var planner = await Planner.OfAsync(service);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Administrator, null));
        var done = new int[6];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var random = new Random(seed + client);
            for (var step = 0; step < Steps && Stopwatch.GetElapsedTime(start) < Longest; step++)
            {
                var (kind, changed) = await StepAsync(service, planner, organizer, day, random);
                if (changed)
                {
                    Interlocked.Increment(ref done[kind]);
                }
            }
        }));

        // Of each kind some came through, or this was no storm.
        Assert.All(done, count => Assert.True(count > 0, string.Join(' ', done)));
        await Eventually.TrueAsync(async () =>
        {
            await service.RingAsync();
            return await service.CountAsync("""
                WaitlistGroups g JOIN Places p ON p.ThemeDayId = g.ThemeDayId AND p.Participation = g.Participation WHERE g.Waiting > 0 AND g.Asked <= p.Capacity - p.Taken
                """) == 0;
        }, "all that is free has been offered");

        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {string.Join(' ', done)} steps of each kind in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.Empty(await service.QueryAsync<string>("SELECT What FROM Wrongs"));
        await service.AssertConsistentAsync();
        // Each offer was told once. What was taken back before it was sent is noted here still.
        Assert.Equal(
            await service.QueryAsync<string>("SELECT CONCAT(RegistrationId, ' ', COUNT(*)) FROM Waits WHERE OfferedAt IS NOT NULL GROUP BY RegistrationId ORDER BY 1"),
            await service.QueryAsync<string>("SELECT CONCAT(About, ' ', COUNT(*)) FROM Told WHERE Kind = 'place-offered' GROUP BY About ORDER BY 1"));
        Assert.Equal(
            await service.QueryAsync<string>("SELECT CONCAT(RegistrationId, ' ', COUNT(*)) FROM Waits WHERE Outcome = 'claimed' GROUP BY RegistrationId ORDER BY 1"),
            await service.QueryAsync<string>("SELECT CONCAT(About, ' ', COUNT(*)) FROM Told WHERE Kind = 'registration-confirmed' AND Sequence > 0 GROUP BY About ORDER BY 1"));
        Assert.Equal(
            await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Status = 'cancelled' ORDER BY 1"),
            await service.QueryAsync<string>("SELECT About FROM Told WHERE Kind = 'registration-cancelled' ORDER BY 1"));
        Assert.Equal(
            await service.QueryAsync<string>("SELECT Id FROM Registrations ORDER BY 1"),
            await service.QueryAsync<string>("SELECT About FROM Told WHERE Kind IN ('registration-confirmed', 'registration-waitlisted') AND Sequence = 0 ORDER BY 1"));
    }

    /// <returns>The kind of step, and whether it changed something.</returns>
    private static async Task<(int Kind, bool Changed)> StepAsync(TestService service, Planner planner, HttpClient organizer, string day, Random random)
    {
        string Someone() => $"storm{random.Next(People)}@example.org";
        var way = Ways[random.Next(Ways.Length)];
        switch (random.Next(12))
        {
            case < 4:
                string[] people = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Someone()).Distinct()];
                using (var registered = await service.RegisterAsync(Some.Submission(day, way, people)))
                {
                    Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
                }

                return (0, true);
            case < 6:
                var leaving = Someone();
                if (await service.CountAsync("Registrations WHERE Email = @leaving", new { leaving }) == 0)
                {
                    return (1, false);
                }

                await service.CancelAsync(leaving, day);
                return (1, true);
            case < 9:
                var claims = random.Next(3) > 0;
                if (await AnyAsync(service, random, "OfferedAt IS NOT NULL AND (EndedAt IS NULL OR Outcome = 'expired')") is not var (offer, email))
                {
                    return (claims ? 2 : 3, false);
                }

                using (var answered = await service.AnswerAsync(email, day, offer, claims ? "claim" : "decline"))
                {
                    // Someone else was first, or the person has registered anew since.
                    Assert.Contains(answered.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound });
                    return (claims ? 2 : 3, answered.StatusCode == HttpStatusCode.OK);
                }

            case < 11:
                var capacity = random.Next(2, 9);
                using (var resized = await planner.ChangeAsync(day, plan => plan["places"]!.AsArray().Single(place => (string)place!["participation"]! == way)!["capacity"] = capacity))
                {
                    // Fewer than are taken is refused, and so is a change of what another has changed since.
                    Assert.Contains(resized.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed });
                    return (4, resized.StatusCode == HttpStatusCode.OK);
                }

            default:
                if (await AnyAsync(service, random, "OfferedAt IS NULL AND EndedAt IS NULL") is not var (wait, _))
                {
                    return (5, false);
                }

                using (var offered = await organizer.PostAsJsonAsync($"{Planner.Days}/{day}/waitlist/waits/{wait}/offer", new { reason = "Talar på dagen" }))
                {
                    Assert.Contains(offered.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound });
                    return (5, offered.StatusCode == HttpStatusCode.OK);
                }
        }
    }

    private static async Task<(string Id, string Email)?> AnyAsync(TestService service, Random random, string which)
    {
        var found = await service.QueryAsync<(string, string)>($"SELECT w.Id, r.Email FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId WHERE {which} ORDER BY w.Id");
        return found.Count == 0 ? null : found[random.Next(found.Count)];
    }

    // An offer is written before its place is taken and before its group counts one less, so free and asked are as they were when it was decided.
    private static Task<int> WatchAsync(TestService service) => service.Sqlite.WriteAsync(write => write.ExecuteAsync("""
        CREATE TABLE Wrongs (What TEXT NOT NULL);
        CREATE TABLE Told (About TEXT NOT NULL, Kind TEXT NOT NULL, Sequence INTEGER NOT NULL);
        CREATE TRIGGER OfWaits AFTER UPDATE ON Waits WHEN OLD.EndedAt IS NOT NULL BEGIN
            INSERT INTO Wrongs VALUES ('Wait ' || OLD.Id || ' had ended');
        END;
        CREATE TRIGGER OfDeletedWaits AFTER DELETE ON Waits BEGIN
            INSERT INTO Wrongs VALUES ('Wait ' || OLD.Id || ' is gone');
        END;
        CREATE TRIGGER OfOffers AFTER UPDATE OF OfferedAt ON Waits WHEN OLD.OfferedAt IS NULL AND NEW.OfferReason IS NULL BEGIN
            INSERT INTO Wrongs
            SELECT 'Wait ' || NEW.Id || ' was offered before group ' || g.Id
            FROM WaitlistGroups g
            JOIN WaitlistGroups mine ON mine.Id = NEW.GroupId
            JOIN Places p ON p.ThemeDayId = NEW.ThemeDayId AND p.Participation = NEW.Participation
            WHERE g.ThemeDayId = NEW.ThemeDayId AND g.Participation = NEW.Participation AND g.Position < mine.Position
                AND g.Waiting > 0 AND g.Asked <= p.Capacity - p.Taken;
        END;
        CREATE TRIGGER OfPlaces AFTER UPDATE ON Places WHEN NEW.Taken > NEW.Capacity OR NEW.Taken < 0 BEGIN
            INSERT INTO Wrongs VALUES (NEW.Participation || ': ' || NEW.Taken || ' of ' || NEW.Capacity);
        END;
        CREATE TRIGGER OfMails AFTER INSERT ON Outbox BEGIN
            INSERT INTO Told VALUES (NEW.About, NEW.Kind, NEW.Sequence);
        END;
        """));
}
