using Temadagar.Data;

namespace Temadagar.Organizers;

/// <summary>Which person at which provider an account belongs to.</summary>
public sealed class AccountLoginStore
{
    /// <summary>The account that this person signs in to, disabled or not.</summary>
    public Task<Account?> FindAccountAsync(Session session, string subjectHash) => session.FindAsync<Account>(FindAccountSql, new { SubjectHash = subjectHash });

    private const string FindAccountSql = """
        SELECT a.Id, a.Email, a.Name, a.Role, a.Board, a.PasswordHash, a.Stamp, a.CreatedAt, a.DisabledAt, a.HandlesProtected
        FROM Accounts a
        JOIN AccountLogins l ON l.AccountId = a.Id
        WHERE l.SubjectHash = @SubjectHash
        """;

    /// <summary>Whether somebody at that provider signs in to the account already.</summary>
    public Task<bool> IsTakenAsync(Session session, Guid accountId, string issuer) =>
        session.ScalarAsync<bool>(IsTakenSql, new { AccountId = accountId, Issuer = issuer });

    private const string IsTakenSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM AccountLogins WHERE AccountId = @AccountId AND Issuer = @Issuer) THEN 1 ELSE 0 END
        """;

    /// <exception cref="System.Data.Common.DbException">The person or the account is linked already (unique violation).</exception>
    public Task AddAsync(Write write, Guid id, Guid accountId, string issuer, string subjectHash, DateTimeOffset now) =>
        write.ExecuteAsync(AddSql, new { Id = id, AccountId = accountId, Issuer = issuer, SubjectHash = subjectHash, Now = now });

    private const string AddSql = """
        INSERT INTO AccountLogins (Id, AccountId, Issuer, SubjectHash, CreatedAt)
        VALUES (@Id, @AccountId, @Issuer, @SubjectHash, @Now)
        """;

    /// <summary>Forgets who signs in to the account: the next one with its address is linked anew.</summary>
    public Task ForgetAsync(Write write, Guid accountId) => write.ExecuteAsync(ForgetSql, new { AccountId = accountId });

    private const string ForgetSql = """
        DELETE FROM AccountLogins
        WHERE AccountId = @AccountId
        """;
}
