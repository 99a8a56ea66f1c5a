using Temadagar.Data;

namespace Temadagar.Speakers;

public sealed class SpeakerStore
{
    public Task AddAsync(Write write, Speaker speaker) => write.ExecuteAsync(AddSql, speaker);

    private const string AddSql = """
        INSERT INTO Speakers (Id, SeriesId, Name, Title, Organization, Email, Biography, ConsentedAt)
        VALUES (@Id, @SeriesId, @Name, @Title, @Organization, @Email, @Biography, @ConsentedAt)
        """;

    /// <summary>The speakers of a day who have agreed to be shown, in the order in which they first speak.</summary>
    public async Task<IReadOnlyList<Speaker>> ShownOfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Speaker>(ShownOfDaySql, new { ThemeDayId = themeDayId })];

    private const string ShownOfDaySql = """
        SELECT p.Id, p.SeriesId, p.Name, p.Title, p.Organization, p.Email, p.Biography, p.ConsentedAt
        FROM Speakers p
        JOIN (
            SELECT m.SpeakerId, MIN(s.StartsAt) AS StartsAt, MIN(m.Position) AS Position
            FROM SessionSpeakers m
            JOIN Sessions s ON s.Id = m.SessionId
            WHERE s.ThemeDayId = @ThemeDayId
            GROUP BY m.SpeakerId
        ) f ON f.SpeakerId = p.Id
        WHERE p.ConsentedAt IS NOT NULL
        ORDER BY f.StartsAt, f.Position, p.Name
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM Speakers
        """;
}
