using Temadagar.Http;

namespace Temadagar.Transfers;

internal static class TransferProblems
{
    public static readonly Problem TooMany = new("too-many-transfers", 409,
        new("För många försök", "Too many attempts"),
        new("Vänta till i morgon, eller hör av dig till arrangören. Inget har ändrats.", "Wait until tomorrow, or tell the organizer. Nothing was changed."));

    public static readonly Problem Ended = new("transfer-ended", 409,
        new("Länken gäller inte längre", "The link is no longer valid"),
        new("Tiden är ute, eller så har ändringen tagits tillbaka eller redan fått ett svar. Inget har ändrats.",
            "The time is over, or the change has been taken back or answered already. Nothing was changed."));

    public static readonly Problem Accepted = new("transfer-accepted", 409,
        new("Du har redan tackat ja", "You have accepted already"),
        new("Anmälan är din. Länken till den har kommit med mejl. Inget har ändrats.", "The registration is yours. The link to it has come by mail. Nothing was changed."));

    public static readonly Problem SameAddress = new("same-address", 409,
        new("Det är den adress som anmälan redan har", "That is the address that the registration has already"),
        new("Ange en annan adress. Inget har ändrats.", "Give another address. Nothing was changed."));

    /// <summary>To whoever has proved that the address is theirs.</summary>
    public static readonly Problem AlreadyRegistered = new("already-registered", 409,
        new("Du är redan anmäld till temadagen", "You are registered for the theme day already"),
        new("Du har en anmälan med den här adressen. Avboka den först, och öppna sedan länken igen. Inget har ändrats.",
            "You have a registration with this address. Cancel it first, and then open the link again. Nothing was changed."));
}
