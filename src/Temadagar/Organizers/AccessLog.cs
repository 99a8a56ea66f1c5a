using Dapper;
using Temadagar.Data;

namespace Temadagar.Organizers;

public enum AccessAction
{
    SignedIn,

    /// <summary>With a wrong password, or a disabled account. Who tried is not known; an address without an account leaves no row.</summary>
    SignInFailed,

    /// <summary>The last attempt for a while, of one network or of all.</summary>
    SignInLocked,
    PasswordChosen,
    AccountAdded,
    AccountChanged,
    AccountLinked,
    InvitationMade,
    ApiKeyCreated,
    ApiKeyRevoked,
    AttendeesExported,
    PeopleListed,
    PersonOpened,
    PersonRegistered,

    /// <summary>Above capacity.</summary>
    PersonOverbooked,
    PersonCorrected,
    PersonCancelled,
    WaitlistListed,
    WaitlistMoved,

    /// <summary>Out of order.</summary>
    PlaceOffered,

    /// <summary>For someone who telephoned.</summary>
    OfferAnswered,
    DaySharingChanged,
    ThemeDayAdded,
    ThemeDayChanged,
    ThemeDayPublished,
    ThemeDayCancelled,
    ThemeDayRescheduled,
    ThemeDayRemoved,
    MessageSent,
    MailsListed,
    MailOpened,
    MailResent,
    ProgrammeChanged,
    SchedulesListed,
    SchedulesSent,
    SchedulesReminded,
    SpeakersListed,
    SpeakerOpened,
    SpeakerAdded,
    SpeakerChanged,
    SpeakerRemoved,
    CorrectionApproved,
    CorrectionRejected,
    CheckedIn,
    CheckedOut,
    CheckInUndone,
    AttendanceEntered,
    AttendanceImported,
    CertificatesIssued,
    CertificatesListed,
    CertificateRevoked,
    CertificateOpened,
    CertificatesExported,
    CertificateSettingsChanged,
    LogoAdded,
    LogoRemoved,
    BadgesPrinted,

    /// <summary>All that is held of someone, for them.</summary>
    DataDisclosed,
    ErasureRequestsListed,

    /// <summary>Wrote down that someone asks to be erased.</summary>
    ErasureAsked,
    ErasureAnswered,
    KitchenSheetOpened,
    NeedsWritten,
    ErasureRuleChanged,
    InformationPageChanged,
    SeriesChanged,
    BoardAdded,
    BoardChanged,
    BoardRemoved,

    /// <summary>Aliases of people with protected identity.</summary>
    ProtectedListed,

    /// <summary>Someone was registered with protected identity, or one's registration was put under it.</summary>
    PersonProtected,

    /// <summary>Who someone with protected identity is. The reason stands beside the person.</summary>
    ProtectedOpened,
    ProtectedChanged,

    /// <summary>As a public record.</summary>
    ListReleased,

    /// <summary>Under a rule of a board, or upon request.</summary>
    Erased,

    /// <summary>Of the log itself, under a decision.</summary>
    LogPruned,
}

/// <param name="ActorName">Of the account or key, as it is called now; null for the operator, and for a stranger who failed to sign in.</param>
/// <param name="SubjectKind">themeDay, registration, speaker, account, apiKey, informationPage, series or board; null: it is not there any more, or the row is about nothing by itself.</param>
/// <param name="SubjectName">The slug of a day, the name of an account or a key, the tag of a language, the slug of a board; never a person's.</param>
[method: ExplicitConstructor]
public sealed record AccessLogRow(
    Guid Id, DateTimeOffset At, CallerKind ActorKind, Guid? ActorId, string? ActorName, AccessAction Action, Guid? SubjectId, string? SubjectKind,
    string? SubjectName, string? Board, int? People);

/// <summary>
/// Who did or read what, and when. It is only ever added to, and pruned under a decision; each row is sealed within a minute (Logs). It holds ids, never a participant's name
/// or address: it is kept longer than they are, and more people may read it.
/// </summary>
public sealed class AccessLog(Database database, TimeProvider clock)
{
    public Task AddAsync(Write write, Caller caller, AccessAction action, Guid? subject = null, string? board = null, int? people = null) =>
        write.ExecuteAsync(AddSql, new
        {
            Id = Guid.CreateVersion7(),
            Now = clock.GetUtcNow(),
            ActorKind = Code.Of(caller.Kind),
            ActorId = caller.Id,
            Action = Code.Of(action),
            SubjectId = subject,
            Board = board ?? caller.Board,
            Count = people,
            ActorBoard = caller.Board ?? "",
        });

    private const string AddSql = """
        INSERT INTO AccessLog (Id, At, ActorKind, ActorId, Action, SubjectId, Board, People, ActorBoard)
        VALUES (@Id, @Now, @ActorKind, @ActorId, @Action, @SubjectId, @Board, @Count, @ActorBoard)
        """;

    private const string SelectSql = """
        SELECT l.Id, l.At, l.ActorKind, l.ActorId, COALESCE(a.Name, k.Name) AS ActorName, l.Action, l.SubjectId,
            CASE WHEN d.Id IS NOT NULL THEN 'themeDay' WHEN r.Id IS NOT NULL THEN 'registration' WHEN p.Id IS NOT NULL THEN 'speaker'
                WHEN sa.Id IS NOT NULL THEN 'account' WHEN sk.Id IS NOT NULL THEN 'apiKey' WHEN i.Id IS NOT NULL THEN 'informationPage'
                WHEN b.Id IS NOT NULL THEN 'board' WHEN s.Id IS NOT NULL THEN 'series' END AS SubjectKind,
            COALESCE(d.Slug, sa.Name, sk.Name, i.Language, b.Slug) AS SubjectName, l.Board, l.People
        FROM AccessLog l
        LEFT JOIN Accounts a ON a.Id = l.ActorId
        LEFT JOIN ApiKeys k ON k.Id = l.ActorId
        LEFT JOIN ThemeDays d ON d.Id = l.SubjectId
        LEFT JOIN Registrations r ON r.Id = l.SubjectId
        LEFT JOIN Speakers p ON p.Id = l.SubjectId
        LEFT JOIN Accounts sa ON sa.Id = l.SubjectId
        LEFT JOIN ApiKeys sk ON sk.Id = l.SubjectId
        LEFT JOIN InformationPages i ON i.Id = l.SubjectId
        LEFT JOIN Boards b ON b.Id = l.SubjectId
        LEFT JOIN Series s ON s.Id = l.SubjectId
        """;

    private const string LatestSql = """

            (l.At < @Since OR (l.At = @Since AND l.Id < @BeforeId))
        ORDER BY l.At DESC, l.Id DESC
        """;

    /// <summary>The latest rows before the one with this time and id.</summary>
    /// <param name="subject">Only those about it; null: all.</param>
    public async Task<IReadOnlyList<AccessLogRow>> ListAsync(Session session, Guid? subject, DateTimeOffset before, Guid beforeId, int take) =>
        subject is { } id ? [.. await session.QueryAsync<AccessLogRow>(database.Page(OfSubjectSql), new { SubjectId = id, Since = before, BeforeId = beforeId, Take = take })]
        : [.. await session.QueryAsync<AccessLogRow>(database.Page(ListSql), new { Since = before, BeforeId = beforeId, Take = take })];

    private const string ListSql = SelectSql + """

        WHERE
        """ + LatestSql;

    private const string OfSubjectSql = SelectSql + """

        WHERE l.SubjectId = @SubjectId AND
        """ + LatestSql;
}
