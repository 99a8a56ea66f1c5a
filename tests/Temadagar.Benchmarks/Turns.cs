namespace Temadagar.Benchmarks;

/// <summary>Two things measured by turns, so that a busy machine is busy for both.</summary>
internal static class Turns
{
    public const int Rounds = 5;

    /// <param name="warmUp">For each first: the compiler's second, optimizing, pass works in the background and takes its share.</param>
    public static async Task<IReadOnlyList<(T Product, T Floor)>> TakeAsync<T>(Func<TimeSpan, Task<T>> product, Func<TimeSpan, Task<T>> floor, TimeSpan warmUp, TimeSpan round)
    {
        await product(warmUp);
        await floor(warmUp);
        return await TakeAsync(() => product(round), () => floor(round));
    }

    /// <summary>What takes as long as it takes, and is warm.</summary>
    public static async Task<IReadOnlyList<(T Product, T Floor)>> TakeAsync<T>(Func<Task<T>> product, Func<Task<T>> floor, int rounds = Rounds)
    {
        var taken = new List<(T, T)>(rounds);
        for (var turn = 0; turn < rounds; turn++)
        {
            taken.Add((await product(), await floor()));
        }

        return taken;
    }
}
