namespace Temadagar.Benchmarks;

/// <summary>Two things measured by turns, so that a busy machine is busy for both.</summary>
internal static class Turns
{
    private const int Rounds = 5;

    /// <param name="warmUp">For each first: the compiler's second, optimizing, pass works in the background and takes its share.</param>
    public static async Task<IReadOnlyList<(T Product, T Floor)>> TakeAsync<T>(Func<TimeSpan, Task<T>> product, Func<TimeSpan, Task<T>> floor, TimeSpan warmUp, TimeSpan round)
    {
        await product(warmUp);
        await floor(warmUp);
        var rounds = new List<(T, T)>(Rounds);
        for (var turn = 0; turn < Rounds; turn++)
        {
            rounds.Add((await product(round), await floor(round)));
        }

        return rounds;
    }
}
