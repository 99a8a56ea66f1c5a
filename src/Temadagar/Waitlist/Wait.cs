using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>One person's wait for one way of taking part in a day. Its end is for good.</summary>
/// <param name="OfferedAt">Since when a place is kept for the person; null: none has been offered.</param>
/// <param name="Deadline">Until when the offer stands; it has one as soon as it has been made.</param>
[method: ExplicitConstructor]
public sealed record Wait(
    Guid Id, Guid GroupId, Guid RegistrationId, Guid ThemeDayId, Participation Participation, DateTimeOffset Since,
    DateTimeOffset? OfferedAt, DateTimeOffset? Deadline, DateTimeOffset? EndedAt, WaitOutcome? Outcome)
{
    public bool IsLive => EndedAt is null;

    public bool HoldsPlace => OfferedAt is not null && EndedAt is null;
}

public enum WaitOutcome
{
    Claimed,
    Declined,

    /// <summary>The offer was not answered in time.</summary>
    Expired,

    /// <summary>The person cancelled, or took another place instead.</summary>
    Left,

    /// <summary>The day came, or is not held.</summary>
    Withdrawn,
}
