namespace Temadagar.ThemeDays;

/// <summary>A theme day as lists show it. Times carry the offset of Europe/Stockholm on that day; what is not known is null.</summary>
/// <param name="ServesFood">Whether those on site are served a meal, and are asked about their diet.</param>
public record ThemeDayView(
    int Number, string Slug, string? Title, string? Summary, ThemeDayState State, DateOnly? Date, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    string? City, string? Venue, DateTimeOffset? RegistrationOpensAt, DateTimeOffset? RegistrationClosesAt, IReadOnlyList<PlaceView> Places, bool ServesFood)
{
    public static ThemeDayView Of(ThemeDay day, IEnumerable<Place> places, DateTimeOffset now) => new(
        day.Number, day.Slug, day.Title, day.Summary, day.StateAt(now), day.Date, day.Start, day.End, day.City, day.Venue,
        day.RegistrationOpensAt, day.RegistrationClosesAt,
        [.. places.OrderBy(place => place.Participation).Select(place => new PlaceView(place.Participation, place.Capacity, place.Availability))],
        day.ServesFood);
}

public sealed record PlaceView(Participation Participation, int Capacity, Availability Availability);
