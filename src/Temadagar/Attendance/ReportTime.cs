using System.Globalization;
using System.Text.RegularExpressions;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>
/// Reads the times of a meeting's report, which are written as the computer of whoever took it out writes them: 12/1/16, 8:55:03 AM,
/// 2016-12-01 08:55:03, 1.12.2016 8.55. The theme day's date tells which of two readings is meant.
/// </summary>
public static partial class ReportTime
{
    /// <returns>Null: it is no time.</returns>
    public static ReadTime? Read(string text, DateOnly date)
    {
        var match = Moment().Match(text);
        if (!match.Success || Clock(match) is not { } time)
        {
            return null;
        }

        var dates = Dates(Number(match, 1), Number(match, 2), Number(match, 3), match.Groups[1].Length == 4).ToList();
        if (dates.Count == 0)
        {
            return null;
        }

        // A leave may be after midnight.
        var day = dates.Contains(date) ? date : dates.Contains(date.AddDays(1)) ? date.AddDays(1) : dates[0];
        var zone = match.Groups["zone"];
        var at = !zone.Success ? Stockholm.At(day, time)
            : Stockholm.In(DateTimeOffset.Parse($"{day:yyyy-MM-dd}T{time:HH:mm:ss}{zone.Value.ToUpperInvariant()}", CultureInfo.InvariantCulture));
        return new ReadTime(at, DateOnly.FromDateTime(at.DateTime));
    }

    /// <summary>"1h 27m 51s", "1 tim 27 min", "01:27:51".</summary>
    /// <returns>Null: it is no such text.</returns>
    public static TimeSpan? ReadLength(string text)
    {
        if (Colons().Match(text) is { Success: true } clock)
        {
            return new TimeSpan(Number(clock, 1), Number(clock, 2), Number(clock, 3));
        }

        return Units().Match(text) is { Success: true, Length: > 0 } units
            ? new TimeSpan(Number(units, 1), Number(units, 2), Number(units, 3))
            : null;
    }

    private static IEnumerable<DateOnly> Dates(int first, int second, int third, bool yearFirst)
    {
        (int Year, int Month, int Day)[] readings = yearFirst
            ? [(first, second, third)]
            : [(third, first, second), (third, second, first)];
        return readings.Select(reading => reading with { Year = reading.Year < 100 ? 2000 + reading.Year : reading.Year })
            .Where(reading => reading.Year is >= 1900 and <= 9998 && reading.Month is >= 1 and <= 12 && reading.Day >= 1 && reading.Day <= DateTime.DaysInMonth(reading.Year, reading.Month))
            .Select(reading => new DateOnly(reading.Year, reading.Month, reading.Day));
    }

    private static TimeOnly? Clock(Match match)
    {
        var (hour, minute, second) = (Number(match, 4), Number(match, 5), Number(match, 6));
        var half = match.Groups["half"];
        if (half.Success)
        {
            // 12 AM is midnight, 12 PM noon.
            hour = hour is < 1 or > 12 ? 24 : (hour % 12) + (char.ToLowerInvariant(half.Value[0]) is 'p' or 'e' ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }

    private static int Number(Match match, int group) => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    // [0-9]: \d is any script's digit. An offset from UTC is 14 hours at most.
    // The half of the day may stand after a narrow space that does not break (U+202F).
    [GeneratedRegex(@"^([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})(?:,?\s+|T)(?:klo?\.?\s+)?([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,7})?)?(?:\s*(?<half>[ap]\.?m\.?|[fe]\.?m\.?))?\s*(?<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^([0-9]{1,2}):([0-9]{2}):([0-9]{2})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Colons();

    [GeneratedRegex(@"^(?:([0-9]{1,3})\s*(?:h|hr|hrs|t|tim|timm?ar|timme)\.?)?\s*(?:([0-9]{1,3})\s*(?:m|min|minuter|minut)\.?)?\s*(?:([0-9]{1,3})\s*(?:s|sek|sec|sekunder)\.?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Units();
}

/// <param name="Date">In Stockholm.</param>
public sealed record ReadTime(DateTimeOffset At, DateOnly Date);
