using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Temadagar.Tests.Fuzz;

/// <summary>Requests made from the description of the API: whole ones, and ones with something wrong.</summary>
/// <param name="slugs">Of days that are there.</param>
/// <param name="ids">Of what is there.</param>
internal sealed class Requests(ApiDocument api, Random random, IReadOnlyList<string> slugs, IReadOnlyList<string> ids)
{
    private const int Deepest = 6;

    /// <summary>All that has ever broken a text field: directions, nothing visible, piles of accents, halves of letters, ends of strings, what other languages take for code.</summary>
    public static readonly IReadOnlyList<string> Nasty =
    [
        "", " ", "\u0000", "a\u0000b", "\ud800", "a\udc00b", "\u202eabc", "\u2066x\u2069", "\u200b", "\u200d\u200d", "\ufeffx", "Z" + new string('\u0301', 200), "\u0085", "\r\nBcc: x@example.org", "\t", "\uffff", "\U0010ffff",
        "👩‍👩‍👧‍👦", "ﷺ", "İıſß", "𝕬𝖇𝖈", "a\u0300", "å", "a\u030a", "'; DROP TABLE Registrations; --", "' OR '1'='1", "%_[]", "\\", "\"", "{{ 7 | times: 7 }}", "{% raw %}", "<script>alert(1)</script>", "[x](javascript:alert(1))", "=cmd|' /C calc'!A0",
        "../../etc/passwd", "%2e%2e%2f", "C:\\x", "null", "true", "NaN", "1e999", "-1", "0", "9999999999999999999999", "2016-02-30", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "1969-07-20T00:00:00-14:00", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "a@b", "a@" + new string('b', 300) + ".se", "\"a b\"@example.org", "å@exämple.org", "http://example.org", "070-1234567", new('x', 300), new('å', 5000),
    ];

    // One for each pattern that the description has.
    private static readonly string[] Patterned = ["09:00", "070-174 06 05"];

    public HttpRequestMessage Make(Operation operation, out string described)
    {
        var wrong = random.Next(3) == 0;
        var path = operation.Path;
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var parameter in operation.Parameters)
        {
            var name = (string)parameter["name"]!;
            var value = name == "If-Match" && random.Next(8) > 0 ? "*" : name == "slug" && random.Next(8) > 0 ? slugs[random.Next(slugs.Count)] : name == "id" && random.Next(8) > 0 ? ids[random.Next(ids.Count)] : Text(parameter["schema"], wrong);
            switch ((string)parameter["in"]!)
            {
                case "path":
                    path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Whole(value) is { Length: > 0 } part ? part : "x"), StringComparison.Ordinal);
                    break;
                case "query" when random.Next(2) == 0:
                    query.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Whole(value))}");
                    break;
                case "header" when random.Next(2) == 0:
                    headers.Add((name, new string([.. value.Where(character => character is > ' ' and <= '~')])));
                    break;
            }
        }

        var request = new HttpRequestMessage(new HttpMethod(operation.Method), path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var body = "";
        if (operation.Bodies.Count > 0 && random.Next(20) > 0)
        {
            var (type, schema) = operation.Bodies.ElementAt(random.Next(operation.Bodies.Count));
            body = type.Contains("json", StringComparison.Ordinal) ? Broken(Written(Value(schema, 0, wrong)), wrong) : new string('x', random.Next(200));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Whole(body)));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(wrong && random.Next(10) == 0 ? "text/plain" : type);
        }

        described = $"{request.Method} {request.RequestUri} {string.Join(' ', headers)}\n{(body.Length > 2000 ? body[..2000] + "…" : body)}";
        return request;
    }

    // Half a letter can stand in JSON as an escape, and in UTF-8 not at all.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Written(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonNode? value, StringBuilder to)
    {
        switch (value)
        {
            case JsonObject members:
                to.Append('{');
                foreach (var (index, member) in members.Index())
                {
                    Quote(member.Key, to.Append(index > 0 ? "," : ""));
                    Write(member.Value, to.Append(':'));
                }

                to.Append('}');
                break;
            case JsonArray items:
                to.Append('[');
                foreach (var (index, item) in items.Index())
                {
                    Write(item, to.Append(index > 0 ? "," : ""));
                }

                to.Append(']');
                break;
            case JsonValue scalar when scalar.TryGetValue<string>(out var text):
                Quote(text, to);
                break;
            default:
                to.Append(value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Quote(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var character in text)
        {
            to.Append(character is '"' or '\\' or < ' ' || char.IsSurrogate(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString());
        }

        to.Append('"');
    }

    private string Broken(string json, bool wrong) => !wrong || random.Next(8) > 0 ? json : random.Next(5) switch
    {
        0 => json[..random.Next(json.Length)],
        1 => json + json,
        2 => new string('[', 5000),
        3 => json.Replace(":", ",", StringComparison.Ordinal),
        _ => "",
    };

    private JsonNode? Value(JsonNode? schema, int depth, bool wrong)
    {
        if (wrong && random.Next(12) == 0)
        {
            return random.Next(6) switch
            {
                0 => null,
                1 => JsonValue.Create(random.NextInt64()),
                2 => new JsonArray(JsonValue.Create("x")),
                3 => new JsonObject { ["x"] = 1 },
                4 => JsonValue.Create(random.Next(2) == 0),
                _ => JsonValue.Create(Nasty[random.Next(Nasty.Count)]),
            };
        }

        if (schema is not JsonObject)
        {
            return JsonValue.Create("x");
        }

        var wanted = api.Resolve(schema);
        if ((wanted["oneOf"] ?? wanted["anyOf"]) is JsonArray some)
        {
            return Value(some[random.Next(some.Count)], depth, wrong);
        }

        var types = wanted["type"] is JsonArray several ? several.Select(type => (string)type!).ToArray() : [(string?)wanted["type"] ?? (wanted["properties"] is null ? "string" : "object")];
        if (wanted["enum"] is JsonArray words)
        {
            return words[random.Next(words.Count)]?.DeepClone();
        }

        switch (types[random.Next(types.Length)])
        {
            case "null":
                return null;
            case "object":
                var made = new JsonObject();
                var required = (wanted["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet();
                foreach (var (name, described) in wanted["properties"]?.AsObject() ?? [])
                {
                    if (depth < Deepest && (required.Contains(name) ? !wrong || random.Next(15) > 0 : random.Next(2) == 0))
                    {
                        // The description has no pattern for these.
                        made[name] = name == "email" && !wrong ? JsonValue.Create($"person{random.Next(1000)}@example.org") : Value(described, depth + 1, wrong);
                    }
                }

                if (wrong && random.Next(15) == 0)
                {
                    made[Nasty[random.Next(Nasty.Count)]] = "x";
                }

                return made;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, depth < Deepest ? random.Next(wrong && random.Next(30) == 0 ? 600 : 3) + (wrong ? 0 : 1) : 0).Select(_ => Value(wanted["items"], depth + 1, wrong))]);
            case "integer":
                return JsonValue.Create(random.Next(wrong ? 8 : 24) switch { 0 => long.MaxValue, 1 => -1, 2 => 0, _ => Math.Clamp(random.Next(1, 50), Bound(wanted, "minimum") ?? 1, Bound(wanted, "maximum") ?? 50) });
            case "number":
                return JsonValue.Create(random.Next(4) == 0 ? -1e300 : random.NextDouble() * 100);
            case "boolean":
                return JsonValue.Create(random.Next(2) == 0);
            default:
                return JsonValue.Create(Text(wanted, wrong));
        }
    }

    private static int? Bound(JsonObject schema, string name) => schema[name] is { } bound ? (int)(double)bound : null;

    private string Text(JsonNode? schema, bool wrong)
    {
        if (random.Next(wrong ? 3 : 40) == 0)
        {
            return Nasty[random.Next(Nasty.Count)];
        }

        var wanted = schema is JsonObject ? api.Resolve(schema) : null;
        if (wanted?["enum"] is JsonArray { Count: > 0 } words)
        {
            return words[random.Next(words.Count)]?.ToString() ?? "";
        }

        if ((string?)wanted?["pattern"] is { } pattern && !wrong)
        {
            return Patterned.First(text => Regex.IsMatch(text, pattern));
        }

        var made = (string?)wanted?["format"] switch
        {
            "date" => random.Next(2) == 0 ? "2027-03-28" : DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "time" => "09:00:00",
            "date-time" => DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(4_000_000_000)).ToString("O", CultureInfo.InvariantCulture),
            "email" => $"person{random.Next(1000)}@example.org",
            _ => random.Next(4) switch
            {
                0 => $"person{random.Next(1000)}@example.org",
                1 => "Åsa Öberg",
                2 => random.Next(100).ToString(CultureInfo.InvariantCulture),
                _ => random.Next(2) == 0 ? slugs[random.Next(slugs.Count)] : ids[random.Next(ids.Count)],
            },
        };
        return wanted is not null && !wrong && Bound(wanted, "maxLength") is { } longest && made.Length > longest ? made[..longest] : made;
    }
}
