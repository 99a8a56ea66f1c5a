using Temadagar.Data;

namespace Temadagar.Organizers;

public sealed class InvitationStore
{
    public Task<Invitation?> FindAsync(Session session, Guid id) => session.FindAsync<Invitation>(FindSql, new { Id = id });

    private const string FindSql = """
        SELECT Id, AccountId, ExpiresAt, UsedAt
        FROM Invitations
        WHERE Id = @Id
        """;

    public Task AddAsync(Write write, Invitation invitation) => write.ExecuteAsync(AddSql, new { invitation.Id, invitation.AccountId, invitation.ExpiresAt });

    private const string AddSql = """
        INSERT INTO Invitations (Id, AccountId, ExpiresAt, UsedAt)
        VALUES (@Id, @AccountId, @ExpiresAt, NULL)
        """;

    /// <summary>Uses it up; false where it has been used, is too old, or is not there.</summary>
    public async Task<bool> UseAsync(Write write, Guid id, DateTimeOffset now) => await write.ExecuteAsync(UseSql, new { Id = id, Now = now }) == 1;

    private const string UseSql = """
        UPDATE Invitations
        SET UsedAt = @Now
        WHERE Id = @Id AND UsedAt IS NULL AND ExpiresAt > @Now
        """;

    /// <summary>Ends what is still open for the account: the latest address is the one that works.</summary>
    public Task EndOthersAsync(Write write, Guid? accountId, DateTimeOffset now) => write.ExecuteAsync(EndOthersSql, new { AccountId = accountId, Now = now });

    private const string EndOthersSql = """
        UPDATE Invitations
        SET UsedAt = @Now
        WHERE UsedAt IS NULL AND (AccountId = @AccountId OR (AccountId IS NULL AND @AccountId IS NULL))
        """;
}
