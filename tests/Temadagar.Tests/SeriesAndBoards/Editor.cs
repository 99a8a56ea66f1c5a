using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.SeriesAndBoards;

/// <summary>Someone who edits the series and its boards, by an API key.</summary>
public sealed class Editor(HttpClient client) : IDisposable
{
    public const string Series = "/api/organizer/series";
    public const string Boards = "/api/organizer/boards";

    public static async Task<Editor> OfAsync(TestService service, Role role = Role.Administrator) => new(await service.WithKeyAsync(role));

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    /// <summary>What there is, and its ETag.</summary>
    public async Task<(JsonObject What, string Tag)> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        response.EnsureSuccessStatusCode();
        return (await response.JsonAsync(), response.Headers.ETag!.Tag);
    }

    public Task<HttpResponseMessage> PutAsync(string path, object what, string? tag) => SendAsync(HttpMethod.Put, path, what, tag);

    /// <summary>Reads it, changes it and puts it back.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(string path, Action<JsonObject> change)
    {
        var (what, tag) = await ReadAsync(path);
        change(what);
        return await PutAsync(path, what, tag);
    }

    public Task<HttpResponseMessage> AddAsync(object board) => client.PostAsJsonAsync(Boards, board);

    public Task<HttpResponseMessage> RemoveAsync(string slug, string? tag = "*") => SendAsync(HttpMethod.Delete, $"{Boards}/{slug}", null, tag);

    public async Task<JsonArray> ListAsync() => JsonNode.Parse(await client.GetStringAsync(Boards))!.AsArray();

    /// <summary>What was done of this, the latest first: action, kind and name of what it was about, board.</summary>
    public async Task<IReadOnlyList<(string Action, string? Kind, string? Name, string? Board)>> LogAsync() =>
        [.. JsonNode.Parse(await client.GetStringAsync("/api/organizer/log?take=200"))!["rows"]!.AsArray()
            .Select(row => ((string)row!["action"]!, (string?)row["subjectKind"], (string?)row["subjectName"], (string?)row["board"]))
            .Where(row => row.Item1.StartsWith("board", StringComparison.Ordinal) || row.Item1.StartsWith("series", StringComparison.Ordinal))];

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? what, string? tag)
    {
        using var request = new HttpRequestMessage(method, path) { Content = what is null ? null : JsonContent.Create(what) };
        if (tag is not null)
        {
            request.Headers.Add("If-Match", tag);
        }

        return await client.SendAsync(request);
    }
}
