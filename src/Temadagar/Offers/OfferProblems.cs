using Temadagar.Http;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

internal static class OfferProblems
{
    public static readonly Problem Unknown = new("unknown-offer", 404,
        new("Erbjudandet finns inte", "There is no such offer"),
        new("Ingen plats har erbjudits med det numret. Inget har ändrats.", "No place has been offered under that number. Nothing was changed."));

    public static readonly Problem Expired = new("offer-expired", 409,
        new("Erbjudandet har gått ut", "The offer has expired"),
        new("Svarstiden är över, och platsen går till nästa på väntelistan. Vill du vara med ändå, hör av dig till arrangören.",
            "The time to answer is over, and the place goes to the next on the waitlist. To take part after all, tell the organizer."));

    public static readonly Problem Ended = new("offer-ended", 409,
        new("Erbjudandet är avslutat", "The offer has ended"),
        new("Erbjudandet har redan fått ett svar eller dragits tillbaka. Inget har ändrats.", "The offer has been answered already, or was withdrawn. Nothing was changed."));

    public static readonly Problem TookOther = new("took-other-place", 409,
        new("En annan plats är redan tagen", "Another place has been taken"),
        new("En plats räckte, och när den togs gick den här till nästa på väntelistan. Inget har ändrats.",
            "One place was enough, and when it was taken this one went to the next on the waitlist. Nothing was changed."));

    public static readonly Problem NotHeld = ThemeDayProblems.Cancelled with
    {
        Detail = new("Det finns ingen plats att ta. Inget har ändrats.", "There is no place to take. Nothing was changed."),
    };

    public static readonly Problem UnknownGroup = new("unknown-waitlist-group", 404,
        new("Gruppen väntar inte", "The group does not wait"),
        new("Den finns inte på väntelistan, eller har fått ett erbjudande. Inget har ändrats.", "It is not on the waitlist, or has been offered places. Nothing was changed."));

    public static readonly Problem UnknownWait = new("unknown-wait", 404,
        new("Personen väntar inte", "The person does not wait"),
        new("Personen står inte på väntelistan, eller har redan fått ett erbjudande. Inget har ändrats.",
            "The person is not on the waitlist, or has been offered a place already. Nothing was changed."));

    public static readonly Problem NoPlaceFree = new("no-place-free", 409,
        new("Det finns ingen ledig plats", "There is no free place"),
        new("Höj antalet platser om personen ska få en. Inget har ändrats.", "Raise the capacity if the person is to have one. Nothing was changed."));

    public static readonly Problem TooLate = new("too-late-to-offer", 409,
        new("Det är för sent att erbjuda en plats", "It is too late to offer a place"),
        new("Temadagen börjar snart, har varit eller är inställd. Inget har ändrats.", "The theme day begins soon, has been held, or is cancelled. Nothing was changed."));

    /// <returns>Why an offer cannot be answered; null: it can.</returns>
    public static Problem? Refusing(Wait wait, ThemeDay day, DateTimeOffset now) => wait switch
    {
        { Outcome: WaitOutcome.Expired } => Expired,
        { IsLive: false } => Ended,
        _ when day.CancelledAt is not null => NotHeld,
        _ when wait.Deadline <= now => Expired,
        _ => null,
    };
}
