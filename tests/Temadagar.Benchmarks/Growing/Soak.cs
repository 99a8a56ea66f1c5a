namespace Temadagar.Benchmarks.Growing;

/// <summary>Reads and registrations for a while, as fast as they are answered, on the program as it is installed; its mail goes to a server that takes all. What it keeps in memory must not rise.</summary>
internal static class Soak
{
    private const int Connections = 4;

    // One each ten seconds in ten minutes.
    private const int Samples = 60;

    // One slow reply in ten minutes is no reason to throw them away.
    private const int Patience = 30;

    public static async Task<Soaked> RunAsync(Published published, TimeSpan time)
    {
        var data = ServerProcess.NewFolder();
        await Server.FillAsync(data);
        await using var sink = await SmtpSink.StartAsync();
        await using var product = await ServerProcess.StartProductAsync(published, data, sink.Settings);
        var registering = Load.RunAsync(product.Address, Connections, time);
        var reading = Task.WhenAll(
            Wrk.RunAsync(new Uri(product.Address, "api/theme-days"), Connections, time, Patience), Wrk.RunAsync(new Uri(product.Address, "api/theme-days/lulea"), Connections, time, Patience));
        var megabytes = new List<double>(Samples);
        while (megabytes.Count < Samples)
        {
            await Task.Delay(time / Samples);
            megabytes.Add(product.Megabytes);
        }

        return new Soaked((int)time.TotalSeconds, (await reading).Sum(), (await registering).Rate, megabytes);
    }
}
