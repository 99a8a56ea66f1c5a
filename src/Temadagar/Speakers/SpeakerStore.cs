using Temadagar.Data;

namespace Temadagar.Speakers;

public sealed class SpeakerStore
{
    private const string SelectSql = """
        SELECT p.Id, p.SeriesId, p.BoardId, p.Name, p.Title, p.Organization, p.Email, p.Phone, p.Language, p.BiographySv, p.BiographyEn,
            p.TechnicalNeeds, p.TravelNeeds, p.ConsentedAt, p.PortraitId, p.Version
        FROM Speakers p
        """;

    public Task AddAsync(Write write, Speaker speaker) => write.ExecuteAsync(AddSql, new
    {
        speaker.Id,
        speaker.SeriesId,
        speaker.BoardId,
        speaker.Name,
        speaker.Title,
        speaker.Organization,
        speaker.Email,
        EmailNormalized = speaker.Email.ToLowerInvariant(),
        speaker.Phone,
        Language = Code.Of(speaker.Language),
        speaker.BiographySv,
        speaker.BiographyEn,
        speaker.TechnicalNeeds,
        speaker.TravelNeeds,
        speaker.ConsentedAt,
        speaker.PortraitId,
        speaker.Version,
    });

    private const string AddSql = """
        INSERT INTO Speakers (Id, SeriesId, BoardId, Name, Title, Organization, Email, EmailNormalized, Phone, Language, BiographySv, BiographyEn,
            TechnicalNeeds, TravelNeeds, ConsentedAt, PortraitId, Version)
        VALUES (@Id, @SeriesId, @BoardId, @Name, @Title, @Organization, @Email, @EmailNormalized, @Phone, @Language, @BiographySv, @BiographyEn,
            @TechnicalNeeds, @TravelNeeds, @ConsentedAt, @PortraitId, @Version)
        """;

    /// <summary>The speakers of a day who have agreed to be shown, in the order in which they first speak.</summary>
    public async Task<IReadOnlyList<Speaker>> ShownOfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Speaker>(ShownOfDaySql, new { ThemeDayId = themeDayId })];

    private const string ShownOfDaySql = SelectSql + """

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
