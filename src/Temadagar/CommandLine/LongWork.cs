using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace Temadagar.CommandLine;

/// <summary>
/// Work that may last: shows how far it has come, and told to stop (Ctrl+C, or the system) it tidies up behind itself first. The service has the host's own way.
/// </summary>
internal static class LongWork
{
    // Where nobody watches, a line for each tenth is enough, and one each second; work that is over sooner needs none. Standard output has what came of it, alone.
    private const int Lines = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="doing">What it does, for whoever watches: a noun.</param>
    /// <param name="left">What is said of it where it was stopped.</param>
    /// <param name="work">Tells how much of it is done, 0 to 1, where that is known.</param>
    /// <exception cref="VerbException">It was stopped.</exception>
    public static async Task<T> RunAsync<T>(string doing, string left, Func<Action<double>, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
                ? await work(Told(doing), stop.Token)
                : await ShowAsync(doing, passed => work(passed, stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new VerbException($"stopped. {left}");
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static Task<T> ShowAsync<T>(string doing, Func<Action<double>, Task<T>> work) =>
        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(doing), maxValue: 1);
                task.IsIndeterminate = true;
                return await work(share =>
                {
                    task.IsIndeterminate = false;
                    task.Value = share;
                });
            });

    private static Action<double> Told(string doing)
    {
        var (told, toldAt) = (0, (long?)null);
        return share =>
        {
            toldAt ??= TimeProvider.System.GetTimestamp();
            var tenth = (int)(share * Lines);
            if (tenth > told && tenth < Lines && TimeProvider.System.GetElapsedTime(toldAt.Value) > Pause)
            {
                (told, toldAt) = (tenth, TimeProvider.System.GetTimestamp());
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{doing}: {tenth * 100 / Lines} %"));
            }
        };
    }
}
