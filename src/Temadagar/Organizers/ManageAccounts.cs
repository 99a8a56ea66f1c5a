using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>Accounts and API keys are made, changed and ended, each with its row in the log.</summary>
public sealed class ManageAccounts(Database database, AccountStore accounts, AccountLoginStore logins, ApiKeyStore keys, BoardStore boards, InvitationStore invitations, Invite invite, AccessLog log, TimeProvider clock)
{
    /// <returns>The account and the address where its owner chooses a password; null where the e-mail address has an account already.</returns>
    /// <exception cref="BoardGoneException">The board has been removed.</exception>
    public async Task<(Account Account, string Invitation)?> AddAsync(
        Caller by, string name, EmailAddress email, Role role, string? board, bool handlesProtected, CancellationToken cancellationToken)
    {
        var account = new Account(Guid.CreateVersion7(), email.Address, name, role, board, null, Guid.NewGuid(), clock.GetUtcNow(), null, handlesProtected);
        try
        {
            return await database.WriteAsync(async write =>
            {
                await HoldAsync(write, board);
                await accounts.AddAsync(write, account, email);
                await log.AddAsync(write, by, AccessAction.AccountAdded, account.Id, board);
                return (account, await invite.RunAsync(write, account.Id, Invite.Days));
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            return null;
        }
    }

    /// <returns>The account as it is after, or why nothing was changed: there is none, or nobody could manage accounts any more.</returns>
    /// <exception cref="BoardGoneException">As <see cref="AddAsync"/>.</exception>
    public Task<(Account? Account, Problem? Refusal)> ChangeAsync(Caller by, Guid id, string name, Role role, string? board, bool disabled, bool handlesProtected, CancellationToken cancellationToken)
    {
        var (stamp, now) = (Guid.NewGuid(), clock.GetUtcNow());
        return database.WriteAsync<(Account?, Problem?)>(async write =>
        {
            await accounts.LockAdministratorsAsync(write);
            if (await accounts.FindAsync(write, id) is not { } account)
            {
                return (null, Problem.NotFound);
            }

            if ((disabled || role != Role.Administrator) && account is { Role: Role.Administrator, DisabledAt: null }
                && !await accounts.AnyOtherAdministratorAsync(write, id))
            {
                return (null, OrganizerProblems.LastAdministrator);
            }

            await HoldAsync(write, board);
            var changed = account with { Name = name, Role = role, Board = board, HandlesProtected = handlesProtected, DisabledAt = disabled ? account.DisabledAt ?? now : null };
            // What was open when it was disabled stays shut when it is in use again.
            await accounts.ChangeAsync(write, id, name, role, board, changed.DisabledAt, handlesProtected, disabled ? stamp : account.Stamp);
            if (disabled)
            {
                await invitations.EndOthersAsync(write, id, now);
            }

            await log.AddAsync(write, by, AccessAction.AccountChanged, id, board);
            return (changed, null);
        }, cancellationToken);
    }

    /// <returns>A new address to choose a password; null where there is no such account in use.</returns>
    public Task<string?> InviteAsync(Caller by, Func<Write, Task<Account?>> find, CancellationToken cancellationToken) =>
        database.WriteAsync(async write =>
        {
            if (await find(write) is not { DisabledAt: null } account)
            {
                return null;
            }

            // Its owner begins anew, also at the provider: whoever has the address there by now.
            await logins.ForgetAsync(write, account.Id);
            await log.AddAsync(write, by, AccessAction.InvitationMade, account.Id, account.Board);
            return await invite.RunAsync(write, account.Id, Invite.Days);
        }, cancellationToken);

    /// <returns>The address where the first administrator is made; null where there is an account already.</returns>
    public Task<string?> InviteFirstAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async write => await accounts.AnyAsync(write) ? null : await invite.RunAsync(write, null, Invite.Soon), cancellationToken);

    /// <returns>The key, and the secret that is shown this once.</returns>
    /// <exception cref="BoardGoneException">As <see cref="AddAsync"/>.</exception>
    public Task<(ApiKey Key, string Secret)> CreateKeyAsync(Caller by, string name, Role role, string? board, CancellationToken cancellationToken)
    {
        var secret = ApiKey.NewSecret();
        var key = new ApiKey(Guid.CreateVersion7(), name, role, board, clock.GetUtcNow(), null);
        return database.WriteAsync(async write =>
        {
            await HoldAsync(write, board);
            await keys.AddAsync(write, key, ApiKey.HashOf(secret));
            await log.AddAsync(write, by, AccessAction.ApiKeyCreated, key.Id, board);
            return (key, secret);
        }, cancellationToken);
    }

    /// <returns>False where there is no such key in use.</returns>
    public Task<bool> RevokeKeyAsync(Caller by, Guid id, CancellationToken cancellationToken) => database.WriteAsync(async write =>
    {
        var revoked = await keys.RevokeAsync(write, id, clock.GetUtcNow());
        if (revoked)
        {
            await log.AddAsync(write, by, AccessAction.ApiKeyRevoked, id);
        }

        return revoked;
    }, cancellationToken);

    // Accounts and keys name a board by its slug: no foreign key keeps it in place.
    private async Task HoldAsync(Write write, string? board)
    {
        if (board is not null && !await boards.HoldAsync(write, board))
        {
            throw new BoardGoneException();
        }
    }
}
