using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>Signing in at a provider: the whole code flow against a real one (OpenIddict).</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private OidcPeer? startedPeer;
    private TestService? startedService;

    private OidcPeer Peer => startedPeer!;

    private TestService Service => startedService!;

    public async ValueTask InitializeAsync()
    {
        startedPeer = await OidcPeer.StartAsync();
        startedService = await TestService.StartAsync(settings: [.. Peer.Settings, "--environment=Development", TestService.BehindProxy]);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Peer.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_an_account_is_signed_in_by_a_verified_address()
    {
        await Service.InvitedAsync("asa@example.org", Role.Organizer, "Åsa Öberg");
        Peer.Person = new("7f3a", "ASA@example.org");
        using var browser = new Tabs(Service);

        Assert.Equal("/arrangor", await browser.SignInAsync());

        var session = JsonNode.Parse(await browser.Client.GetStringAsync("/api/session"))!;
        Assert.Equal(("Åsa Öberg", "organizer", "norrbotten"), ((string)session["name"]!, (string)session["role"]!, (string)session["board"]!));
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/api/organizer/theme-days")).StatusCode);
        var id = await Service.IdOfAccountAsync("asa@example.org");
        Assert.Equal(["accountLinked", "signedIn"], await Service.QueryAsync<string>("SELECT Action FROM AccessLog WHERE ActorId = @id ORDER BY Id", new { id }));
        Assert.Equal(("code", "S256"), (Peer.Asked!.ResponseType, Peer.Asked.CodeChallengeMethod));
        Assert.NotEmpty(Peer.Asked.Nonce!);
    }
}

/// <summary>A browser that goes from site to site, with its cookies.</summary>
internal sealed class Tabs : IDisposable
{
    private readonly HttpClient outside = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Tabs(TestService service) =>
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = service.Address };

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client { get; }

    /// <summary>The callback's address, as the provider gave it.</summary>
    public async Task<Uri> ToCallbackAsync(string start = "/api/session/oidc")
    {
        using var off = await Client.GetAsync(start);
        Assert.Equal(HttpStatusCode.Found, off.StatusCode);
        using var back = await outside.GetAsync(off.Headers.Location);
        Assert.True(back.StatusCode == HttpStatusCode.Found, await back.Content.ReadAsStringAsync());
        return back.Headers.Location!;
    }

    /// <summary>Where one ends up.</summary>
    public async Task<string> SignInAsync() => await FinishAsync(await ToCallbackAsync());

    public async Task<string> FinishAsync(Uri callback)
    {
        using var response = await Client.GetAsync(callback);
        Assert.True(response.StatusCode == HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }

    public void Dispose()
    {
        Client.Dispose();
        outside.Dispose();
    }
}
