using System.Text.Json.Serialization;
using Dapper;
using Temadagar.Data;
using Temadagar.Participants;

namespace Temadagar.MailLog;

public enum MailState
{
    Queued,
    Sending,
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>A mail that was queued, and what has become of it.</summary>
/// <param name="About">The registration, the interest or the speaker's schedule that it tells about.</param>
/// <param name="Kind">As its template is called.</param>
/// <param name="Recipient">Null: whom it went to and what it said have been erased.</param>
/// <param name="NextAttemptAt">When it is tried, where it waits.</param>
/// <param name="LastReply">Of the mail server.</param>
/// <param name="Board">The slug of the day's board.</param>
[method: ExplicitConstructor]
public sealed record MailRow(
    Guid Id, Guid About, [property: JsonIgnore] Guid ThemeDayId, string ThemeDay, string Kind, string? Recipient, string? RecipientName, MailState State, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastReply, [property: JsonIgnore] string? Board);

/// <param name="ThemeDay">A slug; null: all days.</param>
/// <param name="Kind">Null: all.</param>
/// <param name="State">Null: all.</param>
public sealed record MailPage(string? ThemeDay, string? Kind, MailState? State, DateTimeOffset Before, Guid BeforeId, int Take);

/// <summary>The mails of a board's days. Those to people with protected identity are not among them.</summary>
public sealed class MailLogStore(Database database)
{
    // The rows that VisiblePeople lets out; of the days, only one's own (no statement below forgets the board).
    private const string SelectSql = """
        SELECT o.Id, o.About, o.ThemeDayId, d.Slug AS ThemeDay, o.Kind, NULLIF(o.Recipient, '') AS Recipient, o.RecipientName, o.State, o.Attempts, o.CreatedAt, o.NextAttemptAt, o.SentAt, o.LastReply,
            b.Slug AS Board
        FROM Outbox o
        JOIN ThemeDays d ON d.Id = o.ThemeDayId
        LEFT JOIN Boards b ON b.Id = d.BoardId
        LEFT JOIN Registrations r ON r.Id = o.About
        WHERE (COALESCE(r.Protected, 0) = 0 OR @Protected = 1)
        """;

    private const string PageSql = """

            AND (@Kind IS NULL OR o.Kind = @Kind) AND o.CreatedAt <= @Since AND (o.CreatedAt < @Since OR o.Id < @BeforeId)
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    /// <summary>Latest first. A board's days are few: each is asked for by itself, so that nobody pays for the mails of others.</summary>
    public async Task<IReadOnlyList<MailRow>> ListAsync(Session session, VisiblePeople visible, MailPage page)
    {
        if (page.State == MailState.Failed)
        {
            return [.. await session.QueryAsync<MailRow>(database.Page(FailedSql), Of(page, visible, null))];
        }

        if (visible.Board is null && page.ThemeDay is null)
        {
            return [.. await session.QueryAsync<MailRow>(database.Page(ListSql), Of(page, visible, null))];
        }

        var rows = new List<MailRow>();
        foreach (var day in (await session.QueryAsync<Guid>(DaysSql, new { visible.Board, Slug = page.ThemeDay })).ToList())
        {
            rows.AddRange(await session.QueryAsync<MailRow>(database.Page(OfDaySql), Of(page, visible, day)));
        }

        return [.. rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id, database.IdOrder).Take(page.Take)];
    }

    private const string ListSql = SelectSql + """

            AND (@State IS NULL OR o.State = @State)
        """ + PageSql;

    private const string OfDaySql = SelectSql + """

            AND o.ThemeDayId = @ThemeDayId AND (@State IS NULL OR o.State = @State)
        """ + PageSql;

    // The word itself, or no index of these few is used.
    private const string FailedSql = SelectSql + """

            AND o.State = 'failed' AND (@Board IS NULL OR b.Slug = @Board) AND (@Slug IS NULL OR d.Slug = @Slug)
        """ + PageSql;

    private const string DaysSql = """
        SELECT d.Id
        FROM ThemeDays d
        LEFT JOIN Boards b ON b.Id = d.BoardId
        WHERE (@Board IS NULL OR b.Slug = @Board) AND (@Slug IS NULL OR d.Slug = @Slug)
        """;

    /// <summary>The mails about one registration, interest or schedule, latest first.</summary>
    public async Task<IReadOnlyList<MailRow>> AboutAsync(Session session, VisiblePeople visible, Guid about) =>
        [.. await session.QueryAsync<MailRow>(AboutSql, new { visible.Board, visible.Protected, About = about })];

    private const string AboutSql = SelectSql + """

            AND o.About = @About AND (@Board IS NULL OR b.Slug = @Board)
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    public Task<MailRow?> FindAsync(Session session, VisiblePeople visible, Guid id) =>
        session.FindAsync<MailRow>(FindSql, new { visible.Board, visible.Protected, Id = id });

    private const string FindSql = SelectSql + """

            AND o.Id = @Id AND (@Board IS NULL OR b.Slug = @Board)
        """;

    /// <summary>
    /// Whether what a mail is about is still there (a registration, an interest, a speaker's schedule), for the address that it went to and with the link that is in it.
    /// Of a cancelled registration it is not once the person has registered anew.
    /// </summary>
    /// <param name="linkGeneration">Of the link in the mail; null: it has none.</param>
    public Task<bool> HasItsSubjectAsync(Session session, MailRow mail, int? linkGeneration) =>
        session.ScalarAsync<bool>(HasItsSubjectSql, new { mail.About, mail.Recipient, LinkGeneration = linkGeneration });

    private const string HasItsSubjectSql = """
        SELECT CASE
            WHEN EXISTS (
                SELECT 1 FROM Registrations r
                WHERE r.Id = @About AND r.Email = @Recipient AND (@LinkGeneration IS NULL OR r.LinkGeneration = @LinkGeneration)
                    AND (r.Status <> 'cancelled' OR NOT EXISTS (
                        SELECT 1 FROM Registrations n WHERE n.ThemeDayId = r.ThemeDayId AND n.EmailNormalized = r.EmailNormalized AND n.Status <> 'cancelled'))
            ) THEN 1
            WHEN EXISTS (SELECT 1 FROM Interests i WHERE i.Id = @About AND i.Email = @Recipient) THEN 1
            WHEN EXISTS (
                SELECT 1 FROM SpeakerSchedules s JOIN Speakers p ON p.Id = s.SpeakerId
                WHERE s.Id = @About AND p.EmailNormalized = LOWER(@Recipient) AND (@LinkGeneration IS NULL OR s.LinkGeneration = @LinkGeneration)
            ) THEN 1
            ELSE 0
        END
        """;

    /// <summary>The kinds of the later mails about the same.</summary>
    public async Task<IReadOnlyList<string>> LaterKindsAsync(Session session, MailRow mail) =>
        [.. await session.QueryAsync<string>(LaterKindsSql, new { mail.About, Since = mail.CreatedAt })];

    private const string LaterKindsSql = """
        SELECT DISTINCT o.Kind
        FROM Outbox o
        WHERE o.About = @About AND o.CreatedAt > @Since
        """;

    private static object Of(MailPage page, VisiblePeople visible, Guid? themeDayId) => new
    {
        visible.Board,
        visible.Protected,
        Slug = page.ThemeDay,
        ThemeDayId = themeDayId,
        page.Kind,
        State = page.State is { } state ? Code.Of(state) : null,
        Since = page.Before,
        page.BeforeId,
        page.Take,
    };
}
