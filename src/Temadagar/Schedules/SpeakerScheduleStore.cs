using System.Text.Json;
using Dapper;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Schedules;

/// <summary>Someone who is in a day's programme, or has been told of it.</summary>
[method: ExplicitConstructor]
public sealed record ScheduledSpeaker(Guid Id, string Name, string Email, Language Language);

public sealed class SpeakerScheduleStore
{
    private const string SelectSql = """
        SELECT t.Id, t.ThemeDayId, t.SpeakerId, t.LinkGeneration, t.LinkClosed, t.Sending, t.SentAt, t.Recipient, t.Told AS ToldJson,
            t.Answer, t.AnsweredAt, t.AnswerMessage, t.EarlierAnswer, t.EarlierAnswerMessage, t.Reminders, t.RemindedAt
        FROM SpeakerSchedules t
        """;

    /// <summary>Holds the speakers of a day until the commit: nobody's address changes while schedules are sent.</summary>
    public Task LockSpeakersAsync(Write write, Guid themeDayId) => write.ExecuteAsync(LockSpeakersSql, new { ThemeDayId = themeDayId });

    private const string LockSpeakersSql = """
        UPDATE Speakers
        SET Version = Version
        WHERE Id IN (SELECT m.SpeakerId FROM SessionSpeakers m JOIN Sessions s ON s.Id = m.SessionId WHERE s.ThemeDayId = @ThemeDayId)
            OR Id IN (SELECT t.SpeakerId FROM SpeakerSchedules t WHERE t.ThemeDayId = @ThemeDayId)
        """;

    /// <summary>The speakers of a day's programme, and those who have been told of it.</summary>
    public async Task<IReadOnlyList<ScheduledSpeaker>> SpeakersAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<ScheduledSpeaker>(SpeakersSql, new { ThemeDayId = themeDayId })];

    private const string SpeakersSql = """
        SELECT p.Id, p.Name, p.Email, p.Language
        FROM Speakers p
        WHERE EXISTS (SELECT 1 FROM SessionSpeakers m JOIN Sessions s ON s.Id = m.SessionId WHERE m.SpeakerId = p.Id AND s.ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM SpeakerSchedules t WHERE t.SpeakerId = p.Id AND t.ThemeDayId = @ThemeDayId)
        """;

    public async Task<IReadOnlyList<SpeakerSchedule>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<SpeakerSchedule>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = SelectSql + """

        WHERE t.ThemeDayId = @ThemeDayId
        """;

    /// <summary>Whether any speaker has been told anything.</summary>
    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM SpeakerSchedules) THEN 1 ELSE 0 END
        """;

    public Task<SpeakerSchedule?> FindAsync(Session session, Guid id) => session.FindAsync<SpeakerSchedule>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE t.Id = @Id
        """;

    /// <summary>What a first sending told.</summary>
    public Task AddAsync(Write write, Guid id, Guid themeDayId, Guid speakerId, string recipient, ToldSchedule told, DateTimeOffset now) =>
        write.ExecuteAsync(AddSql, new
        {
            Id = id,
            ThemeDayId = themeDayId,
            SpeakerId = speakerId,
            Now = now,
            Recipient = recipient,
            Told = JsonSerializer.Serialize(told),
            Count = told.Sessions.Count,
        });

    private const string AddSql = """
        INSERT INTO SpeakerSchedules (Id, ThemeDayId, SpeakerId, LinkGeneration, LinkClosed, Sending, SentAt, Recipient, Told, ToldSessions, Reminders)
        VALUES (@Id, @ThemeDayId, @SpeakerId, 0, 0, 1, @Now, @Recipient, @Told, @Count, 0)
        """;

    /// <summary>What a later sending told: it wants an answer of its own.</summary>
    public Task TellAsync(Write write, Guid id, string recipient, ToldSchedule told, DateTimeOffset now) =>
        write.ExecuteAsync(TellSql, new { Id = id, Now = now, Recipient = recipient, Told = JsonSerializer.Serialize(told), Count = told.Sessions.Count });

    private const string TellSql = """
        UPDATE SpeakerSchedules
        SET LinkClosed = 0, Sending = Sending + 1, SentAt = @Now, Recipient = @Recipient, Told = @Told, ToldSessions = @Count,
            EarlierAnswer = COALESCE(Answer, EarlierAnswer), EarlierAnswerMessage = CASE WHEN Answer IS NULL THEN EarlierAnswerMessage ELSE AnswerMessage END,
            Answer = NULL, AnsweredAt = NULL, AnswerMessage = NULL
        WHERE Id = @Id
        """;

    public Task RemindAsync(Write write, Guid id, DateTimeOffset now) => write.ExecuteAsync(RemindSql, new { Id = id, Now = now });

    private const string RemindSql = """
        UPDATE SpeakerSchedules
        SET Reminders = Reminders + 1, RemindedAt = @Now
        WHERE Id = @Id
        """;

    /// <param name="message">Null: one that was given with the same answer before stays.</param>
    public Task AnswerAsync(Write write, Guid id, ScheduleAnswer answer, string? message, DateTimeOffset now) =>
        write.ExecuteAsync(AnswerSql, new { Id = id, Answer = Code.Of(answer), Message = message, Now = now });

    private const string AnswerSql = """
        UPDATE SpeakerSchedules
        SET Answer = @Answer, AnsweredAt = @Now,
            AnswerMessage = CASE WHEN @Message IS NULL AND Answer = @Answer THEN AnswerMessage ELSE @Message END
        WHERE Id = @Id
        """;
}
