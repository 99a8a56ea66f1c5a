using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.InformationPages;

/// <summary>Someone who writes information pages, by an API key.</summary>
public sealed class Administrator(HttpClient client) : IDisposable
{
    public const string Pages = "/api/organizer/information-pages";

    public static async Task<Administrator> OfAsync(TestService service) => new(await service.WithKeyAsync(Role.Administrator));

    public async Task<JsonArray> ListAsync() => JsonNode.Parse(await client.GetStringAsync(Pages))!.AsArray();

    /// <summary>What has been written in a language, and its ETag.</summary>
    public async Task<(JsonObject Page, string Tag)> ReadAsync(string language)
    {
        using var response = await client.GetAsync($"{Pages}/{language}");
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync(), response.Headers.ETag!.Tag);
    }

    public Task<HttpResponseMessage> PutAsync(string language, object page, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Pages}/{language}") { Content = JsonContent.Create(page) };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return client.SendAsync(request);
    }

    /// <summary>Over whatever is there.</summary>
    public async Task WriteAsync(string language, string? title, string? text)
    {
        using var response = await PutAsync(language, new { title, text }, (await ReadAsync(language)).Tag);
        response.EnsureSuccessStatusCode();
    }

    public async Task<IReadOnlyList<JsonNode>> LogAsync() =>
        [.. JsonNode.Parse(await client.GetStringAsync("/api/organizer/log?take=200"))!["rows"]!.AsArray().Where(row => (string)row!["action"]! == "informationPageChanged")!];

    public void Dispose() => client.Dispose();
}
