using System.Runtime.CompilerServices;

namespace Temadagar.Tests.Templating;

/// <summary>What the mails are given: every fact that a mail can have, or none.</summary>
internal static class MailModels
{
    public const string Link = "https://temadagar.example/anmalan#k4zq8m2n7w3x5c6v9b1ad2f3gh";

    public static readonly string[] Kinds =
        ["registration-confirmed", "registration-waitlisted", "registration-repeated", "registration-cancelled", "theme-day-cancelled", "theme-day-rescheduled",
        "place-offered", "theme-day-reminder", "participation-changed", "wait-ended", "registration-link", "transfer-asked", "address-changed", "place-handed-over", "address-asked", "handover-asked", "erasure-asked", "erasure-answered", "interest-received", "registration-opened", "organizer-message", "speaker-schedule", "speaker-reminder",
        "certificate-issued"];

    public static readonly string[] Languages = ["sv", "en"];

    public static readonly IReadOnlyDictionary<string, object?> Empty = new Dictionary<string, object?>();

    /// <summary>The folder of the source, so that a test sees a template as soon as it is saved.</summary>
    public static string Folder { get; } = FindFolder();

    public static Dictionary<string, object?> Full(string kind, string language) => new()
    {
        ["person"] = new { firstName = "Åsa", lastName = "Öberg", name = "Åsa Öberg" },
        ["themeDay"] = new Dictionary<string, object?>
        {
            ["title"] = "Sex mot ersättning",
            ["number"] = 1,
            ["date"] = language == "sv" ? "torsdag 1 december 2016" : "Thursday 1 December 2016",
            ["shortDate"] = language == "sv" ? "1 december" : "1 December",
            ["time"] = language == "sv" ? "09.00–16.00" : "09:00–16:00",
            ["city"] = "Luleå",
            ["place"] = "Kulturens hus, Luleå",
            ["url"] = "https://temadagar.example/temadag/lulea",
        },
        ["participation"] = "onSite",
        ["status"] = kind switch
        {
            "registration-waitlisted" or "place-offered" => "waitlisted",
            "registration-cancelled" => "cancelled",
            _ => "confirmed",
        },
        ["submittedBy"] = "Anna Ek",
        ["organizer"] = new { name = "Länsstyrelsen Norrbotten", email = "temadag@example.org", phone = "010-225 50 00" },
        ["series"] = new { name = "Temadagar mot prostitution och människohandel", demonstration = true },
        ["receipt"] = "7F3K-92QD",
        ["number"] = "2016-1-0001",
        ["reason"] = "Talaren är sjuk.",
        ["before"] = language == "sv" ? "onsdag 30 november 2016, Luleå" : "Wednesday 30 November 2016, Luleå",
        ["link"] = HasLink(kind) ? Link : null,
        ["from"] = "Bo Ek",
        ["outcome"] = "refused",
        ["waitsFor"] = kind is "participation-changed" or "registration-confirmed" ? "online" : null,
        ["handsOver"] = kind == "transfer-asked",
        ["takenOver"] = false,
        ["anotherTime"] = kind == "place-offered",
        ["holds"] = kind == "wait-ended" ? "online" : null,
        ["message"] = new { subject = "Ta med legitimation", paragraphs = new[] { new[] { "Dörrarna öppnar 8.30.", "Fika finns." }, ["Välkommen!"] } },
        ["change"] = "changed",
        ["changes"] = new[]
        {
            new { kind = "day", session = (object?)null, details = new[] { new { what = "place", before = (string?)"Umeå", after = (string?)"Luleå" } } },
            new { kind = "changed", session = (object?)new { title = "Öppning", time = "09.00–10.00", room = "Aulan" }, details = new[] { new { what = "room", before = (string?)null, after = (string?)"Aulan" } } },
        },
        ["sessions"] = new[] { new { time = "09.00–10.00", title = "Öppning", room = "Aulan", coSpeakers = "Bo Ek" } },
        ["directions"] = new[] { new[] { "Buss 3.", "Gå in från ån." } },
        ["checkIn"] = new { code = "7F3K9-2QDBC", image = "cid:1f.check-in@example.org" },
        ["answerBy"] = language == "sv" ? "fredag 25 november 2016 kl. 12.00" : "Friday 25 November 2016, 12:00",
        ["oneIsEnough"] = true,
        ["bothWays"] = kind is "registration-waitlisted" or "place-offered",
        ["until"] = language == "sv" ? "fredag 25 november 2016 kl. 12.00" : "Friday 25 November 2016, 12:00",
        ["daysLeft"] = 7,
        ["meetingAddress"] = "https://moten.example.org/j/7f3a",
        ["replaces"] = true,
        ["hasCalendar"] = true,
        ["replacesCalendar"] = true,
    };

    public static bool HasLink(string kind) => kind is not ("registration-cancelled" or "theme-day-cancelled" or "address-changed" or "place-handed-over" or "erasure-answered");

    private static string FindFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../templates/mail"));
}
