using Dapper;
using Temadagar.Data;

namespace Temadagar.Erasure;

public sealed class ErasureRuleStore
{
    /// <summary>The rules of the boards, in their order and in that of the kinds of data, whether a board has said anything or not.</summary>
    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<ErasureRule>> ListAsync(Session session, string? board)
    {
        var said = (await session.QueryAsync<SaidRule>(ListSql, new { Board = board })).GroupBy(row => row.BoardId);
        return [.. said.SelectMany(rows => ErasureRule.Usual.Select(usual =>
        {
            var (first, own) = (rows.First(), rows.FirstOrDefault(row => row.Data == usual.Data));
            return new ErasureRule(first.BoardId, first.Board, first.BoardName, usual.Data, own?.DaysAfter ?? usual.DaysAfter, own?.Decision);
        }))];
    }

    private const string ListSql = """
        SELECT b.Id AS BoardId, b.Slug AS Board, b.Name AS BoardName, r.Data, r.DaysAfter, r.Decision
        FROM Boards b
        LEFT JOIN ErasureRules r ON r.BoardId = b.Id
        WHERE @Board IS NULL OR b.Slug = @Board
        ORDER BY b.Position, b.Id
        """;

    /// <summary>Whether a board has said anything.</summary>
    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM ErasureRules) THEN 1 ELSE 0 END
        """;

    public async Task PutAsync(Write write, ErasureRule rule)
    {
        var parameters = new { rule.BoardId, Data = Code.Of(rule.Data), rule.DaysAfter, rule.Decision };
        if (await write.ExecuteAsync(ChangeSql, parameters) == 0)
        {
            await write.ExecuteAsync(AddSql, parameters);
        }
    }

    private const string ChangeSql = """
        UPDATE ErasureRules
        SET DaysAfter = @DaysAfter, Decision = @Decision
        WHERE BoardId = @BoardId AND Data = @Data
        """;

    private const string AddSql = """
        INSERT INTO ErasureRules (BoardId, Data, DaysAfter, Decision)
        VALUES (@BoardId, @Data, @DaysAfter, @Decision)
        """;

    [method: ExplicitConstructor]
    private sealed record SaidRule(Guid BoardId, string Board, string BoardName, ErasedData? Data, int? DaysAfter, string? Decision);
}
