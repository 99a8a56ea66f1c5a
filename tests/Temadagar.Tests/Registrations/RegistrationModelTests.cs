using CsCheck;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

/// <summary>Random sequences of registrations and cancellations against a model of the rules in a few lines.</summary>
[Slow]
public class RegistrationModelTests(SharedServiceWithoutOffers shared) : IClassFixture<SharedServiceWithoutOffers>
{
    private const int People = 14;

    private static int runs;

    private readonly TestService service = shared.Service;

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (3, Gen.Int[0, People - 1].HashSet[1, 4].Select(people => new Step([.. people], null))),
        (2, Gen.Int[0, People - 1].Select(person => new Step([], person))));

    [Fact]
    public async Task Whatever_the_order_the_service_does_what_the_rules_say_and_its_counters_are_its_rows() =>
        await Gen.Select(Gen.Int[4, 8], Steps.Array[1, 40]).SampleAsync(async (capacity, steps) => await FollowsAsync(capacity, steps), iter: 40, threads: 1);

    [Fact]
    public async Task At_once_in_any_order_the_counters_are_the_rows_and_nothing_is_oversold()
    {
        string[] days = [await service.AddDayAsync(onSite: 7), await service.AddDayAsync(onSite: 7), await service.AddDayAsync(onSite: 7)];

        var random = new Random(4711);
        var work = Enumerable.Range(0, 150).Select(number => (
            Day: days[random.Next(days.Length)],
            Emails: Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"samtidig{random.Next(60)}@example.org").Distinct().ToArray(),
            Cancels: number % 3 == 2)).ToList();
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (item, _) =>
        {
            if (!item.Cancels)
            {
                await service.FareAsync(item.Day, item.Emails);
            }
            else if (await service.CountAsync("Registrations WHERE Email = @email", new { email = item.Emails[0] }) > 0)
            {
                await service.CancelAsync(item.Emails[0]);
            }
        });

        await service.AssertConsistentAsync();
    }

    private async Task<bool> FollowsAsync(int capacity, Step[] steps)
    {
        var run = Interlocked.Increment(ref runs);
        var day = await service.AddDayAsync(onSite: capacity);
        string Email(int person) => $"modell{run}-{person}@example.org";
        var model = new Model(capacity);
        foreach (var step in steps)
        {
            if (step.Cancels is { } person)
            {
                if (model.Knows(person))
                {
                    await service.CancelAsync(Email(person), day);
                    model.Cancel(person);
                }
            }
            else
            {
                Assert.Equal(model.Register(step.Registers), await service.FareAsync(day, [.. step.Registers.Select(Email)]));
            }
        }

        var rows = await service.QueryAsync<(string Email, string Status)>("""
            SELECT r.Email, r.Status FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId
            WHERE d.Slug = @day AND r.Status <> 'cancelled' ORDER BY r.Email
            """, new { day });
        Assert.Equal(model.Rows().Select(row => (Email(row.Person), row.Status)).OrderBy(row => row.Item1, StringComparer.Ordinal), rows);
        await service.AssertConsistentAsync();
        return true;
    }

    private sealed record Step(int[] Registers, int? Cancels)
    {
        public override string ToString() => Cancels is { } person ? $"-{person}" : $"+{string.Join(',', Registers)}";
    }

    private sealed class Model(int capacity)
    {
        private readonly HashSet<int> confirmed = [];
        private readonly List<(HashSet<int> People, int Asked)> waiting = [];
        private readonly HashSet<int> ever = [];

        public bool Knows(int person) => ever.Contains(person);

        public string Register(int[] people)
        {
            var free = capacity - confirmed.Count;
            var newcomers = people.Where(person => !confirmed.Contains(person) && !waiting.Any(group => group.People.Contains(person))).ToHashSet();
            ever.UnionWith(newcomers);
            // Asked for as if all were new; taken only by those who are.
            if (people.Length <= free && !waiting.Any(group => group.People.Count > 0 && group.Asked <= free))
            {
                confirmed.UnionWith(newcomers);
                return "confirmed";
            }

            waiting.Add((newcomers, people.Length));
            return "waitlisted";
        }

        public void Cancel(int person)
        {
            confirmed.Remove(person);
            for (var i = 0; i < waiting.Count; i++)
            {
                if (waiting[i].People.Remove(person))
                {
                    waiting[i] = (waiting[i].People, waiting[i].Asked - 1);
                }
            }
        }

        public IEnumerable<(int Person, string Status)> Rows() =>
            confirmed.Select(person => (person, "confirmed")).Concat(waiting.SelectMany(group => group.People).Select(person => (person, "waitlisted")));
    }
}
