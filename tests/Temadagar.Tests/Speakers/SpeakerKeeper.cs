using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Speakers;

/// <summary>Someone who keeps speakers, by an API key of their own.</summary>
public sealed class SpeakerKeeper(HttpClient client) : IDisposable
{
    public const string Speakers = "/api/organizer/speakers";

    public static async Task<SpeakerKeeper> OfAsync(TestService service, Role role = Role.Administrator, string? board = null) =>
        new(service.WithKey(await service.KeyAsync(role, board)));

    public Task<HttpResponseMessage> AddAsync(object speaker) => client.PostAsJsonAsync(Speakers, speaker);

    /// <summary>A new speaker, as the reply has one.</summary>
    public async Task<JsonObject> AddedAsync(object speaker)
    {
        using var response = await AddAsync(speaker);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path = "") => client.GetAsync(Speakers + path);

    /// <summary>A speaker, and its ETag.</summary>
    public async Task<(JsonObject Speaker, string Tag)> ReadAsync(JsonNode? id)
    {
        using var response = await GetAsync($"/{id}");
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync(), response.Headers.ETag!.Tag);
    }

    public async Task<JsonArray> ListAsync()
    {
        using var response = await GetAsync();
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync())["speakers"]!.AsArray();
    }

    public Task<HttpResponseMessage> PutAsync(JsonNode? id, JsonObject speaker, string? tag) => SendAsync(HttpMethod.Put, $"/{id}", JsonContent.Create(speaker), tag);

    /// <summary>Reads a speaker, changes it and puts it back.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(JsonNode? id, Action<JsonObject> change)
    {
        var (speaker, tag) = await ReadAsync(id);
        change(speaker);
        return await PutAsync(id, speaker, tag);
    }

    public Task<HttpResponseMessage> RemoveAsync(JsonNode? id, string? tag = null) => SendAsync(HttpMethod.Delete, $"/{id}", null, tag);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? tag = null)
    {
        var request = new HttpRequestMessage(method, Speakers + path) { Content = content };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();
}
