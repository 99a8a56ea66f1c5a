using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>Signs in with an address and a password. Who fails learns only that it failed, not why.</summary>
public sealed class SignIn(Database database, AccountStore accounts, AccessLog log, TimeProvider clock)
{
    public const int Attempts = 5;
    public const int LockedMinutes = 15;

    /// <returns>The account, or null.</returns>
    public async Task<Account?> RunAsync(EmailAddress? email, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(email, cancellationToken);
        var now = clock.GetUtcNow();
        var counted = await database.WriteAsync(
            write => accounts.CountAttemptAsync(write, account?.Id ?? Guid.Empty, Attempts, now, now.AddMinutes(LockedMinutes)), cancellationToken);
        // Whatever is true of the account, the hash is computed: the time tells nothing.
        if (!Passwords.IsRight(account?.PasswordHash, password) || !counted || account is not { DisabledAt: null })
        {
            return null;
        }

        await database.WriteAsync(
            async write =>
            {
                await accounts.ForgetAttemptsAsync(write, account.Id);
                await log.AddAsync(write, Caller.Of(account), AccessAction.SignedIn);
            }, cancellationToken);
        return account;
    }

    private async Task<Account?> FindAsync(EmailAddress? email, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return email is null ? null : await accounts.FindByEmailAsync(read, email);
    }
}
