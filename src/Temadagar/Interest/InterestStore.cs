using Dapper;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Interest;

/// <summary>An address that is to be told when registration for a day opens.</summary>
/// <param name="Mails">How many times it has been told that it is on the list.</param>
[method: ExplicitConstructor]
public sealed record Interest(Guid Id, Guid ThemeDayId, string Email, Language Language, int Mails);

public sealed class InterestStore
{
    /// <summary>Whether anyone has left an address.</summary>
    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Interests) THEN 1 ELSE 0 END
        """;

    public Task<Interest?> FindByAddressAsync(Session session, Guid themeDayId, string emailNormalized) =>
        session.FindAsync<Interest>(FindByAddressSql, new { ThemeDayId = themeDayId, EmailNormalized = emailNormalized });

    private const string FindByAddressSql = """
        SELECT Id, ThemeDayId, Email, Language, Mails
        FROM Interests
        WHERE ThemeDayId = @ThemeDayId AND EmailNormalized = @EmailNormalized
        """;

    public Task AddAsync(Write write, Interest interest, string emailNormalized, DateTimeOffset now) => write.ExecuteAsync(AddSql, new
    {
        interest.Id,
        interest.ThemeDayId,
        interest.Email,
        EmailNormalized = emailNormalized,
        Language = Code.Of(interest.Language),
        Now = now,
    });

    private const string AddSql = """
        INSERT INTO Interests (Id, ThemeDayId, Email, EmailNormalized, Language, LeftAt, Mails, MailAt)
        VALUES (@Id, @ThemeDayId, @Email, @EmailNormalized, @Language, @Now, 1, @Now)
        """;

    /// <summary>Notes that the address is told once more; false if it was told since <paramref name="since"/>.</summary>
    public async Task<bool> NoteRepeatedAsync(Write write, Guid id, DateTimeOffset now, DateTimeOffset since) =>
        await write.ExecuteAsync(NoteRepeatedSql, new { Id = id, Now = now, Since = since }) == 1;

    private const string NoteRepeatedSql = """
        UPDATE Interests
        SET Mails = Mails + 1, MailAt = @Now
        WHERE Id = @Id AND MailAt <= @Since
        """;

    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM Interests
        WHERE Id = @Id
        """;
}
