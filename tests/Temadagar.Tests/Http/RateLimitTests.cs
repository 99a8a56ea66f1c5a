using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

public class RateLimitTests
{
    [Fact]
    public async Task Whatever_anyone_may_send_without_signing_in_is_counted()
    {
        await using var service = await TestService.StartAsync();

        var sent = (
            from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where route.StartsWith("/api/", StringComparison.Ordinal)
                && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            where method != "GET"
            select (Name: $"{method} {route}", Counted: endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null)).ToList();

        Assert.Contains(sent, one => one.Name == "POST /api/my/registration/cancellation");
        Assert.DoesNotContain(sent, one => !one.Counted);
    }

    [Fact]
    public async Task One_more_than_allowed_is_told_when_to_try_again_and_stores_nothing()
    {
        await using var service = await TestService.StartAsync(settings: "--Limits:RegistrationsPerMinute=3");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission("lulea", "onSite", $"p{i}@example.org"))).StatusCode);
        }

        using var response = await service.RegisterAsync(Some.Submission("lulea", "onSite", "p3@example.org"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("/problems/too-many-requests", (string)(await response.JsonAsync())["type"]!);
        Assert.InRange(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(3, await service.CountAsync("Registrations"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await service.LeaveInterestAsync("lulea", "p@example.org")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/api/theme-days")).StatusCode);
    }

    [Fact]
    public async Task Without_a_trusted_proxy_the_header_is_what_anyone_may_write()
    {
        await using var service = await TestService.StartAsync(settings: ["--Limits:RegistrationsPerMinute=2", "--Site:TrustedProxies=", "--environment=Development"]);

        Assert.Equal([409, 409, 429], await CallAsync(service, "203.0.113.1", "203.0.113.2", "203.0.113.3"));
    }

    [Fact]
    public async Task A_proxy_that_is_not_the_trusted_one_is_not_believed()
    {
        await using var service = await TestService.StartAsync(settings: ["--Limits:RegistrationsPerMinute=2", "--Site:TrustedProxies=10.1.2.3,192.0.2.0/24", "--environment=Development"]);

        Assert.Equal([409, 409, 429], await CallAsync(service, "203.0.113.1", "203.0.113.2", "203.0.113.3"));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_caller_has_a_count_of_their_own()
    {
        await using var service = await TestService.StartAsync(settings: ["--Limits:RegistrationsPerMinute=2", "--Site:TrustedProxies=10.0.0.0/8, 127.0.0.1"]);

        Assert.Equal([409, 409, 429, 409], await CallAsync(service, "203.0.113.1", "203.0.113.1", "203.0.113.1", "203.0.113.2"));
        // What stands to the left of the address that the proxy added is the caller's own invention.
        Assert.Equal([429, 429], await CallAsync(service, "198.51.100.7, 203.0.113.1", "198.51.100.8, 203.0.113.1"));
        // Two trusted proxies in a row: the caller is before both.
        Assert.Equal([429, 409], await CallAsync(service, "203.0.113.1, 10.9.9.9", "203.0.113.3, 10.9.9.9"));
        // An IPv6 caller is their network; the next address of it is the same caller.
        Assert.Equal([409, 409, 429, 409], await CallAsync(service, "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"));
    }

    [Fact]
    public async Task Places_are_counted_too_so_that_few_calls_do_not_take_them_all()
    {
        await using var service = await TestService.StartAsync(settings: "--Limits:RegistrationsPerMinute=40");
        object Of(int call, int people) => new
        {
            themeDays = new[] { "lulea", "umea", "ostersund", "harnosand" }.Select(slug => new { slug, participation = "onSite" }),
            participants = Enumerable.Range(0, people).Select(person => Some.Participant($"p{call}.{person}@example.org")),
        };
        var receipt = "";
        for (var call = 0; call < 5; call++)
        {
            using var placed = await service.RegisterAsync(Of(call, 20), $"call-{call}");
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
            receipt = (string)(await placed.JsonAsync())["receipt"]!;
        }

        using (var given = await service.RegisterAsync(Of(4, 20), "call-4"))
        {
            Assert.Equal((HttpStatusCode.Created, receipt), (given.StatusCode, (string)(await given.JsonAsync())["receipt"]!));
            Assert.Null(given.Headers.RetryAfter);
        }

        using var response = await service.RegisterAsync(Of(5, 1));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(400, await service.CountAsync("Registrations"));
    }

    [Fact]
    public async Task Zero_is_no_limit()
    {
        await using var service = await TestService.StartAsync(settings: "--Limits:RegistrationsPerMinute=0");

        Assert.Equal(Enumerable.Repeat(409, 100), await CallAsync(service, [.. Enumerable.Repeat("203.0.113.1", 100)]));
    }

    [Fact]
    public async Task Sixty_a_minute_is_the_default()
    {
        await using var service = await TestService.StartAsync(settings: "--Limits:RegistrationsPerMinute=");

        var replies = await CallAsync(service, [.. Enumerable.Repeat("203.0.113.1", 61)]);

        Assert.Equal([.. Enumerable.Repeat(409, 60), 429], replies);
    }

    [Fact]
    public async Task Signing_in_has_a_limit_of_its_own_which_no_other_takes_away()
    {
        await using var service = await TestService.StartAsync(settings: ["--Limits:RegistrationsPerMinute=0", "--Limits:SignInsPerMinute=2", TestService.BehindProxy]);
        var owner = await service.AccountAsync("agaren@example.org");

        Assert.Equal((401, 401, 429), (await GuessAsync(), await GuessAsync(), await GuessAsync()));
        using var change = await owner.SendAsync(HttpMethod.Put, "/api/session/password", new { current = OrganizerAccounts.Password, @new = "bulle regn fjord kaktus" });
        Assert.Equal((429, "/problems/too-many-requests"), ((int)change.StatusCode, (string)(await change.JsonAsync())["type"]!));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/session")).StatusCode);

        async Task<int> GuessAsync()
        {
            using var reply = await new Visitor(service).SignInAsync("okand@example.org", "fel lösenord hela vägen");
            return (int)reply.StatusCode;
        }
    }

    [Fact]
    public async Task Thirty_sign_ins_a_minute_are_the_default_also_where_the_rest_has_no_limit()
    {
        await using var service = await TestService.StartAsync(settings: ["--Limits:RegistrationsPerMinute=0", "--Limits:SignInsPerMinute=", TestService.BehindProxy]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 31).Select(_ => new Visitor(service).PostAsync("/api/session", new { })));

        Assert.Equal([.. Enumerable.Repeat(400, 30), 429], replies.Select(reply => (int)reply.StatusCode).Order());
        Array.ForEach(replies, reply => reply.Dispose());
    }

    // Interest for a day that is open: refused after the limit has counted, with nothing stored.
    private static async Task<List<int>> CallAsync(TestService service, params string[] callers)
    {
        var statuses = new List<int>();
        foreach (var caller in callers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/interest") { Content = JsonContent.Create(new { themeDay = "lulea", email = "a@example.org", language = "sv" }) };
            request.Headers.Add("X-Forwarded-For", caller);
            statuses.Add((int)(await service.Client.SendAsync(request)).StatusCode);
        }

        return statuses;
    }
}
