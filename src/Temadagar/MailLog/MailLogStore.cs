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
[method: ExplicitConstructor]
public sealed record MailRow(
    Guid Id, Guid About, string ThemeDay, string Kind, string Recipient, string? RecipientName, MailState State, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastReply);

/// <param name="ThemeDay">A slug; null: all days.</param>
/// <param name="Kind">Null: all.</param>
/// <param name="State">Null: all.</param>
public sealed record MailPage(string? ThemeDay, string? Kind, MailState? State, DateTimeOffset Before, Guid BeforeId, int Take);

/// <summary>The mails of a board's days. Those to people with protected identity are not among them.</summary>
public sealed class MailLogStore(Database database)
{
    private const string SelectSql = """
        SELECT o.Id, o.About, d.Slug AS ThemeDay, o.Kind, o.Recipient, o.RecipientName, o.State, o.Attempts, o.CreatedAt, o.NextAttemptAt, o.SentAt, o.LastReply
        FROM Outbox o
        LEFT JOIN Registrations r ON r.Id = o.About
        LEFT JOIN Interests i ON i.Id = o.About
        JOIN ThemeDays d ON d.Id = COALESCE(r.ThemeDayId, i.ThemeDayId)
        LEFT JOIN Boards b ON b.Id = d.BoardId
        WHERE (@Board IS NULL OR b.Slug = @Board) AND COALESCE(r.Protected, 0) = 0
        """;

    /// <summary>Latest first.</summary>
    /// <param name="board">The slug of a board; null: all.</param>
    public async Task<IReadOnlyList<MailRow>> ListAsync(Session session, string? board, MailPage page) => [.. await session.QueryAsync<MailRow>(database.Page(ListSql), new
    {
        Board = board,
        Slug = page.ThemeDay,
        page.Kind,
        State = page.State is { } state ? Code.Of(state) : null,
        Since = page.Before,
        page.BeforeId,
        page.Take,
    })];

    private const string ListSql = SelectSql + """
         AND (@Slug IS NULL OR d.Slug = @Slug) AND (@Kind IS NULL OR o.Kind = @Kind) AND (@State IS NULL OR o.State = @State)
            AND o.CreatedAt <= @Since AND (o.CreatedAt < @Since OR o.Id < @BeforeId)
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    /// <summary>The mails about one registration or interest, latest first.</summary>
    public async Task<IReadOnlyList<MailRow>> AboutAsync(Session session, string? board, Guid about) =>
        [.. await session.QueryAsync<MailRow>(AboutSql, new { Board = board, About = about })];

    private const string AboutSql = SelectSql + """
         AND o.About = @About
        ORDER BY o.CreatedAt DESC, o.Id DESC
        """;

    public Task<MailRow?> FindAsync(Session session, string? board, Guid id) => session.FindAsync<MailRow>(FindSql, new { Board = board, Id = id });

    private const string FindSql = SelectSql + """
         AND o.Id = @Id
        """;
}
