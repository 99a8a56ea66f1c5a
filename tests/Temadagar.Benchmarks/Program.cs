using System.Globalization;
using Temadagar.Benchmarks;

// Registrations a second, durable, at 64 connections: the product against the same program with a connection and a transaction
// for each write. The server is a process of its own, the load is this one; the two take turns, so that a busy disk is busy for both.
//
//     dotnet run -c Release --project tests/Temadagar.Benchmarks
//
// Exits with 1 where the product is less than 4 times as fast. With the word "certificates" it measures the drawing of certificates instead,
// with "scale" what a year of a national service asks of one machine.

if (args is ["server", var variant, var folder])
{
    await Server.RunAsync(variant, folder);
    return 0;
}

if (args is ["scale", ..])
{
    // A year of a national service: 21 boards, a thousand days, a million registrations.
    return await Scale.RunAsync(args is [_, var days, ..] ? int.Parse(days, CultureInfo.InvariantCulture) : 1000, people: 1000);
}

if (args is ["certificates"])
{
    return await CertificateBatch.RunAsync();
}

const double Wanted = 4;
const int Connections = 64;
const int Rounds = 5;
// Long enough for the compiler to have done its second, optimizing, pass: it works in the background and takes its share.
var warmUp = TimeSpan.FromSeconds(10);
var measured = TimeSpan.FromSeconds(5);

await using var product = await ServerProcess.StartAsync(Server.Product);
await using var baseline = await ServerProcess.StartAsync(Server.TransactionPerWrite);
await Load.RunAsync(product.Address, Connections, warmUp);
await Load.RunAsync(baseline.Address, Connections, warmUp);

var figures = new List<(double Product, double Baseline)>();
for (var round = 1; round <= Rounds; round++)
{
    figures.Add((await Load.RunAsync(product.Address, Connections, measured), await Load.RunAsync(baseline.Address, Connections, measured)));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"round {round}: product {figures[^1].Product:F0}/s, a transaction per write {figures[^1].Baseline:F0}/s, ratio {figures[^1].Product / figures[^1].Baseline:F1}"));
}

var (fast, slow) = (Median(figures.Select(figure => figure.Product)), Median(figures.Select(figure => figure.Baseline)));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"median of {Rounds}: product {fast:F0}/s, a transaction per write {slow:F0}/s, ratio {fast / slow:F1} (wanted: {Wanted})"));
return fast / slow >= Wanted ? 0 : 1;

static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);
