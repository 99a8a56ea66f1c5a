using Dapper;
using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.SubjectAccess;

/// <summary>How someone at a board has seen a registration, or done something with it.</summary>
public enum LookKind
{
    Opened,

    /// <summary>Registered by telephone, corrected, cancelled, or wrote needs or an answer down.</summary>
    Changed,

    /// <summary>Wrote down that the person came or left, one by one or in the day's list.</summary>
    Attendance,
    Mails,

    /// <summary>A list or a search of the day's people, which may have shown only some of them.</summary>
    Listed,
    Exported,

    /// <summary>Gave a list out as a public record, in which this person may have been masked.</summary>
    Released,
    Waitlist,
    Badges,
    Certificates,

    /// <summary>Took out all that is held, for the person.</summary>
    Disclosed,
}

/// <param name="Board">Its name; null: an administrator of the whole service, at no board.</param>
[method: ExplicitConstructor]
public sealed record HeldLook(string? Board, LookKind Kind, int Times, DateTimeOffset LatestAt);

/// <summary>Who has looked at a registration, as the log tells it: by board and kind, never which official it was.</summary>
public sealed class OwnLooks
{
    private static readonly Dictionary<AccessAction, LookKind> Kinds = new()
    {
        [AccessAction.PersonOpened] = LookKind.Opened,
        [AccessAction.PersonRegistered] = LookKind.Changed,
        [AccessAction.PersonOverbooked] = LookKind.Changed,
        [AccessAction.PersonCorrected] = LookKind.Changed,
        [AccessAction.PersonCancelled] = LookKind.Changed,
        [AccessAction.NeedsWritten] = LookKind.Changed,
        [AccessAction.OfferAnswered] = LookKind.Changed,
        [AccessAction.ErasureAsked] = LookKind.Changed,
        [AccessAction.PersonProtected] = LookKind.Changed,
        [AccessAction.ProtectedChanged] = LookKind.Changed,
        [AccessAction.ProtectedOpened] = LookKind.Opened,
        [AccessAction.DataDisclosed] = LookKind.Disclosed,
        [AccessAction.CheckedIn] = LookKind.Attendance,
        [AccessAction.CheckedOut] = LookKind.Attendance,
        [AccessAction.CheckInUndone] = LookKind.Attendance,
        [AccessAction.AttendanceEntered] = LookKind.Attendance,
        [AccessAction.AttendanceImported] = LookKind.Attendance,
        [AccessAction.MailsListed] = LookKind.Mails,
        [AccessAction.MailOpened] = LookKind.Mails,
        [AccessAction.MailResent] = LookKind.Mails,
        [AccessAction.PeopleListed] = LookKind.Listed,
        [AccessAction.ErasureRequestsListed] = LookKind.Listed,
        [AccessAction.ProtectedListed] = LookKind.Listed,
        [AccessAction.AttendeesExported] = LookKind.Exported,
        [AccessAction.ListReleased] = LookKind.Released,
        [AccessAction.WaitlistListed] = LookKind.Waitlist,
        [AccessAction.WaitlistMoved] = LookKind.Waitlist,
        [AccessAction.PlaceOffered] = LookKind.Waitlist,
        [AccessAction.BadgesPrinted] = LookKind.Badges,
        [AccessAction.CertificatesListed] = LookKind.Certificates,
        [AccessAction.CertificatesIssued] = LookKind.Certificates,
        [AccessAction.CertificatesExported] = LookKind.Certificates,
        [AccessAction.CertificateOpened] = LookKind.Certificates,
        [AccessAction.CertificateRevoked] = LookKind.Certificates,
    };

    /// <summary>The latest first.</summary>
    /// <param name="since">Since when the registration is this person's: looks from before were at others.</param>
    public async Task<IReadOnlyList<HeldLook>> OfAsync(Session session, Guid registrationId, Guid themeDayId, DateTimeOffset since)
    {
        var logged = await session.QueryAsync<Logged>(OfSql, new { RegistrationId = registrationId, ThemeDayId = themeDayId, Since = since });
        return
        [
            .. logged.Where(one => Kinds.ContainsKey(one.Action))
                .GroupBy(one => (one.Board, Kind: Kinds[one.Action]))
                .Select(group => new HeldLook(group.Key.Board, group.Key.Kind, group.Sum(one => one.Times), group.Max(one => one.LatestAt)))
                .OrderByDescending(look => look.LatestAt),
        ];
    }

    // The waitlist shows those who wait, and the requests for erasure those who have asked. Of someone with protected identity nothing of a whole day shows anything but the list of aliases.
    private const string OfSql = """
        SELECT COALESCE(b.Name, NULLIF(COALESCE(l.ActorBoard, a.Board, k.Board), '')) AS Board, l.Action, COUNT(*) AS Times, MAX(l.At) AS LatestAt
        FROM AccessLog l
        LEFT JOIN Accounts a ON a.Id = l.ActorId
        LEFT JOIN ApiKeys k ON k.Id = l.ActorId
        LEFT JOIN Boards b ON b.Slug = COALESCE(l.ActorBoard, a.Board, k.Board)
        LEFT JOIN ProtectedPeople p ON p.RegistrationId = @RegistrationId
        WHERE l.SubjectId IN (@RegistrationId, @ThemeDayId) AND l.At >= @Since AND (l.People IS NULL OR l.People > 0)
            AND (l.SubjectId = @RegistrationId OR CASE WHEN l.Action = 'protectedListed' THEN 1 ELSE 0 END = CASE WHEN l.At >= p.ProtectedAt THEN 1 ELSE 0 END)
            AND (l.Action NOT IN ('waitlistListed', 'waitlistMoved', 'placeOffered') OR EXISTS (
                SELECT 1 FROM Waits w WHERE w.RegistrationId = @RegistrationId AND w.Since <= l.At AND (w.EndedAt IS NULL OR w.EndedAt >= l.At)))
            AND (l.Action <> 'erasureRequestsListed' OR EXISTS (SELECT 1 FROM ErasureRequests e WHERE e.RegistrationId = @RegistrationId AND e.AskedAt <= l.At))
        GROUP BY COALESCE(b.Name, NULLIF(COALESCE(l.ActorBoard, a.Board, k.Board), '')), l.Action
        """;

    [method: ExplicitConstructor]
    private sealed record Logged(string? Board, AccessAction Action, int Times, DateTimeOffset LatestAt);
}
