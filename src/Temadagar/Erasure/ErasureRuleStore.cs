using Temadagar.Data;

namespace Temadagar.Erasure;

public sealed class ErasureRuleStore
{
    /// <summary>The rules of the boards, in their order, whether they have said anything or not.</summary>
    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<ErasureRule>> ListAsync(Session session, string? board) =>
        [.. await session.QueryAsync<ErasureRule>(ListSql, new { Data = Code.Of(ErasedData.Needs), Board = board, DaysAfter = ErasureRule.UsualDaysAfter })];

    private const string ListSql = """
        SELECT b.Id AS BoardId, b.Slug AS Board, b.Name AS BoardName, @Data AS Data, COALESCE(r.DaysAfter, @DaysAfter) AS DaysAfter, r.Decision
        FROM Boards b
        LEFT JOIN ErasureRules r ON r.BoardId = b.Id AND r.Data = @Data
        WHERE @Board IS NULL OR b.Slug = @Board
        ORDER BY b.Position, b.Id
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
}
