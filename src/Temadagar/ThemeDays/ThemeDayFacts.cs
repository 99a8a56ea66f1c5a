using System.Text.Json.Serialization;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.ThemeDays;

/// <summary>What a mail says of a day: a snapshot, taken when the mail was queued.</summary>
/// <param name="Published">Mails that were queued before this was asked are about published days.</param>
public sealed record ThemeDayFacts(
    int Number, string Slug, string? Title, DateOnly? Date, TimeOnly? StartsAt, TimeOnly? EndsAt, string? City, string? Venue,
    string SeriesName, bool Demonstration, string? OrganizerName, string? OrganizerEmail, string? OrganizerPhone, bool Published = true)
{
    /// <summary>What a calendar entry of a made-up day says first.</summary>
    public static readonly Text DemonstrationNotice = new("Demonstration – inte en verklig temadag.", "Demonstration – not a real theme day.");

    public static ThemeDayFacts Of(ThemeDay day) => new(
        day.Number, day.Slug, day.Title, day.Date, day.StartsAt, day.EndsAt, day.City, day.Venue,
        day.SeriesName, day.Demonstration, day.OrganizerName, day.OrganizerEmail, day.OrganizerPhone, day.Published);

    /// <summary>The title, or "Temadag 2" where there is none yet.</summary>
    public string TitleIn(Language language) => TitleOf(Title, Number, language);

    /// <summary>As <see cref="TitleIn"/>.</summary>
    public static string TitleOf(string? title, int number, Language language) => title ?? (language == Language.En ? $"Theme day {number}" : $"Temadag {number}");

    /// <summary>Venue and city, with what is known; null where neither is.</summary>
    [JsonIgnore]
    public string? Place => Whereabouts.Of(Venue, City);

    /// <summary>What the text of a calendar entry says: that it is made up, where it is; what it is of; who to ask.</summary>
    public string? CalendarText(Language language, string? about = null)
    {
        var organizer = string.Join('\n', new[] { OrganizerName, OrganizerEmail, OrganizerPhone }.Where(line => line is not null));
        var parts = new[] { Demonstration ? DemonstrationNotice.In(language) : null, about, organizer };
        return string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
    }

    /// <summary>"torsdag 1 december 2016 kl. 09.00–16.00, Kulturens hus, Luleå", with what is known; null where nothing is.</summary>
    public string? WhenAndWhere(Language language)
    {
        var when = Date is not { } day ? null : StartsAt is { } start ? CivilDate.At(day, start, EndsAt, language) : CivilDate.Long(day, language);
        return string.Join(", ", new[] { when, Place }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
    }

    /// <summary>What the templates of mails call <c>themeDay</c>, <c>organizer</c> and <c>series</c>.</summary>
    public void AddTo(Dictionary<string, object?> model, Language language, PublicAddress address)
    {
        model["themeDay"] = new Dictionary<string, object?>
        {
            ["title"] = Title,
            ["number"] = Number,
            ["date"] = Date is { } date ? CivilDate.Long(date, language) : null,
            ["shortDate"] = Date is { } day ? CivilDate.Short(day, language) : null,
            ["time"] = StartsAt is { } start ? CivilDate.Hours(start, EndsAt, language) : null,
            ["city"] = City,
            ["place"] = Place,
            // Before it is published its page is not there.
            ["url"] = Published ? address.Of("/temadag/" + Slug) : null,
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
