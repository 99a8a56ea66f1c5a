using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Exports;

/// <summary>What a list of attendees says in words, in the reader's language.</summary>
internal static class AttendeeWords
{
    public static readonly Text Organization = new("Organisation", "Organization");
    public static readonly Text Status = new("Status", "Status");
    public static readonly Text TakesPart = new("Deltar", "Takes part");
    public static readonly Text Email = new("E-post", "E-mail");
    public static readonly Text Phone = new("Telefon", "Telephone");
    public static readonly Text Profession = new("Yrke", "Profession");
    public static readonly Text SectorName = new("Verksamhet", "Sector");
    public static readonly Text Municipality = new("Kommun", "Municipality");
    public static readonly Text Registered = new("Anmäld", "Registered");

    public static readonly IReadOnlyList<Text> Headings =
    [
        new("Efternamn", "Last name"), new("Förnamn", "First name"), Organization, Status, TakesPart, Email, Phone, Profession, SectorName,
        Municipality, new("Språk", "Language"), Registered, new("Kvittonummer", "Receipt number"), new("Anmäld av", "Registered by"),
    ];

    public static Text Of(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => new("Bekräftad", "Confirmed"),
        RegistrationStatus.Waitlisted => new("Väntelista", "Waitlist"),
        _ => new("Avbokad", "Cancelled"),
    };

    public static Text Of(Participation participation) => participation == Participation.OnSite ? new("På plats", "On site") : new("Digitalt", "Online");

    public static Text Of(Language language) => language == Language.Sv ? new("Svenska", "Swedish") : new("Engelska", "English");

    public static Text Of(Sector sector) => sector switch
    {
        Sector.SocialServices => new("Socialtjänst", "Social services"),
        Sector.Police => new("Polis", "Police"),
        Sector.ProsecutionAndCourts => new("Åklagare och domstol", "Prosecution and courts"),
        Sector.HealthCare => new("Hälso- och sjukvård", "Health care"),
        Sector.School => new("Skola", "School"),
        Sector.NonProfit => new("Ideell organisation", "Non-profit organization"),
        Sector.CountyBoard => new("Länsstyrelse", "County administrative board"),
        Sector.OtherAuthority => new("Annan myndighet", "Other authority"),
        _ => new("Annan verksamhet", "Other sector"),
    };
}
