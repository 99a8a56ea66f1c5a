using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>Time that is counted only between two hours of certain days.</summary>
internal static class Daytime
{
    /// <summary>The instant when that much of it has passed. An hour that summer time skips or repeats is counted as long as it was.</summary>
    public static DateTimeOffset After(DateTimeOffset from, TimeSpan duration, TimeOnly begin, TimeOnly end, Func<DateOnly, bool> counts)
    {
        for (var date = Stockholm.DateOf(from); ; date = date.AddDays(1))
        {
            if (!counts(date))
            {
                continue;
            }

            var (opens, closes) = (Stockholm.At(date, begin), Stockholm.At(date, end));
            var starts = from > opens ? from : opens;
            if (starts >= closes)
            {
                continue;
            }

            if (starts + duration <= closes)
            {
                return Stockholm.In(starts + duration);
            }

            duration -= closes - starts;
        }
    }
}
