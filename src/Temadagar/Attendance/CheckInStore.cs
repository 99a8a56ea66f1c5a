using Dapper;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>Whoever stands at the door, as far as those there need to know.</summary>
[method: ExplicitConstructor]
public sealed record Visitor(
    Guid Id, Guid ThemeDayId, string FirstName, string LastName, string Organization, RegistrationStatus Status, Participation Participation, string? Code);

/// <summary>How many are there.</summary>
/// <param name="Expected">With a place, on site or online.</param>
/// <param name="In">There now.</param>
/// <param name="Attended">There now or before.</param>
[method: ExplicitConstructor]
public sealed record AttendanceCounts(int Expected, int In, int Attended);

public sealed class CheckInStore
{
    private const string VisitorSql = """
        SELECT r.Id, r.ThemeDayId, r.FirstName, r.LastName, r.Organization, r.Status, r.Participation, r.CheckInCode AS Code
        FROM Registrations r
        """;

    /// <summary>Those with the code. It is drawn by lot, so there could be two.</summary>
    public async Task<IReadOnlyList<Visitor>> FindByCodeAsync(Session session, string code) =>
        [.. await session.QueryAsync<Visitor>(FindByCodeSql, new { CheckInCode = code })];

    private const string FindByCodeSql = VisitorSql + """

        WHERE r.CheckInCode = @CheckInCode
        """;

    /// <summary>A registration that is in lists.</summary>
    /// <param name="includingProtected">Or one of someone with protected identity.</param>
    public Task<Visitor?> FindAsync(Session session, Guid registrationId, bool includingProtected = false) =>
        session.FindAsync<Visitor>(FindSql, new { Id = registrationId, Protected = includingProtected });

    private const string FindSql = VisitorSql + """

        WHERE r.Id = @Id AND (r.Protected = 0 OR @Protected = 1)
        """;

    /// <summary>
    /// Whom a report is of: to those who made it also someone who has been taken out of the lists since, for what has been saved is told so.
    /// </summary>
    public Task<Visitor?> FindReportedAsync(Session session, CheckInEvent reported, Caller caller) => reported.ReportedBy == caller.Id
        ? session.FindAsync<Visitor>(FindAnyoneSql, new { Id = reported.RegistrationId })
        : FindAsync(session, reported.RegistrationId);

    private const string FindAnyoneSql = VisitorSql + """

        WHERE r.Id = @Id
        """;

    /// <summary>Whether someone was registered by that check-in, at the door.</summary>
    public Task<bool> IsWalkInAsync(Session session, Guid checkInId) => session.ScalarAsync<bool>(IsWalkInSql, new { Id = checkInId });

    private const string IsWalkInSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM CheckIns c JOIN Registrations r ON r.Id = c.RegistrationId AND r.RegisteredAt = c.At WHERE c.Id = @Id) THEN 1 ELSE 0 END
        """;

    /// <summary>The day of a registration, be it in lists or not.</summary>
    public Task<Guid?> DayOfAsync(Session session, Guid registrationId) => session.FindAsync<Guid?>(DayOfSql, new { Id = registrationId });

    private const string DayOfSql = """
        SELECT r.ThemeDayId
        FROM Registrations r
        WHERE r.Id = @Id
        """;

    /// <summary>All of a day that are in lists, in Swedish order.</summary>
    public async Task<IReadOnlyList<Visitor>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Visitor>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = VisitorSql + """

        WHERE r.ThemeDayId = @ThemeDayId AND r.Protected = 0
        ORDER BY r.SortName, r.Id
        """;

    /// <summary>All of a day that are in lists, as far as a meeting's report can tell who they are.</summary>
    public async Task<IReadOnlyList<ReportCandidate>> CandidatesAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<ReportCandidate>(CandidatesSql, new { ThemeDayId = themeDayId })];

    private const string CandidatesSql = """
        SELECT r.Id, r.FirstName, r.LastName, r.Organization, r.Status, r.EmailNormalized
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.Protected = 0
        ORDER BY r.SortName, r.Id
        """;

    /// <summary>Whether it has been recorded of anyone that they were at the day.</summary>
    public Task<bool> AnyAsync(Session session, Guid themeDayId) => session.ScalarAsync<bool>(AnySql, new { ThemeDayId = themeDayId });

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM CheckIns c WHERE c.ThemeDayId = @ThemeDayId AND c.Kind = 'in' AND c.UndoneAt IS NULL) THEN 1 ELSE 0 END
        """;

    /// <summary>
    /// Whether it has been recorded who came in the way of taking part of a row <c>r</c> that has a day and a way: online that takes the meeting's report, on site the door, and
    /// for either the list that was ticked by hand. One of those online who came to the door says nothing of the others.
    /// </summary>
    public const string RecordedSql = """
        EXISTS (
            SELECT 1
            FROM CheckIns c
            JOIN Registrations came ON came.Id = c.RegistrationId
            WHERE c.ThemeDayId = r.ThemeDayId AND c.Kind = 'in' AND c.UndoneAt IS NULL
                AND ((c.Source = 'report' AND r.Participation = 'online')
                    OR (c.Source = 'door' AND r.Participation = 'onSite' AND came.Participation = 'onSite')
                    OR (c.Source = 'list' AND came.Participation = r.Participation)))
        """;

    private const string EventSql = """
        SELECT c.Id, c.RegistrationId, c.Kind, c.At, c.Source, c.WasIn, c.ActorId AS ReportedBy, c.ReportedAt, c.UndoneAt
        FROM CheckIns c
        """;

    public async Task<IReadOnlyList<CheckInEvent>> EventsOfAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<CheckInEvent>(EventsOfSql, new { RegistrationId = registrationId })];

    private const string EventsOfSql = EventSql + """

        WHERE c.RegistrationId = @RegistrationId
        """;

    /// <summary>What counts of a day, person by person.</summary>
    public async Task<ILookup<Guid, CheckInEvent>> EventsOfDayAsync(Session session, Guid themeDayId) =>
        (await session.QueryAsync<CheckInEvent>(EventsOfDaySql, new { ThemeDayId = themeDayId })).ToLookup(happened => happened.RegistrationId);

    private const string EventsOfDaySql = EventSql + """

        WHERE c.ThemeDayId = @ThemeDayId AND c.UndoneAt IS NULL
        """;

    /// <summary>What has been said of a day, undone or not, person by person.</summary>
    public async Task<ILookup<Guid, CheckInEvent>> AllOfDayAsync(Session session, Guid themeDayId) =>
        (await session.QueryAsync<CheckInEvent>(AllOfDaySql, new { ThemeDayId = themeDayId })).ToLookup(happened => happened.RegistrationId);

    private const string AllOfDaySql = EventSql + """

        WHERE c.ThemeDayId = @ThemeDayId
        """;

    public Task<CheckInEvent?> FindEventAsync(Session session, Guid id) => session.FindAsync<CheckInEvent>(FindEventSql, new { Id = id });

    private const string FindEventSql = EventSql + """

        WHERE c.Id = @Id
        """;

    public Task AddAsync(Write write, CheckInEvent happened, Guid themeDayId, Caller caller) =>
        write.ExecuteAsync(AddSql, new
        {
            happened.Id,
            happened.RegistrationId,
            ThemeDayId = themeDayId,
            Kind = Code.Of(happened.Kind),
            happened.At,
            happened.ReportedAt,
            Source = Code.Of(happened.Source),
            happened.WasIn,
            ActorKind = Code.Of(caller.Kind),
            ActorId = happened.ReportedBy,
        });

    private const string AddSql = """
        INSERT INTO CheckIns (Id, RegistrationId, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind, ActorId)
        VALUES (@Id, @RegistrationId, @ThemeDayId, @Kind, @At, @ReportedAt, @Source, @WasIn, @ActorKind, @ActorId)
        """;

    public Task UndoAsync(Write write, Guid id, DateTimeOffset now) => write.ExecuteAsync(UndoSql, new { Id = id, Now = now });

    private const string UndoSql = """
        UPDATE CheckIns
        SET UndoneAt = @Now
        WHERE Id = @Id AND UndoneAt IS NULL
        """;

    public async Task<AttendanceCounts> CountAsync(Session session, Guid themeDayId) =>
        (await session.FindAsync<AttendanceCounts>(CountSql, new { ThemeDayId = themeDayId }))!;

    // In: came, and has not left since by the same way (door or meeting). All three are asked of an index.
    private const string CountSql = """
        SELECT COALESCE((SELECT SUM(p.Taken) FROM Places p WHERE p.ThemeDayId = @ThemeDayId), 0) AS Expected,
            (SELECT COUNT(DISTINCT c.RegistrationId)
             FROM CheckIns c
             WHERE c.ThemeDayId = @ThemeDayId AND c.UndoneAt IS NULL AND c.Kind = 'in' AND NOT EXISTS (
                SELECT 1
                FROM CheckIns gone
                WHERE gone.ThemeDayId = @ThemeDayId AND gone.RegistrationId = c.RegistrationId AND gone.Kind = 'out' AND gone.At >= c.At AND gone.UndoneAt IS NULL
                    AND CASE gone.Source WHEN 'report' THEN 1 ELSE 0 END = CASE c.Source WHEN 'report' THEN 1 ELSE 0 END)) AS "In",
            (SELECT COUNT(DISTINCT c.RegistrationId)
             FROM CheckIns c
             WHERE c.ThemeDayId = @ThemeDayId AND c.UndoneAt IS NULL AND c.Kind = 'in') AS Attended
        """;
}
