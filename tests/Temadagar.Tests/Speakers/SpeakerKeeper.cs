using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Programme;
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

    /// <param name="ask">Whether to wait with the content until the service wants it.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? tag = null, bool ask = false)
    {
        var request = new HttpRequestMessage(method, Speakers + path) { Content = content };
        request.Headers.ExpectContinue = ask ? true : null;
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();
}

public static class SpeakerDays
{
    /// <summary>A published day of the board's with one session, the speaker's.</summary>
    /// <returns>Its slug.</returns>
    public static async Task<string> AddDayWithSpeakerAsync(this TestService service, string board, string speakerId)
    {
        var boardId = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = @board", new { board }))[0]);
        var slug = await service.AddDayAsync(change: day => day with { BoardId = boardId });
        var dayId = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @slug", new { slug }))[0]);
        var session = new SessionPlan(Guid.NewGuid(), new TimeOnly(9, 0), new TimeOnly(10, 0), "Ett pass", null, SessionKind.Talk, null, [Guid.Parse(speakerId)]);
        await service.Database.WriteAsync(write => service.Services.GetRequiredService<ProgrammeStore>().AddAsync(write, dayId, session));
        return slug;
    }
}
