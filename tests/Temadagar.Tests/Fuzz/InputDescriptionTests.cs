using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Fuzz;

/// <summary>What the API's description says of each input: how long, of what form, from what to what.</summary>
public class InputDescriptionTests(SharedService shared) : IClassFixture<SharedService>
{
    private static readonly string[] Bounding = ["date", "date-time", "uuid", "time"];

    // One of those that the answer to the same address names; however long, another is refused.
    private static readonly string[] Named = ["SharingRequest.boards[]"];

    [Fact]
    public async Task Every_text_that_one_may_send_has_an_end_and_every_number_a_range()
    {
        var api = new ApiDocument(await shared.Service.DescriptionAsync());
        var endless = new HashSet<string>();
        var seen = 0;
        foreach (var schema in api.Operations.SelectMany(operation => operation.Bodies).Where(body => body.Key.Contains("json", StringComparison.Ordinal)).Select(body => body.Value))
        {
            Walk(api, schema, "", endless, ref seen, []);
        }

        Assert.True(seen > 100, $"{seen} fields were looked at.");
        Assert.Equal(Named, endless.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/registrations", "participants.0.firstName")]
    [InlineData("/api/registrations", "participants.0.lastName")]
    [InlineData("/api/registrations", "participants.0.organization")]
    [InlineData("/api/registrations", "participants.0.profession")]
    [InlineData("/api/registrations", "submittedBy")]
    [InlineData("/api/registrations", "participants.0.phone")]
    [InlineData("/api/organizer/speakers", "name")]
    [InlineData("/api/organizer/speakers", "title")]
    [InlineData("/api/organizer/speakers", "biographySv")]
    [InlineData("/api/organizer/speakers", "travelNeeds")]
    [InlineData("/api/organizer/theme-days", "title")]
    [InlineData("/api/organizer/theme-days", "summary")]
    [InlineData("/api/organizer/theme-days", "description")]
    [InlineData("/api/organizer/theme-days", "city")]
    [InlineData("/api/organizer/theme-days", "directions")]
    [InlineData("/api/organizer/markdown", "markdown")]
    [InlineData("/api/organizer/api-keys", "name")]
    public async Task As_long_as_it_says_is_taken_and_one_letter_more_is_not(string path, string field)
    {
        var api = new ApiDocument(await shared.Service.DescriptionAsync());
        var most = (int)Field(api, path, field)["maxLength"]!;
        // A number is as long as its form lets it be: filled up with what it may be written with.
        string Text(int length) => field.EndsWith("phone", StringComparison.Ordinal) ? "070-174 06 05" + new string('-', length - 13) : new string('a', length);

        Assert.DoesNotContain(field, await FaultsAsync(path, field, Text(most)));
        Assert.Contains(field, await FaultsAsync(path, field, Text(most + 1)));
    }

    [Theory]
    [InlineData("/api/organizer/theme-days", "number")]
    [InlineData("/api/organizer/theme-days", "certificateHours")]
    [InlineData("/api/organizer/theme-days", "places.0.capacity")]
    public async Task From_the_least_to_the_most_it_is_taken_and_beyond_it_is_not(string path, string field)
    {
        var api = new ApiDocument(await shared.Service.DescriptionAsync());
        var described = Field(api, path, field);
        foreach (var (limit, beyond) in new[] { ("minimum", -1), ("maximum", 1) })
        {
            var edge = int.Parse(described[limit]!.ToString(), CultureInfo.InvariantCulture);
            Assert.DoesNotContain(field, await FaultsAsync(path, field, edge));
            Assert.Contains(field, await FaultsAsync(path, field, edge + beyond));
        }
    }

    [Fact]
    public async Task A_time_a_telephone_number_and_a_list_are_as_it_says()
    {
        var api = new ApiDocument(await shared.Service.DescriptionAsync());

        foreach (var (path, field, good, bad) in new[]
        {
            ("/api/organizer/theme-days", "startsAt", new[] { "00:00", "09:30", "23:59" }, new[] { "24:00", "9:30", "09:60", "09.30", "09:30:00" }),
            ("/api/registrations", "participants.0.phone", ["070-174 06 05", "+46 (0)70 1740605"], ["112", "070-174 06 05 ankn 4", "nummer"]),
        })
        {
            var pattern = (string)Field(api, path, field)["pattern"]!;
            Assert.All(good, text => Assert.Matches(pattern, text));
            Assert.All(bad, text => Assert.DoesNotMatch(pattern, text));
            foreach (var text in good)
            {
                Assert.DoesNotContain(field, await FaultsAsync(path, field, text));
            }

            foreach (var text in bad)
            {
                Assert.Contains(field, await FaultsAsync(path, field, text));
            }
        }

        Assert.Equal((1, Temadagar.Registrations.Submission.MaxParticipants), Items("participants"));
        Assert.Equal((1, Temadagar.Registrations.Submission.MaxThemeDays), Items("themeDays"));

        (int, int) Items(string list) => ((int)Field(api, "/api/registrations", list)["minItems"]!, (int)Field(api, "/api/registrations", list)["maxItems"]!);
    }

    [Fact]
    public async Task What_a_reply_gives_to_be_sent_back_and_what_the_form_asks_is_described_where_it_is_sent()
    {
        var api = new ApiDocument(await shared.Service.DescriptionAsync());
        using var organizer = await shared.Service.WithKeyAsync(Role.Organizer);
        var day = JsonNode.Parse(await organizer.GetStringAsync("/api/organizer/theme-days/lulea", TestContext.Current.CancellationToken))!;

        Assert.Empty(day.AsObject().Select(field => field.Key).Except(Temadagar.Planning.PlannedDayView.ReadOnlyFields).Except(Described("POST", "/api/organizer/theme-days")));
        Assert.Empty(Described("PUT", "/api/my/registration/needs").Except(Of(Field(api, "/api/registrations", "participants.0"))));

        IEnumerable<string> Described(string method, string path) =>
            Of(api.Resolve(api.Operations.Single(operation => operation.Method == method && operation.Path.TrimEnd('/') == path).Bodies["application/json"]!));

        static IEnumerable<string> Of(JsonObject schema) => schema["properties"]!.AsObject().Select(property => property.Key);
    }

    private static void Walk(ApiDocument api, JsonNode? schema, string at, HashSet<string> endless, ref int seen, HashSet<string> within)
    {
        if (schema is not JsonObject)
        {
            return;
        }

        var name = ((string?)schema["$ref"])?.Split('/')[^1];
        if (name is not null && !within.Add(name))
        {
            return;
        }

        var resolved = api.Resolve(schema);
        foreach (var one in (resolved["oneOf"] ?? resolved["anyOf"])?.AsArray() ?? [])
        {
            Walk(api, one, at, endless, ref seen, within);
        }

        foreach (var (property, described) in resolved["properties"]?.AsObject() ?? [])
        {
            Walk(api, described, name is null ? $"{at}.{property}" : $"{name}.{property}", endless, ref seen, within);
        }

        Walk(api, resolved["items"], at + "[]", endless, ref seen, within);
        var types = resolved["type"] is JsonArray several ? several.Select(type => (string)type!).ToList() : [(string?)resolved["type"] ?? ""];
        if (resolved["enum"] is not null || Bounding.Contains((string?)resolved["format"]))
        {
            seen++;
        }
        else if (types.Contains("string"))
        {
            seen++;
            if (resolved["maxLength"] is null)
            {
                endless.Add(at);
            }
        }
        else if (types.Contains("integer") || types.Contains("number"))
        {
            seen++;
            if (resolved["minimum"] is null || resolved["maximum"] is null)
            {
                endless.Add(at);
            }
        }

        if (name is not null)
        {
            within.Remove(name);
        }
    }

    private static JsonObject Field(ApiDocument api, string path, string field)
    {
        JsonNode schema = api.Operations.Single(operation => operation.Method == "POST" && operation.Path.TrimEnd('/') == path).Bodies["application/json"]!;
        foreach (var part in field.Split('.'))
        {
            var resolved = api.Resolve(schema);
            schema = part == "0" ? resolved["items"]! : resolved["properties"]![part]!;
        }

        return api.Resolve(schema);
    }

    /// <returns>The fields that are refused, named as in the description. What is sent has another fault besides, so that nothing is saved.</returns>
    private async Task<IReadOnlyList<string>> FaultsAsync(string path, string field, JsonNode value)
    {
        var body = new JsonObject { ["okänt"] = true };
        JsonNode at = body;
        var parts = field.Split('.');
        foreach (var (index, part) in parts.Index())
        {
            JsonNode next = index == parts.Length - 1 ? value.DeepClone() : parts[index + 1] == "0" ? new JsonArray() : new JsonObject();
            if (part == "0")
            {
                at.AsArray().Add(next);
            }
            else
            {
                at[part] = next;
            }

            at = next;
        }

        using var client = await shared.Service.WithKeyAsync(Role.Administrator);
        using var response = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return [.. (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key.Replace("[0]", ".0", StringComparison.Ordinal))];
    }
}
