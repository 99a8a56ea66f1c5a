using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>A date with a time as callers write it: one reading, in bodies and in addresses.</summary>
public static class Moment
{
    public static readonly Text Unreadable = new(
        $"Skriv datum och tid som 2027-03-15T09:00, eller med tidszon som 2027-03-15T09:00+01:00, mellan år {FirstYear} och {LastYear}.",
        $"Write date and time as 2027-03-15T09:00, or with an offset as 2027-03-15T09:00+01:00, between the years {FirstYear} and {LastYear}.");

    // Far from both ends of what a date can be, where it has no time in another zone.
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    // RFC 3339, and with the seconds left out.
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] OffsetFormats = [.. LocalFormats.SelectMany(format => new[] { format + "zzz", format + "'Z'" })];

    /// <param name="local">The instant that a time without an offset means.</param>
    /// <returns>Null: it cannot be read, or is in a year that nobody means.</returns>
    public static DateTimeOffset? Read(string text, Func<DateOnly, TimeOnly, DateTimeOffset> local) =>
        DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)
            ? IsMeant(wall.Year) ? local(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall)) : null
            : DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && IsMeant(moment.Year) ? moment : null;

    private static bool IsMeant(int year) => year is >= FirstYear and <= LastYear;
}
