using Dapper;

namespace Temadagar.Attendance;

public enum CheckInKind
{
    In,
    Out,
}

/// <summary>How it came to be known.</summary>
public enum CheckInSource
{
    /// <summary>At the door, when it happened.</summary>
    Door,

    /// <summary>From the list that was ticked by hand, afterwards.</summary>
    List,

    /// <summary>From the report of the tool that an online meeting was held in.</summary>
    Report,
}

/// <summary>Someone came or left.</summary>
/// <param name="Id">Drawn by whoever reports it, so that a report that is sent twice is one event.</param>
/// <param name="At">When it happened.</param>
/// <param name="WasIn">Whether the person was in already, as the one who reported it was told.</param>
/// <param name="ReportedBy">The account or key that reported it; null: the operator.</param>
/// <param name="ReportedAt">When the service was told.</param>
/// <param name="UndoneAt">Set: it was a mistake, and counts for nothing.</param>
[method: ExplicitConstructor]
public sealed record CheckInEvent(
    Guid Id, Guid RegistrationId, CheckInKind Kind, DateTimeOffset At, CheckInSource Source, bool WasIn, Guid? ReportedBy, DateTimeOffset ReportedAt, DateTimeOffset? UndoneAt);
