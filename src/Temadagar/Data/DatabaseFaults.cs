using Microsoft.Data.SqlClient;

namespace Temadagar.Data;

/// <summary>Tells a fault of the database as a whole from a fault of one statement.</summary>
public static class DatabaseFaults
{
    // SqlClient does not say which faults pass (its IsTransient is always false). Time-outs, deadlocks and locks; connections that
    // broke or were refused; Azure SQL busy, moving or out of resources (learn.microsoft.com, "transient errors in Azure SQL").
    private static readonly HashSet<int> Unavailable =
    [
        -2, 20, 53, 64, 121, 233, 258, 1204, 1205, 1222, 4060, 4221, 10053, 10054, 10060, 10061, 10928, 10929, 11001,
        40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
    ];

    // Full (disk, log, memory) or failed over to what takes no writes: it lasts for a while.
    private static readonly HashSet<int> Refusing = [701, 976, 983, 1101, 1105, 3906, 8645, 9002, 40544];

    private const int TimedOut = -2;

    // A fault of this severity closes the connection.
    private const int Fatal = 20;

    /// <summary>Whether a write that met with it may be tried again at once. A time-out has waited long enough.</summary>
    public static bool Passes(Exception exception) => exception is SqlException sql && sql.Number != TimedOut && (Unavailable.Contains(sql.Number) || sql.Class >= Fatal);

    /// <summary>A fault of the database as a whole becomes <see cref="DatabaseUnavailableException"/>; any other stays itself.</summary>
    public static Exception Translate(Exception exception) => exception switch
    {
        SqlException sql when Unavailable.Contains(sql.Number) || Refusing.Contains(sql.Number) || sql.Class >= Fatal => new DatabaseUnavailableException($"SQL Server error {sql.Number}.", sql),
        _ => SqliteFaults.Translate(exception),
    };
}
