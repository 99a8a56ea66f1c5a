using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>A new password: by an invitation, which it uses up, or in place of the one that its owner has. By invitation the first administrator is made, too.</summary>
public sealed class ChoosePassword(Database database, InvitationStore invitations, AccountStore accounts, SignInAttemptStore attempts, SignIn signIn, PasswordHashes hashes, AccessLog log, TimeProvider clock)
{
    /// <returns>The account; null where the invitation was used meanwhile.</returns>
    public Task<Account?> RunAsync(Invitation invitation, Account account, string password, CancellationToken cancellationToken)
    {
        var hash = hashes.Hash(password);
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

    /// <summary>Changes one's own. Every other sign-in is over, and so is what has been tried here.</summary>
    /// <param name="network">Where the call comes from: the one before counts as an attempt to sign in.</param>
    /// <returns>The account, or why not.</returns>
    public async Task<(Account? Account, Problem? Refusal)> ChangeAsync(Account account, string current, string password, string network, CancellationToken cancellationToken)
    {
        if (!await signIn.IsOwnerAsync(account, current, network, cancellationToken))
        {
            return (null, OrganizerProblems.CurrentPasswordWrong);
        }

        var hash = hashes.Hash(password);
        var stamp = Guid.NewGuid();
        return await database.WriteAsync<(Account?, Problem?)>(async write =>
        {
            await accounts.LockAsync(write, account.Id);
            // An administrator may have shut it, or its owner chosen another password elsewhere.
            if (await accounts.FindAsync(write, account.Id) is not { DisabledAt: null } now || now.Stamp != account.Stamp)
            {
                return (null, OrganizerProblems.NotSignedIn);
            }

            await accounts.SetPasswordAsync(write, account.Id, hash, stamp);
            await attempts.ForgetHereAsync(write, account.Id, network);
            await log.AddAsync(write, Caller.Of(now), AccessAction.PasswordChosen, account.Id);
            return (now with { PasswordHash = hash, Stamp = stamp }, null);
        }, cancellationToken);
    }

    /// <returns>The account; null where the invitation was used meanwhile, or somebody else has become the first.</returns>
    public Task<Account?> FirstAsync(Invitation invitation, string name, EmailAddress email, string password, CancellationToken cancellationToken)
    {
        var account = new Account(
            Guid.CreateVersion7(), email.Address, name, Role.Administrator, null, hashes.Hash(password), Guid.NewGuid(), clock.GetUtcNow(), null, HandlesProtected: false);
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
