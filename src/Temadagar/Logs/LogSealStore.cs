using System.Globalization;
using Temadagar.Data;

namespace Temadagar.Logs;

/// <summary>A row of the log as it stands there, in words: also what nobody should have written there can be read so.</summary>
/// <param name="Number">Of its seal; null: it has none.</param>
/// <param name="Hash">Of all that it says; of one that tells of a pruning, also what was pruned.</param>
/// <param name="PruningId">Set: it tells of this pruning.</param>
public sealed record LoggedRow(string Id, string At, string? Number, string Hash, string? PruningId);

/// <param name="Row">Null: it is not there any more.</param>
public sealed record SealedRow(int Number, string LogRowId, string RowHash, string Seal, string SealedAt, string? PrunedById, LoggedRow? Row);

public sealed class LogSealStore(Database database)
{
    private static readonly string[] Fields =
        ["Id", "At", "ActorKind", "ActorId", "Action", "SubjectId", "Board", "People", "OlderThan", "Decision", "Pruned", "NumbersHash", "PrunedAt"];

    // Fields that rows of before are without: they are sealed by name where they are set.
    private static readonly string[] LaterFields = ["ActorBoard"];

    /// <summary>The last seal; null: nothing is sealed yet.</summary>
    public Task<LogHead?> HeadAsync(Session session) => session.FindAsync<LogHead>(HeadSql);

    private const string HeadSql = """
        SELECT s.Number, s.Seal
        FROM LogSeals s
        WHERE s.Number = (SELECT MAX(n.Number) FROM LogSeals n)
        """;

    public async Task<DateTimeOffset?> OldestUnsealedAsync(Session session) =>
        await session.ScalarAsync<object>(OldestUnsealedSql) is { } at ? LogChain.Read(LogChain.Written(at)!) : null;

    private const string OldestUnsealedSql = """
        SELECT MIN(l.At)
        FROM AccessLog l
        WHERE l.SealNumber IS NULL
        """;

    /// <summary>The oldest that are to be sealed. One that has a seal all the same (its number was taken away) comes with it.</summary>
    public async Task<IReadOnlyList<LoggedRow>> UnsealedAsync(Write write, int take) =>
        [.. (await write.QueryAsync<object>(database.Page(UnsealedSql), new { Take = take })).Select(row => RowOf((IDictionary<string, object?>)row))];

    private const string UnsealedSql = """
        SELECT s.Number, l.Id, l.At, l.ActorKind, l.ActorId, l.Action, l.SubjectId, l.Board, l.People, l.ActorBoard, p.OlderThan, p.Decision, p.Pruned, p.NumbersHash, p.PrunedAt
        FROM AccessLog l
        LEFT JOIN LogSeals s ON s.LogRowId = l.Id
        LEFT JOIN LogPrunings p ON p.Id = l.SubjectId AND l.Action = 'logPruned'
        WHERE l.SealNumber IS NULL
        ORDER BY l.At, l.Id
        """;

    /// <exception cref="Exception">The number is taken (<see cref="Database.IsUniqueViolation"/>): another instance was first.</exception>
    public async Task AddAsync(Write write, LogHead head, LoggedRow row, DateTimeOffset now)
    {
        await write.ExecuteAsync(AddSql, new { head.Number, LogRowId = row.Id, RowHash = row.Hash, head.Seal, Now = now });
        await NumberAsync(write, row.Id, head.Number);
    }

    private const string AddSql = """
        INSERT INTO LogSeals (Number, LogRowId, RowHash, Seal, SealedAt)
        VALUES (@Number, @LogRowId, @RowHash, @Seal, @Now)
        """;

    public Task NumberAsync(Write write, string rowId, int number) => write.ExecuteAsync(NumberSql, new { LogRowId = rowId, Number = number });

    private const string NumberSql = """
        UPDATE AccessLog
        SET SealNumber = @Number
        WHERE Id = @LogRowId
        """;

    /// <summary>Every seal in order, with its row, one at a time.</summary>
    public async IAsyncEnumerable<SealedRow> StreamAsync(Session session)
    {
        await foreach (IDictionary<string, object?> row in session.StreamAsync<object>(StreamSql))
        {
            yield return new SealedRow(
                Convert.ToInt32(row["SealOf"], CultureInfo.InvariantCulture), Text(row, "LogRowId")!, Text(row, "RowHash")!, Text(row, "Seal")!, Text(row, "SealedAt")!,
                Text(row, "PrunedById"), row["Id"] is null ? null : RowOf(row));
        }
    }

    private const string StreamSql = """
        SELECT s.Number AS SealOf, s.LogRowId, s.RowHash, s.Seal, s.SealedAt, s.PrunedById, l.SealNumber AS Number,
            l.Id, l.At, l.ActorKind, l.ActorId, l.Action, l.SubjectId, l.Board, l.People, l.ActorBoard, p.OlderThan, p.Decision, p.Pruned, p.NumbersHash, p.PrunedAt
        FROM LogSeals s
        LEFT JOIN AccessLog l ON l.Id = s.LogRowId
        LEFT JOIN LogPrunings p ON p.Id = l.SubjectId AND l.Action = 'logPruned'
        ORDER BY s.Number
        """;

    public async Task<int> CountAsync(Session session) => await session.ScalarAsync<int>(CountSql);

    private const string CountSql = """
        SELECT COUNT(*)
        FROM LogSeals
        """;

    /// <summary>The rows from before that are not sealed.</summary>
    public IAsyncEnumerable<(string Id, string At)> StaleAsync(Session session, DateTimeOffset before) => NamedAsync(session.StreamAsync<object>(StaleSql, new { Since = before }));

    private const string StaleSql = """
        SELECT l.Id, l.At
        FROM AccessLog l
        WHERE l.SealNumber IS NULL AND l.At < @Since
        ORDER BY l.At, l.Id
        """;

    /// <summary>The rows that say that they are sealed, and are not.</summary>
    public IAsyncEnumerable<(string Id, string At)> WithoutSealAsync(Session session) => NamedAsync(session.StreamAsync<object>(WithoutSealSql));

    private const string WithoutSealSql = """
        SELECT l.Id, l.At
        FROM AccessLog l
        WHERE l.SealNumber IS NOT NULL AND NOT EXISTS (SELECT 1 FROM LogSeals s WHERE s.LogRowId = l.Id)
        ORDER BY l.At, l.Id
        """;

    private static async IAsyncEnumerable<(string Id, string At)> NamedAsync(IAsyncEnumerable<object> rows)
    {
        await foreach (IDictionary<string, object?> row in rows)
        {
            yield return (Text(row, "Id")!, Text(row, "At")!);
        }
    }

    private static LoggedRow RowOf(IDictionary<string, object?> row) => new(
        Text(row, "Id")!, Text(row, "At")!, Text(row, "Number"), LogChain.HashOf(Fields.Select(field => Text(row, field)).Concat(LaterFields.Where(field => row[field] is not null).Select(field => $"{field}={Text(row, field)}"))),
        row["OlderThan"] is null ? null : Text(row, "SubjectId"));

    private static string? Text(IDictionary<string, object?> row, string field) => LogChain.Written(row[field]);
}
