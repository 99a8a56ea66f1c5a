using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

public class PageTests(SharedService shared) : IClassFixture<SharedService>
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/temadag/lulea", HttpStatusCode.OK)]
    [InlineData("/intyg/aaaaaaaaaaaaaaaaaaaaaaaaaa", HttpStatusCode.OK)]
    [InlineData("/favicon.svg", HttpStatusCode.OK)]
    [InlineData("/finns-inte", HttpStatusCode.NotFound)]
    [InlineData("/api/theme-days", HttpStatusCode.MethodNotAllowed)]
    public async Task Pages_answer_a_program_that_only_looks_whether_they_are_there(string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var response = await shared.Service.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }
}
