namespace Temadagar.Benchmarks;

/// <summary>Of several figures of one thing: never one alone, since a machine has moods.</summary>
public sealed record Spread(double Median, double P99, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return new Spread(sorted[sorted.Count / 2], sorted[Math.Min(sorted.Count - 1, sorted.Count * 99 / 100)], sorted[0], sorted[^1]);
    }
}

/// <summary>A line of the table: the product against a bare program that does the least that could be done, by turns in the same run.</summary>
/// <param name="Unit">Of <paramref name="Product"/> and <paramref name="Floor"/>.</param>
/// <param name="Value">What is held against <paramref name="Bound"/>: a ratio, or a difference in <paramref name="Unit"/>.</param>
/// <param name="Bound">In words; null: reported only.</param>
public sealed record Measured(string Work, string Against, string Unit, Spread Product, Spread? Floor, double Value, string? Bound, bool Holds)
{
    /// <summary>More is better, such as replies a second; what is compared is the median of the rounds' ratios.</summary>
    public static Measured Rate(string work, string against, IReadOnlyList<(double Product, double Floor)> rounds, double? atLeast)
    {
        var ratio = Spread.Of(rounds.Select(round => round.Product / round.Floor)).Median;
        return new Measured(work, against, "a second", Spread.Of(rounds.Select(round => round.Product)), Spread.Of(rounds.Select(round => round.Floor)), ratio,
            atLeast is { } bound ? FormattableString.Invariant($"at least {bound} of it") : null, atLeast is null || ratio >= atLeast);
    }

    /// <summary>Less is better; what is compared is how much more the product takes, by the medians.</summary>
    public static Measured More(string work, string against, string unit, IReadOnlyList<(double Product, double Floor)> rounds, double atMost)
    {
        var (product, floor) = (Spread.Of(rounds.Select(round => round.Product)), Spread.Of(rounds.Select(round => round.Floor)));
        return new Measured(work, against, unit, product, floor, product.Median - floor.Median, FormattableString.Invariant($"at most {atMost} {unit} more"), product.Median - floor.Median <= atMost);
    }

    /// <summary>The slowest of a hundred against the floor's usual.</summary>
    public static Measured Tail(string work, string against, IEnumerable<double> product, IEnumerable<double> floor, double atMostTimes)
    {
        var (ours, bare) = (Spread.Of(product), Spread.Of(floor));
        return new Measured(work, against, "ms", ours, bare, ours.P99 / bare.Median, FormattableString.Invariant($"99 of 100 within {atMostTimes} times its median"), ours.P99 < atMostTimes * bare.Median);
    }
}
