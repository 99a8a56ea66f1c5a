using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>How ids, instants and numbers with decimals are written where the database has no type for them.</summary>
internal static class TypeHandlers
{
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(decimal));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.AddTypeHandler(new DecimalHandler());
    }

    /// <summary>On SQLite an instant is text in UTC with fixed width, so that text order is time order.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        // 2026-03-05T08:00:00.0000000Z, which .NET writes and reads without looking at a pattern.
        private const string Format = "O";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = parameter is SqliteParameter
            ? value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)
            : value;

        public override DateTimeOffset Parse(object value) => value is string text
            ? new DateTimeOffset(DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))
            : (DateTimeOffset)value;
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) => parameter.Value = parameter is SqliteParameter
            ? value.ToString("D")
            : value;

        public override Guid Parse(object value) => value is string text ? Guid.ParseExact(text, "D") : (Guid)value;
    }

    /// <summary>SQLite keeps 6 as a whole number and 5.5 as a real one in the same column, and each row is read as it is.</summary>
    private sealed class DecimalHandler : SqlMapper.TypeHandler<decimal>
    {
        public override void SetValue(IDbDataParameter parameter, decimal value) => parameter.Value = value;

        public override decimal Parse(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
    }
}
