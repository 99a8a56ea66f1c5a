using Temadagar.ThemeDays;

namespace Temadagar.Reminders;

/// <summary>A mail to all with a place, so many days before the theme day.</summary>
/// <param name="DueAt">Eight in the morning of that day, in Stockholm.</param>
/// <param name="IsLast">The day before; the online meeting's address is in no other.</param>
/// <param name="Sequence">Another for each date and number of days: a day that is given another date is reminded of anew.</param>
public sealed record Reminder(DateTimeOffset DueAt, bool IsLast, int Sequence)
{
    public const int LongestBefore = 7;

    private static readonly int[] DaysBefore = [1, LongestBefore];
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The one that is due now. After an outage only the nearest is: two at once remind of nothing more.</summary>
    /// <param name="start">When the day begins: from then on nothing is due.</param>
    /// <returns>Null: none is due.</returns>
    public static Reminder? Due(DateOnly date, DateTimeOffset start, DateTimeOffset now) => now >= start
        ? null
        : DaysBefore.Select(days => new Reminder(Stockholm.At(date.AddDays(-days), Morning), days == DaysBefore[0], (date.DayNumber * 10) + days)).FirstOrDefault(reminder => reminder.DueAt <= now);

    /// <summary>When what it says is not so any more: "tomorrow" at midnight, "soon" when the last one is due.</summary>
    public DateTimeOffset NotAfter(DateOnly date) => IsLast ? Stockholm.At(date, TimeOnly.MinValue) : Stockholm.At(date.AddDays(-DaysBefore[0]), Morning);
}
