using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>How ids and instants are written where the database has no type for them.</summary>
internal static class TypeHandlers
{
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new GuidHandler());
    }

    /// <summary>On SQLite an instant is text in UTC with fixed width, so that text order is time order.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = parameter is SqliteParameter
            ? value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)
            : value;

        public override DateTimeOffset Parse(object value) => value is string text
            ? new DateTimeOffset(DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture), TimeSpan.Zero)
            : (DateTimeOffset)value;
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) => parameter.Value = parameter is SqliteParameter
            ? value.ToString("D")
            : value;

        public override Guid Parse(object value) => value is string text ? Guid.ParseExact(text, "D") : (Guid)value;
    }
}
