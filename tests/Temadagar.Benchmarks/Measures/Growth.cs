using System.Diagnostics;
using System.Globalization;
using Temadagar.Benchmarks.Growing;

namespace Temadagar.Benchmarks.Measures;

/// <summary>What the hot paths cost with ten and a hundred times the data, and whether memory stays flat under a long load.</summary>
internal static class Growth
{
    private const int Rounds = 5;

    // Of each measure in each round; an export is long, and a commit waits for the disk.
    private const int Asked = 60, Exports = 15, Mails = 60;

    private static readonly TimeSpan Registering = TimeSpan.FromSeconds(1);

    private static readonly (string Work, Func<FilledService, Task<IReadOnlyList<double>>> Measure)[] Measures =
    [
        ("GET /api/theme-days/{slug}", service => TimesAsync(Asked, () => service.OfDayAsync("/api/theme-days/"))),
        ("POST /api/registrations, 1 connection", service => service.RegisterAsync(Registering)),
        ("a page of 100 people", service => TimesAsync(Asked, () => service.OfDayAsync("/api/organizer/theme-days/", "/registrations?take=100"))),
        ("a search among a day's people", service => TimesAsync(Asked, () => service.OfDayAsync("/api/organizer/theme-days/", "/registrations?take=100&q=efternamn77"))),
        ("attendees.csv of a day, per row", service => TimesAsync(Exports, async () => await service.OfDayAsync("/api/organizer/theme-days/", "/attendees.csv") / FilledService.People)),
        ("a mail, queued to claimed", service => service.QueueToClaimAsync(Mails)),
    ];

    /// <param name="days">Of the least data.</param>
    /// <returns>1 where something grows by more than it may.</returns>
    public static async Task<int> RunAsync(DirectoryInfo folder, Published published, TimeSpan soak, int days)
    {
        var clock = Stopwatch.StartNew();
        Say($"soak: {soak.TotalSeconds:F0} s …");
        var soaked = await Soak.RunAsync(published, soak);
        GrowthReport.Say(soaked);

        var services = new List<FilledService>();
        try
        {
            foreach (var times in new[] { 1, 10, 100 })
            {
                Say($"filling {days * times} days …");
                services.Add(await FilledService.StartAsync(days * times));
            }

            var lines = await MeasureAsync(services);
            GrowthReport.Write(folder, [.. services.Select(service => service.Registrations)], lines, soaked, clock.Elapsed);
            return soaked.Holds && lines.All(line => line.Holds) ? 0 : 1;
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    // The amounts take turns, so that a busy machine is busy for all; the first round of each is the compiler's and the caches'.
    private static async Task<IReadOnlyList<Grown>> MeasureAsync(IReadOnlyList<FilledService> services)
    {
        var lines = new List<Grown>();
        foreach (var (work, measure) in Measures)
        {
            var took = services.Select(_ => new List<double>()).ToList();
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (index, service) in services.Index())
                {
                    var times = await measure(service);
                    took[index].AddRange(round > 0 ? times : []);
                }
            }

            lines.Add(new Grown(work, [.. took.Select(Spread.Of)]));
            GrowthReport.Say(lines[^1]);
        }

        return lines;
    }

    private static async Task<IReadOnlyList<double>> TimesAsync(int times, Func<Task<double>> ask)
    {
        var took = new List<double>(times);
        while (took.Count < times)
        {
            took.Add(await ask());
        }

        return took;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
