namespace Temadagar.Http;

/// <summary>
/// Outside Development the API takes nothing about a person and no secret over plain HTTP, from this machine neither: who is before the proxy cannot be told. What a proxy says
/// of it counts where it is trusted.
/// </summary>
public static class PlainHttp
{
    // What anyone may look at. All else is refused, also what is added later and forgotten here.
    private static readonly string[] Public = ["/api/series", "/api/theme-days", "/api/municipalities", "/api/notices", "/api/information-pages", "/api/processing-record", "/api/problems", "/api/speakers", "/api/session/ways"];

    // Pages of a browser, which are told in their own way.
    private const string ProviderPages = "/api/session/oidc";

    /// <summary>Whether this call would go in the clear. A Secure cookie is besides never sent back over plain HTTP.</summary>
    public static bool IsRefused(HttpContext context) =>
        !context.Request.IsHttps && !context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();

    /// <summary>Before the body is read, a key is looked for or an invitation is used up. What was sent has been seen by then, and the sender is told where not to send it again.</summary>
    public static void UseHttpsForPersonalData(this WebApplication app) => app.Use((context, next) =>
        IsRefused(context) && IsPersonal(context.Request) ? new ProblemResult(Problem.NeedsHttps).ExecuteAsync(context) : next(context));

    private static bool IsPersonal(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments(ProviderPages, StringComparison.OrdinalIgnoreCase)
        && !((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && Public.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)));
}
