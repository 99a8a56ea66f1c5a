using System.Security.Cryptography;
using System.Text;
using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>Why someone whom the provider knows is not signed in here. The page has words for each.</summary>
public enum OidcRefusal
{
    /// <summary>No account for that address, or one that is disabled.</summary>
    NoAccount,

    /// <summary>The provider answers for no address of the person's, so nothing says whose account it would be.</summary>
    AddressNotVerified,

    /// <summary>The account belongs to another person at the same provider: an address that has got a new owner.</summary>
    LinkedToAnother,
}

/// <summary>
/// Signs in whom the provider knows. The person is known by issuer and subject, which never change hands. Only the first time
/// does the address say which account it is, and only one that an administrator has made: nothing is created here.
/// </summary>
public sealed class SignInByOidc(Database database, AccountStore accounts, AccountLoginStore logins, AccessLog log, TimeProvider clock)
{
    /// <param name="email">One that the provider answers for, or null.</param>
    /// <returns>The account, or why not.</returns>
    public async Task<(Account? Account, OidcRefusal? Refusal)> RunAsync(
        string issuer, string subject, EmailAddress? email, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync(issuer, subject, email, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // Linked at the same moment by another call: now the link is there to be found.
            return await OnceAsync(issuer, subject, email, cancellationToken);
        }
    }

    private Task<(Account? Account, OidcRefusal? Refusal)> OnceAsync(string issuer, string subject, EmailAddress? email, CancellationToken cancellationToken)
    {
        var (linkId, subjectHash) = (Guid.CreateVersion7(), HashOf(issuer, subject));
        return database.WriteAsync<(Account?, OidcRefusal?)>(async write =>
        {
            var account = await logins.FindAccountAsync(write, subjectHash);
            if (account is null)
            {
                if (email is null)
                {
                    return (null, OidcRefusal.AddressNotVerified);
                }

                account = await accounts.FindByEmailAsync(write, email);
                if (account is not { DisabledAt: null })
                {
                    return (null, OidcRefusal.NoAccount);
                }

                if (await logins.IsTakenAsync(write, account.Id, issuer))
                {
                    return (null, OidcRefusal.LinkedToAnother);
                }

                await logins.AddAsync(write, linkId, account.Id, issuer, subjectHash, clock.GetUtcNow());
                await log.AddAsync(write, Caller.Of(account), AccessAction.AccountLinked, account.Id);
            }

            if (account.DisabledAt is not null)
            {
                return (null, OidcRefusal.NoAccount);
            }

            await log.AddAsync(write, Caller.Of(account), AccessAction.SignedIn);
            return (account, null);
        }, cancellationToken);
    }

    // An issuer is an address and holds no line break, so no two pairs give the same text.
    private static string HashOf(string issuer, string subject) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));
}
