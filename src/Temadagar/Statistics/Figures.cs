namespace Temadagar.Statistics;

/// <summary>
/// Figures as they leave the program, in this one form: each rounded to the nearest five by itself, totals too, so that nobody can be found by a small figure, or by taking one from another.
/// </summary>
/// <param name="Registered">All, also those who waited and those who have cancelled.</param>
/// <param name="Cancelled">Of them.</param>
/// <param name="HadPlace">Had a place when the day began; before that: have one.</param>
/// <param name="Attended">Have been there; null: attendance has not been recorded.</param>
/// <param name="NoShows">Had a place and did not come; null: the day has not been held, or it has not been recorded who came.</param>
public sealed record Figures(int Registered, int Cancelled, int HadPlace, int? Attended, int? NoShows)
{
    /// <summary>Fewer than these are not told apart from nobody.</summary>
    public const int Fewest = 3;

    private const int Step = 5;

    public static Figures Of(DayFigures exact) =>
        new(Round(exact.Registered), Round(exact.Cancelled), Round(exact.HadPlace), Round(exact.Attended), Round(exact.NoShows));

    private static int Round(int exact) => (exact + (Step / 2)) / Step * Step;

    private static int? Round(int? exact) => exact is { } count ? Round(count) : null;
}
