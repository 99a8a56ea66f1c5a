using System.Text.Json.Nodes;

namespace Temadagar.Tests.Fuzz;

/// <summary>An operation of the API, as its own description has it.</summary>
/// <param name="Bodies">Media type and schema, which may be null; empty: it takes none.</param>
/// <param name="Replies">For each status the schemas by media type.</param>
internal sealed record Operation(
    string Method, string Path, IReadOnlyList<JsonObject> Parameters, IReadOnlyDictionary<string, JsonNode?> Bodies, IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonNode?>> Replies)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The OpenAPI document that the service gives of itself (OpenAPI 3.1, JSON Schema 2020-12: the part of them that it uses).</summary>
internal sealed class ApiDocument(JsonNode document)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];

    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(method => Methods.Contains(method.Key)).Select(method => new Operation(
            method.Key.ToUpperInvariant(),
            path.Key,
            [.. (path.Value["parameters"]?.AsArray() ?? []).Concat(method.Value!["parameters"]?.AsArray() ?? []).Select(one => one!.AsObject())],
            SchemasOf(method.Value["requestBody"]),
            method.Value["responses"]!.AsObject().ToDictionary(
                reply => int.Parse(reply.Key, System.Globalization.CultureInfo.InvariantCulture), reply => (IReadOnlyDictionary<string, JsonNode?>)SchemasOf(reply.Value))))),
    ];

    /// <summary>The schema itself, where it is named elsewhere.</summary>
    public JsonObject Resolve(JsonNode schema)
    {
        var resolved = schema.AsObject();
        while (resolved["$ref"] is { } reference)
        {
            resolved = ((string)reference!).Split('/').Skip(1).Aggregate(document, (node, part) => node[part]!).AsObject();
        }

        return resolved;
    }

    /// <summary>What a value does not fit in; null: it fits.</summary>
    public string? FaultOf(JsonNode? value, JsonNode? schema, string at = "$")
    {
        if (schema is null || (schema is JsonValue && schema.GetValueKind() == System.Text.Json.JsonValueKind.True))
        {
            return null;
        }

        var expected = Resolve(schema);
        var some = expected["oneOf"] ?? expected["anyOf"];
        if (some is not null)
        {
            var faults = some.AsArray().Select(one => FaultOf(value, one, at)).ToList();
            return faults.Contains(null) ? null : string.Join("; or ", faults);
        }

        var types = expected["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : expected["type"] is { } only ? new[] { (string)only! } : [];
        if (types.Length > 0 && !types.Any(type => IsOf(value, type)))
        {
            return $"{at} is {value?.GetValueKind().ToString() ?? "null"}, not {string.Join(" or ", types)}";
        }

        if (expected["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            return $"{at} is {value?.ToJsonString()}, not one of {words.ToJsonString()}";
        }

        if (value is JsonObject members)
        {
            var properties = expected["properties"]?.AsObject();
            return (expected["required"]?.AsArray() ?? []).Where(name => !members.ContainsKey((string)name!)).Select(name => $"{at} lacks {name}").FirstOrDefault()
                ?? members.Select(member => properties?[member.Key] is { } described ? FaultOf(member.Value, described, $"{at}.{member.Key}")
                    : properties is not null && expected["additionalProperties"] is null && types.Contains("object") && !IsProblem(properties) ? $"{at} has {member.Key}, which is not described"
                    : FaultOf(member.Value, expected["additionalProperties"] is JsonObject rest ? rest : null, $"{at}.{member.Key}")).FirstOrDefault(fault => fault is not null);
        }

        return value is JsonArray items && expected["items"] is { } item
            ? items.Select((one, index) => FaultOf(one, item, $"{at}[{index}]")).FirstOrDefault(fault => fault is not null)
            : null;
    }

    // Problem details may have members of their own (RFC 9457, 3.2).
    private static bool IsProblem(JsonObject properties) => properties.ContainsKey("type") && properties.ContainsKey("title") && properties.ContainsKey("detail");

    private static bool IsOf(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (null, "null") => true,
        (System.Text.Json.JsonValueKind.Object, "object") or (System.Text.Json.JsonValueKind.Array, "array") or (System.Text.Json.JsonValueKind.String, "string") => true,
        (System.Text.Json.JsonValueKind.Number, "number") => true,
        (System.Text.Json.JsonValueKind.Number, "integer") => value!.ToJsonString().All(character => char.IsAsciiDigit(character) || character == '-'),
        (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "boolean") => true,
        _ => false,
    };

    private static Dictionary<string, JsonNode?> SchemasOf(JsonNode? described) =>
        described?["content"]?.AsObject().ToDictionary(content => content.Key, content => content.Value?["schema"]) ?? [];
}
