namespace Temadagar.Benchmarks.Measures;

/// <summary>Registrations a second, durable, at 64 connections: the product against the same program with a connection and a transaction for each write.</summary>
internal static class WriteDoor
{
    private const double Wanted = 4;
    private const int Connections = 64;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10), Round = TimeSpan.FromSeconds(5);

    /// <returns>1 where it is less than 4 times as fast.</returns>
    public static async Task<int> RunAsync()
    {
        await using var product = await ServerProcess.StartAsync(Server.Product);
        await using var baseline = await ServerProcess.StartAsync(Server.TransactionPerWrite);
        var rounds = await Turns.TakeAsync(time => RateAsync(product, time), time => RateAsync(baseline, time), WarmUp, Round);
        var line = Measured.Rate("registrations", "a transaction per write", rounds, Wanted);
        Report.Say(line);
        return line.Holds ? 0 : 1;
    }

    private static async Task<double> RateAsync(ServerProcess server, TimeSpan time) => (await Load.RunAsync(server.Address, Connections, time)).Rate;
}
