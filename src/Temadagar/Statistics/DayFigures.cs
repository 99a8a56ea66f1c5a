using Dapper;

namespace Temadagar.Statistics;

/// <summary>What figures are told apart by.</summary>
public enum Dimension
{
    Total,
    Sector,
    Profession,
    County,
    Participation,
}

/// <summary>What is counted of a day for one value of a dimension, exactly: nothing of it leaves the program but as <see cref="Figures"/>.</summary>
/// <param name="Value">The word of a sector or a way of taking part, a county's two digits, a profession; null: the total, and those who have none or one of their own.</param>
/// <param name="Registered">All, also those who waited and those who have cancelled.</param>
/// <param name="Cancelled">Of them.</param>
/// <param name="HadPlace">Had one when the day began; before that: have one.</param>
/// <param name="Attended">Have been there, with a place or without; null: attendance has not been recorded.</param>
/// <param name="NoShows">Had a place and did not come; null: the day has not been held, or it has not been recorded who came.</param>
[method: ExplicitConstructor]
public sealed record DayFigures(Dimension Dimension, string? Value, int Registered, int Cancelled, int HadPlace, int? Attended, int? NoShows)
{
    /// <summary>Of several days: what is not known of one is left out.</summary>
    public static DayFigures Sum(Dimension dimension, string? value, IReadOnlyCollection<DayFigures> days) => new(
        dimension, value, days.Sum(day => day.Registered), days.Sum(day => day.Cancelled), days.Sum(day => day.HadPlace), Known(days, day => day.Attended), Known(days, day => day.NoShows));

    private static int? Known(IEnumerable<DayFigures> days, Func<DayFigures, int?> count) =>
        days.Select(count).OfType<int>().ToList() is { Count: > 0 } known ? known.Sum() : null;
}
