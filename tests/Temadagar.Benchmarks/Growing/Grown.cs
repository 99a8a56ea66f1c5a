namespace Temadagar.Benchmarks.Growing;

/// <summary>One measure at each amount of data.</summary>
/// <param name="At">In ms, from the least data to the most.</param>
internal sealed record Grown(string Work, IReadOnlyList<Spread> At)
{
    /// <summary>
    /// How much slower it may be with a hundred times the data. A search in a tree of a million takes log 1,000,000 / log 10,000 = 1.5 times as many steps as in one of ten thousand; the rest is for what
    /// no longer fits the processor's cache and SQLite's own, and for the machine's moods. What grows as the root of the data would be 10 times as slow, what reads all of it 100 times.
    /// </summary>
    public const double AtMost = 2.5;

    /// <summary>With the most data, of what it is with the least.</summary>
    public double Times => At[^1].Median / At[0].Median;

    public bool Holds => Times <= AtMost;
}
