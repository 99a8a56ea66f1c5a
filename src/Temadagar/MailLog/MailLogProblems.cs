using Temadagar.Http;

namespace Temadagar.MailLog;

public static class MailLogProblems
{
    public static readonly Problem OnItsWay = new("mail-on-its-way", 409,
        new("Mejlet är redan på väg", "The mail is on its way already"),
        new("Vänta tills det är skickat eller har getts upp. Inget har ändrats.", "Wait until it is sent or has been given up. Nothing was changed."));

    public static readonly Problem OutOfDate = new("mail-out-of-date", 409,
        new("Mejlet stämmer inte längre", "The mail is no longer true"),
        new("Adressen, anmälan eller temadagen har ändrats sedan det skrevs. Inget har skickats.",
            "The address, the registration or the theme day has changed since it was written. Nothing was sent."));
}
