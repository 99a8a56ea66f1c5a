using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Planning;

/// <summary>Someone who plans days, by an API key of their own.</summary>
public sealed class Planner(HttpClient client) : IDisposable
{
    public const string Days = "/api/organizer/theme-days";

    public static async Task<Planner> OfAsync(TestService service, Role role = Role.Administrator, string? board = null) =>
        new(service.WithKey(await service.KeyAsync(role, board)));

    public Task<HttpResponseMessage> GetAsync(string slug) => client.GetAsync($"{Days}/{slug}");

    /// <summary>A day, and its ETag.</summary>
    public async Task<(JsonObject Day, string Tag)> ReadAsync(string slug)
    {
        using var response = await GetAsync(slug);
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync(), response.Headers.ETag!.Tag);
    }

    public Task<HttpResponseMessage> PutAsync(string slug, JsonObject day, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Days}/{slug}") { Content = JsonContent.Create(day) };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return client.SendAsync(request);
    }

    /// <summary>Reads a day, changes it and puts it back.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(string slug, Action<JsonObject> change)
    {
        var (day, tag) = await ReadAsync(slug);
        change(day);
        return await PutAsync(slug, day, tag);
    }

    public Task<HttpResponseMessage> AddAsync(object day) => client.PostAsJsonAsync(Days, day);

    public async Task<HttpResponseMessage> RemoveAsync(string slug, string? tag = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Days}/{slug}");
        if (tag is not null)
        {
            request.Headers.Add("If-Match", tag);
        }

        return await client.SendAsync(request);
    }

    /// <summary>POST …/copy, /publication, /cancellation, /rescheduling.</summary>
    public Task<HttpResponseMessage> DoAsync(string slug, string what, object? body = null) =>
        body is null ? client.PostAsync($"{Days}/{slug}/{what}", null) : client.PostAsJsonAsync($"{Days}/{slug}/{what}", body);

    public void Dispose() => client.Dispose();
}
