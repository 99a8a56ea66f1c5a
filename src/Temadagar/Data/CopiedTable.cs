using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Data;

/// <summary>What a column holds, whatever the database has for it.</summary>
public enum ColumnKind
{
    Id,
    Instant,
    Date,
    Time,
    Truth,
    Whole,
    Decimal,
    Text,
    Bytes,
}

public sealed record CopiedColumn(string Name, ColumnKind Kind)
{
    /// <param name="type">As the migrations write it.</param>
    public static CopiedColumn Of(string name, string type) => new(name, type.Split('(')[0].ToLowerInvariant() switch
    {
        "uniqueidentifier" => ColumnKind.Id,
        "datetimeoffset" => ColumnKind.Instant,
        "date" => ColumnKind.Date,
        "time" => ColumnKind.Time,
        "bit" => ColumnKind.Truth,
        "int" or "bigint" => ColumnKind.Whole,
        "decimal" => ColumnKind.Decimal,
        "nvarchar" => ColumnKind.Text,
        "varbinary" => ColumnKind.Bytes,
        _ => throw new InvalidOperationException($"{name} is {type}, which nothing copies."),
    });

    /// <summary>As SqlClient takes it.</summary>
    public Type ServerType => Kind switch
    {
        ColumnKind.Id => typeof(Guid),
        ColumnKind.Instant => typeof(DateTimeOffset),
        ColumnKind.Date => typeof(DateTime),
        ColumnKind.Time => typeof(TimeSpan),
        ColumnKind.Truth => typeof(bool),
        ColumnKind.Whole => typeof(long),
        ColumnKind.Decimal => typeof(decimal),
        ColumnKind.Text => typeof(string),
        _ => typeof(byte[]),
    };

    /// <summary>A value of either database, as <see cref="ServerType"/>.</summary>
    public object ForServer(object value) => value is DBNull ? value : Kind switch
    {
        ColumnKind.Id => value as Guid? ?? Guid.Parse((string)value),
        ColumnKind.Instant => value as DateTimeOffset? ?? DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ColumnKind.Date => value as DateTime? ?? DateTime.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Time => value as TimeSpan? ?? TimeSpan.Parse((string)value, CultureInfo.InvariantCulture),
        ColumnKind.Truth => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
        ColumnKind.Whole => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ColumnKind.Decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => value,
    };

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
