using Dapper;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>A SQLite file that nobody serves from.</summary>
internal static class SqliteFile
{
    /// <summary>What is wrong with it, as SQLite says it (sqlite.org/pragma.html#pragma_integrity_check); null: nothing.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            var said = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)");
            return said != "ok" ? said
                : connection.Query("PRAGMA foreign_key_check").Any() ? "rows point to rows that are not there"
                : null;
        }
        catch (SqliteException exception)
        {
            return SqliteFaults.Translate(exception).Message;
        }
    }

    /// <summary>The migrations that it has been through, in order.</summary>
    public static IReadOnlyList<string> MigrationsOf(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        return [.. connection.Query<string>("SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName")];
    }

    public static long Count(string file, string table)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
#pragma warning disable CA2100 // The name of a table of ours.
        return connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");
#pragma warning restore CA2100
    }

    /// <summary>Whether some process has it open. A damaged file cannot be asked: no. One that nobody has open is left in journal mode DELETE; the service switches WAL on again.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be told.</exception>
    public static bool IsInUse(string file)
    {
        try
        {
            // Only who is alone with it may change that (sqlite.org/wal.html, "Activating And Configuring WAL Mode").
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            connection.DefaultTimeout = 1;
            return connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE") != "delete";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return false;
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Translate(exception);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
