using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>
/// The one writer of the SQLite file. It takes what waits, runs it in one transaction, commits once (one fsync for all), and only
/// then answers. Where a call fails, nobody is acknowledged: the group runs again with a savepoint for each call, so that the one
/// undoes itself alone. (Savepoints in every group cost a third of the speed: SQLite copies each page that they share.) Where the
/// whole transaction is lost, the calls run again one by one, and those that still fail say why.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int QueueLength = 4096;
    private const int GroupLength = 256;
    private const string Savepoint = "call";

    private readonly Channel<IPendingWrite> queue = Channel.CreateBounded<IPendingWrite>(
        // The reader is a blocked thread, so waking it is all that a continuation does; by way of the thread pool it would wait in line.
        new BoundedChannelOptions(QueueLength) { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly Func<SqliteConnection> open;
    private readonly Thread thread;
    private SqliteConnection? connection;

    [ThreadStatic]
    private static bool onWriterThread;

    public SqliteWriter(Func<SqliteConnection> open)
    {
        this.open = open;
        thread = new Thread(Run) { Name = "SQLite writer", IsBackground = true };
        thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
    {
        if (onWriterThread)
        {
            throw new InvalidOperationException("A WriteAsync within a WriteAsync would wait for itself.");
        }

        var pending = new PendingWrite<T>(work, cancellationToken);
        if (queue.Writer.TryWrite(pending))
        {
            return pending.Result;
        }

        pending.Refuse();
        throw new DatabaseUnavailableException("The queue of writes is full, or the program is stopping.");
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(thread.Join);
    }

    private void Run()
    {
        onWriterThread = true;
        var group = new List<IPendingWrite>(GroupLength);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupLength && queue.Reader.TryRead(out var next))
            {
                if (next.Begin())
                {
                    group.Add(next);
                }
            }

            if (!TryTogether(group, savepoints: false) && !TryTogether(group, savepoints: true))
            {
                foreach (var pending in group)
                {
                    TryTogether([pending], savepoints: false);
                }
            }

            group.Clear();
        }

        connection?.Dispose();
    }

    /// <returns>False where nothing was written and the calls of a larger group must run again.</returns>
    private bool TryTogether(List<IPendingWrite> group, bool savepoints)
    {
        if (group.Count == 0)
        {
            return true;
        }

        SqliteTransaction transaction;
        try
        {
            connection ??= open();
            transaction = connection.BeginTransaction(deferred: false);
        }
        catch (Exception exception)
        {
            // Nothing has begun, so trying one by one would only wait for the same thing again.
            Reconnect();
            group.ForEach(pending => pending.Lost(exception));
            return true;
        }

        try
        {
            var whole = group.All(pending => savepoints ? RunInSavepoint(pending, connection, transaction) : pending.Run(new Write(connection, transaction)));
            if (whole)
            {
                transaction.Commit();
            }
            else
            {
                transaction.Rollback();
            }

            transaction.Dispose();
            if (!whole && group.Count > 1)
            {
                return false;
            }
        }
        catch (Exception lost)
        {
            Reconnect();
            if (group.Count > 1)
            {
                return false;
            }

            group[0].Lost(lost);
            return true;
        }

        group.ForEach(pending => pending.Complete());
        return true;
    }

    /// <returns>True: a call that fails leaves nothing behind.</returns>
    private static bool RunInSavepoint(IPendingWrite pending, SqliteConnection connection, SqliteTransaction transaction)
    {
        transaction.Save(Savepoint);
        if (!pending.Run(new Write(connection, transaction)))
        {
            transaction.Rollback(Savepoint);
        }

        transaction.Release(Savepoint);
        return true;
    }

    // After a lost transaction the connection may hold anything; a new one is cheap and known.
    private void Reconnect()
    {
        try
        {
            connection?.Dispose();
        }
        catch (SqliteException)
        {
            // The file is in trouble: the next call's open says so.
        }

        connection = null;
    }
}
