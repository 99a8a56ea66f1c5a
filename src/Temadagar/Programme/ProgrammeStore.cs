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
        ORDER BY StartsAt, Room
        """;

    /// <summary>The names of those who speak in each session and have agreed to be shown.</summary>
    public async Task<ILookup<Guid, string>> ShownSpeakersAsync(Session session, Guid themeDayId) =>
        (await session.QueryAsync<SessionSpeaker>(ShownSpeakersSql, new { ThemeDayId = themeDayId }))
        .ToLookup(speaker => speaker.SessionId, speaker => speaker.Name);

    private const string ShownSpeakersSql = """
        SELECT m.SessionId, p.Name
        FROM SessionSpeakers m
        JOIN Sessions s ON s.Id = m.SessionId
        JOIN Speakers p ON p.Id = m.SpeakerId
        WHERE s.ThemeDayId = @ThemeDayId AND p.ConsentedAt IS NOT NULL
        ORDER BY m.SessionId, m.Position
        """;

    /// <summary>All who speak in each session, in their order there.</summary>
    public async Task<ILookup<Guid, Guid>> SpeakersAsync(Session session, Guid themeDayId) =>
        (await session.QueryAsync<SpeakerOfSession>(SpeakersSql, new { ThemeDayId = themeDayId }))
        .ToLookup(speaker => speaker.SessionId, speaker => speaker.SpeakerId);

    private const string SpeakersSql = """
        SELECT m.SessionId, m.SpeakerId
        FROM SessionSpeakers m
        JOIN Sessions s ON s.Id = m.SessionId
        WHERE s.ThemeDayId = @ThemeDayId
        ORDER BY m.SessionId, m.Position
        """;

    /// <summary>The programme's version: rises with each edit of it.</summary>
    public Task<int> VersionAsync(Session session, Guid themeDayId) => session.ScalarAsync<int>(VersionSql, new { ThemeDayId = themeDayId });

    private const string VersionSql = """
        SELECT ProgrammeVersion
        FROM ThemeDays
        WHERE Id = @ThemeDayId
        """;

    public async Task AddAsync(Write write, ProgrammeSession session, IReadOnlyList<Guid> speakers)
    {
        await write.ExecuteAsync(AddSql, new
        {
            session.Id,
            session.ThemeDayId,
            session.StartsAt,
            session.EndsAt,
            session.Title,
            session.Abstract,
            Kind = Code.Of(session.Kind),
            session.Room,
        });
        foreach (var (position, speakerId) in speakers.Index())
        {
            await write.ExecuteAsync(AddSpeakerSql, new { SessionId = session.Id, SpeakerId = speakerId, Position = position });
        }
    }

    private const string AddSql = """
        INSERT INTO Sessions (Id, ThemeDayId, StartsAt, EndsAt, Title, Abstract, Kind, Room)
        VALUES (@Id, @ThemeDayId, @StartsAt, @EndsAt, @Title, @Abstract, @Kind, @Room)
        """;

    private const string AddSpeakerSql = """
        INSERT INTO SessionSpeakers (SessionId, SpeakerId, Position)
        VALUES (@SessionId, @SpeakerId, @Position)
        """;

    public async Task RemoveAllAsync(Write write)
    {
        await write.ExecuteAsync(RemoveSpeakersSql);
        await write.ExecuteAsync(RemoveAllSql);
    }

    private const string RemoveSpeakersSql = """
        DELETE FROM SessionSpeakers
        """;

    private const string RemoveAllSql = """
        DELETE FROM Sessions
        """;

    [method: ExplicitConstructor]
    private sealed record SessionSpeaker(Guid SessionId, string Name);

    [method: ExplicitConstructor]
    private sealed record SpeakerOfSession(Guid SessionId, Guid SpeakerId);
}
