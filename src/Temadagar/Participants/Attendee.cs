using System.Text.Json.Serialization;
using Dapper;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>A person on a day, as the day's organizer sees them.</summary>
/// <param name="Email">Null: registered by telephone, without one.</param>
/// <param name="Municipality">The code of Statistics Sweden.</param>
/// <param name="SubmittedBy">Who sent the registration; null: they did so themselves.</param>
/// <param name="MailFailed">Whether a mail to this person was given up.</param>
/// <param name="SortName">Where the person stands in the order by name; a page ends there.</param>
/// <param name="SortOrganization">As <paramref name="SortName"/>, by organization.</param>
[method: ExplicitConstructor]
public sealed record Attendee(
    Guid Id, string FirstName, string LastName, string Organization, RegistrationStatus Status, Participation Participation, string? Email, string? Phone,
    string Profession, Sector Sector, string? Municipality, Language Language, DateTimeOffset RegisteredAt, string Receipt, string? SubmittedBy, bool MailFailed,
    [property: JsonIgnore] string SortName, [property: JsonIgnore] string SortOrganization);

/// <summary>A person as a steward sees them at the door.</summary>
public sealed record DoorAttendee(Guid Id, string FirstName, string LastName, string Organization, RegistrationStatus Status)
{
    public static DoorAttendee Of(Attendee person) => new(person.Id, person.FirstName, person.LastName, person.Organization, person.Status);
}

/// <summary>Where a person stood in a list.</summary>
/// <param name="Key">Of the order by name or organization.</param>
public sealed record AttendeePlace(Guid Id, string Key, DateTimeOffset RegisteredAt);
