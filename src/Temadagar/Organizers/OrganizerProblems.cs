using Temadagar.Http;

namespace Temadagar.Organizers;

public static class OrganizerProblems
{
    public static readonly Problem NotSignedIn = new("not-signed-in", 401,
        new("Du behöver logga in", "You need to sign in"),
        new("Logga in, eller skicka en API-nyckel som gäller. Inget har sparats.", "Sign in, or send an API key that is valid. Nothing was saved."));

    public static readonly Problem SignInRefused = new("sign-in-refused", 401,
        new("Det gick inte att logga in", "You could not be signed in"),
        new($"E-postadressen eller lösenordet stämmer inte. Efter {SignIn.Attempts} försök går det inte att logga in härifrån på {SignIn.LockedMinutes} minuter.",
            $"The e-mail address or the password is wrong. After {SignIn.Attempts} attempts you cannot sign in from here for {SignIn.LockedMinutes} minutes."));

    public static readonly Problem CurrentPasswordWrong = new("current-password-wrong", 403,
        new("Ditt nuvarande lösenord stämmer inte", "Your current password is wrong"),
        new($"Skriv lösenordet som du har nu. Efter {SignIn.Attempts} försök går det inte att byta lösenord eller logga in härifrån på {SignIn.LockedMinutes} minuter. Inget har sparats.",
            $"Write the password that you have now. After {SignIn.Attempts} attempts you cannot change the password or sign in from here for {SignIn.LockedMinutes} minutes. Nothing was saved."));

    public static readonly Problem NoPassword = new("no-password", 409,
        new("Kontot har inget lösenord", "The account has no password"),
        new("Du loggar in på ett annat sätt. Behöver du ett lösenord, be en administratör om en inbjudan. Inget har sparats.",
            "You sign in another way. If you need a password, ask an administrator for an invitation. Nothing was saved."));

    public static readonly Problem NotAllowed = new("not-allowed", 403,
        new("Det får du inte göra", "You may not do that"),
        new("Din roll räcker inte till för det här. Inget har sparats.", "Your role does not allow this. Nothing was saved."));

    public static readonly Problem NotFromOurPage = new("not-from-our-page", 403,
        new("Förfrågan kom inte från vår sida", "The request did not come from our page"),
        new("Läs in sidan igen och försök en gång till. Inget har sparats.", "Load the page again and try once more. Nothing was saved."));

    public static readonly Problem InvitationNotValid = new("invitation-not-valid", 401,
        new("Länken gäller inte längre", "The link is no longer valid"),
        new("Den går att använda en gång, före den tid som stod i inbjudan. Be en administratör, eller den som sköter driften, om en ny.", "It can be used once, before the time that the invitation named. Ask an administrator, or whoever runs the service, for a new one."));

    public static readonly Problem AddressTaken = new("address-taken", 409,
        new("Adressen har redan ett konto", "The address has an account already"),
        new("Ändra det kontot i stället. Inget har sparats.", "Change that account instead. Nothing was saved."));

    public static readonly Problem LastAdministrator = new("last-administrator", 409,
        new("Det behövs en administratör", "There must be an administrator"),
        new("Det här är det sista kontot som kan hantera konton. Inget har sparats.", "This is the last account that can manage accounts. Nothing was saved."));
}
