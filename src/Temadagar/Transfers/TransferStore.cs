using Temadagar.Data;

namespace Temadagar.Transfers;

public sealed class TransferStore
{
    private const string SelectSql = """
        SELECT t.Id, t.RegistrationId, t.Kind, t.Email, t.EmailNormalized, t.FirstName, t.LastName, t.Organization, t.Profession, t.Sector, t.Language, t.Municipality,
            t.Phone, t.AskedAt, t.ExpiresAt, t.EndedAt, t.Outcome
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
    });

    private const string AddSql = """
        INSERT INTO Transfers (Id, RegistrationId, Kind, Email, EmailNormalized, FirstName, LastName, Organization, Profession, Sector, Language, Municipality, Phone, AskedAt, ExpiresAt)
        VALUES (@Id, @RegistrationId, @Kind, @Email, @EmailNormalized, @FirstName, @LastName, @Organization, @Profession, @Sector, @Language, @Municipality, @Phone, @Now, @ExpiresAt)
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
    private const string EndedSql = """
        UPDATE Transfers
        SET EndedAt = @Now, Outcome = @Outcome, Email = NULL, EmailNormalized = NULL, FirstName = NULL, LastName = NULL, Organization = NULL, Profession = NULL,
            Sector = NULL, Language = NULL, Municipality = NULL, Phone = NULL
        """;

    private const string EndSql = EndedSql + """

        WHERE Id = @Id AND EndedAt IS NULL
        """;

    public Task<bool> AnyOverdueAsync(Session session, DateTimeOffset now) => session.ScalarAsync<bool>(AnyOverdueSql, new { Now = now });

    private const string AnyOverdueSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Transfers t WHERE t.EndedAt IS NULL AND t.ExpiresAt <= @Now) THEN 1 ELSE 0 END
        """;

    /// <summary>As <see cref="EndAsync"/>, all that nobody has followed in time.</summary>
    public Task ExpireAsync(Write write, DateTimeOffset now) => write.ExecuteAsync(ExpireSql, new { Outcome = Code.Of(TransferOutcome.Expired), Now = now });

    private const string ExpireSql = EndedSql + """

        WHERE EndedAt IS NULL AND ExpiresAt <= @Now
        """;
}
