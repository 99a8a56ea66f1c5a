using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Temadagar.Data;

/// <summary>What SQLite's result codes mean for a write (sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    // These roll back the whole transaction on their own, savepoints and all (sqlite.org/lang_transaction.html).
    public static bool EndsTransaction(SqliteException exception) =>
        exception.SqliteErrorCode is SQLITE_FULL or SQLITE_IOERR or SQLITE_NOMEM or SQLITE_CORRUPT or SQLITE_BUSY or SQLITE_INTERRUPT;

    public static bool IsUniqueViolation(Exception exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY };

    /// <summary>A fault of the database as a whole becomes <see cref="DatabaseUnavailableException"/>; any other stays itself.</summary>
    public static Exception Translate(Exception exception) => exception is SqliteException sqlite && IsUnavailable(sqlite)
        ? new DatabaseUnavailableException(Describe(sqlite), sqlite)
        : exception;

    private static bool IsUnavailable(SqliteException exception) => EndsTransaction(exception)
        // Protocol: on a busy machine it lost the race for its place in the write-ahead log again and again.
        || exception.SqliteErrorCode is SQLITE_LOCKED or SQLITE_PROTOCOL or SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_NOTADB or SQLITE_PERM;

    private static string Describe(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => "The disk of the database is full.",
        SQLITE_READONLY or SQLITE_PERM => "The database may not be written.",
        SQLITE_BUSY or SQLITE_LOCKED => "Another process holds the database.",
        SQLITE_CORRUPT or SQLITE_NOTADB => "The database file is damaged.",
        SQLITE_PROTOCOL => "Too many begin to use the database at once.",
        SQLITE_CANTOPEN => "The database file cannot be opened.",
        _ => $"The database failed: SQLite error {exception.SqliteExtendedErrorCode}.",
    };
}
