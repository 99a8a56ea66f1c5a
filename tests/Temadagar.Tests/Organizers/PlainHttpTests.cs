using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>The session cookie is Secure outside Development: over plain HTTP nobody could be signed in.</summary>
public class PlainHttpTests
{
    [Fact]
    public async Task Over_plain_HTTP_nothing_is_saved_and_behind_a_proxy_with_TLS_the_same_link_works()
    {
        await using var service = await TestService.StartAsync(settings: ["--environment=Production", "--Site:TrustedProxies=127.0.0.1"]);
        var address = await service.Services.GetRequiredService<ManageAccounts>().InviteFirstAsync(TestContext.Current.CancellationToken);

        using var plain = await ChooseAsync(proxied: false);
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
        Assert.Equal("/problems/needs-https", (string)(await plain.JsonAsync())["type"]!);
        Assert.Equal(0, await service.CountAsync("Accounts"));

        using var secure = await ChooseAsync(proxied: true);
        Assert.Equal(HttpStatusCode.OK, secure.StatusCode);
        Assert.Equal(1, await service.CountAsync("Accounts"));
        var cookie = secure.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("__Secure-temadagar-session=", StringComparison.Ordinal));
        Assert.All(["; secure", "; httponly", "; samesite=strict", "; path=/api"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));

        using var signIn = await service.Client.PostAsJsonAsync(
            "/api/session", new { email = "ada@example.org", password = "elva gula kanoter i rad" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);

        async Task<HttpResponseMessage> ChooseAsync(bool proxied)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/invitation")
            {
                Content = JsonContent.Create(new { name = "Ada", email = "ada@example.org", password = "elva gula kanoter i rad" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", new Uri(address!).Fragment[1..]);
            if (proxied)
            {
                request.Headers.Add("X-Forwarded-For", "192.0.2.1");
                request.Headers.Add("X-Forwarded-Proto", "https");
            }

            return await service.Client.SendAsync(request);
        }
    }
}
