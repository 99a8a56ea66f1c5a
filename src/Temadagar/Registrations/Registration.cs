using Dapper;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

public enum RegistrationStatus
{
    Confirmed,
    Waitlisted,
    Cancelled,
}

public enum CancelReason
{
    Self,

    /// <summary>Someone registered this person, who did not want it or does not know of it.</summary>
    NotMe,

    /// <summary>An organizer did it.</summary>
    Organizer,

    /// <summary>An offered place was not wanted.</summary>
    Declined,

    /// <summary>An offered place was not taken in time.</summary>
    Expired,

    /// <summary>The day came before a place did.</summary>
    NoPlace,

    /// <summary>One place was enough, and this person has taken another.</summary>
    TookOther,
}

/// <summary>One person, one day, one way of taking part.</summary>
/// <param name="Email">Null: registered by telephone, without one.</param>
/// <param name="CalendarSequence">SEQUENCE (RFC 5545) of the last calendar entry sent; null: none was.</param>
/// <param name="CheckInCode">Null: registered before there were any, and none has been drawn yet.</param>
/// <param name="Changes">How many changes of it the person has been told of since it was made: the number of the next mail about one.</param>
/// <param name="ChoiceId">The same for one person's alternatives, of which one is enough; null: it is none.</param>
/// <param name="RegisteredBy">The name of who registered this person; null: they did so themselves, or have taken the registration over.</param>
/// <param name="RepeatedMails">How many times this person has been told that the address is registered already.</param>
[method: ExplicitConstructor]
public sealed record Registration(
    Guid Id, Guid SubmissionId, Guid ThemeDayId, Participation Participation, RegistrationStatus Status,
    string FirstName, string LastName, string? Email, string Organization, string Profession, Sector Sector, Language Language,
    string? Municipality, string? Phone, DateTimeOffset RegisteredAt, DateTimeOffset? CancelledAt,
    int LinkGeneration, int? CalendarSequence, int RepeatedMails, string Receipt, string? RegisteredBy, string? CheckInCode, int Changes, Guid? ChoiceId)
{
    /// <summary>A new one.</summary>
    public Registration(
        Guid id, Guid submissionId, Guid themeDayId, Participation participation, RegistrationStatus status, PersonDetails person, string? email,
        DateTimeOffset registeredAt, int? calendarSequence, string receipt, string? submittedBy, Guid? choiceId = null)
        : this(
            id, submissionId, themeDayId, participation, status, person.FirstName, person.LastName, email, person.Organization, person.Profession,
            person.Sector, person.Language, person.Municipality, person.Phone, registeredAt, CancelledAt: null,
            LinkGeneration: 0, calendarSequence, RepeatedMails: 0, receipt,
            string.Equals(submittedBy, $"{person.FirstName} {person.LastName}", StringComparison.OrdinalIgnoreCase) ? null : submittedBy, Registrations.CheckInCode.Make(), Changes: 0, choiceId)
    {
    }

    /// <summary>The way of taking part that the person has a place in; null: in none.</summary>
    public Participation? Holds => Status == RegistrationStatus.Confirmed ? Participation : null;

    /// <summary>As another person, or the same one as they are rightly called. Address, receipt, day and status stay.</summary>
    public Registration With(PersonDetails person) => this with
    {
        FirstName = person.FirstName,
        LastName = person.LastName,
        Organization = person.Organization,
        Profession = person.Profession,
        Sector = person.Sector,
        Language = person.Language,
        Municipality = person.Municipality,
        Phone = person.Phone,
    };

    /// <summary>At another address: told of it as a change, with a new link and a new check-in code, since whoever had the one before must hold neither.</summary>
    public Registration At(string? email) => this with
    {
        Email = email,
        LinkGeneration = LinkGeneration + 1,
        Changes = Changes + 1,
        CheckInCode = Registrations.CheckInCode.Make(),
    };

    /// <summary>With a place, told as a change; the calendar's entry is another where there is one to send.</summary>
    public Registration Placed(Participation participation, ThemeDay day) => this with
    {
        Status = RegistrationStatus.Confirmed,
        Participation = participation,
        CalendarSequence = Email is null || day.Date is null ? CalendarSequence : (CalendarSequence + 1) ?? 0,
        Changes = Changes + 1,
    };

    /// <summary>Whether nobody else has got it since its link was opened: then what was asked for by that link would befall someone else.</summary>
    public bool IsStill(Registration opened) => LinkGeneration == opened.LinkGeneration;

    public string FullName => $"{FirstName} {LastName}";
}
