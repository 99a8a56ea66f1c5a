using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Temadagar.Tests.Infrastructure;

/// <summary>The built program in a process of its own, as the one who operates it meets it.</summary>
public sealed partial class BuiltProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<Uri?> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BuiltProgram(string program, IEnumerable<string> words, IReadOnlyDictionary<string, string>? environment, string workingDirectory)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingDirectory };
        if (program.EndsWith(".dll", StringComparison.Ordinal))
        {
            start.FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(program);
        }
        else
        {
            start.FileName = program;
        }

        words.ToList().ForEach(start.ArgumentList.Add);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(output, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(errors, line.Data);
        process.Exited += (_, _) => listening.TrySetResult(null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Beside { get; } = Path.Combine(AppContext.BaseDirectory, "Temadagar.dll");

    public string Output => Said(output);

    public string Errors => Said(errors);

    /// <summary>The most memory that it has had so far (Linux).</summary>
    public int PeakMegabytes
    {
        get
        {
            process.Refresh();
            return (int)(process.PeakWorkingSet64 / (1024 * 1024));
        }
    }

    /// <summary>Runs it to its end. What it says of how far it has come is left out: that is said only of what takes more than a second, on this machine.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words) => await RunAsync(words, null);

    /// <param name="stopBy">A signal to send when it has said <paramref name="when"/>.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] words, IReadOnlyDictionary<string, string>? environment, string? stopBy = null, string when = "")
    {
        await using var run = new BuiltProgram(Beside, words, environment, Path.GetTempPath());
        using var limit = new CancellationTokenSource(Patience);
        if (stopBy is not null)
        {
            while (!(run.Output + run.Errors).Contains(when, StringComparison.Ordinal))
            {
                await Task.Delay(20, limit.Token);
            }

            await run.SignalAsync(stopBy, limit.Token);
        }

        await run.process.WaitForExitAsync(limit.Token);
        return (run.process.ExitCode, run.Output, Progress().Replace(run.Errors, ""));
    }

    /// <summary>Starts it to serve, and returns when it listens.</summary>
    public static async Task<(BuiltProgram Program, HttpClient Client)> ServeAsync(
        string[] words, IReadOnlyDictionary<string, string>? environment = null, string? program = null, string? workingDirectory = null)
    {
        var serving = new BuiltProgram(program ?? Beside, words, environment, workingDirectory ?? Path.GetTempPath());
        if (await serving.listening.Task.WaitAsync(Patience) is not { } address)
        {
            var said = serving.Output + serving.Errors;
            await serving.DisposeAsync();
            throw new InvalidOperationException($"The program did not start:\n{said}");
        }

        return (serving, new HttpClient { BaseAddress = address });
    }

    /// <summary>Tells it to stop, as systemd does, and returns how it ended.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM", CancellationToken.None);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static string Said(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private void Hear(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.AppendLine(line);
        }

        // The last line of the greeting: what it says before is there by then.
        if (line.StartsWith("Ctrl+C", StringComparison.Ordinal))
        {
            listening.TrySetResult(new Uri(Page().Match(Output).Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^[A-Za-z ]+: \d+ %\n", RegexOptions.Multiline)]
    private static partial Regex Progress();

    [GeneratedRegex(@"^\s+Page\s+(https?://\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Page();
}
