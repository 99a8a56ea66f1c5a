using System.Diagnostics;
using System.Globalization;
using Temadagar.Data;

namespace Temadagar.Benchmarks.Measures;

/// <summary>What one machine holds: a year of a national service in one SQLite file, asked and written to by turns with an empty one (docs/scale.md).</summary>
internal static class Scale
{
    private const int Connections = 64;
    private const int Asked = 300;

    /// <param name="days">Published days besides those of the demonstration.</param>
    /// <param name="people">Registered for each.</param>
    public static async Task<int> RunAsync(int days, int people)
    {
        var folder = Directory.CreateTempSubdirectory("temadagar-scale-");
        var clock = Stopwatch.StartNew();
        var key = await ManyPeople.FillAsync(folder.FullName, days, people);
        Say($"{days} days with {people} registrations each, written in {clock.Elapsed.TotalSeconds:F0} s; the file has {Size(folder) / 1024 / 1024:F0} MiB");

        await CopyAsync(folder.FullName);
        clock.Restart();
        await using var full = await ServerProcess.StartAsync(Server.Product, folder);
        Say($"started in {clock.ElapsedMilliseconds} ms");
        await using var empty = await ServerProcess.StartAsync(Server.Product);

        await AskAsync(full.Address, key, "/api/theme-days", "all published days");
        await AskAsync(full.Address, key, "/api/theme-days/skala-1", "one day");
        await AskAsync(full.Address, key, "/api/organizer/theme-days/skala-1/registrations?take=100", "an organizer's page of 100 people");
        await AskAsync(full.Address, key, "/api/organizer/theme-days/skala-1/registrations?take=100&q=efternamn77", "a search among a day's people");

        foreach (var server in new[] { full, empty })
        {
            await Load.RunAsync(server.Address, Connections, TimeSpan.FromSeconds(10));
        }

        var rates = new List<(double Full, double Empty)>();
        for (var round = 0; round < 5; round++)
        {
            rates.Add(((await Load.RunAsync(full.Address, Connections, TimeSpan.FromSeconds(5))).Rate, (await Load.RunAsync(empty.Address, Connections, TimeSpan.FromSeconds(5))).Rate));
        }

        var (of, than) = (rates.Select(rate => rate.Full).Order().ElementAt(2), rates.Select(rate => rate.Empty).Order().ElementAt(2));
        Say($"registrations a second, durable, at {Connections} connections, median of 5: {of:F0} here, {than:F0} in an empty database, ratio {of / than:F2}");
        return 0;
    }

    private static async Task CopyAsync(string folder)
    {
        var migrations = new Migrations(Path.Combine(AppContext.BaseDirectory, "sql"));
        var copy = Path.Combine(folder, "copy.db");
        await using (var from = new SqliteDatabase(Path.Combine(folder, "temadagar.db"), migrations))
        await using (var to = new SqliteDatabase(copy, migrations))
        {
            var clock = Stopwatch.StartNew();
            var rows = (await new CopyDatabase(from, to, _ => { }).RunAsync(CancellationToken.None)).Sum(table => table.Rows);
            using var self = Process.GetCurrentProcess();
            Say($"database copy, SQLite to SQLite: {rows} rows in {clock.Elapsed.TotalSeconds:F0} s, compared; the process has had {self.PeakWorkingSet64 / 1024 / 1024} MiB at the most");
        }

        File.Delete(copy);
    }

    private static async Task AskAsync(Uri address, string key, string path, string what)
    {
        using var client = ServerProcess.ClientOf(address, key);
        var times = new List<double>(Asked);
        var bytes = 0;
        for (var index = -20; index < Asked; index++)
        {
            var clock = Stopwatch.StartNew();
            bytes = (await client.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
            if (index >= 0)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        Say($"{what}: median {times[Asked / 2]:F1} ms, 99 of 100 within {times[Asked * 99 / 100]:F1} ms, {bytes / 1024.0:F0} KiB");
    }

    private static double Size(DirectoryInfo folder) => folder.EnumerateFiles("temadagar.db*").Sum(file => file.Length);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
