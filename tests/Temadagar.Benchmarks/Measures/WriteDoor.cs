using System.Globalization;

namespace Temadagar.Benchmarks.Measures;

/// <summary>Registrations a second, durable, at 64 connections: the product against the same program with a connection and a transaction for each write.</summary>
internal static class WriteDoor
{
    private const double Wanted = 4;
    private const int Connections = 64;
    private const int Rounds = 5;

    // Long enough for the compiler to have done its second, optimizing, pass: it works in the background and takes its share.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10), Round = TimeSpan.FromSeconds(5);

    /// <returns>1 where it is less than 4 times as fast.</returns>
    public static async Task<int> RunAsync()
    {
        await using var product = await ServerProcess.StartAsync(Server.Product);
        await using var baseline = await ServerProcess.StartAsync(Server.TransactionPerWrite);
        await Load.RunAsync(product.Address, Connections, WarmUp);
        await Load.RunAsync(baseline.Address, Connections, WarmUp);

        var rounds = new List<(double Product, double Baseline)>();
        for (var round = 1; round <= Rounds; round++)
        {
            rounds.Add(((await Load.RunAsync(product.Address, Connections, Round)).Rate, (await Load.RunAsync(baseline.Address, Connections, Round)).Rate));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: product {rounds[^1].Product:F0}/s, a transaction per write {rounds[^1].Baseline:F0}/s, ratio {rounds[^1].Product / rounds[^1].Baseline:F1}"));
        }

        var line = Measured.Rate("registrations", "a transaction per write", rounds, Wanted);
        Report.Say(line);
        return line.Holds ? 0 : 1;
    }
}
