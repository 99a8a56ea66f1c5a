using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

/// <summary>Every fault of an input is found, named by its field in the reader's language, and nothing is stored.</summary>
public class BadInputTests(SharedService shared) : IClassFixture<SharedService>, IAsyncLifetime
{
    private static readonly string[] Required = ["firstName", "lastName", "email", "organization", "profession", "sector", "language"];

    private readonly TestService service = shared.Service;
    private long before;

    public async ValueTask InitializeAsync() => before = await StoredAsync();

    // Whatever these tests send, nothing may come of it: one that is accepted by mistake is seen here.
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Assert.Equal(before, await StoredAsync());
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        // A field, what it holds, and the path of the fault.
        { "firstName", "null", "participants[0].firstName" },
        { "firstName", "\"\"", "participants[0].firstName" },
        { "firstName", "\" \\t \"", "participants[0].firstName" },
        { "firstName", "1", "participants[0].firstName" },
        { "firstName", "true", "participants[0].firstName" },
        { "firstName", "[\"Åsa\"]", "participants[0].firstName" },
        { "firstName", "{}", "participants[0].firstName" },
        { "firstName", "\"\\ud800\"", "participants[0].firstName" },
        { "firstName", "\"\\udc00\\ud800\"", "participants[0].firstName" },
        { "firstName", "\"\\u0000\"", "participants[0].firstName" },
        { "firstName", "\"A\\u0000sa\"", "participants[0].firstName" },
        { "firstName", "\"A\\u001bsa\"", "participants[0].firstName" },
        { "firstName", "\"A\\u0085sa\"", "participants[0].firstName" },
        { "firstName", "\"\\u202easA\"", "participants[0].firstName" },
        { "firstName", "\"\\u2066Asa\\u2069\"", "participants[0].firstName" },
        { "firstName", "\"A\\u200bsa\"", "participants[0].firstName" },
        { "firstName", "\"\\ufeffAsa\"", "participants[0].firstName" },
        { "firstName", "\"A\\ue000sa\"", "participants[0].firstName" },
        { "firstName", "\"A\\uffffsa\"", "participants[0].firstName" },
        { "firstName", "\"A\\udb40\\udc41sa\"", "participants[0].firstName" }, // U+E0041, a tag: not to be seen
        { "firstName", "\"A\\udb80\\udc00sa\"", "participants[0].firstName" }, // U+F0000, private use
        { "firstName", "\"A\\ud83f\\udfffsa\"", "participants[0].firstName" }, // U+1FFFF, no character
        { "firstName", "\"\\u200d\"", "participants[0].firstName" },
        { "firstName", "\"\\u00ad\\u200c\"", "participants[0].firstName" },
        { "firstName", "\"http://example.org\"", "participants[0].firstName" },
        { "firstName", "\"www.example\"", "participants[0].firstName" },
        { "firstName", "\"vinn pengar.se\"", "participants[0].firstName" },
        { "firstName", "\"bank1.se\"", "participants[0].firstName" },
        { "firstName", "\"<b>Åsa</b>\"", "participants[0].firstName" },
        { "firstName", "\"asa@example.org\"", "participants[0].firstName" },
        { "firstName", "\"[Åsa](x)\"", "participants[0].firstName" },
        { "lastName", "null", "participants[0].lastName" },
        { "lastName", "\"//example.org\"", "participants[0].lastName" },
        { "email", "null", "participants[0].email" },
        { "email", "17", "participants[0].email" },
        { "email", "\"asa\"", "participants[0].email" },
        { "email", "\"asa@\"", "participants[0].email" },
        { "email", "\"@example.org\"", "participants[0].email" },
        { "email", "\"asa@example\"", "participants[0].email" },
        { "email", "\"asa@example..org\"", "participants[0].email" },
        { "email", "\"asa@example.org.\"", "participants[0].email" },
        { "email", "\"asa@-example.org\"", "participants[0].email" },
        { "email", "\"a sa@example.org\"", "participants[0].email" },
        { "email", "\"a..sa@example.org\"", "participants[0].email" },
        { "email", "\".asa@example.org\"", "participants[0].email" },
        { "email", "\"asa@bsa@example.org\"", "participants[0].email" },
        { "email", "\"åsa@example.org\"", "participants[0].email" },
        { "email", "\"\\\"asa\\\"@example.org\"", "participants[0].email" },
        { "email", "\"asa@[127.0.0.1]\"", "participants[0].email" },
        { "email", "\"Åsa <asa@example.org>\"", "participants[0].email" },
        { "email", "\"asa@example.org, bo@example.org\"", "participants[0].email" },
        { "email", "\"asa@example.org\\r\\nBcc: bo@example.org\"", "participants[0].email" },
        { "organization", "null", "participants[0].organization" },
        { "organization", "\"\"", "participants[0].organization" },
        { "profession", "null", "participants[0].profession" },
        { "sector", "null", "participants[0].sector" },
        { "sector", "\"Police\"", "participants[0].sector" },
        { "sector", "\"annat\"", "participants[0].sector" },
        { "sector", "0", "participants[0].sector" },
        { "language", "null", "participants[0].language" },
        { "language", "\"fi\"", "participants[0].language" },
        { "language", "\"sv-SE\"", "participants[0].language" },
        { "municipality", "\"Stad som inte finns\"", "participants[0].municipality" },
        { "municipality", "\"9999\"", "participants[0].municipality" },
        { "municipality", "2580", "participants[0].municipality" },
        { "phone", "\"ring mig\"", "participants[0].phone" },
        { "phone", "\"1234\"", "participants[0].phone" },
        { "phone", "701740605", "participants[0].phone" },
        { "personnummer", "\"19121212-1212\"", "participants[0].personnummer" },
        { "homeAddress", "\"Gatan 1\"", "participants[0].homeAddress" },
        { "FirstName", "\"Åsa\"", "participants[0].FirstName" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_in_a_participant_is_named_by_its_field(string field, string json, string path)
    {
        var body = Json();
        body["participants"]![0]!.AsObject().Remove(field);
        var text = body.ToJsonString().Replace("\"participants\":[{", $"\"participants\":[{{\"{field}\":{json},", StringComparison.Ordinal);

        var errors = await ErrorsAsync(text);

        Assert.Equal([path], errors.Select(error => error.Key));
        var message = (string)Assert.Single(errors[path]!.AsArray())!;
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firstName", 100)]
    [InlineData("lastName", 100)]
    [InlineData("organization", 200)]
    [InlineData("profession", 100)]
    [InlineData("phone", 40)]
    public async Task A_text_that_is_too_long_says_how_long_it_may_be(string field, int most)
    {
        var body = Json();
        body["participants"]![0]![field] = new string(field == "phone" ? '0' : 'a', most + 1);

        var errors = await ErrorsAsync(body.ToJsonString());

        Assert.Contains(most.ToString(System.Globalization.CultureInfo.InvariantCulture), (string)Assert.Single(errors[$"participants[0].{field}"]!.AsArray())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_missing_field_is_named_at_once_in_each_person_and_in_each_language()
    {
        const string body = """{"themeDays":[{}],"participants":[{},{}],"extra":1}""";
        var expected = new[] { "themeDays[0].slug", "themeDays[0].participation", "extra" }
            .Concat(from person in new[] { 0, 1 } from field in Required select $"participants[{person}].{field}")
            .Order(StringComparer.Ordinal);

        var (swedish, english) = (await ErrorsAsync(body), await ErrorsAsync(body, "en"));

        Assert.Equal(expected, swedish.Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal(expected, english.Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal("Ange en e-postadress.", (string)swedish["participants[1].email"]![0]!);
        Assert.Equal("Enter an e-mail address.", (string)english["participants[1].email"]![0]!);
        Assert.All(expected, path => Assert.NotEqual((string)swedish[path]![0]!, (string)english[path]![0]!));
    }

    [Theory]
    [InlineData("""{}""", "themeDays,participants")]
    [InlineData("""{"themeDays":null,"participants":null}""", "themeDays,participants")]
    [InlineData("""{"themeDays":[],"participants":[]}""", "themeDays,participants")]
    [InlineData("""{"themeDays":{},"participants":"Åsa"}""", "themeDays,participants")]
    [InlineData("""{"themeDays":["lulea"],"participants":[1,null,[]]}""", "themeDays[0],participants[0],participants[1],participants[2]")]
    [InlineData("""{"ThemeDays":[],"participants":[]}""", "themeDays,participants,ThemeDays")]
    public async Task Lists_that_are_none_are_named(string body, string paths) =>
        Assert.Equal(paths.Split(','), (await ErrorsAsync(body)).Select(error => error.Key));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"\\ud800\":1,\"\\ud801\":1,\"\\udc00\":{\"\\ud800\":2}}")]
    [InlineData("{/* */}")]
    [InlineData("<xml/>")]
    public async Task What_is_not_one_JSON_object_is_bad_input(string body) => Assert.NotEmpty(await ErrorsAsync(body));

    [Fact]
    public async Task Duplicate_members_are_refused_wherever_they_are()
    {
        var text = Json().ToJsonString();

        Assert.NotEmpty(await ErrorsAsync(text.Replace("\"slug\":", "\"slug\":\"umea\",\"slug\":", StringComparison.Ordinal)));
        Assert.NotEmpty(await ErrorsAsync(text.Replace("\"email\":", "\"email\":\"bo@example.org\",\"email\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deep_JSON_and_bytes_that_are_no_text_are_bad_input()
    {
        Assert.NotEmpty(await ErrorsAsync(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)));
        Assert.NotEmpty(await ErrorsAsync(new string('[', 30000) + new string(']', 30000)));

        byte[] invalid = [.. Encoding.UTF8.GetBytes("{\"themeDays\":[],\"participants\":[{\"firstName\":\""), 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes("\"}]}")];
        using var response = await SendAsync(new ByteArrayContent(invalid), "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        byte[] invalidName = [.. Encoding.UTF8.GetBytes("{\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\":1}")];
        using var second = await SendAsync(new ByteArrayContent(invalidName), "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(21, false)]
    [InlineData(20, true)]
    public async Task A_submission_has_one_to_twenty_people(int people, bool fits)
    {
        var body = Json();
        body["themeDays"]![0]!["slug"] = "finns-inte";
        body["participants"] = new JsonArray([.. Enumerable.Range(0, people).Select(number => JsonNode.Parse(
            System.Text.Json.JsonSerializer.Serialize(Some.Participant($"antal{number}@example.org"))))]);

        using var response = await SendAsync(body.ToJsonString());

        // Twenty come as far as the question whether the day exists.
        Assert.Equal(fits ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(fits || (await response.JsonAsync())["errors"]!["participants"] is not null);
    }

    [Theory]
    [InlineData("samma@example.org", "SAMMA@example.org")]
    [InlineData("samma@åäö.example.org", "samma@xn--4cab6c.example.org")]
    public async Task The_same_address_twice_is_named_at_the_second(string first, string second)
    {
        var errors = await ErrorsAsync(System.Text.Json.JsonSerializer.Serialize(Some.Submission("lulea", "onSite", first, "annan@example.org", second)));

        Assert.Equal(["participants[2].email"], errors.Select(error => error.Key));
    }

    [Fact]
    public async Task The_same_address_twice_is_named_at_the_second_also_beside_something_that_is_no_person()
    {
        var body = Json();
        body["participants"]!.AsArray().Insert(0, 1);
        body["participants"]!.AsArray().Add(body["participants"]![1]!.DeepClone());

        Assert.Equal(["participants[0]", "participants[2].email"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key));
    }

    [Fact]
    public async Task The_same_day_twice_is_named_at_the_second_however_one_would_take_part()
    {
        var body = Json();
        body["themeDays"]!.AsArray().Add(JsonNode.Parse("""{"slug":"lulea","participation":"online"}"""));

        Assert.Equal(["themeDays[1].slug"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key));
    }

    [Fact]
    public async Task A_way_of_taking_part_that_a_day_does_not_offer_is_named_for_every_day()
    {
        var body = Json();
        var onSiteOnly = await service.AddDayAsync(onSite: 5);
        body["themeDays"] = new JsonArray([.. new[] { "harnosand", "lulea", onSiteOnly }.Select(slug => (JsonNode)new JsonObject { ["slug"] = slug, ["participation"] = "online" })]);

        Assert.Equal(["themeDays[0].participation", "themeDays[2].participation"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key));
    }

    [Fact]
    public async Task A_filled_honeypot_is_refused_in_words_and_an_empty_one_is_not()
    {
        var body = Json();
        body["website"] = "https://example.org";
        Assert.Equal(["website"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key));

        body["website"] = "";
        body["themeDays"]![0]!["slug"] = "finns-inte";
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(body.ToJsonString())).StatusCode);
    }

    [Fact]
    public async Task The_one_who_registers_colleagues_has_a_name_and_no_address_to_click()
    {
        foreach (var name in new JsonNode[] { "http://example.org", "Bo <bo@example.org>", new string('a', 202), 5 })
        {
            var body = Json();
            body["submittedBy"] = name;
            Assert.Equal(["submittedBy"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key));
        }
    }

    [Theory]
    [InlineData("Du är avslöjad ring 070-174 06 05")]
    [InlineData("Ring 0 7 0 1")]
    [InlineData("Ring ０７０")]
    [InlineData("Ring ①②③")]
    [InlineData("Ring 𝟎𝟕𝟎")]
    [InlineData("Ring ٠٧٠")]
    public async Task A_name_carries_no_number_to_whoever_gets_the_mail(string name)
    {
        var body = Json();
        body["submittedBy"] = name;
        body["participants"]![0]!["firstName"] = name;
        body["participants"]![0]!["lastName"] = name;

        Assert.Equal(["participants[0].firstName", "participants[0].lastName", "submittedBy"], (await ErrorsAsync(body.ToJsonString())).Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    private static JsonNode Json(string email = "fel@example.org") =>
        JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Some.Submission("lulea", "onSite", email)))!;

    private async Task<JsonObject> ErrorsAsync(string body, string language = "sv")
    {
        using var response = await SendAsync(body, language);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal("/problems/invalid-input", (string)problem["type"]!);
        Assert.Equal(400, (int)problem["status"]!);
        Assert.Equal(language == "sv" ? "Något behöver rättas" : "Something needs to be corrected", (string)problem["title"]!);
        return problem["errors"]!.AsObject();
    }

    private Task<HttpResponseMessage> SendAsync(string body, string language = "sv") => SendAsync(new StringContent(body, Encoding.UTF8), "application/json", language);

    private Task<HttpResponseMessage> SendAsync(HttpContent content, string contentType, string language = "sv")
    {
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations") { Content = content };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return service.Client.SendAsync(request);
    }

    private Task<long> StoredAsync() => service.CountAsync(
        "(SELECT Id FROM Registrations UNION ALL SELECT Id FROM Submissions UNION ALL SELECT Id FROM Outbox UNION ALL SELECT Id FROM Interests UNION ALL SELECT KeyHash FROM IdempotencyKeys) stored");
}
