using System.Globalization;

namespace Temadagar.Texts;

/// <summary>Dates and times in words, as people write them in each language.</summary>
public static class CivilDate
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"torsdag 1 december 2016", "Thursday 1 December 2016".</summary>
    public static string Long(DateOnly date, Language language) => date.ToString("dddd d MMMM yyyy", Culture(language));

    /// <summary>"1 december 2016", "1 December 2016".</summary>
    public static string Full(DateOnly date, Language language) => date.ToString("d MMMM yyyy", Culture(language));

    /// <summary>"1 december", "1 December".</summary>
    public static string Short(DateOnly date, Language language) => date.ToString("d MMMM", Culture(language));

    /// <summary>"09.00–16.00", "09:00–16:00"; only the start where the end is not known.</summary>
    public static string Hours(TimeOnly startsAt, TimeOnly? endsAt, Language language)
    {
        var format = language == Language.En ? "HH':'mm" : "HH'.'mm";
        var start = startsAt.ToString(format, CultureInfo.InvariantCulture);
        return endsAt is { } end ? $"{start}–{end.ToString(format, CultureInfo.InvariantCulture)}" : start;
    }

    /// <summary>"torsdag 1 december 2016 kl. 09.00–16.00", "Thursday 1 December 2016, 09:00–16:00".</summary>
    public static string At(DateOnly date, TimeOnly startsAt, TimeOnly? endsAt, Language language) =>
        Long(date, language) + (language == Language.En ? ", " : " kl. ") + Hours(startsAt, endsAt, language);

    private static CultureInfo Culture(Language language) => language == Language.En ? English : Swedish;
}
