using Temadagar.Mail;
using Temadagar.Texts;

namespace Temadagar.Registrations;

public enum Sector
{
    SocialServices,
    Police,
    ProsecutionAndCourts,
    HealthCare,
    School,
    NonProfit,
    CountyBoard,
    OtherAuthority,
    Other,
}

/// <summary>What is asked of a person. Never a personal identity number, never a home address.</summary>
/// <param name="Municipality">The code of Statistics Sweden, four digits.</param>
public sealed record Participant(
    string FirstName, string LastName, EmailAddress Email, string Organization, string Profession, Sector Sector, Language Language,
    string? Municipality, string? Phone);
