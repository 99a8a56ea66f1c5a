using Temadagar.Data;
using Temadagar.Logs;

namespace Temadagar.Erasure;

/// <summary>Reports are only ever added.</summary>
public sealed class ErasureReportStore(Database database, LogSealStore seals)
{
    /// <summary>The latest.</summary>
    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<ErasureReport>> LatestAsync(Session session, string? board, int take) =>
        [.. await session.QueryAsync<ErasureReport>(database.Page(ListSql), new { Board = board, Take = take })];

    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<ErasureReport>> ListAsync(Session session, string? board) =>
        [.. await session.QueryAsync<ErasureReport>(ListSql, new { Board = board })];

    private const string SelectSql = """
        SELECT e.Id, e.ThemeDayId, d.Slug AS ThemeDay, d.Title AS ThemeDayTitle, e.Board, e.Data, e.DaysAfter, e.Decision, e.People, e.ErasedAt,
            e.ActorKind, e.ActorId, COALESCE(a.Name, k.Name) AS ActorName, e.LogHead
        FROM ErasureReports e
        JOIN ThemeDays d ON d.Id = e.ThemeDayId
        LEFT JOIN Accounts a ON a.Id = e.ActorId
        LEFT JOIN ApiKeys k ON k.Id = e.ActorId
        WHERE (@Board IS NULL OR e.Board = @Board)
        """;

    private const string ListSql = SelectSql + """

        ORDER BY e.ErasedAt DESC, e.Id DESC
        """;

    /// <param name="board">The slug of one; null: whichever.</param>
    public Task<ErasureReport?> FindAsync(Session session, string? board, Guid id) => session.FindAsync<ErasureReport>(FindSql, new { Board = board, Id = id });

    private const string FindSql = SelectSql + """

            AND e.Id = @Id
        """;

    /// <summary>Whether anything has ever been erased.</summary>
    /// <param name="data">Of one kind; null: of any.</param>
    public Task<bool> AnyAsync(Session session, ErasedData? data = null) => session.ScalarAsync<bool>(AnySql, new { Data = data is { } kind ? Code.Of(kind) : null });

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM ErasureReports e WHERE @Data IS NULL OR e.Data = @Data) THEN 1 ELSE 0 END
        """;

    /// <summary>The slug of a day's board.</summary>
    public Task<string?> BoardOfAsync(Session session, Guid themeDayId) => session.ScalarAsync<string>(BoardOfSql, new { ThemeDayId = themeDayId });

    private const string BoardOfSql = """
        SELECT b.Slug
        FROM ThemeDays d
        JOIN Boards b ON b.Id = d.BoardId
        WHERE d.Id = @ThemeDayId
        """;

    public async Task AddAsync(Write write, ErasureReport report) => await write.ExecuteAsync(AddSql, new
    {
        report.Id,
        report.ThemeDayId,
        report.Board,
        Data = Code.Of(report.Data),
        report.DaysAfter,
        report.Decision,
        Count = report.People,
        Now = report.ErasedAt,
        ActorKind = Code.Of(report.ActorKind),
        report.ActorId,
        LogHead = (await seals.HeadAsync(write))?.ToString(),
    });

    private const string AddSql = """
        INSERT INTO ErasureReports (Id, ThemeDayId, Board, Data, DaysAfter, Decision, People, ErasedAt, ActorKind, ActorId, LogHead)
        VALUES (@Id, @ThemeDayId, @Board, @Data, @DaysAfter, @Decision, @Count, @Now, @ActorKind, @ActorId, @LogHead)
        """;
}
