using System.Data.Common;
using Dapper;

namespace Temadagar.Data;

/// <summary>A connection, and its transaction if there is one: what a statement runs on.</summary>
public abstract class Session(DbConnection connection, DbTransaction? transaction)
{
    public DbConnection Connection { get; } = connection;

    public DbTransaction? Transaction { get; } = transaction;

    public Task<IEnumerable<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryAsync<T>(sql, parameters, Transaction);

    /// <summary>The rows one at a time, as they are read: for lists too long to hold.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryUnbufferedAsync<T>(sql, parameters, Transaction);

    public Task<T?> FindAsync<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(sql, parameters, Transaction);

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        Connection.ExecuteScalarAsync<T>(sql, parameters, Transaction);
}

/// <summary>A connection that reads what has been committed. Dispose it to give it back.</summary>
/// <param name="giveBack">Where the connection goes; unset: it is closed.</param>
public sealed class Read(DbConnection connection, Action<DbConnection>? giveBack = null) : Session(connection, null), IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        if (giveBack is null)
        {
            return Connection.DisposeAsync();
        }

        giveBack(Connection);
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// The transaction of one <see cref="Database.WriteAsync{T}"/>. All that its work reads or writes goes through it.
/// </summary>
public sealed class Write(DbConnection connection, DbTransaction transaction) : Session(connection, transaction)
{
    private List<Action>? afterCommit;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(sql, parameters, Transaction);

    /// <summary>Runs <paramref name="action"/> once the transaction is durable; never if it is rolled back. It must not throw.</summary>
    public void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    internal void Committed()
    {
        foreach (var action in afterCommit ?? [])
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // The one writer must outlive whatever listens to it.
            catch (Exception)
#pragma warning restore CA1031
            {
                // What was told of a commit and failed has its own way to find out later: the outbox asks every few seconds.
            }
        }
    }
}
