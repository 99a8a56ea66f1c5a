using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>
/// One SQLite file in WAL mode with <c>synchronous = FULL</c>: what is acknowledged survives a power cut
/// (sqlite.org/pragma.html#pragma_synchronous).
/// </summary>
public sealed class SqliteDatabase : Database
{
    // How long another process (a verb, a backup) may hold the file before a write gives up, seconds.
    private const int BusySeconds = 10;

    private static readonly TimeSpan EmptyingWait = TimeSpan.FromMilliseconds(500);
    private const int EmptyingTries = 60;

    // Readers kept open; more may be open at a time.
    private const int IdleReaders = 32;

    private const int UsualWriterCache = 32 * 1024;

    private readonly int writerCache;
    private readonly string file;
    private readonly string readConnectionString;
    private readonly string writeConnectionString;
    private readonly Migrations migrations;
    private readonly Lazy<SqliteWriter> writer;

    // Of our own, since the driver's pool forgets the prepared statements.
    private readonly ConcurrentBag<PreparedSqliteConnection> idleReaders = [];
    private volatile bool disposed;

    /// <param name="writerCache">How much the writer keeps in memory at the most, in KiB: pages that it has read or written. The usual holds the indexes that every registration touches.</param>
    public SqliteDatabase(string file, Migrations migrations, int writerCache = UsualWriterCache)
    {
        this.writerCache = writerCache;
        TypeHandlers.Register();
        this.file = file;
        this.migrations = migrations;
        var builder = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusySeconds };
        builder.Pooling = false;
        readConnectionString = new SqliteConnectionStringBuilder(builder.ConnectionString) { Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
        writeConnectionString = builder.ConnectionString;
        writer = new Lazy<SqliteWriter>(() => new SqliteWriter(OpenWriter));
    }

    protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken) =>
        writer.Value.WriteAsync(work, cancellationToken);

    public override async Task<Read> OpenReadAsync(CancellationToken cancellationToken = default)
    {
        if (idleReaders.TryTake(out var idle))
        {
            return new Read(idle, GiveBack);
        }

        var connection = new PreparedSqliteConnection(readConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new Read(connection, GiveBack);
        }
        catch (SqliteException exception)
        {
            await connection.DisposeAsync();
            throw SqliteFaults.Translate(exception);
        }
    }

    public override string Page(string sql) => sql + " LIMIT @Take";

    public override bool IsUniqueViolation(Exception exception) => SqliteFaults.IsUniqueViolation(exception);

    public override Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(file)!);
        using var alone = Migrations.Alone(file, cancellationToken);
        if (!File.Exists(file))
        {
            // SQLite gives the files beside it (-wal, -shm) the same rights.
            OwnerOnly.Create(file).Dispose();
        }

        OpenWriter().Dispose();
        return Task.FromResult(migrations.Pending(DeployChanges.To.SqliteDatabase(readConnectionString), MigrationDialect.Sqlite).Count == 0
            ? []
            : migrations.Run(Upgrader(), MigrationDialect.Sqlite));
    }

    public override Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(migrations.Pending(DeployChanges.To.SqliteDatabase(readConnectionString), MigrationDialect.Sqlite));
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Translate(exception);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        // Also where nothing was written yet: a write that comes later finds the door closed.
        await writer.Value.DisposeAsync();
        disposed = true;
        while (idleReaders.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
    }

    private void GiveBack(DbConnection connection)
    {
        if (disposed || idleReaders.Count >= IdleReaders)
        {
            connection.Dispose();
        }
        else
        {
            idleReaders.Add((PreparedSqliteConnection)connection);
        }
    }

    private UpgradeEngineBuilder Upgrader() => DeployChanges.To.SqliteDatabase(writeConnectionString);

    /// <inheritdoc/>
    /// <remarks>Deleted rows are overwritten (<c>secure_delete</c>), but the pages of before lie in the write-ahead log until it is copied into the file and emptied.</remarks>
    public override async Task ForgetErasedAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = new SqliteConnection(writeConnectionString);
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {EmptyingWait.TotalMilliseconds}"));
        // Busy (1): someone reads what is in the log still. Nobody writes while this waits, so it waits for a little and comes back.
        for (var attempt = 0; attempt < EmptyingTries && await connection.ExecuteScalarAsync<int>("PRAGMA wal_checkpoint(TRUNCATE)") == 1; attempt++)
        {
            await Task.Delay(EmptyingWait, cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <remarks>By SQLite's online backup (sqlite.org/backup.html).</remarks>
    public override Task CopyToAsync(string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            OwnerOnly.Create(path).Dispose();
            try
            {
                using var from = new SqliteConnection(readConnectionString);
                using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
                from.Open();
                to.Open();
                from.BackupDatabase(to);
                // One file, without a log beside it.
                to.Execute("PRAGMA journal_mode = DELETE");
            }
            catch (SqliteException exception)
            {
                throw SqliteFaults.Translate(exception);
            }
        },
        cancellationToken);

    private PreparedSqliteConnection OpenWriter()
    {
        var connection = new PreparedSqliteConnection(writeConnectionString);
        try
        {
            connection.Open();
            connection.Execute(WriterSettings);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{writerCache}"));
            return connection;
        }
        catch (DbException exception)
        {
            connection.Dispose();
            throw SqliteFaults.Translate(exception);
        }
    }

    // The last but one is for speed: the same pages written by many commits are copied into the file once (16 MiB of them) instead of four times. The last: a log that a forgotten reader
    // let grow is cut back to 64 MiB once it begins anew.
    private const string WriterSettings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;
}
