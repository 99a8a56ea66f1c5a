using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;

namespace Temadagar.Organizers;

/// <summary>
/// Signing in at a provider: authorization code flow with PKCE, state and nonce (RFC 9700). What comes back is exchanged for our own
/// session cookie at once; nothing of the provider's is kept, and no reply of its reaches a page or a log.
/// </summary>
internal static partial class OidcAccess
{
    public const string Scheme = "oidc";

    public const string StartPath = "/api/session/oidc";

    private const string CallbackPath = StartPath + "/callback";
    private const string Console = "/arrangor";

    // The session that one had when one went to the provider.
    private const string Before = "before";

    private static readonly string[] Scopes = ["openid", "profile", "email"];

    // By a key of the provider's: never none, and never the secret that we share with it.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    // Someone waits at the other end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="site">Where people reach the service; null: at the address that they call.</param>
    public static void AddOidc(this IServiceCollection services, OidcProvider provider, Uri? site, bool development)
    {
        var secure = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddSingleton(provider);
        services.AddAuthentication().AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = OrganizerAccess.CookieScheme;
            options.Authority = provider.Authority.ToString();
            options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
            (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
            options.ResponseType = OpenIdConnectResponseType.Code;
            // By query: the answer is then a navigation, which cookies that are Lax go with. A posted form would need SameSite=None.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.Scope.Clear();
            Array.ForEach(Scopes, options.Scope.Add);
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidAlgorithms = Algorithms;
            // Kept: with the subject it is who the person is.
            options.ClaimActions.Remove("iss");
            // Some providers give the address only there.
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
            options.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");
            options.BackchannelTimeout = Patience;
            options.DisableTelemetry = true;
            options.CallbackPath = CallbackPath;
            // Signing out is ours alone: else a page of anyone's could sign people out.
            options.RemoteSignOutPath = default;
            options.SignedOutCallbackPath = default;
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.Name = OrganizerAccess.NameOf(cookie.Name!, development);
                (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly, cookie.IsEssential) = (SameSiteMode.Lax, secure, true, true);
            }

            options.Events.OnRedirectToIdentityProvider = context =>
            {
                // As registered at the provider, whatever host the call named.
                context.ProtocolMessage.RedirectUri = site is null ? context.ProtocolMessage.RedirectUri : new Uri(site, CallbackPath).ToString();
                return Task.CompletedTask;
            };
            options.Events.OnTicketReceived = FinishAsync;
            options.Events.OnRemoteFailure = FailAsync;
            options.Events.OnAccessDenied = context =>
            {
                context.HandleResponse();
                BackToPage(context.HttpContext, "declined");
                return Task.CompletedTask;
            };
        });
        // Its lines, and a request's with its query, hold what the provider writes: names and addresses (and the code).
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
    }

    /// <summary>Begins: off to the provider. Where one ends up afterwards is never the request's to say.</summary>
    public static async Task StartAsync(HttpContext context, ILogger<OidcProvider> logger)
    {
        // From our own page, or typed in; another site shall not sign anyone in (browsers say which, always).
        if (context.Request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not (null or "same-origin" or "none"))
        {
            context.Response.Redirect(Console);
            return;
        }

        if (PlainHttp.IsRefused(context))
        {
            BackToPage(context, "needsHttps");
            return;
        }

        try
        {
            var properties = new AuthenticationProperties { RedirectUri = Console };
            if (await OrganizerAccess.SessionOfAsync(context) is { } before)
            {
                // Sealed into the state: the answer comes from another site, and so without the cookie.
                properties.Items[Before] = before.ToText();
            }

            await context.ChallengeAsync(Scheme, properties);
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException && !context.Response.HasStarted)
        {
            LogFailed(logger, Reason(exception));
            context.Response.Clear();
            BackToPage(context, "failed");
        }
    }

    // Known to the provider; here?
    private static async Task FinishAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var provider = http.RequestServices.GetRequiredService<OidcProvider>();
        var person = context.Principal!;
        context.HandleResponse();
        var (account, refusal) = await http.RequestServices.GetRequiredService<SignInByOidc>().RunAsync(
            person.FindFirstValue("iss")!, person.FindFirstValue("sub")!, AddressOf(person, provider.KnownByUserName), http.RequestAborted);
        if (account is null)
        {
            BackToPage(http, Code.Of(refusal!.Value));
            return;
        }

        if (SignInSession.Parse(context.Properties?.Items.TryGetValue(Before, out var text) == true ? text : null) is { } before)
        {
            await OrganizerAccess.EndSessionAsync(http, before);
        }

        // Not prolonged: whom the provider has shut out is out here too before the day is over.
        await http.SignInAsync(OrganizerAccess.CookieScheme, OrganizerAccess.NewSession(http, account), new AuthenticationProperties { AllowRefresh = false });
        http.Response.Redirect(Console);
    }

    private static Task FailAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        LogFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<OidcProvider>>(), Reason(context.Failure));
        BackToPage(context.HttpContext, "failed");
        return Task.CompletedTask;
    }

    // The page's own script has words for it. A fragment: no server log has it.
    private static void BackToPage(HttpContext context, string why) => context.Response.Redirect($"{Console}#{why}");

    private static EmailAddress? AddressOf(ClaimsPrincipal person, bool knownByUserName)
    {
        var address = knownByUserName ? (IsGuest(person) ? null : person.FindFirstValue("preferred_username"))
            : bool.TryParse(person.FindFirstValue("email_verified"), out var verified) && verified ? person.FindFirstValue("email")
            : null;
        return address is null ? null : EmailAddress.Parse(address);
    }

    // Of another organization, which says itself what its people are called (Entra ID's claim idp).
    private static bool IsGuest(ClaimsPrincipal person) => person.FindFirstValue("idp") is { } home && home != person.FindFirstValue("iss");

    // What an operator can look up, and nothing that a provider wrote freely: its words may name the person.
    private static string Reason(Exception? failure)
    {
        if (failure?.Data["error"] is string error)
        {
            return ErrorCode().IsMatch(error) ? error : "error";
        }

        var number = failure is null ? "" : Number().Match(failure.Message).Value;
        return number.Length > 0 ? number
            : failure?.InnerException is { } inner ? Reason(inner)
            // The framework's own words: "Correlation failed."
            : failure is AuthenticationFailureException ? failure.Message
            : failure?.GetType().Name ?? "unknown";
    }

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\b(IDX|AADSTS)\d{3,8}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [LoggerMessage(LogLevel.Warning, "Signing in at the provider failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
