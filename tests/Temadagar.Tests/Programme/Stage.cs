using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Boards;
using Temadagar.Organizers;
using Temadagar.Speakers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Programme;

/// <summary>A day of a test's own with speakers of its own, and someone who makes its programme.</summary>
public sealed class Stage : IDisposable
{
    private readonly TestService service;

    private Stage(TestService service, HttpClient organizer, string slug) => (this.service, Organizer, Slug) = (service, organizer, slug);

    public HttpClient Organizer { get; }

    public string Slug { get; }

    public string Address => $"/api/organizer/theme-days/{Slug}";

    /// <param name="slug">Of a day that is there; null: a new one.</param>
    public static async Task<Stage> OfAsync(TestService service, string? slug = null, Role role = Role.Administrator, string? board = null) =>
        new(service, service.WithKey(await service.KeyAsync(role, board)), slug ?? await service.AddDayAsync());

    /// <summary>A speaker of everyone's, or of one board's.</summary>
    public async Task<Guid> SpeakerAsync(string name, string? email = null, bool consents = true, string? board = null)
    {
        var id = Guid.CreateVersion7();
        await service.Database.WriteAsync(async write =>
        {
            var boards = await service.Services.GetRequiredService<BoardStore>().ListAsync(write);
            await service.Services.GetRequiredService<SpeakerStore>().AddAsync(write, new Speaker
            {
                Id = id,
                SeriesId = Guid.Parse((await write.QueryAsync<string>("SELECT Id FROM Series")).Single()),
                BoardId = board is null ? null : boards.Single(one => one.Slug == board).Id,
                Name = name,
                Email = email ?? $"{id:N}@example.org",
                ConsentedAt = consents ? service.Clock.GetUtcNow() : null,
            });
        });
        return id;
    }

    /// <summary>A session as a request has it.</summary>
    public static JsonObject Session(string startsAt, string endsAt, string title = "Pass", string? room = null, params Guid[] speakers) => new()
    {
        ["startsAt"] = startsAt,
        ["endsAt"] = endsAt,
        ["title"] = title,
        ["kind"] = "talk",
        ["room"] = room,
        ["speakers"] = new JsonArray([.. speakers.Select(id => (JsonNode)id.ToString())]),
    };

    /// <summary>The programme, and its ETag.</summary>
    public async Task<(JsonObject Programme, string Tag)> ReadAsync()
    {
        using var response = await Organizer.GetAsync($"{Address}/programme");
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync(), response.Headers.ETag!.Tag);
    }

    /// <summary>Puts these sessions in the place of what is there.</summary>
    public async Task<HttpResponseMessage> PutAsync(params JsonObject[] sessions) =>
        await PutTaggedAsync(new JsonObject { ["sessions"] = new JsonArray([.. sessions]) }, (await ReadAsync()).Tag);

    public Task<HttpResponseMessage> PutTaggedAsync(JsonObject programme, string? tag) => SendAsync(HttpMethod.Put, "programme", programme, tag);

    /// <summary>Reads the programme, changes it and puts it back.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(Action<JsonArray> change)
    {
        var (programme, tag) = await ReadAsync();
        change(programme["sessions"]!.AsArray());
        return await PutTaggedAsync(programme, tag);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? tag = null)
    {
        var request = new HttpRequestMessage(method, $"{Address}/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return Organizer.SendAsync(request);
    }

    public void Dispose() => Organizer.Dispose();
}
