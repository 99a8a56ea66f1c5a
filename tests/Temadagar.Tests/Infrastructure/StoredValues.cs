using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Temadagar.Data;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Whether what SQLite holds, which takes everything, would be the same on SQL Server: no longer than its column (in UTF-16), and without the blanks at the end that it does not compare.</summary>
internal static partial class StoredValues
{
    private static readonly Lazy<HashSet<string>> Long = new(() =>
        [.. new Migrations(Path.Combine(AppContext.BaseDirectory, "sql")).For(MigrationDialect.SqlServer).SelectMany(file => MadeLong().Matches(file.Sql)).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}")]);

    /// <returns>The columns, with no value: it may be a person's.</returns>
    public static async Task<IReadOnlyList<string>> MisfitsAsync(DbConnection connection)
    {
        var columns = (await connection.QueryAsync<(string Table, string Column, string Type)>(
                "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'SchemaVersions'"))
            .Where(column => LengthOf(column.Type) is not null && !Long.Value.Contains($"{column.Table}.{column.Column}"));
        var found = new List<string>();
        foreach (var table in columns.GroupBy(column => column.Table))
        {
            var suspects = string.Join(" OR ", table.Select(column => string.Create(CultureInfo.InvariantCulture, $"LENGTH(CAST({column.Column} AS BLOB)) > {LengthOf(column.Type)} OR {column.Column} LIKE '% '")));
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT {string.Join(", ", table.Select(column => column.Column))} FROM {table.Key} WHERE {suspects}"))
            {
                found.AddRange(table.Where(column => row[column.Column] is { } value && !Fits(column.Type, value)).Select(column => $"{column.Table}.{column.Column} has a value that does not fit {column.Type}"));
            }
        }

        return found;
    }

    public static bool Fits(string type, object value) => value switch
    {
        string text => text.Length <= LengthOf(type) && !text.EndsWith(' '),
        byte[] bytes => bytes.Length <= LengthOf(type),
        _ => true,
    };

    private static int? LengthOf(string type) => Length().Match(type) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?:nvarchar|varbinary)\((\d+)\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex(@"ALTER TABLE (\w+) ALTER COLUMN (\w+) \w+\(max\)")]
    private static partial Regex MadeLong();
}
