using Temadagar.Http;

namespace Temadagar.Speakers;

public static class SpeakerProblems
{
    public static readonly Problem Unknown = new("unknown-speaker", 404,
        new("Den medverkande finns inte", "There is no such speaker"),
        new("Du har ingen medverkande på den adressen. Inget har sparats.", "You have no speaker at that address. Nothing was saved."));

    public static readonly Problem NoSeries = new("no-series", 409,
        new("Det finns ingen serie", "There is no series"),
        new("Den som medverkar hör till en serie. Inget har sparats.", "A speaker belongs to a series. Nothing was saved."));

    public static readonly Problem Exists = new("speaker-exists", 409,
        new("Den medverkande finns redan", "The speaker is there already"),
        new("En medverkande har redan den e-postadressen. Ändra den personen i stället. Inget har sparats.",
            "A speaker has that e-mail address already. Change that one instead. Nothing was saved."));

    public static readonly Problem InProgramme = new("speaker-in-programme", 409,
        new("Den medverkande finns i ett program", "The speaker is in a programme"),
        new("Ta bort personen från alla pass, och skicka det nya schemat till den som har fått ett. Inget har sparats.",
            "Take the speaker off every session, and send the new schedule to one who has been sent any. Nothing was saved."));

    public static readonly Problem InAnothersProgramme = new("speaker-in-programme", 409,
        new("Den medverkande finns i ett annat program", "The speaker is in another programme"),
        new("En annan myndighet har personen i sitt program och behöver kunna se den. Inget har sparats.",
            "Another board has the speaker in its programme and needs to see them. Nothing was saved."));

    public static readonly Problem UnknownCorrection = new("unknown-correction", 404,
        new("Rättelsen finns inte längre", "The correction is gone"),
        new("Den har ersatts av en annan, eller är redan avgjord. Läs in sidan igen. Inget har sparats.",
            "It has been replaced by another or is decided already. Load the page again. Nothing was saved."));

    public static readonly Problem NoPortrait = new("no-portrait", 404,
        new("Det finns inget porträtt", "There is no portrait"),
        new("Den medverkande har inget porträtt som visas.", "The speaker has no portrait that is shown."));

    public static readonly Problem PortraitTooSlow = new("portrait-too-slow", 408,
        new("Bilden hann inte fram", "The image did not arrive in time"),
        new("Försök igen, eller välj en mindre bild. Inget har sparats.", "Try again, or choose a smaller image. Nothing was saved."));
}
