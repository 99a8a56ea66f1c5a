using Temadagar.Mail;
using Temadagar.Needs;

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

/// <summary>A person who registers.</summary>
public sealed record Participant(PersonDetails Details, EmailAddress Email, PersonNeeds Needs);
