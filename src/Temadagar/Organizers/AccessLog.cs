using Dapper;
using Temadagar.Data;

namespace Temadagar.Organizers;

public enum AccessAction
{
    SignedIn,
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
    DaySharingChanged,
    ThemeDayAdded,
    ThemeDayChanged,
    ThemeDayPublished,
    ThemeDayCancelled,
    ThemeDayRescheduled,
    MessageSent,
    MailsListed,
    MailOpened,
    MailResent,
    ProgrammeChanged,
    SchedulesSent,
    SchedulesReminded,
    SpeakersListed,
    SpeakerOpened,
    SpeakerAdded,
    SpeakerChanged,
    SpeakerRemoved,
    CorrectionApproved,
    CorrectionRejected,
}

/// <param name="ActorName">Of the account or key, as it is called now.</param>
[method: ExplicitConstructor]
public sealed record AccessLogRow(
    Guid Id, DateTimeOffset At, CallerKind ActorKind, Guid? ActorId, string? ActorName, AccessAction Action, Guid? SubjectId, string? Board, int? People);

/// <summary>
/// Who did or read what, and when. It is only ever added to. It holds ids, never a participant's name or address: it is kept
/// longer than they are, and more people may read it.
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
        });

    private const string AddSql = """
        INSERT INTO AccessLog (Id, At, ActorKind, ActorId, Action, SubjectId, Board, People)
        VALUES (@Id, @Now, @ActorKind, @ActorId, @Action, @SubjectId, @Board, @Count)
        """;

    /// <summary>The latest rows before the one with this time and id.</summary>
    public async Task<IReadOnlyList<AccessLogRow>> ListAsync(Session session, DateTimeOffset before, Guid beforeId, int take) =>
        [.. await session.QueryAsync<AccessLogRow>(database.Page(ListSql), new { Since = before, BeforeId = beforeId, Take = take })];

    private const string ListSql = """
        SELECT l.Id, l.At, l.ActorKind, l.ActorId, COALESCE(a.Name, k.Name) AS ActorName, l.Action, l.SubjectId, l.Board, l.People
        FROM AccessLog l
        LEFT JOIN Accounts a ON a.Id = l.ActorId
        LEFT JOIN ApiKeys k ON k.Id = l.ActorId
        WHERE l.At < @Since OR (l.At = @Since AND l.Id < @BeforeId)
        ORDER BY l.At DESC, l.Id DESC
        """;
}
