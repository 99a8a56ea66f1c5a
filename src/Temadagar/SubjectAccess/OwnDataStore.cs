using Dapper;
using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.MailLog;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Transfers;
using Temadagar.Waitlist;

namespace Temadagar.SubjectAccess;

/// <param name="OfferReason">Why an organizer offered it out of order.</param>
/// <param name="MoveReason">Why an organizer moved those who wait together.</param>
[method: ExplicitConstructor]
public sealed record HeldWait(
    Participation Participation, DateTimeOffset Since, DateTimeOffset? OfferedAt, DateTimeOffset? AnswerBy, string? OfferReason, string? MoveReason, DateTimeOffset? EndedAt, WaitOutcome? Outcome);

[method: ExplicitConstructor]
public sealed record HeldMail(string Kind, string Recipient, DateTimeOffset QueuedAt, MailState State, DateTimeOffset? SentAt);

/// <param name="UndoneAt">Set: it was taken back.</param>
[method: ExplicitConstructor]
public sealed record HeldCheckIn(CheckInKind Kind, DateTimeOffset At, DateTimeOffset ReportedAt, DateTimeOffset? UndoneAt);

[method: ExplicitConstructor]
public sealed record HeldCertificate(string Number, DateTimeOffset IssuedAt, DateTimeOffset? ReplacedAt, DateTimeOffset? RevokedAt, string? RevocationReason, bool ShowsFullName);

/// <param name="Email">Null where it has ended.</param>
[method: ExplicitConstructor]
public sealed record HeldTransfer(TransferKind Kind, string? Email, string? FirstName, string? LastName, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, TransferOutcome? Outcome);

[method: ExplicitConstructor]
public sealed record HeldErasureRequest(string? Message, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, ErasureOutcome? Outcome, string? Answer);

/// <summary>What is held of a registration besides itself, in whatever table it stands.</summary>
public sealed class OwnDataStore
{
    public async Task<CancelReason?> CancelReasonAsync(Session session, Guid registrationId) =>
        await session.ScalarAsync<string>(CancelReasonSql, new { RegistrationId = registrationId }) is { } reason && Code.TryParse<CancelReason>(reason, out var known) ? known : null;

    private const string CancelReasonSql = """
        SELECT r.CancelReason
        FROM Registrations r
        WHERE r.Id = @RegistrationId
        """;

    /// <summary>
    /// What was waited for. A reason that an organizer gave may be about someone else: whoever had the registration before, or another of those who wait together. Then it is
    /// not shown.
    /// </summary>
    public async Task<IReadOnlyList<HeldWait>> WaitsAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<HeldWait>(WaitsSql, new { RegistrationId = registrationId })];

    private const string WaitsSql = """
        SELECT w.Participation, w.Since, w.OfferedAt, w.Deadline AS AnswerBy, CASE WHEN w.OfferedAt > COALESCE(h.At, w.Since) THEN w.OfferReason END AS OfferReason,
            CASE WHEN g.MovedAt > COALESCE(h.At, w.Since) AND NOT EXISTS (SELECT 1 FROM Waits o WHERE o.GroupId = w.GroupId AND o.Id <> w.Id) THEN g.MoveReason END AS MoveReason,
            w.EndedAt, w.Outcome
        FROM Waits w
        JOIN WaitlistGroups g ON g.Id = w.GroupId
        LEFT JOIN (
            SELECT t.RegistrationId, MAX(t.EndedAt) AS At
            FROM Transfers t
            WHERE t.RegistrationId = @RegistrationId AND t.Kind = 'handover' AND t.Outcome = 'accepted'
            GROUP BY t.RegistrationId) h ON h.RegistrationId = w.RegistrationId
        WHERE w.RegistrationId = @RegistrationId
        ORDER BY w.Since, w.Id
        """;

    /// <summary>
    /// The mails to this address, and those to a former one of the same person: what was another person's before the latest hand-over is not shown to the one who has the
    /// registration now.
    /// </summary>
    public async Task<IReadOnlyList<HeldMail>> MailsAsync(Session session, Guid registrationId, string? email) =>
        [.. await session.QueryAsync<HeldMail>(MailsSql, new { RegistrationId = registrationId, Email = email })];

    private const string MailsSql = """
        SELECT o.Kind, o.Recipient, o.CreatedAt AS QueuedAt, o.State, o.SentAt
        FROM Outbox o
        WHERE o.About = @RegistrationId AND (o.Recipient = @Email OR (o.Kind NOT IN ('handover-asked', 'place-handed-over')
            AND NOT EXISTS (SELECT 1 FROM Transfers h WHERE h.RegistrationId = @RegistrationId AND h.Kind = 'handover' AND h.Outcome = 'accepted' AND h.EndedAt >= o.CreatedAt)
            AND (o.Kind = 'address-changed'
                OR EXISTS (SELECT 1 FROM Transfers a WHERE a.RegistrationId = @RegistrationId AND a.Kind = 'address' AND a.Outcome = 'accepted' AND a.EndedAt >= o.CreatedAt))))
        ORDER BY o.CreatedAt, o.Id
        """;

    public async Task<IReadOnlyList<HeldCheckIn>> CheckInsAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<HeldCheckIn>(CheckInsSql, new { RegistrationId = registrationId })];

    private const string CheckInsSql = """
        SELECT c.Kind, c.At, c.ReportedAt, c.UndoneAt
        FROM CheckIns c
        WHERE c.RegistrationId = @RegistrationId
        ORDER BY c.At, c.Id
        """;

    public async Task<IReadOnlyList<HeldCertificate>> CertificatesAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<HeldCertificate>(CertificatesSql, new { RegistrationId = registrationId })];

    private const string CertificatesSql = """
        SELECT c.Number, c.IssuedAt, c.ReplacedAt, c.RevokedAt, c.RevocationReason, c.ShowsFullName
        FROM Certificates c
        WHERE c.RegistrationId = @RegistrationId
        ORDER BY c.Sequence
        """;

    public async Task<IReadOnlyList<HeldTransfer>> TransfersAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<HeldTransfer>(TransfersSql, new { RegistrationId = registrationId })];

    private const string TransfersSql = """
        SELECT t.Kind, t.Email, t.FirstName, t.LastName, t.AskedAt, t.ExpiresAt, t.EndedAt, t.Outcome
        FROM Transfers t
        WHERE t.RegistrationId = @RegistrationId
        ORDER BY t.AskedAt, t.Id
        """;

    public async Task<IReadOnlyList<HeldErasureRequest>> ErasureRequestsAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<HeldErasureRequest>(ErasureRequestsSql, new { RegistrationId = registrationId })];

    private const string ErasureRequestsSql = """
        SELECT e.Message, e.AskedAt, e.AnsweredAt, e.Outcome, e.Answer
        FROM ErasureRequests e
        WHERE e.RegistrationId = @RegistrationId
        ORDER BY e.AskedAt, e.Id
        """;
}
