using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Temadagar.Tests.Infrastructure;

/// <summary>What SQL Server read, in the types that SQLite has for it, so that a test takes both in the same way: ids, dates and times as text, all whole numbers as long.</summary>
internal sealed class AsSqlite(DbDataReader inner) : DbDataReader
{
    public override int FieldCount => inner.FieldCount;

    public override bool HasRows => inner.HasRows;

    public override bool IsClosed => inner.IsClosed;

    public override int RecordsAffected => inner.RecordsAffected;

    public override int Depth => inner.Depth;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public static object Of(object value) => value switch
    {
        Guid id => id.ToString("D"),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("hh':'mm':'ss", CultureInfo.InvariantCulture),
        bool or int or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        decimal number => (double)number,
        _ => value,
    };

    public override object GetValue(int ordinal) => Of(inner.GetValue(ordinal));

    public override int GetValues(object[] values)
    {
        var count = inner.GetValues(values);
        for (var index = 0; index < count; index++)
        {
            values[index] = Of(values[index]);
        }

        return count;
    }

    public override Type GetFieldType(int ordinal) => inner.GetFieldType(ordinal) switch
    {
        var type when type == typeof(Guid) || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(TimeSpan) => typeof(string),
        var type when type == typeof(bool) || type == typeof(int) || type == typeof(short) || type == typeof(byte) => typeof(long),
        var type when type == typeof(decimal) => typeof(double),
        var type => type,
    };

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetDouble(ordinal);

    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);

    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);

    public override char GetChar(int ordinal) => inner.GetChar(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);

    public override string GetName(int ordinal) => inner.GetName(ordinal);

    public override int GetOrdinal(string name) => inner.GetOrdinal(name);

    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);

    public override bool NextResult() => inner.NextResult();

    public override bool Read() => inner.Read();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
