using Dapper;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>A person on a day, as the day's organizer sees them.</summary>
/// <param name="Municipality">The code of Statistics Sweden.</param>
/// <param name="SubmittedBy">Who sent the registration; null: they did so themselves.</param>
[method: ExplicitConstructor]
public sealed record Attendee(
    Guid Id, string FirstName, string LastName, string Organization, RegistrationStatus Status, Participation Participation, string Email, string? Phone,
    string Profession, Sector Sector, string? Municipality, Language Language, DateTimeOffset RegisteredAt, string Receipt, string? SubmittedBy);
