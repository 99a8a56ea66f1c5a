using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// A kind of refusal (RFC 9457). Its <see cref="Type"/> is stable and for programs; title and detail are for people, in their language.
/// </summary>
public sealed record Problem(string Name, int Status, Text Title, Text Detail)
{
    public string Type => "/problems/" + Name;

    public static readonly Problem InvalidInput = new("invalid-input", 400,
        new("Något behöver rättas", "Something needs to be corrected"),
        new("Se felen för varje fält. Inget har sparats.", "See the faults for each field. Nothing was saved."));

    public static readonly Problem NeedsHttps = new("needs-https", 403,
        new("Det här kräver https", "This needs https"),
        new("Skriv https:// först i adressen och försök igen. Står det redan där är tjänsten inte rätt inställd: kontakta arrangören. Inget har sparats.",
            "Write https:// first in the address and try again. If it is there already, the service is not set up right: contact the organizer. Nothing was saved."));

    public static readonly Problem NotFound = new("not-found", 404,
        new("Det finns inte", "Not found"),
        new("Det finns inget på den här adressen.", "There is nothing at this address."));

    public static readonly Problem MethodNotAllowed = new("method-not-allowed", 405,
        new("Så kan adressen inte användas", "The address cannot be used that way"),
        new("Metoden stöds inte här.", "The method is not supported here."));

    public static readonly Problem TooLarge = new("too-large", 413,
        new("För mycket på en gång", "Too much at once"),
        new("Det du skickade är för stort. Inget har sparats.", "What you sent is too large. Nothing was saved."));

    /// <summary>Says how much would do.</summary>
    public static Problem TooLargeFor(int maxBytes) => TooLarge with
    {
        Detail = new($"Det du skickade är större än {maxBytes / 1024} KiB. Inget har sparats.", $"What you sent is larger than {maxBytes / 1024} KiB. Nothing was saved."),
    };

    public static readonly Problem NotJson = new("not-json", 415,
        new("Innehållet är inte JSON", "The content is not JSON"),
        new("Skicka JSON med Content-Type: application/json.", "Send JSON with Content-Type: application/json."));

    public static readonly Problem IdempotencyKeyReused = new("idempotency-key-reused", 422,
        new("Nyckeln är redan använd", "The key has been used"),
        new("Samma Idempotency-Key har använts för något annat. Inget nytt har sparats.", "The same Idempotency-Key was used for something else. Nothing new was saved."));

    public static readonly Problem TooManyRequests = new("too-many-requests", 429,
        new("För många försök", "Too many attempts"),
        new("Vänta en stund och försök igen. Den här gången har inget sparats.", "Wait a moment and try again. Nothing was saved this time."));

    public static readonly Problem LinkNotValid = new("link-not-valid", 401,
        new("Länken gäller inte", "The link is not valid"),
        new("Kontrollera att du använder hela länken i det senaste mejlet.", "Check that you use the whole link from the latest mail."));

    public static readonly Problem Unavailable = new("unavailable", 503,
        new("Tjänsten är inte tillgänglig just nu", "The service is not available right now"),
        new("Inget har sparats. Försök igen om en stund.", "Nothing was saved. Try again in a moment."));

    public static readonly Problem Failed = new("failed", 500,
        new("Något gick fel hos oss", "Something went wrong on our side"),
        new("Felet är noterat. Försök igen om en stund.", "The fault has been noted. Try again in a moment."));

    public static readonly Problem BadRequest = new("bad-request", 400,
        new("Förfrågan går inte att läsa", "The request cannot be read"),
        new("Förfrågan följer inte protokollet. Inget har sparats.", "The request does not follow the protocol. Nothing was saved."));

    /// <summary>For a refusal that the framework makes and that has no name of its own here.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => LinkNotValid,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => NotJson,
        429 => TooManyRequests,
        503 => Unavailable,
        >= 500 => Failed,
        _ => BadRequest with { Status = status },
    };
}
