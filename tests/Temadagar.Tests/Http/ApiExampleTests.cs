using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Fuzz;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

/// <summary>The examples of the API's description are true: each fits its schema, and what they send is read without a fault.</summary>
public class ApiExampleTests
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, JsonObject> Examples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "*.json")
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).ToDictionary(example => example.Key, example => example.Value!.AsObject());

    [Fact]
    public async Task Every_body_has_one_that_fits_and_every_example_is_of_an_operation()
    {
        await using var service = await TestService.StartAsync();
        var document = await service.DescriptionAsync();
        var api = new ApiDocument(document);
        var operations = Operations(document).ToDictionary(operation => operation.Id);

        Assert.Empty(Examples.Keys.Except(operations.Keys));
        foreach (var (id, operation) in operations)
        {
            Check("request", operation.Body["requestBody"]?["content"]?[Json]);
            Check("reply", operation.Body["responses"]!.AsObject().Where(reply => reply.Key[0] == '2').Select(reply => reply.Value!["content"]?[Json]).FirstOrDefault(content => content is not null));

            void Check(string part, JsonNode? content)
            {
                var example = Examples.GetValueOrDefault(id)?[part];
                Assert.True(content is not null || example is null, $"{id}: an example of a {part} that it has not.");
                Assert.True(part != "request" || content is null || example is not null, $"{id} has no example of what it takes.");
                Assert.True(JsonNode.DeepEquals(example, content?["example"]), $"{id} does not show its {part}.");
                Assert.True(example is null || api.FaultOf(example, content!["schema"]) is null, $"{id}: {part} {(example is null ? "" : api.FaultOf(example, content!["schema"]))}");
            }
        }
    }

    [Fact]
    public async Task What_they_send_is_read_without_a_fault()
    {
        await using var service = await TestService.StartAsync(Seed.Demo, FakeClock.At("2027-03-11T16:30:00+01:00"));
        var day = await service.AddDayAsync(100, 100, plan => plan with { Date = new DateOnly(2027, 3, 11), RegistrationClosesAt = new DateTimeOffset(2027, 3, 11, 8, 0, 0, TimeSpan.FromHours(1)) });
        await service.FareAsync("lulea", "exempel@example.org");
        var person = (await service.QueryAsync<string>("SELECT Id FROM Registrations"))[0];
        var (secret, key) = (await service.LinkOfAsync("exempel@example.org"), await service.NamedKeyAsync(Role.Administrator));
        var statuses = new Dictionary<string, HttpStatusCode>();
        // Who came without having registered is who is said to have been there afterwards.
        var (shown, came) = ((string)Examples["postOrganizerThemeDayCheckInsWalkIns"]["reply"]!["registrationId"]!, "");
        // A programme names a speaker, and attendance someone who came.
        var operations = Operations(await service.DescriptionAsync()).OrderBy(operation => operation.Id is not ("postOrganizerSpeakers" or "postOrganizerThemeDayCheckInsWalkIns"));
        foreach (var (id, name, _) in operations.Where(operation => Examples.GetValueOrDefault(operation.Id)?["request"] is not null))
        {
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
            path = path.Replace("/boards/{slug}", "/boards/norrbotten", StringComparison.Ordinal).Replace("{slug}", day, StringComparison.Ordinal)
                .Replace("/registrations/{id}", $"/registrations/{person}", StringComparison.Ordinal).Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
                .Replace("{board}/{data}", "norrbotten/needs", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(Examples[id]["request"]!.ToJsonString().Replace(shown, came.Length > 0 ? came : shown, StringComparison.Ordinal), Encoding.UTF8, Json) };
            request.Headers.Authorization = path.StartsWith("/api/my/", StringComparison.Ordinal) ? new AuthenticationHeaderValue("Bearer", secret)
                : path.StartsWith("/api/organizer/", StringComparison.Ordinal) ? new AuthenticationHeaderValue("Bearer", key) : null;
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            using var response = await service.Client.SendAsync(request);
            Assert.False(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity || (int)response.StatusCode >= 500,
                $"{id}: {await response.Content.ReadAsStringAsync()}");
            statuses[id] = response.StatusCode;
            came = id == "postOrganizerThemeDayCheckInsWalkIns" ? (string)(await response.JsonAsync())["registrationId"]! : came;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', statuses.Select(one => $"{(int)one.Value} {one.Key}")));
        Assert.True(statuses.Count > 50);
        Assert.True(statuses.Values.Count(status => (int)status < 300) > 20, "Most was not done.");
    }

    private static IEnumerable<(string Id, string Name, JsonObject Body)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method =>
            ((string)method.Value!["operationId"]!, $"{method.Key.ToUpperInvariant()} {path.Key}", method.Value!.AsObject())));
}
