using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>A day's waitlist as its organizer sees it: who waits, in order, who has been offered a place, and what became of the latest offers.</summary>
/// <param name="Ended">The latest offers that have ended, latest first.</param>
public sealed record WaitlistView(IReadOnlyList<WayView> Ways, IReadOnlyList<WaitlistGroupView> Groups, IReadOnlyList<OfferView> Offers, IReadOnlyList<OfferView> Ended)
{
    /// <summary>How many people it shows.</summary>
    internal int People => Groups.SelectMany(group => group.People).Select(person => person.RegistrationId)
        .Concat(Offers.Concat(Ended).Select(offer => offer.RegistrationId)).Distinct().Count();
}

/// <param name="Offered">How many places are kept for someone who has not answered.</param>
/// <param name="Free">How many can be offered or taken; none where more are taken than there are.</param>
public sealed record WayView(Participation Participation, int Capacity, int Taken, int Offered, int Free);

/// <param name="Places">How many places must be free for it.</param>
/// <param name="Standing">Why it has not been offered places.</param>
/// <param name="MoveReason">Null: it stands where it came.</param>
/// <param name="People">Those of it who may be shown; a person in protection is in no list.</param>
public sealed record WaitlistGroupView(
    Guid Id, Participation Participation, int Places, Standing Standing, DateTimeOffset? MovedAt, string? MoveReason, IReadOnlyList<WaitingPersonView> People);

/// <param name="Id">Of the wait.</param>
/// <param name="HasEmail">Whether the person is told by mail; else someone must telephone.</param>
/// <param name="WaitsElsewhere">For other days too, of which one is enough.</param>
public sealed record WaitingPersonView(Guid Id, Guid RegistrationId, string FirstName, string LastName, string Organization, bool HasEmail, DateTimeOffset Since, bool WaitsElsewhere);

/// <param name="Reason">Why it was offered out of order; null: it was this person's turn.</param>
/// <param name="Outcome">Null: it stands.</param>
/// <param name="WaitsElsewhere">For other days too; whoever takes this place leaves those waitlists.</param>
public sealed record OfferView(
    Guid Id, Guid RegistrationId, string FirstName, string LastName, string Organization, bool HasEmail, Participation Participation,
    DateTimeOffset OfferedAt, DateTimeOffset AnswerBy, string? Reason, DateTimeOffset? EndedAt, WaitOutcome? Outcome, bool WaitsElsewhere);

/// <summary>Why a group that waits has not been offered places.</summary>
public enum Standing
{
    /// <summary>It fits, and is offered places within a moment.</summary>
    Next,

    /// <summary>No place is free.</summary>
    NoPlaceFree,

    /// <summary>Fewer are free than it needs; smaller ones behind it may pass.</summary>
    TooFewFree,

    /// <summary>The day begins soon, or has been held.</summary>
    TooLate,

    /// <summary>The day is cancelled.</summary>
    DayCancelled,
}
