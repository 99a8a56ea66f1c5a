using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Temadagar.Benchmarks;

/// <summary>A server in a process of its own, with a data folder of its own; both go when it is disposed.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    /// <summary>The setting with which it takes what people send: outside Development nothing personal comes over plain HTTP.</summary>
    public const string BehindProxy = "--Site:TrustedProxies=127.0.0.1";

    private readonly Process process;
    private readonly DirectoryInfo data;

    private ServerProcess(Process process, DirectoryInfo data, Uri address) => (this.process, this.data, Address) = (process, data, address);

    public Uri Address { get; }

    /// <summary>What it has in memory now.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>The most that it has had in memory since <see cref="ForgetPeak"/> (Linux).</summary>
    public double PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1024.0 / 1024.0;
        }
    }

    // proc_pid_clear_refs(5)
    public void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    /// <param name="variant">Of <see cref="Server"/>.</param>
    /// <param name="data">A folder that is filled already; null: a new one.</param>
    /// <param name="settings">As on the product's command line.</param>
    public static Task<ServerProcess> StartAsync(string variant, DirectoryInfo? data = null, params string[] settings) => StartAsync(["server", variant, .. settings], data ?? NewFolder());

    /// <param name="floor">Of <see cref="Floors.Floor"/>.</param>
    /// <param name="prepare">Puts into its folder what it serves.</param>
    public static Task<ServerProcess> StartFloorAsync(string floor, Action<DirectoryInfo>? prepare = null)
    {
        var data = NewFolder();
        prepare?.Invoke(data);
        return StartAsync(["floor", floor], data);
    }

    /// <summary>The product as it is installed, with its own command line.</summary>
    /// <param name="settings">As on its command line.</param>
    public static Task<ServerProcess> StartProductAsync(Published published, DirectoryInfo data, params string[] settings) => StartAsync(
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(published.Product, "Temadagar.dll"), $"--contentRoot={published.Product}", "--urls=http://127.0.0.1:0", "--environment=Production", $"--Temadagar:DataDirectory={data.FullName}", "--Limits:RegistrationsPerMinute=1000000", BehindProxy, .. settings])
        {
            RedirectStandardOutput = true,
        })!, data);

    public static Task<ServerProcess> StartHelloAsync(Published published) => StartAsync(
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(published.Hello, "Temadagar.Hello.dll"), $"--contentRoot={published.Hello}", "--urls=http://127.0.0.1:0", "--environment=Production"]) { RedirectStandardOutput = true })!,
        NewFolder());

    /// <summary>Someone with an API key, whose calls came over https to a proxy on this machine.</summary>
    public static HttpClient ClientOf(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return client;
    }

    public static DirectoryInfo NewFolder() => Directory.CreateTempSubdirectory("temadagar-bench-");

    /// <summary>Ends it and leaves its data, for another.</summary>
    public async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (data.Exists)
        {
            data.Delete(recursive: true);
        }
    }

    private static Task<ServerProcess> StartAsync(string[] words, DirectoryInfo data) => StartAsync(
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Temadagar.Benchmarks.dll"), .. words, data.FullName]) { RedirectStandardOutput = true })!, data);

    private static async Task<ServerProcess> StartAsync(Process process, DirectoryInfo data)
    {
        // Warnings of a Production start may come before the address.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // Whatever it says later is read, or it would wait for that.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ServerProcess(process, data, new Uri(match.Groups[1].Value));
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    [GeneratedRegex(@"^(?:\s+Page\s+)?(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
