using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>
/// Copies all of a SQLite database, as it was at one moment, into an empty database of the same version: a batch of rows at a time, then each table is read back and held against
/// what was read.
/// </summary>
/// <param name="copied">Told after each batch how much of all is there, 0 to 1.</param>
public sealed class CopyDatabase(SqliteDatabase from, Database to, Action<double> copied)
{
    private const int Batch = 1000;

    // The migrations' own journal: the other database has one of its own.
    private const string Journal = "SchemaVersions";

    /// <returns>The tables, with how many rows each has.</returns>
    /// <exception cref="InvalidDataException">The target is not empty or has not the same tables, or what was written is not what was read. What has been copied stays there.</exception>
    /// <exception cref="DatabaseUnavailableException">A database could not be reached or written to.</exception>
    public async Task<IReadOnlyList<(string Table, long Rows)>> RunAsync(CancellationToken cancellationToken)
    {
        await to.UpgradeAsync(cancellationToken);
        await using var read = await from.OpenReadAsync(cancellationToken);
        // What is written meanwhile is not seen, and not copied.
        await read.Connection.ExecuteAsync("BEGIN");
        try
        {
            return await CopyAsync(read.Connection, cancellationToken);
        }
        finally
        {
            await read.Connection.ExecuteAsync("ROLLBACK");
        }
    }

    private async Task<IReadOnlyList<(string Table, long Rows)>> CopyAsync(DbConnection source, CancellationToken cancellationToken)
    {
        var tables = await TablesAsync(source);
        foreach (var table in tables)
        {
            await RefuseUnlessEmptyAsync(table, cancellationToken);
        }

        long all = 0;
        foreach (var table in tables)
        {
            all += await source.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name}");
        }

        var done = new List<(string, long)>();
        long rows = 0;
        foreach (var table in tables)
        {
            var sum = new RowSum();
            await foreach (var batch in BatchesAsync(source, table, cancellationToken))
            {
                batch.ForEach(row => sum.Add(table, row));
                await to.WriteAsync(write => InsertAsync(write, table, batch), cancellationToken);
                copied((double)(rows += batch.Count) / all);
            }

            if (!sum.IsAs(await SumAsync(table, cancellationToken)))
            {
                throw new InvalidDataException($"{table.Name} is not as it was read. Empty the database and copy again.");
            }

            done.Add((table.Name, sum.Rows));
        }

        return done;
    }

    // Those that others refer to come first.
    private static async Task<IReadOnlyList<CopiedTable>> TablesAsync(DbConnection connection)
    {
        var names = (await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")).Where(name => name != Journal).ToList();
        var left = new Dictionary<string, List<string>>();
        foreach (var name in names)
        {
            left[name] = [.. (await connection.QueryAsync<string>("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(@name)", new { name })).Where(other => other != name)];
        }

        var ordered = new List<CopiedTable>();
        while (left.Count > 0)
        {
            var free = left.Keys.Where(name => !left[name].Exists(left.ContainsKey)).ToList();
            if (free.Count == 0)
            {
                throw new InvalidDataException($"{string.Join(", ", left.Keys)} refer to each other.");
            }

            foreach (var name in free)
            {
                left.Remove(name);
                var columns = await connection.QueryAsync<(string Name, string Type)>("SELECT name, type FROM pragma_table_info(@name) ORDER BY cid", new { name });
                ordered.Add(new CopiedTable(name, [.. columns.Select(column => CopiedColumn.Of(column.Name, column.Type))]));
            }
        }

        return ordered;
    }

    private async Task RefuseUnlessEmptyAsync(CopiedTable table, CancellationToken cancellationToken)
    {
        await using var read = await to.OpenReadAsync(cancellationToken);
        try
        {
            await using var reader = await read.Connection.ExecuteReaderAsync(table.SelectSql, commandTimeout: 0);
            if (await reader.ReadAsync(cancellationToken))
            {
                throw new InvalidDataException($"{table.Name} has rows already. Nothing was copied: copy to an empty database.");
            }
        }
        catch (Exception exception) when (exception is SqlException or SqliteException && DatabaseFaults.Translate(exception) is not DatabaseUnavailableException)
        {
            throw new InvalidDataException($"{table.Name} is another there, or is not there: both databases must be of this version. Nothing was copied.", exception);
        }
    }

    private static async IAsyncEnumerable<List<object[]>> BatchesAsync(DbConnection connection, CopiedTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(table.SelectSql);
        var batch = new List<object[]>(Batch);
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add(table.Read(reader));
            if (batch.Count == Batch)
            {
                yield return batch;
                batch = new List<object[]>(Batch);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static async Task InsertAsync(Write write, CopiedTable table, List<object[]> batch)
    {
        if (write.Connection is SqlConnection server)
        {
            using var rows = new DataTable();
            foreach (var column in table.Columns)
            {
                rows.Columns.Add(column.Name, column.ServerType);
            }

            batch.ForEach(row => rows.Rows.Add([.. row.Select((value, index) => table.Columns[index].ForServer(value))]));
            using var bulk = new SqlBulkCopy(server, SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.KeepNulls, (SqlTransaction)write.Transaction!) { DestinationTableName = table.Name, BulkCopyTimeout = 0 };
            foreach (var column in table.Columns)
            {
                bulk.ColumnMappings.Add(column.Name, column.Name);
            }

            await bulk.WriteToServerAsync(rows);
            return;
        }

        foreach (var row in batch)
        {
            var parameters = new DynamicParameters();
            foreach (var (index, value) in row.Index())
            {
                parameters.Add($"p{index}", value is DBNull ? null : value);
            }

            await write.Connection.ExecuteAsync(table.InsertSql, parameters, write.Transaction);
        }
    }

    private async Task<RowSum> SumAsync(CopiedTable table, CancellationToken cancellationToken)
    {
        var sum = new RowSum();
        await using var read = await to.OpenReadAsync(cancellationToken);
        await foreach (var batch in BatchesAsync(read.Connection, table, cancellationToken))
        {
            batch.ForEach(row => sum.Add(table, row));
        }

        return sum;
    }
}
