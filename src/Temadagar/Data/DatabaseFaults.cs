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

    /// <summary>A fault of the database as a whole becomes <see cref="DatabaseUnavailableException"/>; any other stays itself.</summary>
    public static Exception Translate(Exception exception) => exception switch
    {
        SqlException sql when Unavailable.Contains(sql.Number) => new DatabaseUnavailableException($"SQL Server error {sql.Number}.", sql),
        _ => SqliteFaults.Translate(exception),
    };
}
