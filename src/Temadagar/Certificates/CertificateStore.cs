using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Temadagar.Data;
using Temadagar.Keys;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>A person who could get a certificate of a day, as far as that needs to be known.</summary>
/// <param name="Email">Null: is told by other means.</param>
[method: ExplicitConstructor]
public sealed record Candidate(
    Guid Id, string FirstName, string LastName, string Organization, string? Email, RegistrationStatus Status, Participation Participation, Language Language, int LinkGeneration)
{
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>Which code a certificate bears.</summary>
[method: ExplicitConstructor]
public sealed record CodeOf(Guid Id, string CodeHash);

/// <summary>The certificates. Those of people with protected identity are in no list; none is issued with others' in one go.</summary>
public sealed class CertificateStore(IDataProtectionProvider protection)
{
    // What stands before a snapshot that is sealed: none that is open begins so.
    private const string Sealed = "sealed:";

    private readonly SealedJson<string> box = new(protection, "Temadagar.Certificates");

    /// <summary>All of a day that are in lists, in Swedish order.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Candidate>(CandidatesSql, new { ThemeDayId = themeDayId })];

    private const string CandidatesSql = """
        SELECT r.Id, r.FirstName, r.LastName, r.Organization, NULLIF(r.Email, '') AS Email, r.Status, r.Participation, r.Language, r.LinkGeneration
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.Protected = 0
        ORDER BY r.SortName, r.Id
        """;

    private const string SelectSql = """
        SELECT c.Id, c.RegistrationId, c.ThemeDayId, c.Sequence, c.Number, c.CodeHash, c.Snapshot, c.IssuedAt, c.ReplacedAt, c.RevokedAt, c.RevocationReason, c.ShowsFullName, c.ErasedAt, COALESCE(r.Protected, c.Protected) AS Protected
        FROM Certificates c
        LEFT JOIN Registrations r ON r.Id = c.RegistrationId
        """;

    // What organizers see: not erased, and of nobody with protected identity, whose registration may be erased by now.
    private const string InListsSql = """
        c.ErasedAt IS NULL AND COALESCE(r.Protected, c.Protected) = 0
        """;

    /// <summary>All of a day, as they were issued.</summary>
    public async Task<IReadOnlyList<Certificate>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Certificate>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = SelectSql + """

        WHERE c.ThemeDayId = @ThemeDayId AND
        """ + " " + InListsSql + """

        ORDER BY c.Sequence
        """;

    private const string ValidOfDaySql = """

        WHERE c.ThemeDayId = @ThemeDayId AND c.ReplacedAt IS NULL AND c.RevokedAt IS NULL AND
        """ + " " + InListsSql;

    /// <summary>Those of a day that are valid, in Swedish order of the people, a row at a time.</summary>
    public IAsyncEnumerable<Certificate> StreamValidAsync(Session session, Guid themeDayId) =>
        session.StreamAsync<Certificate>(StreamValidSql, new { ThemeDayId = themeDayId });

    private const string StreamValidSql = SelectSql + ValidOfDaySql + """

        ORDER BY r.SortName, c.Sequence
        """;

    /// <summary>The codes of the same.</summary>
    public IAsyncEnumerable<CodeOf> StreamCodesAsync(Session session, Guid themeDayId) => session.StreamAsync<CodeOf>(StreamCodesSql, new { ThemeDayId = themeDayId });

    private const string StreamCodesSql = """
        SELECT c.Id, c.CodeHash
        FROM Certificates c
        LEFT JOIN Registrations r ON r.Id = c.RegistrationId
        """ + ValidOfDaySql;

    /// <summary>One, for an organizer.</summary>
    public Task<Certificate?> FindAsync(Session session, Guid id) => session.FindAsync<Certificate>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE c.Id = @Id AND
        """ + " " + InListsSql;

    /// <summary>The latest of a registration, for its holder.</summary>
    public async Task<Certificate?> LatestAsync(Session session, Guid registrationId) => Opened(await session.FindAsync<Certificate>(LatestSql, new { RegistrationId = registrationId }));

    private const string LatestSql = SelectSql + """

        WHERE c.ErasedAt IS NULL AND c.RegistrationId = @RegistrationId AND c.Sequence = (SELECT MAX(l.Sequence) FROM Certificates l WHERE l.RegistrationId = @RegistrationId)
        """;

    /// <summary>The one that a code is of, for anyone.</summary>
    public async Task<Certificate?> FindByCodeAsync(Session session, string codeHash) => Opened(await session.FindAsync<Certificate>(FindByCodeSql, new { CodeHash = codeHash }));

    private const string FindByCodeSql = SelectSql + """

        WHERE c.CodeHash = @CodeHash
        """;

    /// <summary>How many a day has had; under its lock.</summary>
    public Task<int> LastSequenceAsync(Write write, Guid themeDayId) => write.ScalarAsync<int>(LastSequenceSql, new { ThemeDayId = themeDayId });

    private const string LastSequenceSql = """
        SELECT COALESCE(MAX(Sequence), 0)
        FROM Certificates
        WHERE ThemeDayId = @ThemeDayId
        """;

    /// <summary>The number of a day's first certificate, or null.</summary>
    public Task<string?> FirstNumberAsync(Write write, Guid themeDayId) => write.ScalarAsync<string>(FirstNumberSql, new { ThemeDayId = themeDayId });

    private const string FirstNumberSql = """
        SELECT Number
        FROM Certificates
        WHERE ThemeDayId = @ThemeDayId AND Sequence = 1
        """;

    public Task<bool> HasNumberAsync(Write write, string number) => write.ScalarAsync<bool>(HasNumberSql, new { Number = number });

    private const string HasNumberSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Certificates WHERE Number = @Number) THEN 1 ELSE 0 END
        """;

    /// <exception cref="System.Data.Common.DbException">The number is another day's, or the registration has a valid one (unique violation).</exception>
    public Task AddAsync(Write write, Certificate certificate) => write.ExecuteAsync(AddSql, new
    {
        certificate.Id,
        certificate.RegistrationId,
        certificate.ThemeDayId,
        certificate.Sequence,
        certificate.Number,
        certificate.CodeHash,
        Snapshot = certificate.Protected ? SealedOf(certificate.Id, certificate.Snapshot) : certificate.Snapshot,
        Now = certificate.IssuedAt,
        certificate.ShowsFullName,
    });

    private const string AddSql = """
        INSERT INTO Certificates (Id, RegistrationId, ThemeDayId, Sequence, Number, CodeHash, Snapshot, IssuedAt, ShowsFullName)
        VALUES (@Id, @RegistrationId, @ThemeDayId, @Sequence, @Number, @CodeHash, @Snapshot, @Now, @ShowsFullName)
        """;

    /// <summary>Seals what a registration's certificates say, and forgets the documents that were signed: their bytes hold the name. They are signed anew each time.</summary>
    public async Task SealAsync(Write write, Guid registrationId)
    {
        foreach (var one in (await write.QueryAsync<Certificate>(OfRegistrationSql, new { RegistrationId = registrationId })).Where(one => one.ErasedAt is null && !one.Snapshot.StartsWith(Sealed, StringComparison.Ordinal)).ToList())
        {
            await write.ExecuteAsync(SealSql, new { one.Id, Snapshot = SealedOf(one.Id, one.Snapshot) });
            await write.ExecuteAsync(ForgetSignedSql, new { one.Id });
        }
    }

    private const string OfRegistrationSql = SelectSql + """

        WHERE c.RegistrationId = @RegistrationId
        """;

    private const string SealSql = """
        UPDATE Certificates
        SET Snapshot = @Snapshot, ShowsFullName = 0
        WHERE Id = @Id
        """;

    private const string ForgetSignedSql = """
        DELETE FROM SignedCertificates
        WHERE CertificateId = @Id
        """;

    /// <summary>Makes room for the one that takes its place.</summary>
    public Task ReplaceAsync(Write write, Guid id, DateTimeOffset now) => write.ExecuteAsync(ReplaceSql, new { Id = id, Now = now });

    private const string ReplaceSql = """
        UPDATE Certificates
        SET ReplacedAt = @Now
        WHERE Id = @Id AND ReplacedAt IS NULL AND RevokedAt IS NULL
        """;

    public Task RevokeAsync(Write write, Guid id, string reason, DateTimeOffset now) => write.ExecuteAsync(RevokeSql, new { Id = id, Reason = reason, Now = now });

    private const string RevokeSql = """
        UPDATE Certificates
        SET RevokedAt = @Now, RevocationReason = @Reason
        WHERE Id = @Id AND ReplacedAt IS NULL AND RevokedAt IS NULL
        """;

    /// <summary>On all that the registration has had: who has an old copy sees no more than who has the new one.</summary>
    public Task ShowFullNameAsync(Write write, Guid registrationId, bool shows) =>
        write.ExecuteAsync(ShowFullNameSql, new { RegistrationId = registrationId, ShowsFullName = shows });

    private const string ShowFullNameSql = """
        UPDATE Certificates
        SET ShowsFullName = @ShowsFullName
        WHERE RegistrationId = @RegistrationId
        """;

    private string SealedOf(Guid id, string snapshot) => Sealed + Convert.ToBase64String(box.Seal(id, snapshot));

    // One whose key is gone is there for nobody.
    private Certificate? Opened(Certificate? found) => found is null || !found.Snapshot.StartsWith(Sealed, StringComparison.Ordinal) ? found
        : box.Open(found.Id, Convert.FromBase64String(found.Snapshot[Sealed.Length..])) is { } snapshot ? found with { Snapshot = snapshot }
        : null;
}
