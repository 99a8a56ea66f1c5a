using Temadagar.Benchmarks.Floors;

namespace Temadagar.Benchmarks.Measures;

/// <summary>What anyone sees: the list of days, and the pages themselves.</summary>
internal static class Pages
{
    private const int Connections = 32;
    private const int Registering = 8;
    private const string Days = "api/theme-days";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Measured>> RunAsync(Published published)
    {
        var data = ServerProcess.NewFolder();
        await Server.FillAsync(data);
        await using var product = await ServerProcess.StartProductAsync(published, data);
        using var client = new HttpClient { BaseAddress = product.Address };
        var (days, page) = (await client.GetByteArrayAsync(new Uri(Days, UriKind.Relative)), await client.GetByteArrayAsync(new Uri("", UriKind.Relative)));
        await using var bytes = await ServerProcess.StartFloorAsync(Floor.Bytes, data => File.WriteAllBytes(Path.Combine(data.FullName, SameBytes.File), days));
        await using var files = await ServerProcess.StartFloorAsync(Floor.Static, data => File.WriteAllBytes(Path.Combine(data.FullName, StaticPages.File), page));

        return
        [
            Measured.Rate($"GET /{Days}", "Kestrel with the same bytes", await CompareAsync(new Uri(product.Address, Days), bytes.Address), 0.7),
            Measured.Rate("GET /, a static page", "Kestrel's static files, the same page", await CompareAsync(product.Address, new Uri(files.Address, StaticPages.File)), 0.9),
            Measured.Rate($"GET /{Days} while {Registering} callers register people", "Kestrel with the same bytes", await WhileRegisteringAsync(bytes), null),
        ];
    }

    // Each registration ends what is remembered of the list. Its mail is left, or it would be sent in the floor's turn.
    private static async Task<IReadOnlyList<(double Product, double Floor)>> WhileRegisteringAsync(ServerProcess floor)
    {
        await using var product = await ServerProcess.StartAsync(Server.Product);
        return await Turns.TakeAsync(AskAsync, time => Wrk.RunAsync(floor.Address, Connections, time), WarmUp, Round);

        async Task<double> AskAsync(TimeSpan time)
        {
            var registering = Load.RunAsync(product.Address, Registering, time);
            var rate = await Wrk.RunAsync(new Uri(product.Address, Days), Connections, time);
            await registering;
            return rate;
        }
    }

    private static Task<IReadOnlyList<(double Product, double Floor)>> CompareAsync(Uri product, Uri floor) =>
        Turns.TakeAsync(time => Wrk.RunAsync(product, Connections, time), time => Wrk.RunAsync(floor, Connections, time), WarmUp, Round);
}
