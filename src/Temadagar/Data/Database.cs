using System.Diagnostics;
using Temadagar.Telemetry;

namespace Temadagar.Data;

/// <summary>
/// The database, SQLite or SQL Server. The two differ in the members below and in nothing else; every statement runs on both.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private long written;

    /// <summary>Another number after each write of this program: what was read while it was the same is as it was, but for what other instances have written.</summary>
    public virtual long Written => Interlocked.Read(ref written);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and returns when it is durable: a power cut after the return loses nothing.
    /// The work may run more than once, so ids and times that leave it are made before it, and it has no effect but through its
    /// <see cref="Write"/>. It awaits nothing else. An exception in it undoes all it did and comes out here.
    /// Cancellation takes a waiting call out of the queue; once begun it is ignored.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot take it now: nothing was written.</exception>
    /// <exception cref="InvalidOperationException">A WriteAsync within a WriteAsync, or a foreign await in the work.</exception>
    public async Task<T> WriteAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken = default)
    {
        using var trace = Instruments.Traces.StartActivity("database write");
        var asked = Stopwatch.GetTimestamp();
        var begun = false;
        try
        {
            var result = await CommitAsync(
                write =>
                {
                    if (!begun)
                    {
                        // The work may run more than once; what was waited for is its first time.
                        begun = true;
                        Instruments.WriteWait.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);
                    }

                    return work(write);
                },
                cancellationToken);
            Instruments.WriteTime.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);
            return result;
        }
        catch (DatabaseUnavailableException exception)
        {
            Instruments.DatabaseErrors.Add(1, new KeyValuePair<string, object?>("reason", exception.Message));
            trace?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            // Before the caller is answered: whoever has been told of a write sees it. Also where it failed, which may be for want of an answer.
            Interlocked.Increment(ref written);
        }
    }

    /// <summary>A connection of its own for reading.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be opened.</exception>
    public abstract Task<Read> OpenReadAsync(CancellationToken cancellationToken = default);

    /// <summary>The statement (which must end with ORDER BY) limited to its first <c>@Take</c> rows.</summary>
    public abstract string Page(string sql);

    /// <summary>The order of ids in <c>ORDER BY</c>, for what is put together from several queries and paged. SQL Server's begins with the last six bytes.</summary>
    public virtual IComparer<Guid> IdOrder => Comparer<Guid>.Default;

    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>Creates what is missing: the database, and the migrations of <c>sql/</c> that it has not seen. Returns the names run.</summary>
    public abstract Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default);

    /// <summary>The migrations that the program has and the database has not.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be asked.</exception>
    public abstract Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default);

    /// <summary>After people's data were deleted: sees to it that they do not stay in the database's files either, as far as the database can.</summary>
    public virtual Task ForgetErasedAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Copies the database as it is at one moment into a new file of SQLite's, while it is read and written. SQL Server has backups of its own.</summary>
    /// <exception cref="NotSupportedException">It is not SQLite.</exception>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    /// <exception cref="DatabaseUnavailableException">The disk is full, or the database is damaged.</exception>
    public virtual Task CopyToAsync(string path, CancellationToken cancellationToken) => Task.FromException(new NotSupportedException());

    public abstract ValueTask DisposeAsync();

    public Task WriteAsync(Func<Write, Task> work, CancellationToken cancellationToken = default) =>
        WriteAsync(write => Done(work(write)), cancellationToken);

    /// <summary>As <see cref="WriteAsync{T}"/> says.</summary>
    protected abstract Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken);

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }
}

/// <summary>The database is full, locked, read-only, broken, out of reach or too busy. Nothing was written.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
