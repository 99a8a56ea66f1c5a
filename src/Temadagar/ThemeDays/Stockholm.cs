using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.ThemeDays;

/// <summary>The wall clock that theme days go by.</summary>
public static class Stockholm
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>The instant of a wall clock time, with the offset of that day. A time that summer time skips moves an hour on.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>A time of day as the API writes it: 09:00.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset In(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static DateTimeOffset? In(DateTimeOffset? instant) => instant is { } value ? In(value) : null;

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);

    public static DateOnly? DateOf(DateTimeOffset? instant) => instant is { } value ? DateOf(value) : null;

    /// <summary>"torsdag 1 december 2016 kl. 09.00", "Thursday 1 December 2016, 09:00".</summary>
    public static string Written(DateTimeOffset instant, Language language)
    {
        var local = In(instant).DateTime;
        return CivilDate.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), null, language);
    }

    /// <summary>The end of a time that one has, as people count: what ends as Friday begins ends on Thursday. "torsdag 1 december 2016 kl. 24.00", "Thursday 1 December 2016, midnight".</summary>
    public static string WrittenEnd(DateTimeOffset instant, Language language)
    {
        var local = In(instant).DateTime;
        if (TimeOnly.FromDateTime(local) >= new TimeOnly(0, 1))
        {
            return Written(instant, language);
        }

        var before = DateOnly.FromDateTime(local).AddDays(-1);
        return $"{CivilDate.Long(before, language)}{new Text(" kl. 24.00", ", midnight").In(language)}";
    }

    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());
}
