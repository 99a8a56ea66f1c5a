using System.Globalization;

namespace Temadagar.Benchmarks.Growing;

/// <summary>What grows with the data, for people (Markdown and a plot) and for programs (JSON).</summary>
internal static class GrowthReport
{
    private const string Name = "growth";

    /// <param name="amounts">Registrations.</param>
    public static void Write(DirectoryInfo folder, IReadOnlyList<int> amounts, IReadOnlyList<Grown> lines, Soaked soak, TimeSpan took)
    {
        var text = Report.Begin(folder, Name, new { Registrations = amounts, Measures = lines, Soak = soak }, took, "./bench --growth");
        text.AppendLine(CultureInfo.InvariantCulture, $"In ms: median, and 99 of 100. With the most data a median may be {Grown.AtMost} times what it is with the least.");
        text.AppendLine();
        text.AppendLine("![The same figures as lines](growth.svg)");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| with so many registrations | {string.Join(" | ", amounts.Select(amount => amount.ToString("N0", CultureInfo.InvariantCulture)))} | times | |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(amounts.Select(_ => " --- |"))} --- | --- |");
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {line.Work} | {string.Join(" | ", line.At.Select(Says))} | {line.Times:0.00} | {Verdict(line.Holds)} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            ## Soak

            {soak.Seconds} s of {soak.Reads:F0} reads and {soak.Registrations:F0} registrations a second, and their mail by SMTP. Resident memory, median of the third quarter {soak.Third:F0} MB, of the last {soak.Last:F0} MB
            (at most {soak.Allowed:F0} MB more). {Verdict(soak.Holds)}
            """);
        File.WriteAllText(Path.Combine(folder.FullName, Name + ".md"), text.ToString().TrimEnd() + "\n");
        File.WriteAllText(Path.Combine(folder.FullName, Name + ".svg"), GrowthPlot.Draw(amounts, lines));
    }

    public static void Say(Grown line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{(line.Holds ? "holds" : "GROWS"),-6} {line.Work}: {string.Join(", ", line.At.Select(Says))} ms; {line.Times:0.00} times (at most {Grown.AtMost})"));

    public static void Say(Soaked soak) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{(soak.Holds ? "holds" : "GROWS"),-6} memory under {soak.Reads:F0} reads and {soak.Registrations:F0} registrations a second: {soak.Third:F0} MB, then {soak.Last:F0} MB (at most {soak.Allowed:F0} MB more)"));

    private static string Says(Spread spread) => string.Create(CultureInfo.InvariantCulture, $"{spread.Median:G3} ({spread.P99:G3})");

    private static string Verdict(bool holds) => holds ? "holds" : "**grows**";
}
