using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>How long a board keeps a kind of data (gallring). Without the reference of a decision it erases nothing.</summary>
/// <param name="Board">The slug.</param>
/// <param name="DaysAfter">Whole days after the day was held, or after it was cancelled.</param>
/// <param name="Decision">Null: none has been made.</param>
[method: ExplicitConstructor]
public sealed record ErasureRule(Guid BoardId, string Board, string BoardName, ErasedData Data, int DaysAfter, string? Decision)
{
    public const int MostDaysAfter = 36500;

    /// <summary>Of a decision's reference.</summary>
    public const int MaxDecisionLength = 200;

    /// <summary>What there are rules for, in the order in which it is erased, and how long it is kept where a board has said nothing else.</summary>
    public static readonly IReadOnlyList<(ErasedData Data, int DaysAfter)> Usual =
        [(ErasedData.Needs, 7), (ErasedData.Mails, 90), (ErasedData.Registrations, 365), (ErasedData.Certificates, 3650)];

    /// <summary>The first date on which it erases a day's data; null: the day has no date, and is not cancelled.</summary>
    public DateOnly? ErasesOn(ThemeDay day) =>
        (Stockholm.DateOf(day.CancelledAt) ?? day.Date)?.AddDays(DaysAfter);
}
