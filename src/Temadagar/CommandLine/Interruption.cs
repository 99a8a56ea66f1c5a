using System.Runtime.InteropServices;

namespace Temadagar.CommandLine;

/// <summary>
/// Lets a verb that is told to stop (Ctrl+C, or the system) tidy up behind itself first. The service has the host's own way; verbs of a moment need none.
/// </summary>
internal static class Interruption
{
    /// <exception cref="VerbException">It was stopped.</exception>
    public static async Task WithAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new VerbException("stopped. Nothing was written.");
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
