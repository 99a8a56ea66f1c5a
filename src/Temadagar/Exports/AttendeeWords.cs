using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Exports;

/// <summary>What a list of attendees says in words, in the reader's language.</summary>
internal static class AttendeeWords
{
    public static readonly IReadOnlyList<Text> Headings =
    [
        new("Efternamn", "Last name"), new("Förnamn", "First name"), new("Organisation", "Organization"), new("Status", "Status"),
        new("Deltar", "Takes part"), new("E-post", "E-mail"), new("Telefon", "Phone"), new("Yrke", "Profession"), new("Verksamhet", "Sector"),
        new("Kommun", "Municipality"), new("Språk", "Language"), new("Anmäld", "Registered"), new("Kvittonummer", "Receipt"), new("Anmäld av", "Registered by"),
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
