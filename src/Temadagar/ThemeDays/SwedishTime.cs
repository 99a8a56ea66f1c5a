using System.Text.Json;
using System.Text.Json.Serialization;

namespace Temadagar.ThemeDays;

/// <summary>An instant in a reply: with the offset that Swedish clocks have then, so that whoever reads it sees the time of day (RFC 3339). Any offset is taken.</summary>
public sealed class SwedishTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Stockholm.In(value));
}
