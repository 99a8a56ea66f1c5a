using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// Someone at a browser, behind a proxy with TLS: keeps the cookies, and sends the token that the page was given with every change.
/// The service must have been started with <see cref="TestService.BehindProxy"/>.
/// </summary>
public sealed class Visitor(TestService service)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>What goes in X-Csrf-Token; set by a sign-in, and free for a test to change.</summary>
    public string? Token { get; set; }

    /// <summary>Another tab with the same cookies, and no token yet.</summary>
    /// <param name="instance">Where the load balancer sends it; null: to the same.</param>
    public Visitor SameCookies(TestService? instance = null)
    {
        var other = new Visitor(instance ?? service);
        cookies.ToList().ForEach(cookie => other.cookies[cookie.Key] = cookie.Value);
        return other;
    }

    /// <param name="secret">Of an invitation.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? secret = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (Token is not null)
        {
            request.Headers.Add("X-Csrf-Token", Token);
        }

        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        var response = await service.Client.SendAsync(request);
        Keep(response);
        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<JsonNode> GetJsonAsync(string path)
    {
        using var response = await GetAsync(path);
        response.EnsureSuccessStatusCode();
        return await response.JsonAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<HttpResponseMessage> SignInAsync(string email, string password)
    {
        var response = await PostAsync("/api/session", new { email, password });
        await TakeTokenAsync(response);
        return response;
    }

    /// <summary>Chooses a password at the address of an invitation, which signs in.</summary>
    public async Task<HttpResponseMessage> ChooseAsync(string invitation, string password, string? name = null, string? email = null)
    {
        var response = await SendAsync(HttpMethod.Post, "/api/invitation", name is null ? new { password } : new { password, name, email }, invitation.Split('#')[1]);
        await TakeTokenAsync(response);
        return response;
    }

    private async Task TakeTokenAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            Token = (string?)(await response.JsonAsync())["token"];
        }
    }

    private void Keep(HttpResponseMessage response)
    {
        foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            var (name, value) = (line.Split('=')[0], line.Split(';')[0][(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value.Length == 0)
            {
                cookies.Remove(name);
            }
            else
            {
                cookies[name] = value;
            }
        }
    }
}
