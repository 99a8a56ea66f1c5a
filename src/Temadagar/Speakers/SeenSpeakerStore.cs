using Dapper;
using Temadagar.Data;

namespace Temadagar.Speakers;

/// <summary>A speaker in an organizer's list.</summary>
/// <param name="Board">The slug of the board whose speaker it is; null: all boards'.</param>
[method: ExplicitConstructor]
public sealed record ListedSpeaker(Guid Id, string Name, string? Title, string? Organization, string Email, string? Board, bool Consent, bool HasPortrait, bool CorrectionWaits);

/// <summary>A day in whose programme a speaker is.</summary>
[method: ExplicitConstructor]
public sealed record SpeakerDay(Guid SpeakerId, string Slug, string? Title, int Number, DateOnly? Date);

/// <summary>
/// The one rule of which speakers an organizer sees, and changes: the own board's and the series'; an administrator all.
/// In every statement <c>board</c> is the slug of the board whose speakers are seen, or null for all.
/// </summary>
public sealed class SeenSpeakerStore
{
    public async Task<IReadOnlyList<ListedSpeaker>> ListAsync(Session session, string? board) =>
        [.. await session.QueryAsync<ListedSpeaker>(ListSql, new { Board = board })];

    private const string ListSql = """
        SELECT p.Id, p.Name, p.Title, p.Organization, p.Email, b.Slug AS Board, CASE WHEN p.ConsentedAt IS NULL THEN 0 ELSE 1 END AS Consent,
            CASE WHEN p.PortraitId IS NULL THEN 0 ELSE 1 END AS HasPortrait, CASE WHEN c.Id IS NULL THEN 0 ELSE 1 END AS CorrectionWaits
        FROM Speakers p
        LEFT JOIN Boards b ON b.Id = p.BoardId
        LEFT JOIN SpeakerCorrections c ON c.SpeakerId = p.Id
        WHERE @Board IS NULL OR p.BoardId IS NULL OR b.Slug = @Board
        """;

    public async Task<bool> IsSeenAsync(Session session, Guid id, string? board) => await session.ScalarAsync<int>(SeenSql, new { Id = id, Board = board }) > 0;

    private const string SeenSql = """
        SELECT COUNT(*)
        FROM Speakers p
        LEFT JOIN Boards b ON b.Id = p.BoardId
        WHERE p.Id = @Id AND (@Board IS NULL OR p.BoardId IS NULL OR b.Slug = @Board)
        """;

    /// <summary>Whether another speaker who is seen has the address.</summary>
    public async Task<bool> HasAddressAsync(Session session, string normalized, Guid except, string? board) =>
        await session.ScalarAsync<int>(HasAddressSql, new { EmailNormalized = normalized, Id = except, Board = board }) > 0;

    private const string HasAddressSql = """
        SELECT COUNT(*)
        FROM Speakers p
        LEFT JOIN Boards b ON b.Id = p.BoardId
        WHERE p.EmailNormalized = @EmailNormalized AND p.Id <> @Id AND (@Board IS NULL OR p.BoardId IS NULL OR b.Slug = @Board)
        """;

    /// <summary>The days that each speaker is in, of those that the board sees.</summary>
    public async Task<ILookup<Guid, SpeakerDay>> DaysAsync(Session session, string? board) =>
        (await session.QueryAsync<SpeakerDay>(DaysSql, new { Board = board })).ToLookup(day => day.SpeakerId);

    private const string SelectDaysSql = """
        SELECT DISTINCT m.SpeakerId, d.Slug, d.Title, d.Number, d.Date
        FROM SessionSpeakers m
        JOIN Sessions s ON s.Id = m.SessionId
        JOIN ThemeDays d ON d.Id = s.ThemeDayId
        LEFT JOIN Boards b ON b.Id = d.BoardId
        WHERE (@Board IS NULL OR b.Slug = @Board OR EXISTS (SELECT 1 FROM SharedDays h WHERE h.ThemeDayId = d.Id AND h.Board = @Board))
        """;

    private const string DaysSql = SelectDaysSql + """

        ORDER BY d.Number
        """;

    /// <inheritdoc cref="DaysAsync"/>
    public async Task<IReadOnlyList<SpeakerDay>> DaysOfAsync(Session session, Guid speakerId, string? board) =>
        [.. await session.QueryAsync<SpeakerDay>(DaysOfSql, new { SpeakerId = speakerId, Board = board })];

    private const string DaysOfSql = SelectDaysSql + """

            AND m.SpeakerId = @SpeakerId
        ORDER BY d.Number
        """;
}
