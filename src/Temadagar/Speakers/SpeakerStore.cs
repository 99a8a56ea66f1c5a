using Temadagar.Data;

namespace Temadagar.Speakers;

public sealed class SpeakerStore
{
    private const string SelectSql = """
        SELECT p.Id, p.SeriesId, p.BoardId, p.Name, p.Title, p.Organization, p.Email, p.Phone, p.Language, p.BiographySv, p.BiographyEn,
            p.TechnicalNeeds, p.TravelNeeds, p.ConsentedAt, p.PortraitId, p.Version
        FROM Speakers p
        """;

    public Task<Speaker?> FindAsync(Session session, Guid id) => session.FindAsync<Speaker>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE p.Id = @Id
        """;

    /// <summary>Holds the speaker's row until the commit.</summary>
    public Task LockAsync(Write write, Guid id) => write.ExecuteAsync(LockSql, new { Id = id });

    private const string LockSql = """
        UPDATE Speakers
        SET Version = Version
        WHERE Id = @Id
        """;

    /// <summary>Two who add the same address at once wait for each other; so do one who removes a speaker and one who puts the speaker into a programme.</summary>
    public Task LockSeriesAsync(Write write, Guid seriesId) => write.ExecuteAsync(LockSeriesSql, new { Id = seriesId });

    private const string LockSeriesSql = """
        UPDATE Series
        SET Name = Name
        WHERE Id = @Id
        """;

    public Task AddAsync(Write write, Speaker speaker) => write.ExecuteAsync(AddSql, Values(speaker));

    private const string AddSql = """
        INSERT INTO Speakers (Id, SeriesId, BoardId, Name, Title, Organization, Email, EmailNormalized, Phone, Language, BiographySv, BiographyEn,
            TechnicalNeeds, TravelNeeds, ConsentedAt, PortraitId, Version)
        VALUES (@Id, @SeriesId, @BoardId, @Name, @Title, @Organization, @Email, @EmailNormalized, @Phone, @Language, @BiographySv, @BiographyEn,
            @TechnicalNeeds, @TravelNeeds, @ConsentedAt, @PortraitId, @Version)
        """;

    /// <summary>All of it, as the next version.</summary>
    public Task ChangeAsync(Write write, Speaker speaker) => write.ExecuteAsync(ChangeSql, Values(speaker));

    private const string ChangeSql = """
        UPDATE Speakers
        SET BoardId = @BoardId, Name = @Name, Title = @Title, Organization = @Organization, Email = @Email, EmailNormalized = @EmailNormalized,
            Phone = @Phone, Language = @Language, BiographySv = @BiographySv, BiographyEn = @BiographyEn, TechnicalNeeds = @TechnicalNeeds,
            TravelNeeds = @TravelNeeds, ConsentedAt = @ConsentedAt, PortraitId = @PortraitId, Version = Version + 1
        WHERE Id = @Id
        """;

    /// <summary>With portraits, correction and schedules.</summary>
    public async Task RemoveAsync(Write write, Guid id)
    {
        await write.ExecuteAsync(RemoveSchedulesSql, new { Id = id });
        await write.ExecuteAsync(RemoveCorrectionSql, new { SpeakerId = id });
        await write.ExecuteAsync(RemovePortraitsSql, new { Id = id });
        await write.ExecuteAsync(RemoveSql, new { Id = id });
    }

    private const string RemoveSchedulesSql = """
        DELETE FROM SpeakerSchedules
        WHERE SpeakerId = @Id
        """;

    private const string RemovePortraitsSql = """
        DELETE FROM Portraits
        WHERE SpeakerId = @Id
        """;

    private const string RemoveSql = """
        DELETE FROM Speakers
        WHERE Id = @Id
        """;

    /// <summary>Whether the speaker is in a programme, or has been told of a session still to come that no later schedule has taken back.</summary>
    public async Task<bool> IsBusyAsync(Session session, Guid id, DateOnly today) => await session.ScalarAsync<int>(BusySql, new { Id = id, Today = today }) > 0;

    private const string BusySql = """
        SELECT COUNT(*)
        FROM Speakers p
        WHERE p.Id = @Id AND (
            EXISTS (SELECT 1 FROM SessionSpeakers m WHERE m.SpeakerId = p.Id)
            OR EXISTS (
                SELECT 1
                FROM SpeakerSchedules t
                JOIN ThemeDays d ON d.Id = t.ThemeDayId
                WHERE t.SpeakerId = p.Id AND t.ToldSessions > 0 AND (d.Date IS NULL OR d.Date >= @Today)))
        """;

    /// <summary>The same, in a day of any board but this one.</summary>
    public async Task<bool> IsBusyElsewhereAsync(Session session, Guid id, Guid boardId) =>
        await session.ScalarAsync<int>(BusyElsewhereSql, new { Id = id, BoardId = boardId }) > 0;

    private const string BusyElsewhereSql = """
        SELECT COUNT(*)
        FROM ThemeDays d
        WHERE d.BoardId <> @BoardId AND (
            EXISTS (SELECT 1 FROM SessionSpeakers m JOIN Sessions s ON s.Id = m.SessionId WHERE s.ThemeDayId = d.Id AND m.SpeakerId = @Id)
            OR EXISTS (SELECT 1 FROM SpeakerSchedules t WHERE t.ThemeDayId = d.Id AND t.SpeakerId = @Id AND t.ToldSessions > 0))
        """;

    /// <summary>The links in schedules sent so far open nothing any more; whoever had one is told anew, also at an address used before.</summary>
    public Task CloseLinksAsync(Write write, Guid id) => write.ExecuteAsync(CloseLinksSql, new { Id = id });

    private const string CloseLinksSql = """
        UPDATE SpeakerSchedules
        SET LinkGeneration = LinkGeneration + 1, LinkClosed = 1
        WHERE SpeakerId = @Id
        """;

    /// <summary>What waits for an organizer.</summary>
    public Task<SpeakerCorrection?> FindCorrectionAsync(Session session, Guid speakerId) =>
        session.FindAsync<SpeakerCorrection>(FindCorrectionSql, new { SpeakerId = speakerId });

    private const string FindCorrectionSql = """
        SELECT Id, SpeakerId, BiographySv, BiographyEn, PortraitId, SentAt
        FROM SpeakerCorrections
        WHERE SpeakerId = @SpeakerId
        """;

    public Task AddCorrectionAsync(Write write, SpeakerCorrection correction) => write.ExecuteAsync(AddCorrectionSql, correction);

    private const string AddCorrectionSql = """
        INSERT INTO SpeakerCorrections (Id, SpeakerId, BiographySv, BiographyEn, PortraitId, SentAt)
        VALUES (@Id, @SpeakerId, @BiographySv, @BiographyEn, @PortraitId, @SentAt)
        """;

    public Task RemoveCorrectionAsync(Write write, Guid speakerId) => write.ExecuteAsync(RemoveCorrectionSql, new { SpeakerId = speakerId });

    private const string RemoveCorrectionSql = """
        DELETE FROM SpeakerCorrections
        WHERE SpeakerId = @SpeakerId
        """;

    private static object Values(Speaker speaker) => new
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
    };

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

    /// <summary>The portrait that anyone may see: the speaker has consented, and is in the programme of a published day.</summary>
    public Task<Guid?> FindShownPortraitAsync(Session session, Guid id) => session.ScalarAsync<Guid?>(FindShownPortraitSql, new { Id = id });

    private const string FindShownPortraitSql = """
        SELECT p.PortraitId
        FROM Speakers p
        WHERE p.Id = @Id AND p.ConsentedAt IS NOT NULL AND EXISTS (
            SELECT 1
            FROM SessionSpeakers m
            JOIN Sessions s ON s.Id = m.SessionId
            JOIN ThemeDays d ON d.Id = s.ThemeDayId
            WHERE m.SpeakerId = p.Id AND d.PublishedAt IS NOT NULL)
        """;

    public async Task RemoveAllAsync(Write write)
    {
        await write.ExecuteAsync(RemoveAllSchedulesSql);
        await write.ExecuteAsync(RemoveAllCorrectionsSql);
        await write.ExecuteAsync(RemoveAllPortraitsSql);
        await write.ExecuteAsync(RemoveAllSql);
    }

    private const string RemoveAllSchedulesSql = """
        DELETE FROM SpeakerSchedules
        """;

    private const string RemoveAllCorrectionsSql = """
        DELETE FROM SpeakerCorrections
        """;

    private const string RemoveAllPortraitsSql = """
        DELETE FROM Portraits
        """;

    private const string RemoveAllSql = """
        DELETE FROM Speakers
        """;
}
