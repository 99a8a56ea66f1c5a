using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.ThemeDays;

public static class ThemeDayProblems
{
    public static readonly Problem Unknown = new("unknown-theme-day", 404,
        new("Temadagen finns inte", "There is no such theme day"),
        new("Ingen publicerad temadag har den adressen.", "No published theme day has that address."));

    /// <summary>To whoever wanted to save something.</summary>
    public static readonly Problem UnknownNothingSaved = Unknown with
    {
        Detail = new(Unknown.Detail.Swedish + " Inget har sparats.", Unknown.Detail.English + " Nothing was saved."),
    };

    /// <summary>What is wrong with a way of taking part that a day has no places for.</summary>
    public static readonly Text ParticipationNotOffered = new("Temadagen går inte att delta i på det sättet.", "One cannot take part in the theme day that way.");

    public static readonly Problem NotOpen = new("not-open", 409,
        new("Anmälan har inte öppnat", "Registration has not opened"),
        new("Lämna din e-postadress på temadagens sida, så får du veta när anmälan öppnar. Inget har sparats.",
            "Leave your e-mail address on the theme day's page to be told when it opens. Nothing was saved."));

    public static readonly Problem Closed = new("closed", 409,
        new("Anmälan är stängd", "Registration is closed"),
        new("Anmälningstiden är slut. Kontakta arrangören om du har frågor. Inget har sparats.",
            "The time for registration is over. Contact the organizer if you have questions. Nothing was saved."));

    public static readonly Problem Cancelled = new("theme-day-cancelled", 409,
        new("Temadagen är inställd", "The theme day is cancelled"),
        new("Det går inte att anmäla sig. Inget har sparats.", "One cannot register. Nothing was saved."));

    /// <summary>Why one cannot register now, or null where one can.</summary>
    public static Problem? RefusesRegistration(ThemeDayState state) => state switch
    {
        ThemeDayState.Open => null,
        ThemeDayState.Planned => NotOpen,
        ThemeDayState.Cancelled => Cancelled,
        _ => Closed,
    };
}
