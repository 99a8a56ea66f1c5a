using Dapper;

namespace Temadagar.Organizers;

/// <param name="PasswordHash">Null until a password has been chosen.</param>
/// <param name="HandlesProtected">Whether its owner may register people with protected identity, and see who they are. An administrator gives it; no role brings it.</param>
/// <param name="Stamp">A sign-in made under another one is over.</param>
[method: ExplicitConstructor]
public sealed record Account(
    Guid Id, string Email, string Name, Role Role, string? Board, string? PasswordHash, Guid Stamp,
    DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, bool HandlesProtected)
{
    /// <summary>Whether a role can be given the right to handle people with protected identity.</summary>
    public static bool MayHandleProtected(Role role) => role is Role.Administrator or Role.Organizer;
}
