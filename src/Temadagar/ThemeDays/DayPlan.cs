using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.ThemeDays;

/// <summary>What an organizer decides of a day. What is not yet known may be missing; what is there must make sense together.</summary>
public record DayPlan
{
    private static readonly Text TakenSlug = new("Webbadressen series är upptagen: seriens kalender finns där.", "The web address series is taken: the calendar of the series is there.");
    private static readonly Text NoDate = new("Tider behöver ett datum.", "The times need a date.");
    private static readonly Text ImpossibleDate = new("Datumet är för långt bort.", "The date is too far away.");
    private static readonly Text EndsTooEarly = new("Temadagen måste sluta efter att den börjar.", "The day must end after it starts.");
    private static readonly Text ClosesTooEarly = new("Anmälan måste stänga efter att den öppnar.", "Registration must close after it opens.");
    private static readonly Text NeverOpens = new("Ange också när anmälan öppnar.", "Say also when registration opens.");
    private static readonly Text OpensUndated = new("Anmälan kan inte öppna för en dag utan datum.", "Registration cannot open for an undated day.");

    public Guid? BoardId { get; init; }
    public required int Number { get; init; }
    public required string Slug { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public string? City { get; init; }
    public string? Venue { get; init; }

    /// <summary>How to find the venue; several lines.</summary>
    public string? Directions { get; init; }
    public DateOnly? Date { get; init; }
    public TimeOnly? StartsAt { get; init; }
    public TimeOnly? EndsAt { get; init; }
    public decimal? CertificateHours { get; init; }
    public DateTimeOffset? RegistrationOpensAt { get; init; }
    public DateTimeOffset? RegistrationClosesAt { get; init; }

    /// <summary>How many working hours someone who waits has to answer an offered place.</summary>
    public int OfferHours { get; init; } = UsualOfferHours;

    /// <summary>Where it contradicts itself: the field, as the API calls it, and why.</summary>
    public IEnumerable<(string Field, Text Fault)> Contradictions()
    {
        if (!SlugInput.IsSlug(Slug))
        {
            yield return ("slug", SlugInput.Bad);
        }

        // /calendar/series.ics (Catalogue) is not a day's.
        if (Slug == "series")
        {
            yield return ("slug", TakenSlug);
        }

        if (Date is { } date && !IsPossible(date))
        {
            yield return ("date", ImpossibleDate);
        }

        if (Date is null && (StartsAt ?? EndsAt) is not null)
        {
            yield return ("date", NoDate);
        }

        if (EndsAt is { } end && !(StartsAt < end))
        {
            yield return ("endsAt", EndsTooEarly);
        }

        if (RegistrationClosesAt is not null && RegistrationOpensAt is null)
        {
            yield return ("registrationOpensAt", NeverOpens);
        }

        if (RegistrationOpensAt is { } opens && RegistrationClosesAt <= opens)
        {
            yield return ("registrationClosesAt", ClosesTooEarly);
        }

        if (Date is null && RegistrationOpensAt is not null)
        {
            yield return ("registrationOpensAt", OpensUndated);
        }
    }

    /// <summary>Whether a day can be then; a year outside is a mistake in writing.</summary>
    public static bool IsPossible(DateOnly date) => date.Year is >= 2000 and <= LastYear;

    /// <summary>Of the online meeting, https; only those with a place there see it.</summary>
    public string? MeetingAddress { get; init; }

    /// <summary>Whether those on site are served a meal: then they are asked about their diet.</summary>
    public bool ServesFood { get; init; }

    public const int UsualOfferHours = 48;

    /// <summary>The last year of a theme day.</summary>
    public const int LastYear = 2099;
}
