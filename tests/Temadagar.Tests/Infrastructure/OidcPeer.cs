using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Who is signed in at the provider.</summary>
/// <param name="Verified">What it says of the address; null: nothing.</param>
/// <param name="Home">Where a guest comes from.</param>
public sealed record OidcPerson(string Subject, string? Email, bool? Verified = true, string? UserName = null, string? Home = null);

/// <summary>
/// A real provider of OpenID Connect (OpenIddict) on a free port, under another name than the service's, so that to a browser it is
/// another site. Whoever it is told is signed in comes back at once, without a form.
/// </summary>
public sealed class OidcPeer : IAsyncDisposable
{
    public const string ClientId = "temadagar";
    public const string ClientSecret = "klienthemlighet-4711";

    private readonly WebApplication app;
    private readonly RsaKeys.Lent key = RsaKeys.Borrow();

    private OidcPeer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode();
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes(OpenIddictConstants.Scopes.Email, OpenIddictConstants.Scopes.Profile);
            options.AddEncryptionKey(new RsaSecurityKey(key.Key)).AddSigningKey(new RsaSecurityKey(key.Key));
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            On<ValidateAuthorizationRequestContext>(options, ValidateClient);
            On<HandleAuthorizationRequestContext>(options, Authorize);
            On<ValidateTokenRequestContext>(options, ValidateSecret);
            On<HandleUserInfoRequestContext>(options, TellMore);
            options.AddEventHandler<GenerateTokenContext>(handler => handler.UseInlineHandler(Sign).SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 1));
        });
        app = builder.Build();
        app.UseRouting();
    }

    public OidcPerson Person { get; private set; } = new("nobody", null);

    /// <summary>An error to answer with instead, and its words.</summary>
    public (string Code, string Words)? Error { get; set; }

    /// <summary>Whether the address is told only when it is asked for with the access token.</summary>
    public bool TellsLater { get; set; }

    /// <summary>What it signs with instead of the key that it publishes.</summary>
    public SigningCredentials? StrangeKey { get; set; }

    /// <summary>What the service asked for last.</summary>
    public OpenIddictRequest? Asked { get; private set; }

    public Uri Address => new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;

    /// <summary>The settings of a service that uses it.</summary>
    public string[] Settings => SettingsOf(Address.ToString());

    public static string[] SettingsOf(string authority) =>
    [
        $"--SignIn:Oidc:Authority={authority}", $"--SignIn:Oidc:ClientId={ClientId}", $"--SignIn:Oidc:ClientSecret={ClientSecret}", "--SignIn:Oidc:Name=Länsstyrelsen",
    ];

    /// <summary>From now on this person is signed in, and nothing goes wrong.</summary>
    /// <param name="verified">What it says of the address; null: nothing.</param>
    public void IsSignedIn(string subject, string? email, bool? verified = true, string? userName = null, string? home = null) =>
        (Person, Error, TellsLater, StrangeKey) = (new OidcPerson(subject, email, verified, userName, home), null, false, null);

    public static async Task<OidcPeer> StartAsync()
    {
        var peer = new OidcPeer();
        await peer.app.StartAsync();
        // The first answer is compiled as it is made; on a busy machine that has taken longer than a service waits for its provider.
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        (await client.GetAsync(new Uri(peer.Address, "/.well-known/openid-configuration"))).EnsureSuccessStatusCode();
        (await client.GetAsync(new Uri(peer.Address, "/.well-known/jwks"))).EnsureSuccessStatusCode();
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private static void On<TContext>(OpenIddictServerBuilder options, Action<TContext> handle)
        where TContext : OpenIddictServerEvents.BaseContext => options.AddEventHandler<TContext>(handler => handler.UseInlineHandler(context =>
        {
            handle(context);
            return default;
        }));

    private void ValidateClient(ValidateAuthorizationRequestContext context)
    {
        Asked = context.Request;
        if (context.ClientId != ClientId || new Uri(context.RedirectUri!).AbsolutePath != "/api/session/oidc/callback")
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient);
        }
    }

    private void Authorize(HandleAuthorizationRequestContext context)
    {
        if (Error is var (code, words))
        {
            context.Reject(code, words);
            return;
        }

        var identity = new ClaimsIdentity("peer");
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, Person.Subject));
        Add(OpenIddictConstants.Claims.PreferredUsername, Person.UserName);
        Add("idp", Person.Home);
        if (!TellsLater)
        {
            Add(OpenIddictConstants.Claims.Email, Person.Email);
            Add(OpenIddictConstants.Claims.EmailVerified, Person.Verified is { } verified ? (verified ? "true" : "false") : null, ClaimValueTypes.Boolean);
        }

        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(context.Request.GetScopes());
        principal.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        context.SignIn(principal);

        void Add(string type, string? value, string valueType = ClaimValueTypes.String)
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value, valueType));
            }
        }
    }

    private void ValidateSecret(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient);
        }
    }

    private ValueTask Sign(GenerateTokenContext context)
    {
        if (StrangeKey is not null && context.TokenType.Contains("id_token", StringComparison.Ordinal))
        {
            context.SigningCredentials = StrangeKey;
        }

        return default;
    }

    private void TellMore(HandleUserInfoRequestContext context)
    {
        if (TellsLater)
        {
            (context.Email, context.EmailVerified) = (Person.Email, Person.Verified);
        }
    }
}
