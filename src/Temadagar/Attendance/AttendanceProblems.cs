using Temadagar.Http;

namespace Temadagar.Attendance;

public static class AttendanceProblems
{
    public static readonly Problem UnknownCode = new("unknown-check-in-code", 404,
        new("Koden finns inte", "There is no such code"),
        new("Läs av koden igen, eller sök på namnet.", "Read the code again, or search for the name."));

    public static readonly Problem WrongDay = new("wrong-day", 409,
        new("Koden gäller en annan temadag", "The code is for another theme day"),
        new("Sök på namnet: personen kan vara anmäld till den här dagen också. Annars går det att anmäla på plats. Inget har sparats.",
            "Search for the name: the person may be registered for this day too. Else one can register on the spot. Nothing was saved."));

    public static readonly Problem Cancelled = new("check-in-cancelled", 409,
        new("Platsen är avbokad", "The place is cancelled"),
        new("Personen kan anmälas på plats om det finns plats. Inget har sparats.", "The person can be registered on the spot if there is room. Nothing was saved."));

    public static readonly Problem Waitlisted = new("check-in-waitlisted", 409,
        new("Personen står på väntelistan", "The person is on the waitlist"),
        new("Det finns ingen bekräftad plats. Fråga arrangören. Inget har sparats.", "There is no confirmed place. Ask the organizer. Nothing was saved."));

    public static readonly Problem NotIn = new("not-checked-in", 409,
        new("Personen är inte incheckad", "The person is not checked in"),
        new("Den som inte har kommit kan inte gå. Inget har sparats.", "Someone who has not come cannot leave. Nothing was saved."));

    public static readonly Problem Undated = new("theme-day-undated", 409,
        new("Temadagen har inget datum", "The theme day has no date"),
        new("Närvaro går att registrera när temadagen har ett datum. Inget har sparats.", "Attendance can be recorded when the theme day has a date. Nothing was saved."));

    public static readonly Problem DayCancelled = new("theme-day-cancelled", 409,
        new("Temadagen är inställd", "The theme day is cancelled"),
        new("Ingen kan checkas in. Inget har sparats.", "Nobody can be checked in. Nothing was saved."));

    public static readonly Problem NotBegun = new("theme-day-not-begun", 409,
        new("Temadagen har inte börjat", "The theme day has not begun"),
        new("Närvaron går att fylla i när dagen är här. Inget har sparats.", "Attendance can be entered when the day is here. Nothing was saved."));

    public static readonly Problem NotAReport = new("not-a-report", 415,
        new("Filen är ingen närvarorapport", "The file is no attendance report"),
        new("Skicka rapporten som text/csv. Inget har sparats.", "Send the report as text/csv. Nothing was saved."));

    public static readonly Problem NonceReused = new("nonce-reused", 422,
        new("Numret är redan använt", "The nonce has been used"),
        new("Samma nonce har använts för något annat. Inget nytt har sparats.", "The same nonce was used for something else. Nothing new was saved."));
}
