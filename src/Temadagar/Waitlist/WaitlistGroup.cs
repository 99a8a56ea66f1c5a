using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>Those who registered together for a day and wait together, be it one.</summary>
/// <param name="Position">The lower, the earlier.</param>
/// <param name="Waiting">How many of it wait and have been offered nothing.</param>
/// <param name="Asked">How many places must be free for it: as many as it seems to be from outside.</param>
/// <param name="MoveReason">Why an organizer moved it; null: it stands where it came.</param>
[method: ExplicitConstructor]
public sealed record WaitlistGroup(
    Guid Id, Guid ThemeDayId, Participation Participation, long Position, int Waiting, int Asked, DateTimeOffset? MovedAt, string? MoveReason);
