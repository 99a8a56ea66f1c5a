using Dapper;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

public enum TransferKind
{
    /// <summary>The same person, another address.</summary>
    Address,

    /// <summary>Another person.</summary>
    Handover,
}

public enum TransferOutcome
{
    Accepted,
    Declined,

    /// <summary>By the one who asked, who may have asked for another instead, or because the link or the registration of before holds no longer.</summary>
    Withdrawn,
    Expired,
}

/// <summary>A registration that is to have another address, or to be another person's. It takes effect when that address follows its link.</summary>
/// <param name="Email">Where the link goes; null once it has ended, like all that says who.</param>
/// <param name="LinkGeneration">Of the registration when it was asked for.</param>
/// <param name="FirstName">Of who takes over; null where only the address is another.</param>
[method: ExplicitConstructor]
public sealed record Transfer(
    Guid Id, Guid RegistrationId, TransferKind Kind, string? Email, string? EmailNormalized, string? FirstName, string? LastName, string? Organization, string? Profession,
    Sector? Sector, Language? Language, string? Municipality, string? Phone, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, TransferOutcome? Outcome, int LinkGeneration)
{
    /// <summary>Whether it can still take effect. Once the link that it was asked for by is closed it cannot: whoever had that link may have been anybody.</summary>
    public bool IsLive(Registration current, ThemeDay day, DateTimeOffset now) =>
        EndedAt is null && now < ExpiresAt && LinkGeneration == current.LinkGeneration && current.Status != RegistrationStatus.Cancelled && !(day.Begins <= now);

    /// <summary>Whether the registration is that address's since, by the link that it got then.</summary>
    public bool IsAccepted(Registration current) => Outcome == TransferOutcome.Accepted && current.LinkGeneration == LinkGeneration + 1;

    /// <summary>The registration as it is once this has been accepted.</summary>
    public Registration AppliedTo(Registration current) => Kind == TransferKind.Address
        ? current.At(Email) with { CalendarSequence = current.CalendarSequence + 2 }
        : current.With(new PersonDetails(FirstName!, LastName!, Organization!, Profession!, Sector!.Value, Language!.Value, Municipality, Phone)).At(Email) with
        {
            // What else the one before waits for is that person's. The entry in the calendar of before is cancelled in between, be it the same person's.
            ChoiceId = null,
            RegisteredBy = null,
            CalendarSequence = current.CalendarSequence + 2,
        };
}
