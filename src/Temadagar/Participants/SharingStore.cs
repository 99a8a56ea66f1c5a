using Dapper;
using Temadagar.Data;

namespace Temadagar.Participants;

/// <summary>With whom a day is shared: boards that see its people, stewards who stand at its door.</summary>
public sealed class SharingStore
{
    public async Task<IReadOnlyList<string>> BoardsAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<string>(BoardsSql, new { ThemeDayId = themeDayId })];

    private const string BoardsSql = """
        SELECT Board
        FROM SharedDays
        WHERE ThemeDayId = @ThemeDayId
        ORDER BY Board
        """;

    public async Task<IReadOnlyList<Guid>> StewardsAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Guid>(StewardsSql, new { ThemeDayId = themeDayId })];

    private const string StewardsSql = """
        SELECT StewardId
        FROM StewardDays
        WHERE ThemeDayId = @ThemeDayId
        ORDER BY StewardId
        """;

    /// <summary>The stewards there are, accounts and API keys in use.</summary>
    /// <param name="board">Of one board; null: of all.</param>
    public async Task<IReadOnlyList<Steward>> ListAsync(Session session, string? board) => [.. await session.QueryAsync<Steward>(ListSql, new { Board = board })];

    private const string ListSql = """
        SELECT a.Id, a.Name, a.Board
        FROM Accounts a
        WHERE a.Role = 'steward' AND a.DisabledAt IS NULL AND (@Board IS NULL OR a.Board = @Board)
        UNION ALL
        SELECT k.Id, k.Name, k.Board
        FROM ApiKeys k
        WHERE k.Role = 'steward' AND k.RevokedAt IS NULL AND (@Board IS NULL OR k.Board = @Board)
        ORDER BY Name, Id
        """;

    public async Task ReplaceAsync(Write write, Guid themeDayId, IEnumerable<string> boards, IEnumerable<Guid> stewards)
    {
        await write.ExecuteAsync(RemoveBoardsSql, new { ThemeDayId = themeDayId });
        await write.ExecuteAsync(RemoveStewardsSql, new { ThemeDayId = themeDayId });
        foreach (var board in boards)
        {
            await write.ExecuteAsync(AddBoardSql, new { ThemeDayId = themeDayId, Board = board });
        }

        foreach (var steward in stewards)
        {
            await write.ExecuteAsync(AddStewardSql, new { ThemeDayId = themeDayId, StewardId = steward });
        }
    }

    private const string RemoveBoardsSql = """
        DELETE FROM SharedDays
        WHERE ThemeDayId = @ThemeDayId
        """;

    private const string RemoveStewardsSql = """
        DELETE FROM StewardDays
        WHERE ThemeDayId = @ThemeDayId
        """;

    private const string AddBoardSql = """
        INSERT INTO SharedDays (ThemeDayId, Board)
        VALUES (@ThemeDayId, @Board)
        """;

    private const string AddStewardSql = """
        INSERT INTO StewardDays (ThemeDayId, StewardId)
        VALUES (@ThemeDayId, @StewardId)
        """;

    /// <summary>Before a series is replaced: its days' sharing goes with them.</summary>
    public async Task RemoveAllAsync(Write write)
    {
        await write.ExecuteAsync(RemoveAllBoardsSql);
        await write.ExecuteAsync(RemoveAllStewardsSql);
    }

    private const string RemoveAllBoardsSql = """
        DELETE FROM SharedDays
        """;

    private const string RemoveAllStewardsSql = """
        DELETE FROM StewardDays
        """;
}

/// <summary>An account or API key with the role of a steward.</summary>
/// <param name="Board">The slug of its board.</param>
[method: ExplicitConstructor]
public sealed record Steward(Guid Id, string Name, string Board);
