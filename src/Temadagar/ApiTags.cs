namespace Temadagar;

/// <summary>The groups of operations in the API's description, and what each is for.</summary>
internal static class ApiTags
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["Catalogue"] = "What anyone may see: the series, its days, who organizes them.",
        ["Calendar"] = "Calendars to subscribe to.",
        ["Registrations"] = "Registering for theme days, for oneself or for colleagues.",
        ["Interest"] = "To be told when a day opens.",
        ["My registration"] = "One's own page: for whoever has the link of the mail.",
        ["My schedule"] = "A speaker's own page: for whoever has the link of the mail.",
        ["Certificates"] = "Issuing, handing out and verifying certificates of attendance; logos and badges.",
        ["Sign-in"] = "Signing in with a password; invitations.",
        ["Accounts"] = "Accounts and API keys, for administrators.",
        ["Log"] = "Who did and saw what.",
        ["Organizers' days"] = "Planning days: add, change, copy, publish, move, cancel.",
        ["Programme"] = "A day's sessions.",
        ["Speakers"] = "Those who speak: contact, biography, portrait, consent.",
        ["Schedules"] = "Telling each speaker the own part of a day.",
        ["People"] = "A day's people: the list, one person, registering by telephone, sharing.",
        ["Waitlist"] = "Who waits and why; offers, and what an organizer does against the order.",
        ["Attendance"] = "The door, and what is entered afterwards: who was there and when.",
        ["Kitchen"] = "What people need to eat and to take part: counts without names.",
        ["Messages"] = "Writing to a day's people.",
        ["Mails"] = "What has become of each mail.",
        ["Exports"] = "Attendees as CSV, XLSX and JSON.",
        ["Statistics"] = "Rounded figures for the report.",
        ["Protected identity"] = "People with protected identity, for accounts that may handle them. No key may.",
        ["Public record"] = "A day's list given out as a public record, masked.",
        ["Erasure"] = "Requests for erasure, the boards' rules, what was erased.",
        ["Series and boards"] = "What the series is called, who organizes its days, how they are reached and what they tell of personal data, as an administrator writes it.",
        ["Information pages"] = "What the organizers say in minority languages, as an administrator writes it.",
        ["Personal data"] = "The record of processing.",
        ["Problems"] = "The types of problems that this API answers with.",
    };
}
