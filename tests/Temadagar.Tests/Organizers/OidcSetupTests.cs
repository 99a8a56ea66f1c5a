using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>What the settings make of signing in at a provider, and what happens where they or the provider are wrong.</summary>
public class OidcSetupTests
{
    private const string Start = "/api/session/oidc";
    private const string Development = "--environment=Development";

    [Fact]
    public async Task Without_a_provider_there_is_nothing_of_it()
    {
        await using var service = await TestService.StartAsync();

        Assert.Equal("""{"password":true,"oidc":null}""", (await service.GetJsonAsync("/api/session/ways")).ToJsonString());
        foreach (var path in new[] { Start, Start + "/callback?code=x&state=x", "/signin-oidc", "/signout-oidc" })
        {
            using var response = await service.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task With_a_provider_nobody_else_can_sign_people_out()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, Development]);

        foreach (var path in new[] { "/signin-oidc", "/signout-oidc", "/signout-callback-oidc" })
        {
            using var response = await service.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_user_name_links_where_the_settings_say_so_and_a_written_address_does_not()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, "--SignIn:Oidc:EmailFrom=UserName", Development]);
        await service.InvitedAsync("anna@example.org", name: "Anna Ek");
        await service.InvitedAsync("chefen@example.org", Role.Administrator, "Chefen");
        using var browser = new Tabs(service);

        // In Entra ID anyone may write an address of anyone's.
        peer.IsSignedIn("s1", "chefen@example.org", verified: true, userName: "anna@example.org");
        Assert.Equal("/arrangor", await browser.SignInAsync());
        Assert.Equal("Anna Ek", (string)JsonNode.Parse(await browser.Client.GetStringAsync("/api/session"))!["name"]!);

        peer.IsSignedIn("s2", "chefen@example.org", verified: true);
        using var other = new Tabs(service);
        Assert.Equal("/arrangor#addressNotVerified", await other.SignInAsync());

        // A guest of the tenant, whose name another organization chose.
        peer.IsSignedIn("s3", null, userName: "chefen@example.org", home: "https://login.example.net/other");
        using var guest = new Tabs(service);
        Assert.Equal("/arrangor#addressNotVerified", await guest.SignInAsync());
    }

    [Fact]
    public async Task A_session_by_the_provider_is_not_prolonged()
    {
        // The provider's own clock is the real one.
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(clock: clock, settings: [.. peer.Settings, Development]);
        await service.InvitedAsync("anna@example.org");
        peer.IsSignedIn("s1", "anna@example.org");
        using var browser = new Tabs(service);
        await browser.SignInAsync();

        clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/api/session")).StatusCode);
        clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Client.GetAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task Outside_Development_it_needs_https_and_every_cookie_is_secure()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Production", "--Site:PublicAddress=https://temadagar.example.org", TestService.BehindProxy]);
        await service.InvitedAsync("anna@example.org");
        peer.IsSignedIn("s1", "anna@example.org");

        using var passedBy = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = service.Address };
        using var plain = await passedBy.GetAsync(Start);
        Assert.Equal("/arrangor#needsHttps", plain.Headers.Location!.ToString());
        Assert.False(plain.Headers.Contains("Set-Cookie"));

        var visitor = new Visitor(service);
        using var off = await visitor.GetAsync(Start);
        using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await outside.GetAsync(off.Headers.Location);
        Assert.Equal("https://temadagar.example.org/api/session/oidc/callback", back.Headers.Location!.GetLeftPart(UriPartial.Path));
        using var done = await visitor.GetAsync(back.Headers.Location.PathAndQuery);

        Assert.Equal("/arrangor", done.Headers.Location!.ToString());
        var waiting = Cookies(off);
        Assert.Equal(2, waiting.Count);
        Assert.All(waiting, cookie => Assert.StartsWith("__secure-", cookie[0], StringComparison.OrdinalIgnoreCase));
        Assert.All(waiting, cookie => Assert.Equal((true, true, true, "/api/session/oidc/callback"), (cookie.Contains("secure"), cookie.Contains("httponly"), cookie.Contains("samesite=lax"), Path(cookie))));
        var session = Assert.Single(Cookies(done), cookie => cookie[0].StartsWith("__Secure-temadagar-session=", StringComparison.Ordinal));
        Assert.Equal(["httponly", "path=/api", "samesite=strict", "secure"], session[1..].Order(StringComparer.Ordinal));
        Assert.True(done.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/session")).StatusCode);

        static string Path(List<string> cookie) => cookie.Single(part => part.StartsWith("path=", StringComparison.Ordinal))["path=".Length..];
    }

    [Slow]
    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_on_the_page()
    {
        var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, Development]);
        await service.InvitedAsync("anna@example.org");
        peer.IsSignedIn("s1", "anna@example.org");
        using var browser = new Tabs(service);
        var answer = await browser.ToCallbackAsync();
        await peer.DisposeAsync();
        await using var never = await TestService.StartAsync(settings: [.. OidcPeer.SettingsOf("http://localhost:1"), Development]);

        Assert.Equal("/arrangor#failed", await browser.FinishAsync(answer));
        using var response = await never.Client.GetAsync(Start);
        Assert.Equal("/arrangor#failed", response.Headers.Location!.ToString());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Slow]
    [Fact]
    public async Task No_line_of_the_fullest_log_has_a_name_an_address_or_what_the_provider_writes()
    {
        var log = new LogLines();
        await using var peer = await OidcPeer.StartAsync();
        var service = await TestService.StartAsync(
            Seed.Demo, null, null, services => services.AddSingleton<ILoggerProvider>(log),
            [.. peer.Settings, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:Console:LogLevel:Default=None", Development]);
        var secrets = new List<string> { "hemlig", "skrivfel", "s-4711", OidcPeer.ClientSecret };
        await using (service)
        {
            await service.InvitedAsync("anna.hemlig@example.org");
            foreach (var (subject, email, verified, error) in new (string, string, bool, (string, string)?)[]
            {
                ("s-4711-a", "anna.hemlig@example.org", true, null),
                ("s-4711-b", "okand.hemlig@example.org", true, null),
                ("s-4711-c", "anna.hemlig@example.org", false, null),
                ("s-4711-d", "anna.hemlig@example.org", true, ("server_error", "anna.hemlig skrivfel")),
                ("s-4711-e", "anna.hemlig@example.org", true, ("access_denied", "anna.hemlig skrivfel")),
            })
            {
                peer.IsSignedIn(subject, email, verified);
                peer.Error = error;
                using var browser = new Tabs(service);
                var answer = await browser.ToCallbackAsync();
                await browser.FinishAsync(answer);
                await browser.FinishAsync(answer);
                secrets.AddRange(answer.Query.TrimStart('?').Split('&').Select(part => part.Split('=')[1]).Where(value => value.Length > 20));
            }
        }

        Assert.Contains(log.All, line => line.Contains("Signing in at the provider failed: server_error", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("Signing in at the provider failed: Correlation failed.", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_client_secret_that_is_wrong_is_the_operators_to_see()
    {
        var log = new LogLines();
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(
            Seed.Demo, null, null, services => services.AddSingleton<ILoggerProvider>(log), [.. peer.Settings, "--SignIn:Oidc:ClientSecret=fel", Development]);
        await service.InvitedAsync("anna@example.org");
        peer.IsSignedIn("s1", "anna@example.org");
        using var browser = new Tabs(service);

        Assert.Equal("/arrangor#failed", await browser.SignInAsync());
        Assert.Contains(log.All, line => line.Contains("Signing in at the provider failed: invalid_client", StringComparison.Ordinal));
    }

    private static List<List<string>> Cookies(HttpResponseMessage response) =>
        [.. response.Headers.GetValues("Set-Cookie").Where(cookie => !cookie.Split(';')[0].EndsWith('=')).Select(cookie => cookie.Split("; ").ToList())];
}
