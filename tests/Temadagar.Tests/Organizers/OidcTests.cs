using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>Signing in at a provider: the whole code flow against a real one (OpenIddict).</summary>
public sealed class OidcTests(OidcService shared) : IClassFixture<OidcService>
{
    private const string Callback = "/api/session/oidc/callback";

    private readonly OidcPeer peer = shared.Peer;
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_an_account_is_signed_in_by_a_verified_address(bool toldLater)
    {
        var email = Address();
        await service.InvitedAsync(email, Role.Organizer, "Åsa Öberg");
        peer.IsSignedIn(NewSubject(), email.ToUpperInvariant());
        peer.TellsLater = toldLater;
        using var browser = new Tabs(service);

        Assert.Equal("/arrangor", await browser.SignInAsync());

        var session = JsonNode.Parse(await browser.Client.GetStringAsync("/api/session"))!;
        Assert.Equal(("Åsa Öberg", "organizer", "norrbotten"), ((string)session["name"]!, (string)session["role"]!, (string)session["board"]!));
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/api/organizer/theme-days")).StatusCode);
        Assert.Equal(["accountLinked", "signedIn"], await LoggedAsync(email));
        Assert.Equal([peer.Address.ToString()], await service.QueryAsync<string>(
            "SELECT Issuer FROM AccountLogins WHERE AccountId = @id", new { id = await service.IdOfAccountAsync(email) }));
        Assert.Equal(("code", "S256"), (peer.Asked!.ResponseType, peer.Asked.CodeChallengeMethod));
        Assert.NotEmpty(peer.Asked.Nonce!);
    }

    [Fact]
    public async Task Who_has_no_account_is_told_so_and_nothing_is_made()
    {
        peer.IsSignedIn(NewSubject(), "okand@example.org");
        Assert.Equal("/arrangor#noAccount", await RefusedAsync());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(null, true)]
    [InlineData(true, false)]
    public async Task An_address_that_the_provider_does_not_answer_for_opens_nothing(bool? verified, bool hasAddress)
    {
        var email = Address();
        await service.InvitedAsync(email, Role.Administrator);
        // A user name counts only where the settings say so.
        peer.IsSignedIn(NewSubject(), hasAddress ? email : null, verified, userName: email);

        Assert.Equal("/arrangor#addressNotVerified", await RefusedAsync());
    }

    [Fact]
    public async Task A_disabled_account_is_refused_linked_or_not_and_a_cookie_of_it_ends()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var before = new Tabs(service);
        Assert.Equal("/arrangor", await before.SignInAsync());
        await DisableAsync(email);

        Assert.Equal("/arrangor#noAccount", await RefusedAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.Client.GetAsync("/api/session")).StatusCode);

        var never = Address();
        await service.InvitedAsync(never);
        await DisableAsync(never);
        peer.IsSignedIn(NewSubject(), never);
        Assert.Equal("/arrangor#noAccount", await RefusedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_linked_the_person_counts_and_no_address(bool verified)
    {
        var (first, second) = (Address(), Address());
        await service.InvitedAsync(first, name: "Den första");
        await service.InvitedAsync(second, name: "Den andra");
        var subject = NewSubject();
        peer.IsSignedIn(subject, first);
        using var once = new Tabs(service);
        await once.SignInAsync();

        peer.IsSignedIn(subject, second, verified);
        using var again = new Tabs(service);

        Assert.Equal("/arrangor", await again.SignInAsync());
        Assert.Equal("Den första", (string)JsonNode.Parse(await again.Client.GetStringAsync("/api/session"))!["name"]!);
        Assert.Equal(["accountLinked", "signedIn", "signedIn"], await LoggedAsync(first));
    }

    [Fact]
    public async Task An_address_with_a_new_owner_does_not_open_the_account_until_an_administrator_invites_anew()
    {
        var email = Address();
        await service.InvitedAsync(email);
        var subject = NewSubject();
        peer.IsSignedIn(subject, email);
        using var owner = new Tabs(service);
        await owner.SignInAsync();

        // Another person, even where a database would not tell upper from lower case.
        peer.IsSignedIn(subject.ToUpperInvariant(), email);
        Assert.Equal("/arrangor#linkedToAnother", await RefusedAsync());

        using var administrator = await service.WithKeyAsync(Role.Administrator);
        (await administrator.PostAsync($"/api/organizer/accounts/{await service.IdOfAccountAsync(email)}/invitation", null)).EnsureSuccessStatusCode();
        using var successor = new Tabs(service);
        Assert.Equal("/arrangor", await successor.SignInAsync());
    }

    [Fact]
    public async Task Whoever_may_handle_protected_identities_may_so_too_when_signed_in_by_the_provider()
    {
        var email = Address();
        await service.InvitedAsync(email, handlesProtected: true);
        peer.IsSignedIn(NewSubject(), email);
        using var browser = new Tabs(service);
        await browser.SignInAsync();

        await using var read = await service.Database.OpenReadAsync(TestContext.Current.CancellationToken);
        var subject = (await service.QueryAsync<string>("SELECT SubjectHash FROM AccountLogins WHERE AccountId = @id", new { id = await service.IdOfAccountAsync(email) }))[0];
        Assert.True((await service.Services.GetRequiredService<AccountLoginStore>().FindAccountAsync(read, subject))!.HandlesProtected);
    }

    [Fact]
    public async Task Two_who_come_at_once_are_one_person()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        var browsers = Enumerable.Range(0, 5).Select(_ => new Tabs(service)).ToList();

        Assert.All(await Task.WhenAll(browsers.Select(browser => browser.SignInAsync())), where => Assert.Equal("/arrangor", where));

        browsers.ForEach(browser => browser.Dispose());
        Assert.Equal(1, await service.CountAsync("AccountLogins WHERE AccountId = @id", new { id = await service.IdOfAccountAsync(email) }));
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_asked()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var browser = new Tabs(service);
        var answer = await browser.ToCallbackAsync();
        using var other = new Tabs(service);

        Assert.Equal("/arrangor#failed", await other.FinishAsync(answer));
        Assert.Equal("/arrangor", await browser.FinishAsync(answer));
        browser.Forget("temadagar-session");
        Assert.Equal("/arrangor#failed", await browser.FinishAsync(answer));

        Assert.All(await Task.WhenAll(other.Client.GetAsync("/api/session"), browser.Client.GetAsync("/api/session")), reply => Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode));
        Assert.Equal(["accountLinked", "signedIn"], await LoggedAsync(email));
    }

    [Fact]
    public async Task Signing_in_ends_the_session_before_and_turning_back_does_not()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var browser = new Tabs(service);
        await browser.SignInAsync();
        using var copy = new Tabs(service);
        browser.Cookies.GetAllCookies().ToList().ForEach(copy.Cookies.Add);
        Assert.Equal(HttpStatusCode.OK, (await copy.Client.GetAsync("/api/session")).StatusCode);

        var answer = await browser.ToCallbackAsync();
        Assert.Equal(HttpStatusCode.OK, (await copy.Client.GetAsync("/api/session")).StatusCode);
        // A browser sends no such cookie with what comes from another site.
        browser.Forget("temadagar-session");
        Assert.Equal("/arrangor", await browser.FinishAsync(answer));

        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.Client.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task Who_has_no_password_is_told_so_and_is_not_taken_for_one_who_guesses()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var browser = new Tabs(service);
        await browser.SignInAsync();
        var session = JsonNode.Parse(await browser.Client.GetStringAsync("/api/session"))!;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/session/password") { Content = JsonContent.Create(new { current = "", @new = "bulle regn fjord kaktus" }) };
        request.Headers.Add("X-Csrf-Token", (string)session["token"]!);

        using var response = await browser.Client.SendAsync(request);

        Assert.False((bool)session["passwordChosen"]!);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/no-password"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.Equal(0, await service.CountAsync("SignInAttempts WHERE AccountId = @id", new { id = await service.IdOfAccountAsync(email) }));
    }

    [Fact]
    public async Task An_answer_to_another_question_is_refused()
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var victim = new Tabs(service);
        using var attacker = new Tabs(service);
        var (asked, stolen) = (Parts(await victim.ToCallbackAsync()), Parts(await attacker.ToCallbackAsync()));

        // The code of one with the state of the other: PKCE and the nonce say no.
        Assert.Equal("/arrangor#failed", await victim.FinishAsync(new Uri(service.Address, $"{Callback}?code={stolen["code"]}&state={asked["state"]}")));
        foreach (var query in new[] { "", "?code=x", "?state=x", "?code=x&state=x", $"?code={stolen["code"]}&state={stolen["state"]}x", "?error=server_error", $"?state={stolen["state"]}" })
        {
            Assert.Equal("/arrangor#failed", await attacker.FinishAsync(new Uri(service.Address, Callback + query)));
        }

        Assert.Empty(await LoggedAsync(email));
    }

    [Fact]
    public async Task Who_is_vouched_for_by_a_key_that_the_provider_has_not_published_is_nobody()
    {
        var email = Address();
        await service.InvitedAsync(email);
        using var strange = RSA.Create(2048);
        peer.IsSignedIn(NewSubject(), email);
        peer.StrangeKey = new SigningCredentials(new RsaSecurityKey(strange), SecurityAlgorithms.RsaSha256);

        Assert.Equal("/arrangor#failed", await RefusedAsync());

        Assert.Empty(await LoggedAsync(email));
    }

    [Fact]
    public void What_the_provider_says_is_signed_by_a_key_of_its_own_and_not_by_a_secret_that_is_ours_too()
    {
        var taken = service.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get("oidc").TokenValidationParameters.ValidAlgorithms.ToList();

        Assert.Equal(9, taken.Count);
        Assert.All(taken, algorithm => Assert.Matches("^(RS|PS|ES)(256|384|512)$", algorithm));
    }

    [Theory]
    [InlineData("access_denied", "declined")]
    [InlineData("server_error", "failed")]
    [InlineData("interaction_required", "failed")]
    public async Task What_the_provider_refuses_is_said_in_our_words(string error, string why)
    {
        peer.IsSignedIn(NewSubject(), Address());
        peer.Error = (error, "The user 'anna.hemlig@example.org' is not assigned.");

        Assert.Equal($"/arrangor#{why}", await RefusedAsync());
    }

    [Theory]
    [InlineData("?returnUrl=https://example.org/")]
    [InlineData("?redirect_uri=https://example.org/&ReturnUri=//example.org")]
    public async Task Where_one_ends_up_is_not_the_requests_to_say(string query)
    {
        var email = Address();
        await service.InvitedAsync(email);
        peer.IsSignedIn(NewSubject(), email);
        using var browser = new Tabs(service);

        Assert.Equal("/arrangor", await browser.FinishAsync(await browser.ToCallbackAsync("/api/session/oidc" + query)));
    }

    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    public async Task Another_site_cannot_sign_anyone_in(string from, bool goes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session/oidc");
        request.Headers.Add("Sec-Fetch-Site", from);
        using var response = await service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(goes, response.Headers.Location!.ToString().StartsWith(peer.Address.ToString(), StringComparison.Ordinal));
        Assert.Equal(goes, response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_page_learns_how_one_can_sign_in()
    {
        var ways = await service.GetJsonAsync("/api/session/ways");

        Assert.Equal("""{"password":true,"oidc":{"name":"Länsstyrelsen","start":"/api/session/oidc"}}""", ways.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Whoever_signs_in_only_at_the_provider_counts_as_an_administrator_too()
    {
        await using var own = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Development", TestService.BehindProxy]);
        var local = await own.AccountAsync("lokal@example.org", Role.Administrator);
        var path = $"/api/organizer/accounts/{await own.IdOfAccountAsync("lokal@example.org")}";
        await own.InvitedAsync("extern@example.org", Role.Administrator);
        var stepDown = new { name = "Lokal", role = "reader", board = OrganizerAccounts.Board };
        Assert.Equal(HttpStatusCode.Conflict, (await local.SendAsync(HttpMethod.Put, path, stepDown)).StatusCode);

        peer.IsSignedIn(NewSubject(), "extern@example.org");
        using var browser = new Tabs(own);
        Assert.Equal("/arrangor", await browser.SignInAsync());

        Assert.Equal(HttpStatusCode.OK, (await local.SendAsync(HttpMethod.Put, path, stepDown)).StatusCode);
    }

    private static string Address() => $"a{Guid.NewGuid():N}@example.org";

    private static string NewSubject() => $"s{Guid.NewGuid():N}";

    private static Dictionary<string, string> Parts(Uri address) =>
        address.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);

    private async Task<string> RefusedAsync()
    {
        var before = await RowsAsync();
        using var browser = new Tabs(service);
        var where = await browser.SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Client.GetAsync("/api/session")).StatusCode);
        Assert.Equal(before, await RowsAsync());
        return where;
    }

    private async Task<(long, long, long)> RowsAsync() =>
        (await service.CountAsync("Accounts"), await service.CountAsync("AccountLogins"), await service.CountAsync("AccessLog"));

    private async Task<IReadOnlyList<string>> LoggedAsync(string email) => await service.QueryAsync<string>(
        "SELECT Action FROM AccessLog WHERE ActorId = @id ORDER BY Action", new { id = await service.IdOfAccountAsync(email) });

    private async Task DisableAsync(string email)
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.PutAsJsonAsync(
            $"/api/organizer/accounts/{await service.IdOfAccountAsync(email)}",
            new { name = "Anna Ek", role = "organizer", board = OrganizerAccounts.Board, disabled = true });
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>A provider, and a service that uses it.</summary>
public sealed class OidcService : IAsyncLifetime
{
    private OidcPeer? peer;
    private TestService? service;

    public OidcPeer Peer => peer!;

    public TestService Service => service!;

    public async ValueTask InitializeAsync()
    {
        peer = await OidcPeer.StartAsync();
        service = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Development", TestService.BehindProxy]);
    }

    public async ValueTask DisposeAsync()
    {
        await service!.DisposeAsync();
        await peer!.DisposeAsync();
    }
}
