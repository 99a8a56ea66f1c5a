using Temadagar.Data;

namespace Temadagar.Erasure;

/// <summary>Reports are only ever added.</summary>
public sealed class ErasureReportStore(Database database)
{
    /// <summary>The latest.</summary>
    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<ErasureReport>> LatestAsync(Session session, string? board, int take) =>
        [.. await session.QueryAsync<ErasureReport>(database.Page(LatestSql), new { Board = board, Take = take })];

    private const string LatestSql = """
        SELECT e.Id, e.ThemeDayId, d.Slug AS ThemeDay, d.Title AS ThemeDayTitle, e.Board, e.Data, e.DaysAfter, e.Decision, e.People, e.ErasedAt,
            e.ActorKind, e.ActorId, COALESCE(a.Name, k.Name) AS ActorName
        FROM ErasureReports e
        JOIN ThemeDays d ON d.Id = e.ThemeDayId
        LEFT JOIN Accounts a ON a.Id = e.ActorId
        LEFT JOIN ApiKeys k ON k.Id = e.ActorId
        WHERE @Board IS NULL OR e.Board = @Board
        ORDER BY e.ErasedAt DESC, e.Id DESC
        """;

    public Task AddAsync(Write write, ErasureReport report) => write.ExecuteAsync(AddSql, new
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
    });

    private const string AddSql = """
        INSERT INTO ErasureReports (Id, ThemeDayId, Board, Data, DaysAfter, Decision, People, ErasedAt, ActorKind, ActorId)
        VALUES (@Id, @ThemeDayId, @Board, @Data, @DaysAfter, @Decision, @Count, @Now, @ActorKind, @ActorId)
        """;
}
