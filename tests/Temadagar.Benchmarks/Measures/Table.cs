using System.Diagnostics;

namespace Temadagar.Benchmarks.Measures;

/// <summary>The table: each measure by itself, its lines said as they come.</summary>
internal static class Table
{
    private static readonly (string Name, Func<Published, Task<IReadOnlyList<Measured>>> Run)[] Measures =
    [
        ("pages", Pages.RunAsync),
        ("registrations", _ => Registrations.RunAsync()),
        ("lists", _ => Lists.RunAsync()),
        ("mail", _ => Mails.RunAsync()),
        ("certificates", _ => CertificatesOfDay.RunAsync()),
        ("start and memory", StartAndMemory.RunAsync),
    ];

    /// <returns>1 where a bound is not held.</returns>
    public static async Task<int> RunAsync(DirectoryInfo folder, Published published)
    {
        var clock = Stopwatch.StartNew();
        var lines = await MeasureAsync(Measures, published);
        Report.Write(folder, "table", lines, clock.Elapsed);
        return lines.TrueForAll(line => line.Holds) ? 0 : 1;
    }

    /// <summary>Of one measure only, and nothing is written.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<int> RunOneAsync(string name, Published published) =>
        (await MeasureAsync(Measures.Where(measure => measure.Name == name), published)) is { Count: > 0 } lines && lines.TrueForAll(line => line.Holds) ? 0 : 1;

    private static async Task<List<Measured>> MeasureAsync(IEnumerable<(string Name, Func<Published, Task<IReadOnlyList<Measured>>> Run)> measures, Published published)
    {
        var lines = new List<Measured>();
        foreach (var (name, run) in measures)
        {
            Console.WriteLine($"{name} …");
            foreach (var line in await run(published))
            {
                Report.Say(line);
                lines.Add(line);
            }
        }

        return lines;
    }
}
