using System.Text.Json.Serialization;
using Dapper;
using Temadagar.Data;

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
/// <param name="About">The registration or the interest that it tells about.</param>
/// <param name="Kind">As its template is called.</param>
/// <param name="NextAttemptAt">When it is tried, where it waits.</param>
/// <param name="LastReply">Of the mail server.</param>
/// <param name="Board">The slug of the day's board.</param>
[method: ExplicitConstructor]
public sealed record MailRow(
    Guid Id, Guid About, string ThemeDay, string Kind, string Recipient, string? RecipientName, MailState State, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastReply, [property: JsonIgnore] string? Board);

/// <param name="ThemeDay">A slug; null: all days.</param>
/// <param name="Kind">Null: all.</param>
/// <param name="State">Null: all.</param>
public sealed record MailPage(string? ThemeDay, string? Kind, MailState? State, DateTimeOffset Before, Guid BeforeId, int Take);

/// <summary>The mails of a board's days. Those to people with protected identity are not among them.</summary>
public sealed class MailLogStore(Database database)
{
    // Nothing of another board's day is there, nor of whom a list must not hold.
    private const string SelectSql = """
        SELECT o.Id, o.About, d.Slug AS ThemeDay, o.Kind, o.Recipient, o.RecipientName, o.State, o.Attempts, o.CreatedAt, o.NextAttemptAt, o.SentAt, o.LastReply,
            b.Slug AS Board
        FROM Outbox o
        JOIN ThemeDays d ON d.Id = o.ThemeDayId
        LEFT JOIN Boards b ON b.Id = d.BoardId
        LEFT JOIN Registrations r ON r.Id = o.About
        WHERE COALESCE(r.Protected, 0) = 0
        """;

    private const string PageSql = """

            AND (@Kind IS NULL OR o.Kind = @Kind) AND o.CreatedAt <= @Since AND (o.CreatedAt < @Since OR o.Id < @BeforeId)
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    /// <summary>Latest first. A board's days are few: each is asked for by itself, so that nobody pays for the mails of others.</summary>
    /// <param name="board">The slug of a board; null: all.</param>
    public async Task<IReadOnlyList<MailRow>> ListAsync(Session session, string? board, MailPage page)
    {
        if (page.State == MailState.Failed)
        {
            return [.. await session.QueryAsync<MailRow>(database.Page(FailedSql), Of(page, board, null))];
        }

        if (board is null && page.ThemeDay is null)
        {
            return [.. await session.QueryAsync<MailRow>(database.Page(ListSql), Of(page, board, null))];
        }

        var rows = new List<MailRow>();
        foreach (var day in (await session.QueryAsync<Guid>(DaysSql, new { Board = board, Slug = page.ThemeDay })).ToList())
        {
            rows.AddRange(await session.QueryAsync<MailRow>(database.Page(OfDaySql), Of(page, board, day)));
        }

        return [.. rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(page.Take)];
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

    /// <summary>The mails about one registration or interest, latest first.</summary>
    public async Task<IReadOnlyList<MailRow>> AboutAsync(Session session, string? board, Guid about) =>
        [.. await session.QueryAsync<MailRow>(AboutSql, new { Board = board, About = about })];

    private const string AboutSql = SelectSql + """

            AND o.About = @About AND (@Board IS NULL OR b.Slug = @Board)
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    public Task<MailRow?> FindAsync(Session session, string? board, Guid id) => session.FindAsync<MailRow>(FindSql, new { Board = board, Id = id });

    private const string FindSql = SelectSql + """

            AND o.Id = @Id AND (@Board IS NULL OR b.Slug = @Board)
        """;

    /// <summary>
    /// Whether a mail would tell a person what is not so any more, or tell someone else: the registration has another address by now,
    /// or a later mail has told of another state, time or place. What an organizer wrote replaces nothing, and only the address counts.
    /// </summary>
    public Task<bool> IsOutOfDateAsync(Session session, MailRow mail) =>
        session.ScalarAsync<bool>(IsOutOfDateSql, new { mail.About, mail.Recipient, mail.Kind, Since = mail.CreatedAt });

    private const string IsOutOfDateSql = """
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = @About AND r.Email <> @Recipient) THEN 1
            WHEN @Kind <> 'organizer-message' AND EXISTS (
                SELECT 1 FROM Outbox o
                WHERE o.About = @About AND o.CreatedAt > @Since AND o.Kind NOT IN ('organizer-message', 'registration-repeated')
            ) THEN 1
            ELSE 0
        END
        """;

    private static object Of(MailPage page, string? board, Guid? themeDayId) => new
    {
        Board = board,
        Slug = page.ThemeDay,
        ThemeDayId = themeDayId,
        page.Kind,
        State = page.State is { } state ? Code.Of(state) : null,
        Since = page.Before,
        page.BeforeId,
        page.Take,
    };
}
