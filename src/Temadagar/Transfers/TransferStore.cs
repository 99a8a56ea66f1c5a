using Dapper;
using Temadagar.Data;

namespace Temadagar.Transfers;

public sealed class TransferStore
{
    private const string SelectSql = """
        SELECT t.Id, t.RegistrationId, t.Kind, t.Email, t.EmailNormalized, t.FirstName, t.LastName, t.Organization, t.Profession, t.Sector, t.Language, t.Municipality,
            t.Phone, t.AskedAt, t.ExpiresAt, t.EndedAt, t.Outcome, t.LinkGeneration
        FROM Transfers t
        """;

    public Task AddAsync(Write write, Transfer transfer) => write.ExecuteAsync(AddSql, new
    {
        transfer.Id,
        transfer.RegistrationId,
        Kind = Code.Of(transfer.Kind),
        transfer.Email,
        transfer.EmailNormalized,
        transfer.FirstName,
        transfer.LastName,
        transfer.Organization,
        transfer.Profession,
        Sector = transfer.Sector is { } sector ? Code.Of(sector) : null,
        Language = transfer.Language is { } language ? Code.Of(language) : null,
        transfer.Municipality,
        transfer.Phone,
        Now = transfer.AskedAt,
        transfer.ExpiresAt,
        transfer.LinkGeneration,
    });

    private const string AddSql = """
        INSERT INTO Transfers (Id, RegistrationId, Kind, Email, EmailNormalized, FirstName, LastName, Organization, Profession, Sector, Language, Municipality, Phone, AskedAt, ExpiresAt, LinkGeneration)
        VALUES (@Id, @RegistrationId, @Kind, @Email, @EmailNormalized, @FirstName, @LastName, @Organization, @Profession, @Sector, @Language, @Municipality, @Phone, @Now, @ExpiresAt, @LinkGeneration)
        """;

    public Task<Transfer?> FindAsync(Session session, Guid id) => session.FindAsync<Transfer>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE t.Id = @Id
        """;

    /// <summary>The one of a registration that has not ended; its time may be over.</summary>
    public Task<Transfer?> FindLiveAsync(Session session, Guid registrationId) => session.FindAsync<Transfer>(FindLiveSql, new { RegistrationId = registrationId });

    private const string FindLiveSql = SelectSql + """

        WHERE t.RegistrationId = @RegistrationId AND t.EndedAt IS NULL
        """;

    /// <summary>How many a registration has asked for since an instant.</summary>
    public Task<int> CountSinceAsync(Session session, Guid registrationId, DateTimeOffset since) =>
        session.ScalarAsync<int>(CountSinceSql, new { RegistrationId = registrationId, Since = since });

    private const string CountSinceSql = """
        SELECT COUNT(*)
        FROM Transfers t
        WHERE t.RegistrationId = @RegistrationId AND t.AskedAt > @Since
        """;

    /// <summary>Ends it for good, and forgets who it was for.</summary>
    public Task EndAsync(Write write, Guid id, TransferOutcome outcome, DateTimeOffset now) =>
        write.ExecuteAsync(EndSql, new { Id = id, Outcome = Code.Of(outcome), Now = now });

    // Nobody's details are kept for what has ended.
    private const string EndSql = """
        UPDATE Transfers
        SET EndedAt = @Now, Outcome = @Outcome, Email = NULL, EmailNormalized = NULL, FirstName = NULL, LastName = NULL, Organization = NULL, Profession = NULL,
            Sector = NULL, Language = NULL, Municipality = NULL, Phone = NULL
        WHERE Id = @Id AND EndedAt IS NULL
        """;

    /// <summary>Those that can take effect no more, and have not been ended: nobody has followed them in time, or what they were asked for is another by now, or has been: a day can be moved nearer.</summary>
    /// <param name="today">In Sweden.</param>
    public async Task<IReadOnlyList<OverTransfer>> OverAsync(Session session, DateTimeOffset now, DateOnly today) =>
        [.. await session.QueryAsync<OverTransfer>(OverSql, new { Now = now, Today = today })];

    private const string OverSql = """
        SELECT t.Id, t.RegistrationId, r.ThemeDayId, CASE WHEN t.ExpiresAt <= @Now THEN 'expired' ELSE 'withdrawn' END AS Outcome
        FROM Transfers t
        JOIN Registrations r ON r.Id = t.RegistrationId
        JOIN ThemeDays d ON d.Id = r.ThemeDayId
        WHERE t.EndedAt IS NULL AND (t.ExpiresAt <= @Now OR t.LinkGeneration <> r.LinkGeneration OR r.Status = 'cancelled' OR d.CancelledAt IS NOT NULL OR d.Date < @Today)
        ORDER BY t.ExpiresAt
        """;
}

[method: ExplicitConstructor]
public sealed record OverTransfer(Guid Id, Guid RegistrationId, Guid ThemeDayId, TransferOutcome Outcome);
