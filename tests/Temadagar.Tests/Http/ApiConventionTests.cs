using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Temadagar.Tests.Fuzz;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

/// <summary>docs/api.md, against what the API says of itself: names, forms and statuses are one way everywhere. What deviates is named here, with the reason; whoever changes a list here changes the words there.</summary>
public partial class ApiConventionTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Problem = "application/problem+json";

    // What was made has no address that the caller has: it is in the mail that goes to each person.
    private static readonly string[] WithoutLocation = ["POST /api/registrations"];

    // Each is told of in the list that it is in; its address is for changing or removing it. Who someone with protected identity is is not had without a reason.
    private static readonly string[] NotReadByItself =
    [
        "/api/organizer/accounts", "/api/organizer/api-keys", "/api/organizer/theme-days/{slug}/check-ins", "/api/organizer/theme-days/{slug}/check-ins/walk-ins",
        "/api/organizer/theme-days/{slug}/check-outs", "/api/organizer/theme-days/{slug}/protected-people",
    ];

    // What is made there is read elsewhere.
    private static readonly Dictionary<string, string> ReadAt = new()
    {
        ["/api/organizer/theme-days/{slug}/copy"] = "/api/organizer/theme-days/{slug}",
        ["/api/organizer/theme-days/{slug}/registrations"] = "/api/organizer/registrations/{id}",
    };

    private static readonly string[] Repeatable =
    [
        "POST /api/organizer/theme-days/{slug}/certificates", "POST /api/organizer/theme-days/{slug}/messages", "POST /api/organizer/theme-days/{slug}/protected-people",
        "POST /api/organizer/theme-days/{slug}/registrations", "POST /api/registrations",
    ];

    private static readonly string[] Versioned =
    [
        "DELETE /api/organizer/boards/{slug}", "DELETE /api/organizer/theme-days/{slug}", "DELETE /api/organizer/theme-days/{slug}/sessions/{id}", "POST /api/organizer/theme-days/{slug}/programme/import", "PUT /api/organizer/boards/{slug}",
        "PUT /api/organizer/information-pages/{language}", "PUT /api/organizer/series", "PUT /api/organizer/speakers/{id}",
        "PUT /api/organizer/theme-days/{slug}", "PUT /api/organizer/theme-days/{slug}/certificate-settings", "PUT /api/organizer/theme-days/{slug}/programme", "PUT /api/organizer/theme-days/{slug}/sessions/{id}",
    ];

    private static readonly string[] VersionedIfAsked =
    [
        "DELETE /api/organizer/speakers/{id}", "DELETE /api/organizer/speakers/{id}/portrait", "POST /api/organizer/theme-days/{slug}/schedules", "PUT /api/organizer/speakers/{id}/portrait",
    ];

    private static readonly string[] AnswersIfNoneMatch =
    [
        "GET /api/information-pages/{language}", "GET /api/organizer/theme-days/{slug}/check-ins", "GET /api/speakers/{id}/portrait", "GET /api/theme-days/{slug}", "GET /calendar/series.ics", "GET /calendar/{slug}.ics",
    ];

    // Whoever asks is not told whether there was anything to remove.
    private const string SaysNothing = "DELETE /api/interest";

    // A time of day is of the day that stands beside it; elsewhere these are instants.
    private static readonly string[] Clocks = ["startsAt", "endsAt"];

    // In words that are not ours, or that name no instant: "from" is who hands over, or the beginning of a span; "until" says in words how long data are kept.
    private static readonly string[] NoInstant = ["TransferView.from", "HeldCategoryView.until"];

    [Fact]
    public async Task Addresses_are_words_with_hyphens_and_whatever_is_one_of_several_stands_under_a_plural()
    {
        var api = await DocumentAsync();

        Assert.All(api.Operations, operation => Assert.Matches(Address(), operation.Path));
        var over = api.Operations.SelectMany(operation => operation.Path.Split('/').Zip(operation.Path.Split('/').Skip(1)).Where(pair => pair.Second.StartsWith('{') && !pair.First.StartsWith('{')).Select(pair => pair.First)).ToHashSet();
        // The calendar of each day stands under what all of them are: https://…/calendar/lulea.ics.
        Assert.All(over.Except(["calendar"]), word => Assert.Matches("(s|people)$", word));
    }

    [Fact]
    public async Task Each_operation_has_a_name_of_its_own_a_summary_and_a_tag()
    {
        var operations = Operations(await JsonAsync()).ToList();

        Assert.All(operations, operation => Assert.Matches("^(get|head|put|post|delete)[A-Z][A-Za-z]+$", (string?)operation.Body["operationId"]));
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation.Body["operationId"]!).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(operations, operation => Assert.False(string.IsNullOrWhiteSpace((string?)operation.Body["summary"]), operation.Name));
        Assert.All(operations, operation => Assert.Single(operation.Body["tags"]!.AsArray()));
        Assert.All(operations.SelectMany(operation => Parameters(operation).Select(parameter => (operation.Name, parameter))), one =>
            Assert.False(string.IsNullOrWhiteSpace((string?)one.parameter["description"]), $"{one.Name}: {one.parameter["name"]}"));
    }

    [Fact]
    public async Task Names_and_words_are_in_camel_case()
    {
        var schemas = Schemas(await JsonAsync()).ToList();

        Assert.All(schemas, schema => Assert.All(Properties(schema.Schema), property => Assert.Matches(Camel(), property.Key)));
        Assert.All(schemas, schema => Assert.All(schema.Schema["enum"]?.AsArray() ?? [], word => Assert.Matches(Camel(), (string?)word ?? "null in an enum")));
        Assert.All(Operations(await JsonAsync()).SelectMany(Parameters).Where(parameter => (string?)parameter["in"] is "query" or "path"), parameter => Assert.Matches(Camel(), (string)parameter["name"]!));
    }

    [Fact]
    public async Task Each_date_instant_and_time_of_day_says_that_it_is_one()
    {
        var seen = 0;
        foreach (var (name, schema) in Schemas(await JsonAsync()))
        {
            foreach (var (property, described) in Properties(schema))
            {
                var (format, pattern) = ((string?)described!["format"], (string?)described["pattern"]);
                Assert.True(format != "time", $"{name}.{property}: a time of day is HH:mm, without seconds.");
                if (!IsText(described) || NoInstant.Contains($"{name}.{property}"))
                {
                    continue;
                }

                if (Moment().IsMatch(property) || property is "answerBy" or "since" or "from" or "to" or "until" or "now")
                {
                    seen++;
                    Assert.True(format is "date-time" or "date" || (Clocks.Contains(property) && pattern == "^([01][0-9]|2[0-3]):[0-5][0-9]$"), $"{name}.{property} is {format ?? "text"}.");
                }

                if (property is "date" or "day" || property.EndsWith("Date", StringComparison.Ordinal) || property.EndsWith("On", StringComparison.Ordinal))
                {
                    seen++;
                    Assert.True(format == "date", $"{name}.{property} is {format ?? "text"}.");
                }
            }
        }

        Assert.True(seen > 100, $"{seen} were looked at.");
        Assert.All(Operations(await JsonAsync()).SelectMany(Parameters).Where(parameter => (string?)parameter["name"] is "from" or "to"), parameter => Assert.Equal("date", (string?)parameter["schema"]!["format"]));
    }

    [Fact]
    public async Task Ids_are_UUIDs()
    {
        foreach (var (name, schema) in Schemas(await JsonAsync()))
        {
            Assert.All(Properties(schema).Where(property => property.Key == "id" || property.Key.EndsWith("Id", StringComparison.Ordinal)), property => Assert.True((string?)property.Value!["format"] == "uuid", $"{name}.{property.Key}"));
        }

        Assert.All(Operations(await JsonAsync()).SelectMany(Parameters).Where(parameter => ((string)parameter["name"]!).EndsWith("id", StringComparison.OrdinalIgnoreCase)), parameter => Assert.Equal("uuid", (string?)parameter["schema"]!["format"]));
    }

    [Fact]
    public async Task Whatever_refuses_is_a_problem_and_every_operation_says_how_it_may_be_refused()
    {
        var document = await JsonAsync();
        foreach (var operation in Operations(document))
        {
            var replies = operation.Body["responses"]!.AsObject();
            Assert.All(replies.Where(reply => reply.Key[0] is '4' or '5'), reply =>
                Assert.True(reply.Value!["content"]?.AsObject() is { Count: 1 } content && content.ContainsKey(Problem), $"{operation.Name} {reply.Key}"));
            Assert.All(replies.Where(reply => reply.Key is "200" or "201" or "204"), reply =>
                Assert.True(reply.Value!["content"] is null == (reply.Key == "204"), $"{operation.Name} {reply.Key}: 204 is what has no body."));
            AssertSays(operation.Body["requestBody"] is not null, "400", "413", "415");
            AssertSays(operation.Body["security"] is not null && operation.Name != SaysNothing, "401");
            AssertSays(operation.Name.Contains(" /api/organizer/", StringComparison.Ordinal), "401", "403", "503");
            AssertSays(Parameters(operation).Any(parameter => (string?)parameter["name"] == "Idempotency-Key"), "422");
            AssertSays(Parameters(operation).Any(parameter => (string?)parameter["name"] == "If-Match"), "412");
            Assert.Equal(replies.ContainsKey("412"), Parameters(operation).Any(parameter => (string?)parameter["name"] == "If-Match"));

            void AssertSays(bool when, params string[] statuses) =>
                Assert.All(when ? statuses : [], status => Assert.True(replies.ContainsKey(status), $"{operation.Name} does not tell of {status}."));
        }

        Assert.Equal(["detail", "status", "title", "type"], document["components"]!["schemas"]!["ProblemDetails"]!["required"]!.AsArray().Select(name => (string)name!).Order());
    }

    [Fact]
    public async Task What_is_made_says_where_it_is()
    {
        var made = Operations(await JsonAsync()).Where(operation => operation.Body["responses"]!["201"] is not null).ToList();

        Assert.All(made, operation => Assert.StartsWith("POST ", operation.Name, StringComparison.Ordinal));
        Assert.Equal(WithoutLocation, made.Where(operation => operation.Body["responses"]!["201"]!["headers"]?["Location"] is null).Select(operation => operation.Name));
    }

    [Fact]
    public async Task What_is_made_can_be_read_where_it_is_or_is_named_here()
    {
        var document = await JsonAsync();
        var made = Operations(document).Where(operation => operation.Body["responses"]!["201"]?["headers"]?["Location"] is not null).Select(operation => operation.Name["POST ".Length..]);
        var read = Operations(document).Where(operation => operation.Name.StartsWith("GET ", StringComparison.Ordinal)).Select(operation => operation.Name["GET ".Length..]).ToList();

        Assert.Equal(NotReadByItself, made.Where(path => !read.Exists(one => one == ReadAt.GetValueOrDefault(path) || (one.StartsWith(path + "/{", StringComparison.Ordinal) && one.EndsWith('}')))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_a_version_and_a_tag_are_taken_by_those_named_here_and_no_other()
    {
        var operations = Operations(await JsonAsync()).ToList();

        Assert.Equal(Repeatable, With("Idempotency-Key"));
        Assert.Equal(Versioned, With("If-Match").Where(name => Replies(name).ContainsKey("428")));
        Assert.Equal(VersionedIfAsked, With("If-Match").Where(name => !Replies(name).ContainsKey("428")));
        Assert.Equal(AnswersIfNoneMatch, operations.Select(operation => operation.Name).Where(name => Replies(name).ContainsKey("304")).Order(StringComparer.Ordinal));

        IEnumerable<string> With(string header) =>
            operations.Where(operation => Parameters(operation).Any(parameter => (string?)parameter["name"] == header)).Select(operation => operation.Name).Order(StringComparer.Ordinal);
        JsonObject Replies(string name) => operations.Single(operation => operation.Name == name).Body["responses"]!.AsObject();
    }

    [Fact]
    public async Task A_list_that_may_be_long_is_paged_by_take_and_cursor()
    {
        var document = await JsonAsync();
        var paged = 0;
        foreach (var operation in Operations(document))
        {
            var names = Parameters(operation).Select(parameter => (string)parameter["name"]!).ToList();
            Assert.Empty(names.Intersect(["page", "limit", "offset", "skip", "size", "after", "before", "pageSize"]).Except(operation.Name.EndsWith("/portrait", StringComparison.Ordinal) ? ["size"] : []));
            var reply = operation.Body["responses"]!["200"]?["content"]?["application/json"]?["schema"];
            var properties = reply is null ? null : new ApiDocument(document).Resolve(reply)["properties"]?.AsObject();
            Assert.True(names.Contains("take") == names.Contains("cursor") && names.Contains("cursor") == (properties?.ContainsKey("cursor") == true), operation.Name);
            if (properties?.ContainsKey("cursor") == true)
            {
                paged++;
                var take = Parameters(operation).Single(parameter => (string?)parameter["name"] == "take")["schema"]!;
                Assert.Equal((1, 200, 50), ((int)take["minimum"]!, (int)take["maximum"]!, (int)take["default"]!));
                Assert.Single(properties, property => IsArray(property.Value!));
                Assert.Contains("null", properties["cursor"]!["type"]!.AsArray().Select(type => (string)type!));
            }
        }

        Assert.Equal(3, paged);
    }

    private async Task<JsonNode> JsonAsync() => await shared.Service.DescriptionAsync();

    private async Task<ApiDocument> DocumentAsync() => new(await JsonAsync());

    private static IEnumerable<(string Name, JsonObject Body)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => ($"{method.Key.ToUpperInvariant()} {path.Key}", method.Value!.AsObject())));

    private static IEnumerable<JsonObject> Parameters((string Name, JsonObject Body) operation) => (operation.Body["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject());

    private static IEnumerable<(string Name, JsonObject Schema)> Schemas(JsonNode document) => document["components"]!["schemas"]!.AsObject().Select(schema => (schema.Key, schema.Value!.AsObject()));

    private static JsonObject Properties(JsonObject schema) => schema["properties"]?.AsObject() ?? [];

    private static bool IsText(JsonNode schema) => schema["type"] is JsonArray several ? several.Any(type => (string?)type == "string") : (string?)schema["type"] == "string";

    private static bool IsArray(JsonNode schema) => schema["type"] is JsonValue type && (string)type! == "array";

    [GeneratedRegex(@"^(/(\{[a-z][A-Za-z]*\}(\.[a-z]+)?|[a-z]+(-[a-z]+)*(\.[a-z]+)?))+$")]
    private static partial Regex Address();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex Camel();

    [GeneratedRegex("(^at|At)$")]
    private static partial Regex Moment();
}
