using PublicHoliday;

namespace Temadagar.Waitlist;

/// <summary>
/// When people read the mail at work: Monday to Friday from 08 to 17 in Stockholm, but on no public holiday (1989:253) and on none of the eves that
/// the Annual Leave Act (1977:480, section 7) puts beside Sundays.
/// </summary>
public static class WorkingHours
{
    private static readonly TimeOnly Begin = new(8, 0);
    private static readonly TimeOnly End = new(17, 0);

    private static readonly SwedenPublicHoliday Holidays = new();

    public static bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.IsPublicHoliday(date.ToDateTime(TimeOnly.MinValue)) && !IsEve(date);

    /// <summary>The instant when that many working hours have passed.</summary>
    public static DateTimeOffset After(DateTimeOffset from, TimeSpan hours) => Daytime.After(from, hours, Begin, End, IsWorkingDay);

    /// <summary>The last working day before a date.</summary>
    public static DateOnly LastDayBefore(DateOnly date)
    {
        do
        {
            date = date.AddDays(-1);
        }
        while (!IsWorkingDay(date));

        return date;
    }

    // Midsummer Eve is the Friday between 19 and 25 June.
    private static bool IsEve(DateOnly date) => date is { Month: 12, Day: 24 or 31 } or { Month: 6, Day: >= 19 and <= 25, DayOfWeek: DayOfWeek.Friday };
}
