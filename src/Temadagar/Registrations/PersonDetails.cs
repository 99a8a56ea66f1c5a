using Temadagar.Texts;

namespace Temadagar.Registrations;

/// <summary>What is asked of a person, besides an address. Never a personal identity number, never a home address.</summary>
/// <param name="Municipality">The code of Statistics Sweden, four digits.</param>
public sealed record PersonDetails(
    string FirstName, string LastName, string Organization, string Profession, Sector Sector, Language Language, string? Municipality, string? Phone);
