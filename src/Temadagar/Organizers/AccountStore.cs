using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Organizers;

public sealed class AccountStore
{
    private const string SelectSql = """
        SELECT Id, Email, Name, Role, Board, PasswordHash, Stamp, CreatedAt, DisabledAt, HandlesProtected
        FROM Accounts
        """;

    public async Task<IReadOnlyList<Account>> ListAsync(Session session) => [.. await session.QueryAsync<Account>(ListSql)];

    private const string ListSql = SelectSql + """

        ORDER BY Name, Id
        """;

    public Task<Account?> FindAsync(Session session, Guid id) => session.FindAsync<Account>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE Id = @Id
        """;

    /// <summary>The account of a cookie: null where it is disabled, has another stamp by now, or the session was ended.</summary>
    public Task<Account?> FindSignedInAsync(Session session, Guid id, Guid stamp, Guid sessionId) =>
        session.FindAsync<Account>(FindSignedInSql, new { Id = id, StampId = stamp, SessionId = sessionId });

    private const string FindSignedInSql = SelectSql + """

        WHERE Id = @Id AND Stamp = @StampId AND DisabledAt IS NULL AND NOT EXISTS (SELECT 1 FROM EndedSessions e WHERE e.Id = @SessionId)
        """;

    public Task<Account?> FindByEmailAsync(Session session, EmailAddress email) =>
        session.FindAsync<Account>(FindByEmailSql, new { EmailNormalized = email.Normalized });

    private const string FindByEmailSql = SelectSql + """

        WHERE EmailNormalized = @EmailNormalized
        """;

    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Accounts) THEN 1 ELSE 0 END
        """;

    /// <summary>Attempts to sign in are counted one after the other.</summary>
    public Task LockAsync(Write write, Guid id) => write.ExecuteAsync(LockSql, new { Id = id });

    private const string LockSql = """
        UPDATE Accounts
        SET Stamp = Stamp
        WHERE Id = @Id
        """;

    /// <summary>Two who take each other's role away do so one after the other: the second looks at what the first has left.</summary>
    public Task LockAdministratorsAsync(Write write) => write.ExecuteAsync(LockAdministratorsSql);

    private const string LockAdministratorsSql = """
        UPDATE Accounts
        SET Stamp = Stamp
        WHERE Role = 'administrator'
        """;

    /// <summary>Whether another account than this one could still manage accounts.</summary>
    public Task<bool> AnyOtherAdministratorAsync(Session session, Guid id) => session.ScalarAsync<bool>(AnyOtherAdministratorSql, new { Id = id });

    private const string AnyOtherAdministratorSql = """
        SELECT CASE WHEN EXISTS (
            SELECT 1 FROM Accounts a
            WHERE a.Id <> @Id AND a.Role = 'administrator' AND a.DisabledAt IS NULL
                AND (a.PasswordHash IS NOT NULL OR EXISTS (SELECT 1 FROM AccountLogins l WHERE l.AccountId = a.Id))
        ) THEN 1 ELSE 0 END
        """;

    /// <exception cref="System.Data.Common.DbException">The address has an account already (unique violation).</exception>
    public Task AddAsync(Write write, Account account, EmailAddress email) => write.ExecuteAsync(AddSql, new
    {
        account.Id,
        account.Email,
        EmailNormalized = email.Normalized,
        account.Name,
        Role = Code.Of(account.Role),
        account.Board,
        account.PasswordHash,
        account.Stamp,
        account.CreatedAt,
        account.HandlesProtected,
    });

    private const string AddSql = """
        INSERT INTO Accounts (Id, Email, EmailNormalized, Name, Role, Board, PasswordHash, Stamp, CreatedAt, DisabledAt, HandlesProtected)
        VALUES (@Id, @Email, @EmailNormalized, @Name, @Role, @Board, @PasswordHash, @Stamp, @CreatedAt, NULL, @HandlesProtected)
        """;

    public Task ChangeAsync(Write write, Guid id, string name, Role role, string? board, DateTimeOffset? disabledAt, bool handlesProtected, Guid stamp) =>
        write.ExecuteAsync(ChangeSql, new { Id = id, Name = name, Role = Code.Of(role), Board = board, DisabledAt = disabledAt, HandlesProtected = handlesProtected, StampId = stamp });

    private const string ChangeSql = """
        UPDATE Accounts
        SET Name = @Name, Role = @Role, Board = @Board, DisabledAt = @DisabledAt, HandlesProtected = @HandlesProtected, Stamp = @StampId
        WHERE Id = @Id
        """;

    /// <summary>A new password ends every sign-in there is.</summary>
    public Task SetPasswordAsync(Write write, Guid id, string passwordHash, Guid stamp) =>
        write.ExecuteAsync(SetPasswordSql, new { Id = id, PasswordHash = passwordHash, StampId = stamp });

    private const string SetPasswordSql = """
        UPDATE Accounts
        SET PasswordHash = @PasswordHash, Stamp = @StampId
        WHERE Id = @Id
        """;

    /// <summary>The same password, kept better; nothing where another has been chosen meanwhile.</summary>
    public Task RehashPasswordAsync(Write write, Guid id, string before, string passwordHash) =>
        write.ExecuteAsync(RehashPasswordSql, new { Id = id, Before = before, PasswordHash = passwordHash });

    private const string RehashPasswordSql = """
        UPDATE Accounts
        SET PasswordHash = @PasswordHash
        WHERE Id = @Id AND PasswordHash = @Before
        """;
}
