using System.Data;
using System.Data.Common;
using System.Data.SqlTypes;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;

namespace Temadagar.Data;

/// <summary>
/// Microsoft SQL Server or Azure SQL: a transaction per write. One that was chosen as a deadlock's victim, or met with a fault that passes, runs again as a whole; one whose answer
/// was lost as it committed is known by its id (<c>Commits</c>).
/// </summary>
public sealed class SqlServerDatabase : Database
{
    private const int Tries = 5;
    private const int CannotOpen = 4060;
    private const int ModelInUse = 1807;

    // Longer than the lock is waited for. Seconds.
    private const int AloneTimeout = 3700;

    // Azure SQL takes its time. Seconds.
    private const int CreationTimeout = 300;
    private const int ForgetsEvery = 1000;

    // By code point, so that nothing is equal here and not in SQLite: no case, no accent, no ß that is ss.
    private const string Binary = "Latin1_General_100_BIN2";
    private const string Collation = Binary + "_UTF8";

    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(2);

    // An index over all who have registered takes its time, and nobody waits for a reply.
    private static readonly TimeSpan ScriptLimit = TimeSpan.FromHours(1);

    private static readonly TimeSpan CommitsKept = TimeSpan.FromDays(1);
    private static readonly AsyncLocal<bool> Writing = new();

    // Of a connection that is opened. Once it is open nothing is tried again but a write as a whole.
    private static readonly SqlRetryLogicBaseProvider Opening = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(
        new SqlRetryLogicOption { NumberOfTries = 4, DeltaTime = TimeSpan.FromMilliseconds(250), MaxTimeInterval = TimeSpan.FromSeconds(5) });

    private static readonly WriteRetry Retry = new(Tries, DatabaseFaults.Passes, turn => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 50) * turn * turn)));

    private readonly string connectionString;
    private readonly Migrations migrations;
    private readonly TimeProvider clock;
    private int writes;

    public SqlServerDatabase(string connectionString, Migrations migrations, TimeProvider clock)
    {
        TypeHandlers.Register();
        (this.connectionString, this.migrations, this.clock) = (connectionString, migrations, clock);
    }

    protected override async Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Writing.Value)
        {
            throw new InvalidOperationException("A WriteAsync within a WriteAsync would be a transaction of its own.");
        }

        var id = Guid.CreateVersion7();
        try
        {
            return await Retry.RunAsync<T>(commit => TryAsync(id, work, commit, cancellationToken), () => WasCommittedAsync(id));
        }
        catch (SqlException exception) when (DatabaseFaults.Translate(exception) is DatabaseUnavailableException unavailable)
        {
            throw unavailable;
        }
    }

    private async Task TryAsync<T>(Guid id, Func<Write, Task<T>> work, PendingCommit<T> commit, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        DbTransaction? transaction = null;
        try
        {
            Writing.Value = true;
            transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
            var write = new Write(connection, transaction);
            var result = await work(write);
            var now = clock.GetUtcNow();
            await connection.ExecuteAsync(NoteSql, new { Id = id, Now = now }, transaction);
            if (Interlocked.Increment(ref writes) % ForgetsEvery == 0)
            {
                await connection.ExecuteAsync(ForgetSql, new { Since = now - CommitsKept }, transaction);
            }

            commit.Ask(result, write.Committed);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            Writing.Value = false;
            await EndAsync(transaction);
        }
    }

    // On a connection that is gone this fails too, and would hide why: what decides whether to try again is the first fault.
    private static async Task EndAsync(DbTransaction? transaction)
    {
        try
        {
            await (transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception) when (exception is SqlException or InvalidOperationException)
        {
        }
    }

    private const string NoteSql = """
        INSERT INTO Commits (Id, CommittedAt)
        VALUES (@Id, @Now)
        """;

    private const string ForgetSql = """
        DELETE FROM Commits
        WHERE CommittedAt < @Since
        """;

    // By a statement that waits for whoever holds the row: a commit may still be on its way when its connection is gone. Read-committed snapshot would not wait.
    private async Task<bool> WasCommittedAsync(Guid id)
    {
        await using var connection = await OpenAsync(CancellationToken.None);
        return await connection.ExecuteAsync(WasCommittedSql, new { Id = id }) == 1;
    }

    private const string WasCommittedSql = """
        UPDATE Commits
        SET CommittedAt = CommittedAt
        WHERE Id = @Id
        """;

    public override async Task<Read> OpenReadAsync(CancellationToken cancellationToken = default) => new(await OpenAsync(cancellationToken));

    public override string Page(string sql) => sql + " OFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY";

    public override IComparer<Guid> IdOrder { get; } = Comparer<Guid>.Create((one, other) => new SqlGuid(one).CompareTo(new SqlGuid(other)));

    public override bool IsUniqueViolation(Exception exception) => exception is SqlException { Number: 2601 or 2627 };

    /// <inheritdoc/>
    /// <remarks>Instances that start together do not migrate together: one has the lock, and the others find nothing left to do.</remarks>
    public override async Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default)
    {
        await CreateAsync(cancellationToken);
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await UpgradeAloneAsync(cancellationToken);
            }
            catch (Exception exception) when (turn < Tries && (DatabaseFaults.Passes(exception) || exception is DatabaseUnavailableException { InnerException: not null }))
            {
                // It is being made, or whoever switches snapshots on has ended the connections of those who wait.
                await Task.Delay(StartPause, clock, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<string>> UpgradeAloneAsync(CancellationToken cancellationToken)
    {
        // Of its own, since the lock is the session's: closed it is let go.
        await using var alone = await OpenAsync(cancellationToken, pooled: false);
        if (await alone.ExecuteScalarAsync<int>(AloneSql, commandTimeout: AloneTimeout) < 0)
        {
            throw new DatabaseUnavailableException("Another instance has been migrating the database for an hour.");
        }

        if (await alone.ExecuteScalarAsync<string>(CollationSql) is var collation && collation?.StartsWith(Binary, StringComparison.Ordinal) != true)
        {
            throw new DatabaseUnavailableException($"The database has the collation {collation}. It needs {Collation}, in which text is equal only when it is the same, as in SQLite: CREATE DATABASE … COLLATE {Collation}.");
        }

        await alone.ExecuteAsync(SnapshotSql);
        return migrations.Run(Upgrader(), MigrationDialect.SqlServer);
    }

    private const string CollationSql = "SELECT CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), 'Collation'))";

    private const string AloneSql = """
        DECLARE @outcome int;
        EXEC @outcome = sp_getapplock @Resource = 'temadagar-upgrade', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 3600000;
        SELECT @outcome;
        """;

    // Readers and writers do not wait for each other, as on Azure SQL from the start. It is switched on before there is anything to read.
    private const string SnapshotSql = """
        IF (SELECT d.is_read_committed_snapshot_on FROM sys.databases d WHERE d.database_id = DB_ID()) = 0
            ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
        """;

    // Where it cannot be opened and cannot be made, that is said when it is opened for use. Without the pool, which would go on refusing for seconds once it has been refused,
    // and without asking of master where it is there, since whoever has a database of their own may not.
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var probe = new SqlConnection(WithoutPool);
        try
        {
            await probe.OpenAsync(cancellationToken);
            return;
        }
        catch (SqlException exception)
        {
            if (exception.Number != CannotOpen)
            {
                return;
            }
        }

        for (var turn = 1; ; turn++)
        {
            try
            {
                EnsureDatabase.For.SqlDatabase(connectionString, new DbUp.Engine.Output.NoOpUpgradeLog(), CreationTimeout, collation: Collation);
                return;
            }
            catch (SqlException exception) when (exception.Number == ModelInUse && turn < Tries)
            {
                // Another makes a database of any name at the same time.
                await Task.Delay(StartPause, clock, cancellationToken);
            }
            catch (SqlException)
            {
                return;
            }
        }
    }

    public override Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(migrations.Pending(Upgrader(), MigrationDialect.SqlServer));
        }
        catch (SqlException exception)
        {
            throw DatabaseFaults.Translate(exception);
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string WithoutPool => new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private UpgradeEngineBuilder Upgrader() => DeployChanges.To.SqlDatabase(connectionString).WithExecutionTimeout(ScriptLimit);

    private async Task<SqlConnection> OpenAsync(CancellationToken cancellationToken, bool pooled = true)
    {
        var connection = new SqlConnection(pooled ? connectionString : WithoutPool) { RetryLogicProvider = Opening };
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception) when (exception is SqlException or InvalidOperationException or AggregateException)
        {
            // The second: the pool had no connection to give in time. The third: each try's fault.
            await connection.DisposeAsync();
            var last = exception is AggregateException several ? several.InnerExceptions[^1] : exception;
            throw new DatabaseUnavailableException($"SQL Server cannot be reached{(last is SqlException sql ? $": error {sql.Number}" : "")}.", exception);
        }
    }
}
