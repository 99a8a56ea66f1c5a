using System.Data;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.SqlClient;

namespace Temadagar.Data;

/// <summary>Microsoft SQL Server or Azure SQL: a transaction per write, run again as a whole when it was chosen as a deadlock's victim.</summary>
public sealed class SqlServerDatabase : Database
{
    private const int Tries = 5;
    private const int DeadlockVictim = 1205;

    private static readonly AsyncLocal<bool> Writing = new();

    private readonly string connectionString;
    private readonly Migrations migrations;

    public SqlServerDatabase(string connectionString, Migrations migrations)
    {
        TypeHandlers.Register();
        this.connectionString = connectionString;
        this.migrations = migrations;
    }

    public override async Task<T> WriteAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken = default)
    {
        if (Writing.Value)
        {
            throw new InvalidOperationException("A WriteAsync within a WriteAsync would be a transaction of its own.");
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await OpenAsync(cancellationToken);
            try
            {
                Writing.Value = true;
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
                var write = new Write(connection, transaction);
                var result = await work(write);
                await transaction.CommitAsync(CancellationToken.None);
                write.Committed();
                return result;
            }
            catch (SqlException exception) when (exception.Number == DeadlockVictim && attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 50) * attempt), CancellationToken.None);
            }
            catch (SqlException exception) when (DatabaseFaults.Translate(exception) is DatabaseUnavailableException unavailable)
            {
                throw unavailable;
            }
            finally
            {
                Writing.Value = false;
            }
        }
    }

    public override async Task<Read> OpenReadAsync(CancellationToken cancellationToken = default) => new(await OpenAsync(cancellationToken));

    public override string Page(string sql) => sql + " OFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY";

    public override bool IsUniqueViolation(Exception exception) => exception is SqlException { Number: 2601 or 2627 };

    public override Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken = default)
    {
        EnsureDatabase.For.SqlDatabase(connectionString, new DbUp.Engine.Output.NoOpUpgradeLog());
        return Task.FromResult(migrations.Run(Upgrader(), MigrationDialect.SqlServer));
    }

    public override Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(migrations.Pending(Upgrader(), MigrationDialect.SqlServer));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private UpgradeEngineBuilder Upgrader() => DeployChanges.To.SqlDatabase(connectionString);

    private async Task<SqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception) when (exception is SqlException or InvalidOperationException)
        {
            // The second: the pool had no connection to give in time.
            await connection.DisposeAsync();
            throw new DatabaseUnavailableException($"SQL Server cannot be reached{(exception is SqlException sql ? $": error {sql.Number}" : "")}.", exception);
        }
    }
}
