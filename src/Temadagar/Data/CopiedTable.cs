using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Data;

/// <param name="ServerType">What SqlClient takes.</param>
/// <param name="Read">A value of either database, as that.</param>
public sealed record CopiedColumn(string Name, Type ServerType, Func<object, object> Read)
{
    // By the type as the migrations write it. SQLite has text for what it has no type for.
    private static readonly Dictionary<string, (Type ServerType, Func<object, object> Read)> Types = new()
    {
        ["uniqueidentifier"] = (typeof(Guid), value => value as Guid? ?? Guid.Parse((string)value)),
        ["datetimeoffset"] = (typeof(DateTimeOffset), value => value as DateTimeOffset? ?? DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        ["date"] = (typeof(DateTime), value => value as DateTime? ?? DateTime.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ["time"] = (typeof(TimeSpan), value => value as TimeSpan? ?? TimeSpan.Parse((string)value, CultureInfo.InvariantCulture)),
        ["bit"] = (typeof(bool), value => Convert.ToBoolean(value, CultureInfo.InvariantCulture)),
        ["int"] = (typeof(long), value => Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ["bigint"] = (typeof(long), value => Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ["decimal"] = (typeof(decimal), value => Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        ["nvarchar"] = (typeof(string), value => value),
        ["varbinary"] = (typeof(byte[]), value => value),
    };

    /// <param name="type">As the migrations write it.</param>
    public static CopiedColumn Of(string name, string type) => Types.TryGetValue(type.Split('(')[0].ToLowerInvariant(), out var known)
        ? new(name, known.ServerType, known.Read)
        : throw new InvalidOperationException($"{name} is {type}, which nothing copies.");

    public object ForServer(object value) => value is DBNull ? value : Read(value);

    /// <summary>The same text for the same value, whichever database it was read from; null: there is none.</summary>
    public string? Written(object value) => value is DBNull ? null : ForServer(value) switch
    {
        Guid id => id.ToString("D"),
        DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan time => time.Ticks.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}

/// <summary>A table as it is copied. Its rows have no order that two databases agree on.</summary>
public sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns)
{
    /// <summary>Every row as it stands.</summary>
    public string SelectSql => $"SELECT {string.Join(", ", Columns.Select(column => column.Name))} FROM {Name}";

    public string InsertSql => $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", Columns.Select((_, index) => $"@p{index}"))})";

    public object[] Read(DbDataReader reader)
    {
        var row = new object[Columns.Count];
        reader.GetValues(row);
        return row;
    }
}

/// <summary>How many rows a table has, and a sum of the hashes of all: the same in any order, and another as soon as one row is.</summary>
public sealed class RowSum
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;
    private BigInteger sum;

    public long Rows { get; private set; }

    public void Add(CopiedTable table, object[] row)
    {
        var text = new StringBuilder();
        foreach (var (index, column) in table.Columns.Index())
        {
            var written = column.Written(row[index]);
            text.Append(CultureInfo.InvariantCulture, $"{(written is null ? "-" : $"{written.Length}:{written}")}");
        }

        Rows++;
        sum = (sum + new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), isUnsigned: true)) % Modulus;
    }

    public bool IsAs(RowSum other) => Rows == other.Rows && sum == other.sum;
}
