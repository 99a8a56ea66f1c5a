using Dapper;

namespace Temadagar.ThemeDays;

public enum ThemeDayState
{
    Planned,
    Open,
    Closed,
    Held,
    Cancelled,
}

/// <summary>Ways of taking part.</summary>
public enum Participation
{
    OnSite,
    Online,
}

/// <summary>
/// One theme day. What is not known is null and shows as missing. Date and times are wall clock in Europe/Stockholm.
/// The last members say which series it is of and who organizes it.
/// </summary>
/// <param name="Directions">How to find the venue; several lines.</param>
/// <param name="CertificateHours">Extent in hours for the certificate.</param>
/// <param name="CancellationReason">The organizer's words, for the public too.</param>
/// <param name="MeetingAddress">Of the online meeting: only for those with a place there.</param>
/// <param name="Published">Whether the public sees it.</param>
/// <param name="Version">Rises with each edit by an organizer; registrations do not change it.</param>
/// <param name="OfferHours">How many working hours someone who waits has to answer an offered place.</param>
/// <param name="ServesFood">Whether those on site are served a meal: then they are asked about their diet.</param>
[method: ExplicitConstructor]
public sealed record ThemeDay(
    Guid Id, Guid? BoardId, int Number, string Slug, string? Title, string? Summary, string? Description, string? City, string? Venue, string? Directions,
    DateOnly? Date, TimeOnly? StartsAt, TimeOnly? EndsAt, decimal? CertificateHours,
    DateTimeOffset? RegistrationOpensAt, DateTimeOffset? RegistrationClosesAt, DateTimeOffset? CancelledAt, string? CancellationReason, int Version, int OfferHours,
    bool Published, string SeriesName, bool Demonstration, string? OrganizerName, string? OrganizerEmail, string? OrganizerPhone, string? MeetingAddress, bool ServesFood)
{
    public DateTimeOffset? Start => Date is { } date && StartsAt is { } time ? Stockholm.At(date, time) : null;

    /// <summary>When it begins; where the hour is not known, with its date. Null: there is no date.</summary>
    public DateTimeOffset? Begins => Start ?? (Date is { } date ? Stockholm.At(date, TimeOnly.MinValue) : null);

    public DateTimeOffset? End => Date is { } date && EndsAt is { } time ? Stockholm.At(date, time) : null;

    /// <summary>When it is over: at its end; where the hour is not known, with its date. Null: there is no date.</summary>
    public DateTimeOffset? Ends => End ?? (Date is { } date ? Stockholm.At(date.AddDays(1), TimeOnly.MinValue) : null);

    /// <summary>Held or cancelled: nobody comes to it any more.</summary>
    public bool IsOverAt(DateTimeOffset now) => StateAt(now) is ThemeDayState.Held or ThemeDayState.Cancelled;

    /// <summary>The state follows from the window and the clock; only a cancellation is stored.</summary>
    public ThemeDayState StateAt(DateTimeOffset now)
    {
        if (CancelledAt is not null)
        {
            return ThemeDayState.Cancelled;
        }

        if (Ends is not { } ends)
        {
            return ThemeDayState.Planned;
        }

        if (now >= ends)
        {
            return ThemeDayState.Held;
        }

        if (RegistrationOpensAt is not { } opensAt || now < opensAt)
        {
            return ThemeDayState.Planned;
        }

        // Without a closing time one may register until the day begins.
        return now < (RegistrationClosesAt ?? Begins) ? ThemeDayState.Open : ThemeDayState.Closed;
    }
}
