using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

/// <summary>Outside Development nothing about a person and no secret is taken over plain HTTP.</summary>
public partial class PlainHttpTests
{
    // What anyone may look at. Whoever adds an address to this list says that neither what is sent nor the reply is about anyone.
    private static readonly string[] Looks =
    [
        "GET /api/information-pages/{language}", "GET /api/municipalities", "GET /api/notices", "GET /api/problems", "GET /api/processing-record", "GET /api/series", "GET /api/session/ways", "GET /api/speakers/{id:guid}/portrait",
        "GET /api/theme-days", "GET /api/theme-days/{slug}",
    ];

    [Fact]
    public async Task The_API_takes_only_looks_at_what_anyone_may_see()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Production");
        using var plain = PlainClient(service);
        var taken = new List<string>();
        foreach (var (method, route) in Routes(service))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Variable().Replace(route, Guid.NewGuid().ToString()));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "hemligt");
            request.Content = method == "GET" ? null : JsonContent.Create(new { });
            using var response = await plain.SendAsync(request, TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.Forbidden || (string?)(await response.JsonAsync())["type"] != "/problems/needs-https")
            {
                taken.Add($"{method} {route}");
            }
        }

        Assert.Equal(Looks, taken.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/registrations")]
    [InlineData("/API/Registrations")]
    [InlineData("/api//registrations")]
    [InlineData("/api/registrations/")]
    [InlineData("/api/finns-inte")]
    [InlineData("/api/theme-days")]
    public async Task What_is_sent_is_refused_however_the_address_is_written(string path)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Production");
        using var plain = PlainClient(service);

        using var response = await plain.PostAsJsonAsync(path, Some.Submission(), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(0, await service.CountAsync("Registrations"));
    }

    [Theory]
    [InlineData("Production", TestService.BehindProxy, "http", HttpStatusCode.Forbidden)]
    [InlineData("Production", "--Site:TrustedProxies=192.0.2.1", "https", HttpStatusCode.Forbidden)]
    [InlineData("Staging", TestService.BehindProxy, "http", HttpStatusCode.Forbidden)]
    [InlineData("Production", TestService.BehindProxy, "https", HttpStatusCode.Created)]
    [InlineData("Development", TestService.BehindProxy, "http", HttpStatusCode.Created)]
    public async Task Registering_needs_TLS_as_a_proxy_that_is_trusted_says_it(string environment, string proxies, string scheme, HttpStatusCode status)
    {
        await using var service = await TestService.StartAsync(settings: [$"--environment={environment}", proxies]);
        using var client = PlainClient(service);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);

        using var response = await client.PostAsJsonAsync("/api/registrations", Some.Submission(), TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Created ? 1 : 0, await service.CountAsync("Registrations"));
    }

    [Fact]
    public async Task An_invitation_is_not_used_up_and_no_session_or_key_is_taken_and_behind_a_proxy_with_TLS_the_same_link_works()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Production");
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

        using var client = PlainClient(service);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var withCookie = await client.GetAsync("/api/organizer/theme-days", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, withCookie.StatusCode);
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await service.NamedKeyAsync(Role.Administrator));
        using var withKey = await client.GetAsync("/api/organizer/theme-days", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, withKey.StatusCode);

        async Task<HttpResponseMessage> ChooseAsync(bool proxied)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/invitation")
            {
                Content = JsonContent.Create(new { name = "Ada", email = "ada@example.org", password = "elva gula kanoter i rad" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", new Uri(address!).Fragment[1..]);
            using var client = PlainClient(service);
            if (proxied)
            {
                request.Headers.Add("X-Forwarded-For", "192.0.2.1");
                request.Headers.Add("X-Forwarded-Proto", "https");
            }

            return await client.SendAsync(request);
        }
    }

    private static HttpClient PlainClient(TestService service) => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = service.Address };

    private static IEnumerable<(string Method, string Route)> Routes(TestService service) =>
        from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where route.StartsWith("/api", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, route);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Variable();
}
