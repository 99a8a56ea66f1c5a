using Temadagar.Http;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>Why a day cannot be planned that way.</summary>
public static class PlanningProblems
{
    public static readonly Problem NoSeries = new("no-series", 409,
        new("Det finns ingen serie", "There is no series"),
        new("En temadag hör till en serie. Inget har sparats.", "A theme day belongs to a series. Nothing was saved."));

    public static readonly Problem SlugTaken = new("slug-taken", 409,
        new("Webbadressen är upptagen", "The web address is taken"),
        new("En annan temadag har den. Inget har sparats.", "Another theme day has it. Nothing was saved."));

    public static readonly Problem SlugFixed = new("slug-fixed", 409,
        new("Webbadressen kan inte ändras", "The web address cannot be changed"),
        new("Temadagen är publicerad eller har anmälda, och länkar i mejl leder till webbadressen. Inget har sparats.",
            "The theme day is published or has registrations, and links in mails lead to the web address. Nothing was saved."));

    public static readonly Problem NeedsRescheduling = new("needs-rescheduling", 409,
        new("De anmälda måste få veta", "Those who are registered must be told"),
        new("Flytta temadagen i stället för att ändra den, så får alla anmälda ett mejl. Inget har sparats.",
            "Reschedule the theme day instead, so that all who are registered get a mail. Nothing was saved."));

    public static readonly Problem SpeakersTold = new("speakers-told", 409,
        new("Medverkande har fått sina scheman", "Speakers have their schedules"),
        new("Ge temadagen ett nytt datum, eller ställ in den, så att de kan få veta det. Inget har sparats.",
            "Give the theme day another date, or cancel it, so that they can be told. Nothing was saved."));

    public static readonly Problem NoPlaces = new("no-places", 409,
        new("Temadagen har inga platser", "The theme day has no places"),
        new("En publicerad temadag behöver minst ett sätt att delta. Inget har sparats.", "A published theme day needs at least one way of taking part. Nothing was saved."));

    public static readonly Problem DayCancelled = new("theme-day-cancelled", 409,
        new("Temadagen är inställd", "The theme day is cancelled"),
        new("En inställd temadag kan inte flyttas. Inget har sparats.", "A cancelled theme day cannot be rescheduled. Nothing was saved."));

    public static readonly Problem SomeoneCame = new("someone-came", 409,
        new("Någon är incheckad på temadagen", "Someone is checked in at the theme day"),
        new("En dag som någon har varit på kan inte få ett annat datum. Ångra incheckningarna först om de är fel. Inget har sparats.",
            "A day that someone has been at cannot have another date. Undo the check-ins first if they are wrong. Nothing was saved."));

    public static readonly Problem AlreadyHeld = new("theme-day-held", 409,
        new("Temadagen har redan varit", "The theme day has already been held"),
        new("Den kan varken ställas in eller flyttas. Inget har sparats.", "It can be neither cancelled nor rescheduled. Nothing was saved."));

    public static readonly Problem AlreadyBegun = new("theme-day-begun", 409,
        new("Temadagen har börjat", "The theme day has begun"),
        new("Nu kan bara sluttiden rättas: datum, starttid, ort och lokal ligger fast. Inget har sparats.",
            "Only its end can be corrected now: date, start, city and venue stay as they are. Nothing was saved."));

    public static readonly Problem DayUsed = new("theme-day-used", 409,
        new("Temadagen har använts", "The theme day has been used"),
        new("Någon har anmält sig, lämnat sin adress eller fått mejl om den, och det ska gå att se efteråt. Har temadagen inte varit kan den ställas in i stället. Inget har tagits bort.",
            "Someone has registered, left an address or been sent a mail about it, and that is to be seen afterwards. Unless the theme day has been held, it can be cancelled instead. Nothing was removed."));

    public static readonly Problem BelowTaken = new("below-taken", 409,
        new("Fler platser är tagna", "More places are taken"),
        new("Antalet platser kan inte bli lägre än antalet tagna. Inget har sparats.", "The capacity cannot be lower than what is taken. Nothing was saved."));

    public static readonly Problem HasPeople = new("has-people", 409,
        new("Sättet att delta har anmälda", "The way of taking part has people"),
        new("Sätt antalet platser till antalet tagna i stället för att ta bort det. Inget har sparats.", "Set the capacity to what is taken instead of removing it. Nothing was saved."));

    /// <summary>Says for each way of taking part by how many more places are taken than there would be.</summary>
    public static Problem CapacityBelowTaken(IReadOnlyCollection<(PlaceFigures Figures, int Capacity)> places) => BelowTaken with
    {
        Detail = new(
            string.Concat(places.Select(place => $"{Swedish(place.Figures.Participation)}: {place.Figures.Taken} platser är tagna, {place.Figures.Taken - place.Capacity} fler än {place.Capacity}. ")) + "Inget har sparats.",
            string.Concat(places.Select(place => $"{English(place.Figures.Participation)}: {place.Figures.Taken} places are taken, {place.Figures.Taken - place.Capacity} more than {place.Capacity}. ")) + "Nothing was saved."),
    };

    /// <summary>Says which ways of taking part cannot be taken away: those who are or were registered that way are kept with it.</summary>
    public static Problem PlaceHasPeople(IReadOnlyCollection<Participation> participations) => HasPeople with
    {
        Detail = new(
            $"{string.Join(", ", participations.Select(Swedish))}: personer är eller har varit anmälda. Sätt antalet platser till antalet tagna i stället. Inget har sparats.",
            $"{string.Join(", ", participations.Select(English))}: people are or have been registered. Set the capacity to what is taken instead. Nothing was saved."),
    };

    private static string Swedish(Participation participation) => participation == Participation.Online ? "Digitalt" : "På plats";

    private static string English(Participation participation) => participation == Participation.Online ? "Online" : "On site";
}
