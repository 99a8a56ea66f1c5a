using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Temadagar.Benchmarks;

/// <summary>The load generator of that name (github.com/wg/wrk): far cheaper than what it asks.</summary>
internal static partial class Wrk
{
    /// <param name="patience">For one reply, in seconds.</param>
    /// <returns>Replies a second.</returns>
    /// <exception cref="InvalidOperationException">It is not installed, or not every reply was 2xx and in time: then the figure means nothing.</exception>
    public static async Task<double> RunAsync(Uri address, int connections, TimeSpan time, int patience = 2)
    {
        using var process = Process.Start(new ProcessStartInfo("wrk", ["-t1", string.Create(CultureInfo.InvariantCulture, $"-c{connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{time.TotalSeconds:F0}s"), string.Create(CultureInfo.InvariantCulture, $"--timeout={patience}s"), address.ToString()])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && !said.Contains("Non-2xx", StringComparison.Ordinal) && !said.Contains("Socket errors", StringComparison.Ordinal) && Rate().Match(said) is { Success: true } rate
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(said);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
