using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Crash;

/// <summary>The built program as its users run it: a process of its own, on a data folder that outlives it.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private ServiceProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ServiceProcess> StartAsync(string folder, SmtpPeer mail)
    {
        string[] words =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "Temadagar.dll"),
            "--urls=http://127.0.0.1:0", "--environment=Development", $"--Temadagar:DataDirectory={folder}", "--Limits:RegistrationsPerMinute=0", .. SmtpPeer.Settings(mail),
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var said = new StringBuilder();
        var page = new TaskCompletionSource<Uri?>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Read to the end, also after the start: a full pipe would stop the program.
        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }

            if (line.Data is not null && Page().Match(line.Data) is { Success: true } found)
            {
                page.TrySetResult(new Uri(found.Groups[1].Value));
            }
        }

        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Exited += (_, _) => page.TrySetResult(null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = await page.Task.WaitAsync(Patience, TestContext.Current.CancellationToken).ContinueWith(
            done => done.IsCompletedSuccessfully && done.Result is { } address ? new ServiceProcess(process, address) : null,
            TaskScheduler.Default);
        if (service is null)
        {
            process.Kill();
            lock (said)
            {
                Assert.Fail($"The program did not start:\n{said}");
            }
        }

        return service;
    }

    /// <summary>SIGKILL: it gets no word in. (What the kernel has is kept; a power cut is what synchronous = FULL is for.)</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"^\s+Page\s+(http://\S+)$")]
    private static partial Regex Page();
}
