using System.Diagnostics;
namespace Temadagar.Benchmarks.Measures;

/// <summary>The program as it is installed: until it answers, and what it keeps in memory, idle and after a load.</summary>
internal static class StartAndMemory
{
    private const int Starts = 7;
    private const int Connections = 64;
    private const string Against = "dotnet new web, published alike";

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5), Loaded = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measured>> RunAsync(Published published)
    {
        var data = ServerProcess.NewFolder();
        // Made once, as the first start does; what is measured is every start after that.
        await Server.FillAsync(data);
        var starts = new List<(double, double)>();
        for (var start = 0; start < Starts; start++)
        {
            var copy = Copy(data);
            starts.Add((await TimeAsync(() => ServerProcess.StartProductAsync(published, copy)), await TimeAsync(() => ServerProcess.StartHelloAsync(published))));
        }

        await using var product = await ServerProcess.StartProductAsync(published, data);
        await using var hello = await ServerProcess.StartHelloAsync(published);
        await AnswersAsync(product);
        await AnswersAsync(hello);
        await Task.Delay(Idle);
        var idle = (product.Megabytes, hello.Megabytes);
        await Wrk.RunAsync(new Uri(product.Address, "api/theme-days"), Connections, Loaded);
        await Load.RunAsync(product.Address, Connections, Loaded);
        await Wrk.RunAsync(hello.Address, Connections, Loaded * 2);
        await Task.Delay(Idle);
        return
        [
            Measured.More("start until the first 200", Against, "ms", starts, 400),
            Measured.More("memory, idle", Against, "MB", [idle], 60),
            Measured.More("memory, after a load", Against, "MB", [(product.Megabytes, hello.Megabytes)], 60),
        ];
    }

    private static DirectoryInfo Copy(DirectoryInfo data)
    {
        var copy = ServerProcess.NewFolder();
        foreach (var file in data.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.FullName, Path.GetRelativePath(data.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            file.CopyTo(to);
        }

        return copy;
    }

    private static async Task<double> TimeAsync(Func<Task<ServerProcess>> start)
    {
        var clock = Stopwatch.StartNew();
        await using var server = await start();
        await AnswersAsync(server);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task AnswersAsync(ServerProcess server)
    {
        using var client = new HttpClient();
        using var reply = await client.GetAsync(server.Address);
        reply.EnsureSuccessStatusCode();
    }
}
