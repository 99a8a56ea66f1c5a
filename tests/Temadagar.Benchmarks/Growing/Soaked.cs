namespace Temadagar.Benchmarks.Growing;

/// <summary>What a soak has shown.</summary>
/// <param name="Reads">A second.</param>
/// <param name="Registrations">A second.</param>
/// <param name="Megabytes">Resident, at even intervals.</param>
internal sealed record Soaked(int Seconds, double Reads, double Registrations, IReadOnlyList<double> Megabytes)
{
    private const double Share = 0.03, Least = 5;

    /// <summary>The half before is left out: the compiler and the caches are still filling.</summary>
    public double Third => Quarter(2);

    public double Last => Quarter(3);

    /// <summary>How much the last quarter may be above the third.</summary>
    public double Allowed => Math.Max(Least, Share * Third);

    public bool Holds => Last - Third <= Allowed;

    private double Quarter(int number)
    {
        var quarter = Megabytes.Count / 4;
        return Spread.Of(Megabytes.Skip(number * quarter).Take(quarter)).Median;
    }
}
