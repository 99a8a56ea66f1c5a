using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;

namespace Temadagar.Tests.Http;

/// <summary>Each problem has a type of its own, which is in the list and leads to a page.</summary>
public class ProblemTypeTests(SharedService shared) : IClassFixture<SharedService>
{
    private static readonly List<Problem> Written =
    [
        .. typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Problem)).Select(field => (Problem)field.GetValue(null)!),
    ];

    [Theory]
    [InlineData(Language.Sv)]
    [InlineData(Language.En)]
    public async Task The_list_has_every_problem_that_is_written_anywhere_with_what_to_do(Language language)
    {
        using var client = shared.Service.NewClient(Code.Of(language));
        var listed = JsonNode.Parse(await client.GetStringAsync("/api/problems"))!.AsArray().ToDictionary(problem => (string)problem!["name"]!, problem => problem!.AsObject());

        Assert.True(Written.Count > 100);
        Assert.All(Written, problem =>
        {
            var found = listed[problem.Name];
            Assert.Equal((problem.Type, problem.Status), ((string)found["type"]!, (int)found["status"]!));
            Assert.Contains(problem.Detail.In(language), found["details"]!.AsArray().Select(detail => (string)detail!));
        });
        Assert.All(listed.Values, problem => Assert.False(string.IsNullOrWhiteSpace((string)problem["title"]!)));
        Assert.All(listed.Values.SelectMany(problem => problem["details"]!.AsArray()), detail => Assert.False(string.IsNullOrWhiteSpace((string?)detail)));
        Assert.Equal(Written.Select(problem => problem.Name).Distinct().Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_has_one_status_and_is_in_lower_case()
    {
        Assert.Empty(Written.GroupBy(problem => problem.Name).Where(group => group.Select(problem => problem.Status).Distinct().Count() > 1).Select(group => group.Key));
        Assert.All(Written, problem => Assert.Matches("^[a-z]+(-[a-z]+)*$", problem.Name));
    }

    [Theory]
    [InlineData("/problems", HttpStatusCode.OK)]
    [InlineData("/problems/theme-day-cancelled", HttpStatusCode.OK)]
    [InlineData("/problems/bad-request", HttpStatusCode.OK)]
    [InlineData("/problems/finns-inte", HttpStatusCode.NotFound)]
    public async Task The_type_of_a_problem_leads_to_a_page(string path, HttpStatusCode status)
    {
        using var response = await shared.Service.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((status, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Every_problem_s_page_is_there()
    {
        foreach (var problem in Written.DistinctBy(problem => problem.Type))
        {
            using var response = await shared.Service.Client.GetAsync(new Uri(problem.Type, UriKind.Relative));

            Assert.True(response.StatusCode == HttpStatusCode.OK, problem.Type);
        }
    }
}
