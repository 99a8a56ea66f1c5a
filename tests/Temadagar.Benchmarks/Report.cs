using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Temadagar.Benchmarks;

/// <summary>What a run has measured, for people (Markdown) and for programs (JSON).</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(DirectoryInfo folder, string name, IReadOnlyList<Measured> lines, TimeSpan took)
    {
        var text = Begin(folder, name, lines, took, "./bench");
        text.AppendLine("Median, then 99 of 100, least and most.");
        text.AppendLine();
        text.AppendLine("| work | | Temadagar | against | its figure | compared | wanted | |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {line.Work} | {line.Unit} | {Says(line.Product)} | {line.Against} | {(line.Floor is { } floor ? Says(floor) : "")} | {line.Value:0.##} | {line.Bound ?? "reported"} | {(line.Holds ? "" : "**short**")} |");
        }

        File.WriteAllText(Path.Combine(folder.FullName, name + ".md"), text.ToString());
    }

    /// <summary>Writes what is for programs.</summary>
    /// <param name="lines">What was measured.</param>
    /// <param name="madeBy">The command.</param>
    /// <returns>How what is for people begins: when, where and by what it was made.</returns>
    public static StringBuilder Begin(DirectoryInfo folder, string name, object lines, TimeSpan took, string madeBy)
    {
        folder.Create();
        var machine = new { Cores = Environment.ProcessorCount, System = RuntimeInformation.OSDescription, Runtime = RuntimeInformation.FrameworkDescription };
        var at = DateTimeOffset.UtcNow;
        File.WriteAllText(Path.Combine(folder.FullName, name + ".json"), JsonSerializer.Serialize(new { At = at, Seconds = (int)took.TotalSeconds, Machine = machine, Lines = lines }, Json) + "\n");
        return new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"# {name}\n\n{at:yyyy-MM-dd}, {machine.Cores} cores, {machine.Runtime}, in {took.TotalMinutes:F1} minutes. Made by `{madeBy}`. "));
    }

    public static void Say(Measured line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{(line.Holds ? "holds" : "SHORT"),-6} {line.Work}: {Says(line.Product)} {line.Unit}; {line.Against}: {(line.Floor is { } floor ? Says(floor) : "–")}; compared {line.Value:0.##} ({line.Bound ?? "reported"})"));

    private static string Says(Spread spread) => string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0.#} ({spread.P99:0.#}; {spread.Min:0.#}–{spread.Max:0.#})");
}
