using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>Uses an invitation up: a new password for its account, or the first administrator.</summary>
public sealed class ChoosePassword(Database database, InvitationStore invitations, AccountStore accounts, SignInAttemptStore attempts, AccessLog log, TimeProvider clock)
{
    /// <returns>The account; null where the invitation was used meanwhile.</returns>
    public Task<Account?> RunAsync(Invitation invitation, Account account, string password, CancellationToken cancellationToken)
    {
        var hash = Passwords.Hash(password);
        var stamp = Guid.NewGuid();
        return database.WriteAsync(async write =>
        {
            if (!await invitations.UseAsync(write, invitation.Id, clock.GetUtcNow()))
            {
                return null;
            }

            await accounts.SetPasswordAsync(write, account.Id, hash, stamp);
            await attempts.ForgetAllAsync(write, account.Id);
            await log.AddAsync(write, Caller.Of(account), AccessAction.PasswordChosen, account.Id);
            return account with { PasswordHash = hash, Stamp = stamp };
        }, cancellationToken);
    }

    /// <returns>The account; null where the invitation was used meanwhile, or somebody else has become the first.</returns>
    public Task<Account?> FirstAsync(Invitation invitation, string name, EmailAddress email, string password, CancellationToken cancellationToken)
    {
        var account = new Account(
            Guid.CreateVersion7(), email.Address, name, Role.Administrator, null, Passwords.Hash(password), Guid.NewGuid(), clock.GetUtcNow(), null, HandlesProtected: false);
        return database.WriteAsync<Account?>(async write =>
        {
            if (!await invitations.UseAsync(write, invitation.Id, clock.GetUtcNow()) || await accounts.AnyAsync(write))
            {
                return null;
            }

            await accounts.AddAsync(write, account, email);
            await log.AddAsync(write, Caller.Of(account), AccessAction.AccountAdded, account.Id);
            return account;
        }, cancellationToken);
    }
}
