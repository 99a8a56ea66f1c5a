using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Keys;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.ProtectedPeople;

/// <summary>Someone with protected identity, under the alias.</summary>
/// <param name="CheckInCode">To show at the door, where it opens the alias.</param>
/// <param name="CertificateNumber">Of the one that is valid; null: none is.</param>
/// <param name="ErasureAskedAt">Of the wish to be erased that waits for its answer, in Swedish time; null: none does.</param>
[method: ExplicitConstructor]
public sealed record ProtectedPerson(
    Guid Id, string FirstName, string LastName, RegistrationStatus Status, Participation Participation, string Receipt, string? CheckInCode, bool Attended, string? CertificateNumber,
    DateTimeOffset? ErasureAskedAt);

/// <summary>Who has looked at the true contact, and why.</summary>
[method: ExplicitConstructor]
public sealed record ProtectedLook(DateTimeOffset At, string Name, string Reason);

/// <summary>The rows of the people that no list has. Only this folder reads who they are.</summary>
public sealed class ProtectedPersonStore(IDataProtectionProvider protection) : ITrueNames
{
    private readonly SealedJson<TrueContact> box = new(protection, "Temadagar.ProtectedPeople");

    private const string SelectSql = """
        SELECT r.Id, r.FirstName, r.LastName, r.Status, r.Participation, s.Receipt, r.CheckInCode,
            CASE WHEN EXISTS (SELECT 1 FROM CheckIns c WHERE c.RegistrationId = r.Id AND c.Kind = 'in' AND c.UndoneAt IS NULL) THEN 1 ELSE 0 END AS Attended,
            (SELECT c.Number FROM Certificates c WHERE c.RegistrationId = r.Id AND c.ReplacedAt IS NULL AND c.RevokedAt IS NULL AND c.ErasedAt IS NULL) AS CertificateNumber,
            e.AskedAt AS ErasureAskedAt
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        LEFT JOIN ErasureRequests e ON e.RegistrationId = r.Id AND e.AnsweredAt IS NULL
        WHERE r.Protected = 1
        """;

    public async Task<IReadOnlyList<ProtectedPerson>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. (await session.QueryAsync<ProtectedPerson>(OfDaySql, new { ThemeDayId = themeDayId })).Select(Written)];

    private const string OfDaySql = SelectSql + """

            AND r.ThemeDayId = @ThemeDayId
        ORDER BY r.SortName, r.Id
        """;

    public async Task<ProtectedPerson?> FindAsync(Session session, Guid registrationId) =>
        await session.FindAsync<ProtectedPerson>(FindSql, new { RegistrationId = registrationId }) is { } found ? Written(found) : null;

    private const string FindSql = SelectSql + """

            AND r.Id = @RegistrationId
        """;

    /// <returns>Null: its key is gone, and nobody can open it.</returns>
    public async Task<TrueContact?> ContactAsync(Session session, Guid registrationId) =>
        await session.FindAsync<byte[]?>(ContactSql, new { RegistrationId = registrationId }) is { } held ? box.Open(registrationId, held) : null;

    private const string ContactSql = """
        SELECT p.Sealed
        FROM ProtectedPeople p
        WHERE p.RegistrationId = @RegistrationId
        """;

    public async Task<PersonName?> OfAsync(Session session, Registration registration) =>
        await FindAsync(session, registration.Id) is null ? new PersonName(registration.FirstName, registration.LastName)
        : await ContactAsync(session, registration.Id) is { } contact ? new PersonName(contact.FirstName, contact.LastName)
        : null;

    /// <summary>Takes a registration out of every list. What it holds must be the alias by now.</summary>
    public async Task ProtectAsync(Write write, Guid registrationId, TrueContact contact, DateTimeOffset now)
    {
        await write.ExecuteAsync(AddSql, new { RegistrationId = registrationId, Sealed = box.Seal(registrationId, contact), Now = now });
        await write.ExecuteAsync(HideSql, new { RegistrationId = registrationId });
    }

    private const string AddSql = """
        INSERT INTO ProtectedPeople (RegistrationId, Sealed, ProtectedAt)
        VALUES (@RegistrationId, @Sealed, @Now)
        """;

    private const string HideSql = """
        UPDATE Registrations
        SET Protected = 1
        WHERE Id = @RegistrationId
        """;

    public Task ChangeAsync(Write write, Guid registrationId, TrueContact contact) =>
        write.ExecuteAsync(ChangeSql, new { RegistrationId = registrationId, Sealed = box.Seal(registrationId, contact) });

    private const string ChangeSql = """
        UPDATE ProtectedPeople
        SET Sealed = @Sealed
        WHERE RegistrationId = @RegistrationId
        """;

    public async Task<IReadOnlyList<ProtectedLook>> LooksAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<ProtectedLook>(LooksSql, new { RegistrationId = registrationId })];

    private const string LooksSql = """
        SELECT l.At, a.Name, l.Reason
        FROM ProtectedLooks l
        JOIN Accounts a ON a.Id = l.ActorId
        WHERE l.RegistrationId = @RegistrationId
        ORDER BY l.At DESC, l.Id DESC
        """;

    public Task AddLookAsync(Write write, Guid id, Guid registrationId, Guid actorId, string reason, DateTimeOffset now) =>
        write.ExecuteAsync(AddLookSql, new { Id = id, RegistrationId = registrationId, ActorId = actorId, Reason = reason, Now = now });

    private const string AddLookSql = """
        INSERT INTO ProtectedLooks (Id, RegistrationId, At, ActorId, Reason)
        VALUES (@Id, @RegistrationId, @Now, @ActorId, @Reason)
        """;

    // As it is read out.
    private static ProtectedPerson Written(ProtectedPerson found) => found with
    {
        CheckInCode = found.CheckInCode is { } code ? Registrations.CheckInCode.Written(code) : null,
    };
}
