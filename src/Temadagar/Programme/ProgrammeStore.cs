using Dapper;
using Temadagar.Data;

namespace Temadagar.Programme;

public sealed class ProgrammeStore
{
    public async Task<IReadOnlyList<ProgrammeSession>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<ProgrammeSession>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = """
        SELECT Id, ThemeDayId, StartsAt, EndsAt, Title, Abstract, Kind, Room
        FROM Sessions
        WHERE ThemeDayId = @ThemeDayId
        ORDER BY StartsAt, EndsAt, Room, Id
        """;

    /// <summary>A day's sessions with their speakers, in order of time.</summary>
    public async Task<IReadOnlyList<SessionPlan>> PlanAsync(Session session, Guid themeDayId)
    {
        var speakers = (await session.QueryAsync<SpeakerOfSession>(SpeakersSql, new { ThemeDayId = themeDayId })).ToLookup(speaker => speaker.SessionId, speaker => speaker.SpeakerId);
        return [.. (await OfDayAsync(session, themeDayId)).Select(one =>
            new SessionPlan(one.Id, one.StartsAt, one.EndsAt, one.Title, one.Abstract, one.Kind, one.Room, [.. speakers[one.Id]]))];
    }

    private const string SpeakersSql = """
        SELECT m.SessionId, m.SpeakerId
        FROM SessionSpeakers m
        JOIN Sessions s ON s.Id = m.SessionId
        WHERE s.ThemeDayId = @ThemeDayId
        ORDER BY m.SessionId, m.Position
        """;

    /// <summary>The names of those who speak in each session and have agreed to be shown.</summary>
    public async Task<ILookup<Guid, string>> ShownSpeakersAsync(Session session, Guid themeDayId) =>
        (await session.QueryAsync<ShownSpeaker>(ShownSpeakersSql, new { ThemeDayId = themeDayId }))
        .ToLookup(speaker => speaker.SessionId, speaker => speaker.Name);

    private const string ShownSpeakersSql = """
        SELECT m.SessionId, p.Name
        FROM SessionSpeakers m
        JOIN Sessions s ON s.Id = m.SessionId
        JOIN Speakers p ON p.Id = m.SpeakerId
        WHERE s.ThemeDayId = @ThemeDayId AND p.ConsentedAt IS NOT NULL
        ORDER BY m.SessionId, m.Position
        """;

    /// <summary>Whom a board may put into a day's programme: its own speakers, the series', and whoever is in it already.</summary>
    /// <param name="board">The slug of a board; null: all speakers.</param>
    public async Task<IReadOnlyList<SpeakerChoice>> ChoicesAsync(Session session, Guid themeDayId, string? board) =>
        [.. await session.QueryAsync<SpeakerChoice>(ChoicesSql, new { ThemeDayId = themeDayId, Board = board })];

    private const string ChoicesSql = """
        SELECT p.Id, p.Name, p.Organization, p.EmailNormalized, CASE WHEN p.BoardId IS NULL THEN 1 ELSE 0 END AS Shared
        FROM Speakers p
        LEFT JOIN Boards b ON b.Id = p.BoardId
        WHERE @Board IS NULL OR p.BoardId IS NULL OR b.Slug = @Board OR EXISTS (
            SELECT 1
            FROM SessionSpeakers m
            JOIN Sessions s ON s.Id = m.SessionId
            WHERE m.SpeakerId = p.Id AND s.ThemeDayId = @ThemeDayId)
        """;

    /// <summary>What speakers do on the other days of a date; cancelled days do not count.</summary>
    /// <param name="board">The slug of the board that asks; null: one that sees all.</param>
    public async Task<IReadOnlyList<Commitment>> ElsewhereAsync(Session session, DateOnly date, Guid themeDayId, string? board) =>
        [.. await session.QueryAsync<Commitment>(ElsewhereSql, new { Date = date, ThemeDayId = themeDayId, Board = board })];

    private const string ElsewhereSql = """
        SELECT m.SpeakerId, p.Name AS SpeakerName, s.StartsAt, s.EndsAt, s.Title, d.Title AS DayTitle, d.Number AS DayNumber, d.City,
            CASE WHEN d.PublishedAt IS NULL AND @Board IS NOT NULL AND (b.Slug IS NULL OR b.Slug <> @Board) THEN 1 ELSE 0 END AS Hidden
        FROM ThemeDays d
        LEFT JOIN Boards b ON b.Id = d.BoardId
        JOIN Sessions s ON s.ThemeDayId = d.Id
        JOIN SessionSpeakers m ON m.SessionId = s.Id
        JOIN Speakers p ON p.Id = m.SpeakerId
        WHERE d.Date = @Date AND d.Id <> @ThemeDayId AND d.CancelledAt IS NULL
        ORDER BY s.StartsAt, s.EndsAt, s.Id
        """;

    /// <summary>The version of a day's programme.</summary>
    public Task<int> VersionAsync(Session session, Guid themeDayId) => session.ScalarAsync<int>(VersionSql, new { ThemeDayId = themeDayId });

    private const string VersionSql = """
        SELECT ProgrammeVersion
        FROM ThemeDays
        WHERE Id = @ThemeDayId
        """;

    /// <summary>
    /// After the day's own row, the first statement of a write that changes a programme: two days of one date that take the same speaker
    /// at once wait for each other.
    /// </summary>
    public Task LockAllAsync(Write write) => write.ExecuteAsync(LockAllSql);

    private const string LockAllSql = """
        UPDATE Series
        SET Demonstration = Demonstration
        """;

    /// <summary>Puts a programme in the place of the one that is there, and gives it a new version. A session that stays keeps its row.</summary>
    public async Task ReplaceAsync(Write write, Guid themeDayId, IReadOnlyList<SessionPlan> before, IReadOnlyList<SessionPlan> after)
    {
        await write.ExecuteAsync(RaiseVersionSql, new { ThemeDayId = themeDayId });
        foreach (var gone in before.ExceptBy(after.Select(session => session.Id), session => session.Id))
        {
            await write.ExecuteAsync(RemoveSpeakersSql, new { SessionId = gone.Id });
            await write.ExecuteAsync(RemoveSql, new { SessionId = gone.Id });
        }

        var was = before.ToDictionary(session => session.Id);
        foreach (var session in after)
        {
            if (!was.TryGetValue(session.Id, out var old))
            {
                await AddAsync(write, themeDayId, session);
            }
            else if (!session.IsAs(old))
            {
                await write.ExecuteAsync(ChangeSql, Of(themeDayId, session));
                await write.ExecuteAsync(RemoveSpeakersSql, new { SessionId = session.Id });
                await AddSpeakersAsync(write, session);
            }
        }
    }

    private const string RaiseVersionSql = """
        UPDATE ThemeDays
        SET ProgrammeVersion = ProgrammeVersion + 1
        WHERE Id = @ThemeDayId
        """;

    private const string ChangeSql = """
        UPDATE Sessions
        SET StartsAt = @StartsAt, EndsAt = @EndsAt, Title = @Title, Abstract = @Abstract, Kind = @Kind, Room = @Room
        WHERE Id = @Id AND ThemeDayId = @ThemeDayId
        """;

    private const string RemoveSpeakersSql = """
        DELETE FROM SessionSpeakers
        WHERE SessionId = @SessionId
        """;

    private const string RemoveSql = """
        DELETE FROM Sessions
        WHERE Id = @SessionId
        """;

    public async Task AddAsync(Write write, Guid themeDayId, SessionPlan session)
    {
        await write.ExecuteAsync(AddSql, Of(themeDayId, session));
        await AddSpeakersAsync(write, session);
    }

    private const string AddSql = """
        INSERT INTO Sessions (Id, ThemeDayId, StartsAt, EndsAt, Title, Abstract, Kind, Room)
        VALUES (@Id, @ThemeDayId, @StartsAt, @EndsAt, @Title, @Abstract, @Kind, @Room)
        """;

    private static async Task AddSpeakersAsync(Write write, SessionPlan session)
    {
        foreach (var (position, speakerId) in session.Speakers.Index())
        {
            await write.ExecuteAsync(AddSpeakerSql, new { SessionId = session.Id, SpeakerId = speakerId, Position = position });
        }
    }

    private const string AddSpeakerSql = """
        INSERT INTO SessionSpeakers (SessionId, SpeakerId, Position)
        VALUES (@SessionId, @SpeakerId, @Position)
        """;

    public async Task RemoveOfDayAsync(Write write, Guid themeDayId)
    {
        await write.ExecuteAsync(RemoveSpeakersOfDaySql, new { ThemeDayId = themeDayId });
        await write.ExecuteAsync(RemoveOfDaySql, new { ThemeDayId = themeDayId });
    }

    private const string RemoveSpeakersOfDaySql = """
        DELETE FROM SessionSpeakers
        WHERE SessionId IN (SELECT Id FROM Sessions WHERE ThemeDayId = @ThemeDayId)
        """;

    private const string RemoveOfDaySql = """
        DELETE FROM Sessions
        WHERE ThemeDayId = @ThemeDayId
        """;

    public async Task RemoveAllAsync(Write write)
    {
        await write.ExecuteAsync(RemoveAllSpeakersSql);
        await write.ExecuteAsync(RemoveAllSql);
    }

    private const string RemoveAllSpeakersSql = """
        DELETE FROM SessionSpeakers
        """;

    private const string RemoveAllSql = """
        DELETE FROM Sessions
        """;

    private static object Of(Guid themeDayId, SessionPlan session) => new
    {
        session.Id,
        ThemeDayId = themeDayId,
        session.StartsAt,
        session.EndsAt,
        session.Title,
        session.Abstract,
        Kind = Code.Of(session.Kind),
        session.Room,
    };

    [method: ExplicitConstructor]
    private sealed record ShownSpeaker(Guid SessionId, string Name);

    [method: ExplicitConstructor]
    private sealed record SpeakerOfSession(Guid SessionId, Guid SpeakerId);
}
