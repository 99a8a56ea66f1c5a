using Temadagar.Http;

namespace Temadagar.Certificates;

public static class CertificateProblems
{
    public static readonly Problem DayNotOver = new("theme-day-not-over", 409,
        new("Temadagen är inte slut", "The theme day is not over"),
        new("Intyg kan utfärdas när temadagen är slut. Inget har utfärdats.", "Certificates can be issued when the theme day is over. Nothing was issued."));

    public static readonly Problem DayCancelled = new("theme-day-cancelled", 409,
        new("Temadagen är inställd", "The theme day is cancelled"),
        new("Det finns inget att intyga. Inget har utfärdats.", "There is nothing to certify. Nothing was issued."));

    public static readonly Problem FactsMissing = new("certificate-facts-missing", 409,
        new("Något saknas på intyget", "Something is missing from the certificate"),
        new("Se vad som saknas. Inget har utfärdats.", "See what is missing. Nothing was issued."));

    public static readonly Problem UnknownToOrganizer = new("unknown-certificate", 404,
        new("Intyget finns inte", "There is no such certificate"),
        new("Det finns inte, eller hör till en temadag som inte är er.", "It does not exist, or belongs to a theme day that is not yours."));

    /// <summary>To whoever verifies one. What is no code at all gets the same.</summary>
    public static readonly Problem Unknown = new("unknown-certificate", 404,
        new("Intyget finns inte", "There is no such certificate"),
        new("Kontrollera adressen på intyget. Stämmer den är intyget inte utfärdat här.", "Check the address on the certificate. If it is right, the certificate was not issued here."));

    /// <summary>To whoever verifies one whose time is over.</summary>
    public static readonly Problem Erased = new("certificate-erased", 410,
        new("Intyget är gallrat", "The certificate has been erased"),
        new("Det har utfärdats här, men uppgifterna är raderade enligt ett gallringsbeslut. Vad det intygar kan inte längre kontrolleras.",
            "It was issued here, but its details have been erased under a decision. What it certifies can no longer be verified."));

    public static readonly Problem None = new("no-certificate", 404,
        new("Det finns inget intyg", "There is no certificate"),
        new("Arrangören har inte utfärdat något intyg för den här anmälan.", "The organizer has issued no certificate for this registration."));

    public static readonly Problem Revoked = new("certificate-revoked", 409,
        new("Intyget är återkallat", "The certificate has been revoked"),
        new("Kontakta arrangören om du har frågor.", "Contact the organizer if you have questions."));

    public static readonly Problem Replaced = new("certificate-replaced", 409,
        new("Intyget är redan ersatt", "The certificate has been replaced already"),
        new("Återkalla det som gäller i stället. Inget har ändrats.", "Revoke the one that is valid instead. Nothing was changed."));

    public static readonly Problem CodeLost = new("certificate-code-lost", 409,
        new("Intygets kod kan inte skrivas ut", "The code of the certificate cannot be printed"),
        new("Nyckeln till länkarna har bytts sedan intyget utfärdades. Lägg tillbaka den nyckeln, eller utfärda ett nytt intyg. De som är utskrivna gäller fortfarande.",
            "The key of the links has changed since the certificate was issued. Put that key back, or issue another certificate. Those that are printed are still valid."));

    /// <summary>To whom it is of: what has to be done is the operator's, who sees it in the log, and the organizer's.</summary>
    public static readonly Problem CodeLostToHolder = CodeLost with
    {
        Title = new("Intyget går inte att hämta", "The certificate cannot be fetched"),
        Detail = new("Kontakta arrangören, som kan ge dig det. Har du redan hämtat intyget gäller det fortfarande.",
            "Contact the organizer, who can give it to you. If you have fetched the certificate already, it is still valid."),
    };

    public static readonly Problem UnknownLogo = new("unknown-logo", 404,
        new("Logotypen finns inte", "There is no such logo"),
        new("Den finns inte, eller är borttagen.", "It does not exist, or has been removed."));

    public static readonly Problem TooManyLogos = new("too-many-logos", 409,
        new("Det finns redan så många logotyper som får plats", "There are as many logos as there is room for"),
        new($"Ta bort en först. Det får plats {ManageLogos.Most}. Inget har sparats.", $"Remove one first. There is room for {ManageLogos.Most}. Nothing was saved."));
}
