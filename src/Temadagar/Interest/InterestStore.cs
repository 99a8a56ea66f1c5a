using Dapper;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Interest;

/// <summary>An address that is to be told when registration for a day opens.</summary>
/// <param name="Mails">How many times it has been told that it is on the list.</param>
[method: ExplicitConstructor]
public sealed record Interest(Guid Id, Guid ThemeDayId, string Email, Language Language, int Mails);

/// <summary>An address that has not been told that registration is open.</summary>
/// <param name="Tries">How many mails were to tell it, and came too late.</param>
[method: ExplicitConstructor]
public sealed record UntoldInterest(Guid Id, string Email, Language Language, int Tries);

public sealed class InterestStore(Database database)
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

    /// <summary>Published days whose registration has begun some time, and that someone waits for.</summary>
    public async Task<IReadOnlyList<Guid>> AwaitedAsync(Session session, DateTimeOffset now) => [.. await session.QueryAsync<Guid>(AwaitedSql, new { Now = now })];

    private const string AwaitedSql = """
        SELECT d.Id
        FROM ThemeDays d
        WHERE d.PublishedAt IS NOT NULL AND d.CancelledAt IS NULL AND d.RegistrationOpensAt <= @Now
            AND EXISTS (SELECT 1 FROM Interests i WHERE i.ThemeDayId = d.Id)
        ORDER BY d.Id
        """;

    /// <summary>Those of a day who have not been told that registration is open. A mail that has become too late counts for nothing, unless it went out.</summary>
    public async Task<IReadOnlyList<UntoldInterest>> UntoldAsync(Session session, Guid themeDayId, DateTimeOffset now, int take) =>
        [.. await session.QueryAsync<UntoldInterest>(database.Page(UntoldSql), new { ThemeDayId = themeDayId, Kind = InterestMails.Opened, Now = now, Take = take })];

    private const string UntoldSql = """
        SELECT i.Id, i.Email, i.Language, (SELECT COUNT(*) FROM Outbox p WHERE p.About = i.Id AND p.Kind = @Kind) AS Tries
        FROM Interests i
        WHERE i.ThemeDayId = @ThemeDayId
            AND NOT EXISTS (SELECT 1 FROM Outbox o WHERE o.About = i.Id AND o.Kind = @Kind AND (o.State IN ('sending', 'sent') OR o.NotAfter > @Now))
        ORDER BY i.Id
        """;

    /// <summary>Days with someone on their list whose address is of no use any more: the mail that registration is open has gone out, or the day is over or not held.</summary>
    public async Task<IReadOnlyList<Guid>> UselessAsync(Session session, DateOnly today) => [.. await session.QueryAsync<Guid>(UselessSql, new { Kind = InterestMails.Opened, Today = today })];

    private const string UselessSql = """
        SELECT d.Id
        FROM ThemeDays d
        WHERE EXISTS (
            SELECT 1 FROM Interests i
            WHERE i.ThemeDayId = d.Id AND (d.CancelledAt IS NOT NULL OR d.Date < @Today
                OR EXISTS (SELECT 1 FROM Outbox o WHERE o.About = i.Id AND o.Kind = @Kind AND o.State = 'sent')))
        """;

    public Task RemoveUselessAsync(Write write, Guid themeDayId, DateOnly today) =>
        write.ExecuteAsync(RemoveUselessSql, new { ThemeDayId = themeDayId, Kind = InterestMails.Opened, Today = today });

    private const string RemoveUselessSql = """
        DELETE FROM Interests
        WHERE ThemeDayId = @ThemeDayId AND (EXISTS (SELECT 1 FROM ThemeDays d WHERE d.Id = @ThemeDayId AND (d.CancelledAt IS NOT NULL OR d.Date < @Today))
            OR EXISTS (SELECT 1 FROM Outbox o WHERE o.About = Interests.Id AND o.Kind = @Kind AND o.State = 'sent'))
        """;

    /// <summary>The day that it waits for; null where it is not on the list any more.</summary>
    public Task<Guid?> DayOfAsync(Session session, Guid id) => session.ScalarAsync<Guid?>(DayOfSql, new { Id = id });

    private const string DayOfSql = """
        SELECT ThemeDayId
        FROM Interests
        WHERE Id = @Id
        """;

    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM Interests
        WHERE Id = @Id
        """;
}
