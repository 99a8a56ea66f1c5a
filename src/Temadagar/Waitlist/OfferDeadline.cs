using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>How long an offered place is kept for whoever was offered it.</summary>
public static class OfferDeadline
{
    // Whoever is offered a place the day before must be able to plan, and so must the one after.
    private static readonly TimeSpan ShortTime = TimeSpan.FromHours(3);
    private static readonly TimeOnly ShortTimeBegins = new(8, 0);
    private static readonly TimeOnly ShortTimeEnds = new(20, 0);

    // Whoever takes a place has to get there.
    private static readonly TimeSpan BeforeTheDay = TimeSpan.FromHours(1);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);

    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>
    /// The day's number of working hours, but not beyond noon of the last working day before the theme day, so that others may follow. From that day on it is three hours
    /// between 08 and 20 of that day, of the one right before the theme day and of the theme day itself, and at the latest until an hour before it begins: nobody has to read mail
    /// on the other days off in between.
    /// </summary>
    /// <returns>Null: it is too late to offer anything, or nothing is to be offered, since the day is not held.</returns>
    public static DateTimeOffset? Of(ThemeDay day, DateTimeOffset now)
    {
        if (day.CancelledAt is not null)
        {
            return null;
        }

        var usual = WorkingHours.After(now, TimeSpan.FromHours(day.OfferHours));
        if (day.Date is not { } date)
        {
            return usual;
        }

        var lastDay = WorkingHours.LastDayBefore(date);
        if (now < Stockholm.At(lastDay, TimeOnly.MinValue))
        {
            return Earlier(usual, Stockholm.At(lastDay, Noon));
        }

        var deadline = Earlier(Daytime.After(now, ShortTime, ShortTimeBegins, ShortTimeEnds, counted => counted == lastDay || counted >= date.AddDays(-1)), Latest(day)!.Value);
        return deadline - now >= Least ? deadline : null;
    }

    /// <summary>No offer stands longer, however long ago it was made. Null: the day has no date.</summary>
    public static DateTimeOffset? Latest(ThemeDay day) => day.Begins - BeforeTheDay;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
