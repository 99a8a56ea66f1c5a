using Temadagar.Http;

namespace Temadagar.Participants;

public static class PeopleProblems
{
    public static readonly Problem UnknownPerson = new("unknown-registration", 404,
        new("Anmälan finns inte", "There is no such registration"),
        new("Den finns inte, eller hör till en temadag som du inte ser deltagarna på.", "It does not exist, or belongs to a theme day whose people you do not see."));

    public static readonly Problem NotOwnDay = new("not-own-day", 403,
        new("Temadagen är en annan myndighets", "The theme day is another board's"),
        new("Du ser deltagarna, men bara arrangören kan ändra. Inget har sparats.", "You see its people, but only its organizer may change them. Nothing was saved."));

    public static readonly Problem AlreadyRegistered = new("already-registered", 409,
        new("Adressen är redan anmäld till temadagen", "The address is registered for the theme day already"),
        new("Sök efter personen i listan. Inget har sparats.", "Search for the person in the list. Nothing was saved."));

    public static readonly Problem Held = new("theme-day-held", 409,
        new("Temadagen har redan varit", "The theme day has already been held"),
        new("Det går inte att anmäla någon efteråt. Inget har sparats.", "Nobody can be registered afterwards. Nothing was saved."));

    public static readonly Problem Full = new("theme-day-full", 409,
        new("Det finns ingen ledig plats", "There is no free place"),
        new("Personen får en plats utöver antalet om du väljer det. Inget har sparats.", "The person gets a place above capacity if you choose so. Nothing was saved."));
}
