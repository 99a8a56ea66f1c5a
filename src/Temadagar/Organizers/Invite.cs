using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;

namespace Temadagar.Organizers;

/// <summary>Makes the one-time address where someone chooses a password.</summary>
public sealed class Invite(InvitationStore invitations, PersonalLinks links, PublicAddress address, TimeProvider clock)
{
    private const int Generation = 0;

    /// <summary>An address on standard output is used at once; one that a colleague gets may wait for Monday.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    public static readonly TimeSpan Days = TimeSpan.FromDays(3);

    /// <param name="accountId">Whose; null makes the first administrator.</param>
    /// <returns>The address, secret and all: it is shown once.</returns>
    public async Task<string> RunAsync(Write write, Guid? accountId, TimeSpan valid)
    {
        var now = clock.GetUtcNow();
        var invitation = new Invitation(Guid.CreateVersion7(), accountId, now + valid, null);
        await invitations.EndOthersAsync(write, accountId, now);
        await invitations.AddAsync(write, invitation);
        return address.Of("/arrangor/losenord#" + links.Secret(PersonalLinks.Invitation, invitation.Id, Generation));
    }

    /// <summary>The invitation that a secret opens, or null where it opens none any more.</summary>
    public async Task<Invitation?> OpenAsync(Session session, string? secret)
    {
        if (secret is null || PersonalLinks.IdOf(secret) is not { } id || !links.IsValid(secret, PersonalLinks.Invitation, id, Generation))
        {
            return null;
        }

        var invitation = await invitations.FindAsync(session, id);
        return invitation is { UsedAt: null } && clock.GetUtcNow() < invitation.ExpiresAt ? invitation : null;
    }
}
