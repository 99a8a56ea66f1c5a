using System.Diagnostics;

namespace Temadagar.Benchmarks.Measures;

/// <summary>The table: each measure by itself, its lines said as they come.</summary>
internal static class Table
{
    private static readonly (string Name, Func<DirectoryInfo, Task<IReadOnlyList<Measured>>> Run)[] Measures =
    [
        ("pages", Pages.RunAsync),
        ("registrations", _ => Registrations.RunAsync()),
        ("lists", _ => Lists.RunAsync()),
        ("start and memory", StartAndMemory.RunAsync),
    ];

    /// <param name="published">The product as it is installed.</param>
    /// <returns>1 where a bound is not held.</returns>
    public static async Task<int> RunAsync(DirectoryInfo folder, DirectoryInfo published)
    {
        var clock = Stopwatch.StartNew();
        var lines = new List<Measured>();
        foreach (var (name, run) in Measures)
        {
            Console.WriteLine($"{name} …");
            foreach (var line in await run(published))
            {
                Report.Say(line);
                lines.Add(line);
            }
        }

        Report.Write(folder, "table", lines, clock.Elapsed);
        return lines.TrueForAll(line => line.Holds) ? 0 : 1;
    }
}
