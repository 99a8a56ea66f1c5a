using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

/// <summary>A day that is today, its organizer at the door, and those who come.</summary>
public sealed class Door(TestService service, HttpClient client, string slug) : IDisposable
{
    public string Slug => slug;

    public string Path => $"/api/organizer/theme-days/{slug}";

    public static async Task<Door> OpenAsync(TestService service, int places = 50, int? online = null, params string[] emails)
    {
        var slug = await TodayAsync(service, places, online);
        if (emails.Length > 0)
        {
            await service.FareAsync(slug, emails);
        }

        return new Door(service, service.WithKey(await service.KeyAsync(Role.Administrator, null)), slug);
    }

    /// <summary>A day that is today, from 9 to 16, with registration open to its end.</summary>
    public static Task<string> TodayAsync(TestService service, int places = 50, int? online = null) => service.AddDayAsync(places, online, day => day with
    {
        Date = Temadagar.ThemeDays.Stockholm.Today(service.Clock),
        RegistrationClosesAt = service.Clock.GetUtcNow().AddHours(3),
    });

    public Door As(HttpClient other) => new(service, other, slug);

    public async Task<Guid> IdAsync(string email) => Guid.Parse((await service.QueryAsync<string>(
        "SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @slug AND r.Email = @email", new { slug, email })).Single());

    public async Task<string> CodeAsync(string email) => (await service.QueryAsync<string>(
        "SELECT r.CheckInCode FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @slug AND r.Email = @email", new { slug, email })).Single();

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null) => client.SendAsync(
        new HttpRequestMessage(method, $"{Path}/{path}") { Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body) });

    public async Task<HttpResponseMessage> InAsync(string email, string? at = null, Guid? nonce = null) =>
        await SendAsync(HttpMethod.Post, "check-ins", Report(await CodeAsync(email), at, nonce));

    public async Task<HttpResponseMessage> OutAsync(string email, string? at = null, Guid? nonce = null) =>
        await SendAsync(HttpMethod.Post, "check-outs", Report(await CodeAsync(email), at, nonce));

    public async Task<JsonObject> ListAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, "check-ins");
        response.EnsureSuccessStatusCode();
        return await response.JsonAsync();
    }

    public async Task<JsonNode> PersonAsync(string email)
    {
        var id = (await IdAsync(email)).ToString();
        return (await ListAsync())["people"]!.AsArray().Single(person => (string)person!["id"]! == id)!;
    }

    public void Dispose() => client.Dispose();

    public static object Report(string code, string? at = null, Guid? nonce = null) => new { code, at, nonce = nonce ?? Guid.NewGuid() };
}
