using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>
/// Signs in with an address and a password. Who fails learns only that it failed, not why. Guessing is stopped by network first, so that whoever knows an organizer's address
/// cannot keep them out with it; the ceiling for the account is for those who have many networks.
/// </summary>
public sealed class SignIn(Database database, AccountStore accounts, SignInAttemptStore attempts, PasswordHashes hashes, AccessLog log, TimeProvider clock)
{
    /// <summary>From one network, in <see cref="LockedMinutes"/>.</summary>
    public const int Attempts = 5;

    /// <summary>From all networks, in as long.</summary>
    public const int AttemptsEverywhere = 50;
    public const int LockedMinutes = 15;

    /// <param name="network">Where the call comes from (<see cref="Http.RateLimits.CallerOf"/>).</param>
    /// <returns>The account, or null.</returns>
    public async Task<Account?> RunAsync(EmailAddress? email, string password, string network, CancellationToken cancellationToken)
    {
        var account = await FindAsync(email, cancellationToken);
        if (!await IsOwnerAsync(account, password, network, cancellationToken))
        {
            return null;
        }

        var hash = account!.PasswordHash!;
        // Only now is the password there to be hashed anew. What is signed in elsewhere stays so.
        var anew = hashes.IsOld(hash) ? hashes.Hash(password) : null;
        await database.WriteAsync(
            async write =>
            {
                if (anew is not null)
                {
                    await accounts.RehashPasswordAsync(write, account.Id, hash, anew);
                }

                await attempts.ForgetHereAsync(write, account.Id, network);
                await log.AddAsync(write, Caller.Of(account), AccessAction.SignedIn);
            }, cancellationToken);
        return account;
    }

    /// <summary>Whether it is the owner of the account who writes this password. The attempt counts, also of one who is signed in: whoever sits down at their browser may be guessing.</summary>
    public async Task<bool> IsOwnerAsync(Account? account, string password, string network, CancellationToken cancellationToken)
    {
        var (id, another, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), clock.GetUtcNow());
        // Before the password is looked at, so that a thousand at once are a thousand attempts.
        var left = await database.WriteAsync(write => CountAsync(write, id, account?.Id, network, now), cancellationToken);
        // Whatever is true of the account, the hash is computed: the time tells nothing.
        if (hashes.IsRight(account?.PasswordHash, password) && left is not null && account is { DisabledAt: null })
        {
            return true;
        }

        await database.WriteAsync(write => TellAsync(write, another, account, left, now), cancellationToken);
        return false;
    }

    private async Task<Account?> FindAsync(EmailAddress? email, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return email is null ? null : await accounts.FindByEmailAsync(read, email);
    }

    // Who fails waits for one more commit whether there is an account or not. What was refused has its row already, that of the lock.
    private async Task TellAsync(Write write, Guid id, Account? account, int? left, DateTimeOffset now)
    {
        if (account is null || left is null)
        {
            await attempts.AddAsync(write, id, null, null, now);
            return;
        }

        await log.AddAsync(write, Caller.Stranger, AccessAction.SignInFailed, account.Id, account.Board);
        if (left == 0)
        {
            await log.AddAsync(write, Caller.Stranger, AccessAction.SignInLocked, account.Id, account.Board);
        }
    }

    // How many are left after this one; null: none was. One that is refused counts for nobody, else whoever goes on trying would never be let in again.
    private async Task<int?> CountAsync(Write write, Guid id, Guid? accountId, string network, DateTimeOffset now)
    {
        await accounts.LockAsync(write, accountId ?? Guid.Empty);
        await attempts.ForgetOldAsync(write, now.AddMinutes(-LockedMinutes));
        var made = await attempts.CountAsync(write, accountId, network);
        var left = Math.Min(Attempts - made.Here, AttemptsEverywhere - made.Everywhere) - 1;
        var counts = accountId is not null && left >= 0;
        await attempts.AddAsync(write, id, counts ? accountId : null, counts ? network : null, now);
        return counts ? left : null;
    }
}
