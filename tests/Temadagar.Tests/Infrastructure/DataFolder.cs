using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Temadagar.Tests.Infrastructure;

/// <summary>A data folder that several starts of the program share.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("temadagar-test-").FullName;

    public string Setting => $"--Temadagar:DataDirectory={Path}";

    /// <summary>A hash of each table's rows and values: equal if nothing has changed.</summary>
    /// <param name="except">A table that is left out.</param>
    public string Dump(string? except = null)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "temadagar.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        var text = new StringBuilder();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Where(table => table != except).ToList())
        {
            // What differs is seen by the name of its table.
            var rows = string.Join('\n', Rows(connection, $"SELECT * FROM \"{table}\" ORDER BY 1, 2"));
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{table} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rows)))[..16]}");
        }

        return text.ToString();
    }

    public long Count(string from)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "temadagar.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return long.Parse(Rows(connection, $"SELECT COUNT(*) FROM {from}").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static IEnumerable<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables come from the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetValue(index)));
        }
    }
}
