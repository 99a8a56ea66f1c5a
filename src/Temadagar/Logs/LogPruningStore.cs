using Temadagar.Data;

namespace Temadagar.Logs;

/// <summary>What was pruned of the log.</summary>
/// <param name="Pruned">How many rows.</param>
/// <param name="NumbersHash">Of the rows' numbers, in order.</param>
public sealed record LogPruning(Guid Id, DateTimeOffset OlderThan, string Decision, int Pruned, string NumbersHash, DateTimeOffset PrunedAt);

/// <summary>As it stands in the database, in words, whoever wrote it there.</summary>
public sealed record NotedPruning(string Id, string OlderThan, string Decision, string Pruned, string NumbersHash, string PrunedAt);

/// <summary>Prunings are only ever added, and the rows of the log that tell of them are never pruned.</summary>
public sealed class LogPruningStore
{
    /// <summary>How many sealed rows are older.</summary>
    public async Task<int> CountAsync(Session session, DateTimeOffset olderThan) => await session.ScalarAsync<int>(CountSql, new { OlderThan = olderThan });

    private const string CountSql = """
        SELECT COUNT(*)
        FROM AccessLog l
        JOIN LogSeals s ON s.LogRowId = l.Id
        WHERE l.At < @OlderThan AND l.Action <> 'logPruned' AND s.PrunedById IS NULL
        """;

    /// <summary>Deletes them; their seals say by which pruning. Returns their numbers, in order.</summary>
    public async Task<IReadOnlyList<int>> PruneAsync(Write write, Guid id, DateTimeOffset olderThan)
    {
        await write.ExecuteAsync(MarkSql, new { Id = id, OlderThan = olderThan });
        await write.ExecuteAsync(DeleteSql, new { Id = id });
        return [.. await write.QueryAsync<int>(NumbersSql, new { Id = id })];
    }

    private const string MarkSql = """
        UPDATE LogSeals
        SET PrunedById = @Id
        WHERE PrunedById IS NULL AND LogRowId IN (SELECT l.Id FROM AccessLog l WHERE l.At < @OlderThan AND l.Action <> 'logPruned')
        """;

    private const string DeleteSql = """
        DELETE FROM AccessLog
        WHERE Id IN (SELECT s.LogRowId FROM LogSeals s WHERE s.PrunedById = @Id)
        """;

    private const string NumbersSql = """
        SELECT s.Number
        FROM LogSeals s
        WHERE s.PrunedById = @Id
        ORDER BY s.Number
        """;

    public Task AddAsync(Write write, LogPruning pruning) => write.ExecuteAsync(AddSql, new
    {
        pruning.Id,
        pruning.OlderThan,
        pruning.Decision,
        Count = pruning.Pruned,
        pruning.NumbersHash,
        Now = pruning.PrunedAt,
    });

    private const string AddSql = """
        INSERT INTO LogPrunings (Id, OlderThan, Decision, Pruned, NumbersHash, PrunedAt)
        VALUES (@Id, @OlderThan, @Decision, @Count, @NumbersHash, @Now)
        """;

    /// <summary>Before when something was pruned; null: nothing was.</summary>
    public async Task<DateTimeOffset?> LatestAsync(Session session) => await session.ScalarAsync<object>(LatestSql) is { } at ? LogChain.Read(LogChain.Written(at)!) : null;

    private const string LatestSql = """
        SELECT MAX(p.OlderThan)
        FROM LogPrunings p
        """;

    /// <summary>All, the oldest first. There are few: one a decision and time.</summary>
    public async Task<IReadOnlyList<NotedPruning>> ListAsync(Session session) =>
    [
        .. (await session.QueryAsync<object>(ListSql)).Cast<IDictionary<string, object?>>().Select(row => new NotedPruning(
            LogChain.Written(row["Id"])!, LogChain.Written(row["OlderThan"])!, LogChain.Written(row["Decision"])!, LogChain.Written(row["Pruned"])!,
            LogChain.Written(row["NumbersHash"])!, LogChain.Written(row["PrunedAt"])!)),
    ];

    private const string ListSql = """
        SELECT p.Id, p.OlderThan, p.Decision, p.Pruned, p.NumbersHash, p.PrunedAt
        FROM LogPrunings p
        ORDER BY p.PrunedAt, p.Id
        """;
}
