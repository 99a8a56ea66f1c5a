using Temadagar.Texts;

namespace Temadagar.ThemeDays;

/// <summary>What a mail says of a day: a snapshot, taken when the mail was queued.</summary>
public sealed record ThemeDayFacts(
    int Number, string Slug, string? Title, DateOnly? Date, TimeOnly? StartsAt, TimeOnly? EndsAt, string? City, string? Venue,
    string SeriesName, bool Demonstration, string? OrganizerName, string? OrganizerEmail, string? OrganizerPhone)
{
    public static ThemeDayFacts Of(ThemeDay day) => new(
        day.Number, day.Slug, day.Title, day.Date, day.StartsAt, day.EndsAt, day.City, day.Venue,
        day.SeriesName, day.Demonstration, day.OrganizerName, day.OrganizerEmail, day.OrganizerPhone);

    /// <summary>The title, or "Temadag 2" where there is none yet.</summary>
    public string TitleIn(Language language) => Title ?? (language == Language.En ? $"Theme day {Number}" : $"Temadag {Number}");

    /// <summary>What the templates of mails call <c>themeDay</c>, <c>organizer</c> and <c>series</c>.</summary>
    public void AddTo(Dictionary<string, object?> model, Language language, string pageAddress)
    {
        model["themeDay"] = new Dictionary<string, object?>
        {
            ["title"] = Title,
            ["number"] = Number,
            ["date"] = Date is { } date ? CivilDate.Long(date, language) : null,
            ["shortDate"] = Date is { } day ? CivilDate.Short(day, language) : null,
            ["time"] = StartsAt is { } start ? CivilDate.Hours(start, EndsAt, language) : null,
            ["city"] = City,
            ["venue"] = Venue,
            ["url"] = pageAddress,
        };
        model["organizer"] = OrganizerName is null ? null : new Dictionary<string, object?>
        {
            ["name"] = OrganizerName,
            ["email"] = OrganizerEmail,
            ["phone"] = OrganizerPhone,
        };
        model["series"] = new Dictionary<string, object?> { ["name"] = SeriesName, ["demonstration"] = Demonstration };
    }
}
