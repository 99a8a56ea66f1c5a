using Temadagar.Benchmarks.Floors;

namespace Temadagar.Benchmarks.Measures;

/// <summary>POST /api/registrations, durable, with every rule on: validation, an idempotency key each, the outbox, a rate limit that is not reached.</summary>
internal static class Registrations
{
    private const int Many = 64;
    private const string GroupedWriter = "a bare grouped writer";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Round = TimeSpan.FromSeconds(2.5);

    public static async Task<IReadOnlyList<Measured>> RunAsync()
    {
        await using var product = await ServerProcess.StartAsync(Server.Product);
        await using var grouped = await ServerProcess.StartFloorAsync(Floor.Grouped);
        var many = await CompareAsync(product, grouped, Many);

        await using var committed = await ServerProcess.StartFloorAsync(Floor.Committed);
        var one = await CompareAsync(product, committed, connections: 1);

        await using var sending = await ServerProcess.StartAsync(Server.Sending);
        var whileSending = await CompareAsync(sending, grouped, Many);
        return
        [
            Measured.Rate($"POST /api/registrations, {Many} connections", GroupedWriter, Rates(many), 0.5),
            Measured.Tail("the same, how long each takes", GroupedWriter, many.SelectMany(round => round.Product.Took), many.SelectMany(round => round.Floor.Took), 10),
            Measured.Rate("the same while its mail is sent (files)", GroupedWriter, Rates(whileSending), null),
            Measured.Rate("POST /api/registrations, 1 connection", "one commit behind Kestrel", Rates(one), 0.6),
        ];
    }

    private static List<(double, double)> Rates(IEnumerable<((double Rate, IReadOnlyList<double> Took) Product, (double Rate, IReadOnlyList<double> Took) Floor)> rounds) =>
        [.. rounds.Select(round => (round.Product.Rate, round.Floor.Rate))];

    private static Task<IReadOnlyList<((double Rate, IReadOnlyList<double> Took) Product, (double Rate, IReadOnlyList<double> Took) Floor)>> CompareAsync(ServerProcess product, ServerProcess floor, int connections) =>
        Turns.TakeAsync(time => Load.RunAsync(product.Address, connections, time), time => Load.RunAsync(floor.Address, connections, time), WarmUp, Round);
}
