using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Temadagar.Http;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>A day as its organizer edits it: what this gives can be put back as it is.</summary>
/// <param name="Description">Markdown.</param>
/// <param name="Directions">How to find the venue.</param>
/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="CertificateHours">Extent in hours for the certificate.</param>
/// <param name="OfferHours">How many working hours someone who waits has to answer an offered place.</param>
/// <param name="MeetingAddress">Of the online meeting: only its organizers and those with a place there see it; null for a reader.</param>
/// <param name="ServesFood">Whether those on site are served a meal: then they are asked about their diet.</param>
/// <param name="Board">The slug of the board that organizes it; null: none has been named, and only administrators see it.</param>
/// <param name="Published">Read only, like all that follows. Whether the public sees it.</param>
/// <param name="Removable">Whether it can be taken away: nobody has had anything to do with it.</param>
/// <param name="Version">Rises with each edit; registrations do not change it. It is the ETag too.</param>
public sealed record PlannedDayView(
    int Number, string Slug, string? Title, string? Summary, string? Description, string? City, string? Venue, string? Directions, DateOnly? Date, [property: RegularExpression(JsonFields.TimePattern)] string? StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string? EndsAt,
    decimal? CertificateHours, DateTimeOffset? RegistrationOpensAt, DateTimeOffset? RegistrationClosesAt, int OfferHours, string? MeetingAddress, bool ServesFood, string? Board, IReadOnlyList<PlaceFiguresView> Places,
    bool Published, ThemeDayState State, DateTimeOffset? CancelledAt, string? CancellationReason, bool Removable, int Version)
{
    /// <summary>What a request may repeat from a reply, without effect.</summary>
    public static readonly string[] ReadOnlyFields = ["published", "state", "cancelledAt", "cancellationReason", "removable", "version"];

    public static PlannedDayView Of(OrganizerDay own, ThemeDay day, IEnumerable<PlaceFigures> figures, bool removable, DateTimeOffset now) => new(
        day.Number, day.Slug, day.Title, day.Summary, day.Description, day.City, day.Venue, day.Directions, day.Date, Stockholm.Clock(day.StartsAt), Stockholm.Clock(day.EndsAt),
        day.CertificateHours, day.RegistrationOpensAt, day.RegistrationClosesAt, day.OfferHours, day.MeetingAddress, day.ServesFood, own.Board,
        PlaceFiguresView.Of(figures),
        own.Published, day.StateAt(now), day.CancelledAt, day.CancellationReason, removable, day.Version);

    /// <summary>Whether only the end would be another.</summary>
    public bool MayBecome(NewTime time) => time.IsOnlyEnd(Date, StartsAt is { } start ? TimeOnly.ParseExact(start, "HH:mm", CultureInfo.InvariantCulture) : null, City, Venue);
}
