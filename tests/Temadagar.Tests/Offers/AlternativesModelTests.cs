using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Offers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Offers;

/// <summary>Random lives of three days of which one is enough. What must hold, holds after every step.</summary>
[Slow]
public class AlternativesModelTests
{
    private const int People = 8;
    private const int Days = 3;

    // A day with both ways of taking part, and two with one.
    private static readonly (int Day, string Way)[] Ways = [(0, "onSite"), (0, "online"), (1, "onSite"), (2, "onSite")];

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, People - 1].HashSet[1, 3], Gen.Int[0, Ways.Length - 1].HashSet[2, Ways.Length], Gen.Bool, (people, ways, backwards) =>
            (Step)new Chooses([.. people], backwards ? [.. ways.OrderDescending()] : [.. ways.Order()]))),
        (1, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, Days - 1], (person, day) => (Step)new Registers(person, day))),
        (2, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, Days - 1], (person, day) => (Step)new Cancels(person, day))),
        (4, Gen.Select(Gen.Int[0, People - 1], Gen.Bool.Select(yes => yes ? "claim" : "decline"), (person, answer) => (Step)new Answers(person, answer))),
        (2, Gen.Select(Gen.Int[0, Ways.Length - 1], Gen.Int[0, 3], (way, capacity) => (Step)new Resizes(way, capacity))));

    [Fact]
    public async Task Whatever_happens_nobody_has_two_places_of_one_choice_or_waits_on_after_taking_one()
    {
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, FakeClock.At(), null, TestService.WithoutOffers);
        using var planner = await Planner.OfAsync(service);
        await Steps.Array[5, 30].SampleAsync(async steps => await HoldsAsync(service, planner, steps), iter: 25, threads: 1);
    }

    private static async Task<bool> HoldsAsync(TestService service, Planner planner, Step[] steps)
    {
        var days = new string[Days];
        for (var day = 0; day < Days; day++)
        {
            days[day] = await service.AddDayAsync(onSite: 1, online: day == 0 ? 1 : null);
        }

        string Email(int person) => $"val{days[0][^3..]}-{person}@example.org";
        foreach (var step in steps)
        {
            await TakeAsync(service, planner, days, step, Email);
            var offering = service.Services.GetRequiredService<OfferPlaces>();
            foreach (var freed in await offering.DueAsync(TestContext.Current.CancellationToken))
            {
                await offering.RunAsync(freed, TestContext.Current.CancellationToken);
            }

            await service.AssertConsistentAsync();
            Assert.Empty(await service.QueryAsync<string>("""
                SELECT ChoiceId FROM Registrations
                WHERE ChoiceId IS NOT NULL AND Status <> 'cancelled'
                GROUP BY ChoiceId
                HAVING SUM(CASE WHEN Status = 'confirmed' THEN 1 ELSE 0 END) > 0 AND COUNT(*) > 1
                """));
        }

        return true;
    }

    private static async Task TakeAsync(TestService service, Planner planner, string[] days, Step step, Func<int, string> email)
    {
        switch (step)
        {
            case Chooses(var people, var chosen):
                var outcomes = (await service.ChooseAsync([.. chosen.Select(way => (days[Ways[way].Day], Ways[way].Way))], [.. people.Select(email)])).Outcomes().ToList();
                // A place on one of them, or a wait for each.
                Assert.Equal(outcomes.Any(outcome => outcome.Contains("confirmed", StringComparison.Ordinal)) ? 1 : chosen.Length, outcomes.Count);
                break;
            case Registers(var person, var day):
                await service.FareAsync(days[day], email(person));
                break;
            case Cancels(var person, var day) when (await service.HasAsync(email(person))).Any(has => has.StartsWith(days[day], StringComparison.Ordinal)):
                await service.CancelAsync(email(person), days[day]);
                break;
            case Answers(var person, var answer) when await OfferOfAsync(service, email(person)) is { } offer:
                using (var response = await service.AnswerAsync(email(person), offer.Day, offer.Id, answer))
                {
                    Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
                }

                break;
            case Resizes(var way, var capacity):
                // Fewer than are taken is refused, and so it stays.
                (await planner.ChangeAsync(days[Ways[way].Day], plan =>
                    plan["places"]!.AsArray().Single(place => (string)place!["participation"]! == Ways[way].Way)!["capacity"] = capacity)).Dispose();
                break;
        }
    }

    private static async Task<(string Id, string Day)?> OfferOfAsync(TestService service, string email)
    {
        var offers = await service.QueryAsync<(string Id, string Day)>("""
            SELECT w.Id, d.Slug FROM Waits w JOIN Registrations r ON r.Id = w.RegistrationId JOIN ThemeDays d ON d.Id = w.ThemeDayId
            WHERE r.Email = @email AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL ORDER BY w.Id
            """, new { email });
        return offers.Count > 0 ? offers[0] : null;
    }

    private abstract record Step;

    private sealed record Chooses(int[] People, int[] Ways) : Step;

    private sealed record Registers(int Person, int Day) : Step;

    private sealed record Cancels(int Person, int Day) : Step;

    private sealed record Answers(int Person, string Answer) : Step;

    private sealed record Resizes(int Way, int Capacity) : Step;
}
