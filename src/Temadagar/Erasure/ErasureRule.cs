using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>A kind of data with a time of its own.</summary>
public enum ErasedData
{
    /// <summary>Diet and access needs.</summary>
    Needs,
}

/// <summary>How long a board keeps a kind of data (gallring). Without the reference of a decision it erases nothing.</summary>
/// <param name="Board">The slug.</param>
/// <param name="DaysAfter">Whole days after the day was held, or after it was cancelled.</param>
/// <param name="Decision">Null: none has been made.</param>
[method: ExplicitConstructor]
public sealed record ErasureRule(Guid BoardId, string Board, string BoardName, ErasedData Data, int DaysAfter, string? Decision)
{
    /// <summary>Where a board has said nothing else.</summary>
    public const int UsualDaysAfter = 7;

    public const int MostDaysAfter = 3650;

    /// <summary>The first date on which it erases a day's data; null: the day has no date, and is not cancelled.</summary>
    public DateOnly? ErasesOn(ThemeDay day) =>
        (day.CancelledAt is { } cancelled ? DateOnly.FromDateTime(Stockholm.In(cancelled).DateTime) : day.Date)?.AddDays(DaysAfter);
}
