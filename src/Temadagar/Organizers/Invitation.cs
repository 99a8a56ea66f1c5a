using Dapper;

namespace Temadagar.Organizers;

/// <summary>A one-time address to choose a password.</summary>
/// <param name="AccountId">Whose; null: it makes the first administrator.</param>
[method: ExplicitConstructor]
public sealed record Invitation(Guid Id, Guid? AccountId, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);
