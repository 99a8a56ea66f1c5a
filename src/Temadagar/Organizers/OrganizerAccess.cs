using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Temadagar.Data;
using Temadagar.Http;

namespace Temadagar.Organizers;

/// <summary>How an organizer's call is known: the cookie of a sign-in, or an API key. Every change by cookie needs the antiforgery token too.</summary>
public static class OrganizerAccess
{
    /// <summary>The header that carries the antiforgery token which GET /api/session gives.</summary>
    public const string TokenHeader = "X-Csrf-Token";

    public const string CookieScheme = "cookie";

    private const string AnyScheme = "organizer";
    private const string KeyScheme = "apiKey";
    private const string CookieName = "temadagar-session";

    private const string AntiforgeryName = "temadagar-antiforgery";

    private static readonly string[] NeedsCaller = ["/api/organizer", "/api/session/password"];

    private static readonly TimeSpan SignedIn = TimeSpan.FromHours(8);

    public static void AddOrganizerAccess(this IServiceCollection services, bool development)
    {
        var secure = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddAuthentication()
            .AddPolicyScheme(AnyScheme, null, options => options.ForwardDefaultSelector =
                context => context.Request.Headers.Authorization.Count > 0 ? KeyScheme : CookieScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(KeyScheme, null)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie = new CookieBuilder { Name = NameOf(CookieName, development), Path = "/api", HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = secure, IsEssential = true };
                options.ExpireTimeSpan = SignedIn;
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = ValidateAsync;
                options.Events.OnRedirectToLogin = context => new ProblemResult(OrganizerProblems.NotSignedIn).ExecuteAsync(context.HttpContext);
                options.Events.OnRedirectToAccessDenied = context => new ProblemResult(OrganizerProblems.NotAllowed).ExecuteAsync(context.HttpContext);
            });
        services.AddAuthorization();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = TokenHeader;
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie = new CookieBuilder { Name = NameOf(AntiforgeryName, development), Path = "/api", HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = secure, IsEssential = true };
        });
    }

    /// <summary>A browser takes a cookie of such a name over https only, so nobody on the way can put one of their own in its place (RFC 6265bis, 4.1.3.1).</summary>
    public static string NameOf(string cookie, bool development) => development ? cookie : "__Secure-" + cookie;

    /// <summary>Who calls is asked before anything else of an organizer's call; then whether a change by cookie came from our own page.</summary>
    public static void UseOrganizerAccess(this WebApplication app)
    {
        // Takes a provider's answer. Said here: the framework would else put it before what a proxy tells of the address.
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            // By the address: routing refuses a method or a kind of content before the endpoint, with its roles, is chosen.
            if (Array.Exists(NeedsCaller, path => context.Request.Path.StartsWithSegments(path)) && !(await context.AuthenticateAsync(AnyScheme)).Succeeded)
            {
                await context.ChallengeAsync(AnyScheme);
                return;
            }

            await next(context);
        });
        app.UseAuthorization();
        app.Use(async (context, next) =>
        {
            if (context.User.Identity is { IsAuthenticated: true, AuthenticationType: CookieScheme }
                && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
                && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            {
                await new ProblemResult(OrganizerProblems.NotFromOurPage).ExecuteAsync(context);
                return;
            }

            await next(context);
        });
    }

    /// <summary>For any of these roles; the administrator always may.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder(AnyScheme)
            .RequireAuthenticatedUser()
            .RequireRole(roles.Append(Role.Administrator).Select(role => role.ToString()))
            .Build())
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]))
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));

    /// <summary>For whoever is known.</summary>
    public static TBuilder ForAnyRole<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.For(Enum.GetValues<Role>());

    /// <summary>For a new session of an account's.</summary>
    public static ClaimsPrincipal NewSession(HttpContext context, Account account) =>
        CookiePrincipal(account, new SignInSession(Guid.CreateVersion7(), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>Ends the session that this browser has, if any: whoever has a copy of its cookie is out with it.</summary>
    public static async Task EndSessionAsync(HttpContext context)
    {
        if (await SessionOfAsync(context) is { } session)
        {
            await EndSessionAsync(context, session);
        }
    }

    /// <summary>The session that this browser has, if any.</summary>
    public static async Task<SignInSession?> SessionOfAsync(HttpContext context) => Caller.Cookie((await context.AuthenticateAsync(CookieScheme)).Principal)?.Session;

    /// <summary>Ends a session that this browser had when it went to sign in anew.</summary>
    public static async Task EndSessionAsync(HttpContext context, SignInSession session)
    {
        var (database, ended) = (context.RequestServices.GetRequiredService<Database>(), context.RequestServices.GetRequiredService<EndedSessionStore>());
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            await database.WriteAsync(write => ended.AddAsync(write, session, now), context.RequestAborted);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // By another call at the same moment.
        }
    }

    private static ClaimsPrincipal CookiePrincipal(Account account, SignInSession session) => Caller.Of(account).ToPrincipal(CookieScheme, (account.Stamp, session));

    // At every call: an account that was disabled, or whose password or role was changed, is so at once, and a session that was ended is over for every copy of its cookie.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (Caller.Cookie(context.Principal) is { } cookie && services.GetRequiredService<TimeProvider>().GetUtcNow() < cookie.Session.Until)
        {
            await using var read = await services.GetRequiredService<Database>().OpenReadAsync(context.HttpContext.RequestAborted);
            if (await services.GetRequiredService<AccountStore>().FindSignedInAsync(read, cookie.Id, cookie.Stamp, cookie.Session.Id) is { } account)
            {
                context.ReplacePrincipal(CookiePrincipal(account, cookie.Session));
                return;
            }
        }

        context.RejectPrincipal();
    }
}
