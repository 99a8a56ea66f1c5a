using System.Diagnostics;

namespace Temadagar.Benchmarks;

/// <summary>A server in a process of its own, with a data folder of its own; both go when it is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo data;

    private ServerProcess(Process process, DirectoryInfo data, Uri address) => (this.process, this.data, Address) = (process, data, address);

    public Uri Address { get; }

    /// <param name="data">A folder that is filled already; null: a new one.</param>
    public static async Task<ServerProcess> StartAsync(string variant, DirectoryInfo? data = null)
    {
        data ??= Directory.CreateTempSubdirectory("temadagar-bench-");
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["server", variant, data.FullName]) { RedirectStandardOutput = true })!;
        // Warnings of a Production start may come before the address.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("http", StringComparison.Ordinal))
            {
                return new ServerProcess(process, data, new Uri(line));
            }
        }

        throw new InvalidOperationException($"The server {variant} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        data.Delete(recursive: true);
    }
}
