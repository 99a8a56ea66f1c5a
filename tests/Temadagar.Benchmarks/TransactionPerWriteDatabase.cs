using Dapper;
using Microsoft.Data.Sqlite;
using Temadagar.Data;

namespace Temadagar.Benchmarks;

/// <summary>
/// What one would write without thinking of it: each write opens a (pooled) connection, begins, runs, commits. The same file, the
/// same durability. SQLite lets one in at a time; the others wait at a gate, which is kinder than its own retrying.
/// </summary>
internal sealed class TransactionPerWriteDatabase(string file, Migrations migrations) : Database
{
    private readonly SqliteDatabase rest = new(file, migrations);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ConnectionString;

    protected override async Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await work(new Write(connection, transaction));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            gate.Release();
        }
    }

    public override Task<Read> OpenReadAsync(CancellationToken cancellationToken = default) => rest.OpenReadAsync(cancellationToken);

    public override string Page(string sql) => rest.Page(sql);

    public override bool IsUniqueViolation(Exception exception) => rest.IsUniqueViolation(exception);

    public override Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default) => rest.UpgradeAsync(cancellationToken);

    public override Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) => rest.PendingMigrationsAsync(cancellationToken);

    public override ValueTask DisposeAsync()
    {
        gate.Dispose();
        return rest.DisposeAsync();
    }
}
