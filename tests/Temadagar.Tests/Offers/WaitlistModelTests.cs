using System.Net;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Links;
using Temadagar.Offers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Offers;

/// <summary>Random lives of a day with both ways of taking part. What must hold, holds after every step.</summary>
[Slow]
public class WaitlistModelTests
{
    private const int People = 12;
    private static readonly string[] Ways = ["onSite", "online"];

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, People - 1].HashSet[1, 3], Gen.Int[0, 1].Select(way => Ways[way]), (people, way) => (Step)new Registers([.. people], way))),
        (3, Gen.Int[0, People - 1].Select(person => (Step)new Cancels(person))),
        (3, Gen.Select(Gen.Int[0, People - 1], Gen.Bool.Select(yes => yes ? "claim" : "decline"), (person, answer) => (Step)new Answers(person, answer))),
        (2, Gen.Select(Gen.Int[0, 1].Select(way => Ways[way]), Gen.Int[0, 4], (way, capacity) => (Step)new Resizes(way, capacity))),
        (1, Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], (one, other) => (Step)new Moves(one, other))),
        (2, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 1].Select(way => Ways[way]), (person, way) => (Step)new TakesPart(person, way))),
        (1, Gen.Int[0, People - 1].Select(person => (Step)new StopsWaiting(person))),
        (1, Gen.Int[0, People - 1].Select(person => (Step)new HandsOver(person))),
        (1, Gen.Int[1, 40].Select(hours => (Step)new Passes(hours))));

    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_list_keeps_its_promises()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, TestService.WithoutOffers);
        using var planner = await Planner.OfAsync(service);
        await Steps.Array[5, 40].SampleAsync(async steps => await HoldsAsync(service, planner, clock, steps), iter: 25, threads: 1);
    }

    private static async Task<bool> HoldsAsync(TestService service, Planner planner, FakeTimeProvider clock, Step[] steps)
    {
        var day = await service.AddDayAsync(onSite: 2, online: 2);
        var run = day[^3..];
        string Email(int person) => $"person{run}-{person}@example.org";
        var ended = new Dictionary<string, (string Outcome, string At)>();
        foreach (var step in steps)
        {
            await TakeAsync(service, planner, clock, day, step, Email);
            await LookAsync(service, day);
            await service.AssertConsistentAsync();
            foreach (var (id, outcome, at) in await service.QueryAsync<(string, string, string)>("""
                SELECT w.Id, w.Outcome, w.EndedAt FROM Waits w JOIN ThemeDays d ON d.Id = w.ThemeDayId WHERE d.Slug = @day AND w.EndedAt IS NOT NULL
                """, new { day }))
            {
                // What has ended has ended for good.
                Assert.Equal(ended.GetValueOrDefault(id, (outcome, at)), (outcome, at));
                ended[id] = (outcome, at);
            }
        }

        return true;
    }

    private static async Task TakeAsync(TestService service, Planner planner, FakeTimeProvider clock, string day, Step step, Func<int, string> email)
    {
        switch (step)
        {
            case Registers(var people, var way):
                using (var response = await service.RegisterAsync(Some.Submission(day, way, [.. people.Select(email)])))
                {
                    response.EnsureSuccessStatusCode();
                }

                break;
            case Cancels(var person) when await KnowsAsync(service, day, email(person)):
                await service.CancelAsync(email(person), day);
                break;
            case Answers(var person, var answer) when await OfferOfAsync(service, day, email(person)) is { } offer:
                using (var response = await service.AnswerAsync(email(person), day, offer, answer))
                {
                    Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
                }

                break;
            case Resizes(var way, var capacity):
                // Fewer than are taken is refused, and so it stays.
                using (var resized = await planner.ChangeAsync(day, plan => plan["places"]!.AsArray().Single(place => (string)place!["participation"]! == way)!["capacity"] = capacity))
                {
                    Assert.Contains(resized.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
                }

                break;
            case Moves(var one, var other):
                var groups = await service.QueryAsync<string>(
                    "SELECT g.Id FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId WHERE d.Slug = @day AND g.Waiting > 0 ORDER BY g.Id", new { day });
                if (groups.Count > 0)
                {
                    // Of two lists it is refused, and so it stays.
                    using var moved = await planner.DoAsync(day, $"waitlist/groups/{groups[one % groups.Count]}/move", new { before = groups[other % groups.Count], reason = "Har fått ett löfte" });
                    Assert.Contains(moved.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
                }

                break;
            case TakesPart(var person, var way) when await KnowsAsync(service, day, email(person)):
                using (var taken = await service.TakePartAsync(await service.LinkOfAsync(email(person), day), way, wait: true))
                {
                    // Whoever has cancelled is told so.
                    Assert.Contains(taken.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
                }

                break;
            case StopsWaiting(var person) when await WaitOfAsync(service, day, email(person)) is { } wait:
                await service.MyAsync(HttpMethod.Delete, $"{OwnChanges.Mine}/waits/{wait}", await service.LinkOfAsync(email(person), day)).OkAsync();
                break;
            case HandsOver(var person) when await IsActiveAsync(service, day, email(person)):
                await service.HandOverAsync(await service.LinkOfAsync(email(person), day), $"tar-over-{Guid.NewGuid():N}@example.org").OkAsync();
                var asked = Guid.Parse((await service.QueryAsync<string>("SELECT t.Id FROM Transfers t JOIN Registrations r ON r.Id = t.RegistrationId WHERE t.EndedAt IS NULL AND r.Email = @email ORDER BY t.AskedAt DESC", new { email = email(person) }))[0]);
                await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Transfer, asked, 0)).OkAsync();
                break;
            case Passes(var hours):
                clock.Advance(TimeSpan.FromHours(hours));
                break;
        }
    }

    /// <summary>Lets the service do what is due, and compares whom it offers places with the rule in a few lines.</summary>
    private static async Task LookAsync(TestService service, string day)
    {
        var expiring = service.Services.GetRequiredService<ExpireOffers>();
        while (await expiring.DueAsync(TestContext.Current.CancellationToken) is { Count: > 0 } overdue)
        {
            foreach (var wait in overdue)
            {
                await expiring.RunAsync(wait, TestContext.Current.CancellationToken);
            }
        }

        var offering = service.Services.GetRequiredService<OfferPlaces>();
        var expected = new List<string>();
        foreach (var way in Ways)
        {
            var free = (await service.QueryAsync<int>(
                "SELECT p.Capacity - p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day AND p.Participation = @way", new { day, way }))[0];
            var waiting = (await service.QueryAsync<(string Id, int Waiting, int Asked)>("""
                SELECT g.Id, g.Waiting, g.Asked FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId
                WHERE d.Slug = @day AND g.Participation = @way AND g.Waiting > 0 ORDER BY g.Position
                """, new { day, way })).ToList();
            while (waiting.FindIndex(group => group.Asked <= free) is >= 0 and var next)
            {
                free -= waiting[next].Waiting;
                expected.Add(waiting[next].Id);
                waiting.RemoveAt(next);
            }
        }

        var before = await OfferedAsync(service, day);
        foreach (var freed in await offering.DueAsync(TestContext.Current.CancellationToken))
        {
            await offering.RunAsync(freed, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected.Order(), (await OfferedAsync(service, day)).Except(before).Order());
    }

    private static async Task<IReadOnlyList<string>> OfferedAsync(TestService service, string day) => await service.QueryAsync<string>(
        "SELECT DISTINCT w.GroupId FROM Waits w JOIN ThemeDays d ON d.Id = w.ThemeDayId WHERE d.Slug = @day AND w.OfferedAt IS NOT NULL", new { day });

    private static async Task<bool> KnowsAsync(TestService service, string day, string email) => await service.CountAsync(
        "Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.Email = @email", new { day, email }) > 0;

    private static async Task<bool> IsActiveAsync(TestService service, string day, string email) => await service.CountAsync(
        "Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.Email = @email AND r.Status <> 'cancelled'", new { day, email }) > 0;

    private static async Task<string?> WaitOfAsync(TestService service, string day, string email) => await service.QueryAsync<string>("""
        SELECT w.Id FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId JOIN ThemeDays d ON d.Id = w.ThemeDayId
        WHERE d.Slug = @day AND r.Email = @email AND w.EndedAt IS NULL ORDER BY w.Id
        """, new { day, email }) is [var first, ..] ? first : null;

    private static async Task<string?> OfferOfAsync(TestService service, string day, string email) => await service.QueryAsync<string>("""
        SELECT w.Id FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId JOIN ThemeDays d ON d.Id = w.ThemeDayId
        WHERE d.Slug = @day AND r.Email = @email AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL ORDER BY w.Id
        """, new { day, email }) is [var first, ..] ? first : null;

    private abstract record Step;

    private sealed record Registers(int[] People, string Way) : Step;

    private sealed record Cancels(int Person) : Step;

    private sealed record Answers(int Person, string Answer) : Step;

    private sealed record Resizes(string Way, int Capacity) : Step;

    private sealed record Moves(int One, int Other) : Step;

    private sealed record TakesPart(int Person, string Way) : Step;

    private sealed record StopsWaiting(int Person) : Step;

    private sealed record HandsOver(int Person) : Step;

    private sealed record Passes(int Hours) : Step;
}
