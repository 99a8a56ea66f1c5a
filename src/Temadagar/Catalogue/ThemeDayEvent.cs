using System.Globalization;
using System.Text.Json.Nodes;
using Temadagar.Http;
using Temadagar.Speakers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>
/// A theme day as search engines read it (schema.org/Event, JSON-LD). It says what the page says and is known; whether it is free, or was
/// moved, is not.
/// </summary>
public static class ThemeDayEvent
{
    /// <param name="shown">The speakers who have agreed to be shown.</param>
    /// <returns>Null for a day without a date: an Event must have one.</returns>
    public static JsonObject? Of(ThemeDay day, IReadOnlyList<Place> places, IReadOnlyList<Speaker> shown, PublicAddress address)
    {
        if (day.Date is not { } date)
        {
            return null;
        }

        var title = ThemeDayFacts.Of(day).TitleIn(Language.Sv);
        var page = address.Of("/temadag/" + day.Slug);
        var online = places.Any(place => place.Participation == Participation.Online);
        // Where nothing is said of how to take part, a known place says it.
        var onSite = places.Any(place => place.Participation == Participation.OnSite) || (!online && (day.Venue ?? day.City) is not null);
        return Known(new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["name"] = day.Demonstration ? $"Demonstration: {title}" : title,
            ["description"] = day.Demonstration ? $"{ThemeDayFacts.DemonstrationNotice.In(Language.Sv)} {day.Summary}".TrimEnd() : day.Summary,
            ["url"] = page,
            ["startDate"] = day.Start is { } start ? Iso(start) : date.ToString("O", CultureInfo.InvariantCulture),
            ["endDate"] = day.End is { } end ? Iso(end) : null,
            ["eventStatus"] = "https://schema.org/" + (day.CancelledAt is null ? "EventScheduled" : "EventCancelled"),
            ["eventAttendanceMode"] = (onSite, online) switch
            {
                (true, true) => "https://schema.org/MixedEventAttendanceMode",
                (true, false) => "https://schema.org/OfflineEventAttendanceMode",
                (false, true) => "https://schema.org/OnlineEventAttendanceMode",
                _ => null,
            },
            ["location"] = Several([onSite ? PlaceOf(day) : null, online ? new() { ["@type"] = "VirtualLocation", ["url"] = page } : null]),
            ["organizer"] = Named("Organization", day.OrganizerName),
            ["performer"] = Several(shown.Select(PersonOf)),
            ["inLanguage"] = "sv",
            ["superEvent"] = Known(new() { ["@type"] = "EventSeries", ["name"] = day.SeriesName, ["url"] = address.Of("/") }),
        });
    }

    private static JsonObject? PlaceOf(ThemeDay day) => (day.Venue ?? day.City) is not { } name ? null : Known(new()
    {
        ["@type"] = "Place",
        ["name"] = name,
        ["address"] = Known(new() { ["@type"] = "PostalAddress", ["addressLocality"] = day.City, ["addressCountry"] = "SE" }),
    });

    private static JsonObject PersonOf(Speaker speaker) => Known(new()
    {
        ["@type"] = "Person",
        ["name"] = speaker.Name,
        ["jobTitle"] = speaker.Title,
        ["affiliation"] = Named("Organization", speaker.Organization),
    });

    private static JsonObject? Named(string type, string? name) => name is null ? null : new() { ["@type"] = type, ["name"] = name };

    private static JsonNode? Several(IEnumerable<JsonObject?> items) => items.OfType<JsonObject>().ToArray() switch
    {
        [] => null,
        [var only] => only,
        var all => new JsonArray(all),
    };

    private static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static JsonObject Known(Dictionary<string, JsonNode?> members) => new(members.Where(member => member.Value is not null));
}
