using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Participants;

/// <summary>Calls as someone of a role, by an API key of their own.</summary>
public static class Callers
{
    public static async Task<string> KeyAsync(this TestService service, Role role, string? board) =>
        (await service.Services.GetRequiredService<ManageAccounts>().CreateKeyAsync(Caller.Operator, "test", role, board, CancellationToken.None)).Secret;

    public static async Task<HttpResponseMessage> AsAsync(this TestService service, Role role, string? board, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.KeyAsync(role, board));
        return await service.Client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> SendAsAsync(this TestService service, HttpMethod method, Role role, string? board, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.KeyAsync(role, board));
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await service.Client.SendAsync(request);
    }

    public static async Task<string> TextAsAsync(this TestService service, Role role, string? board, string path)
    {
        using var response = await service.AsAsync(role, board, path);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task RegisterOneAsync(this TestService service, string slug, string email, Action<Dictionary<string, object?>>? change = null)
    {
        var person = Some.Participant(email);
        change?.Invoke(person);
        using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug, participation = "onSite" } }, participants = new[] { person } });
        response.EnsureSuccessStatusCode();
    }
}
