using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>
/// A connection that keeps its statements prepared. Our statements are constants, a few dozen; parsing and planning them anew for
/// each call was a large part of the time of a registration (see the benchmarks).
/// </summary>
internal sealed class PreparedSqliteConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    internal SqliteCommand Take(string sql)
    {
        if (idle.Remove(sql, out var command))
        {
            return command;
        }

        command = CreateCommand();
        command.CommandText = sql;
        return command;
    }

    internal void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (!idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    protected override System.Data.Common.DbCommand CreateDbCommand() => new PreparedCommand(this);
}
