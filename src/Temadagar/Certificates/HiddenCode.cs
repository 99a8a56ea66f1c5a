using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace Temadagar.Certificates;

/// <summary>
/// The code that stood in an address. It must stand there, since it is printed as a QR code; it is taken out before anything else sees the request, so that
/// nothing that writes addresses into a log can write it.
/// </summary>
/// <param name="Value">As it was written.</param>
public sealed partial record HiddenCode(string Value)
{
    public static void Hide(HttpContext context)
    {
        if (Address().Match(context.Request.Path.Value ?? "") is not { Success: true, Groups: var found })
        {
            return;
        }

        var masked = found["api"].Success ? "/api/certificates/-" : "/intyg/-";
        context.Features.Set(new HiddenCode(found["code"].Value.Trim('/')));
        context.Request.Path = masked;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = masked;
    }

    // Also as people and programs mistype it, which no route takes but which whatever looks for a route writes down.
    [GeneratedRegex(@"^(?:/|\\|%2f)*(?:(?<api>api(?:[^\w/\\%]|/|\\|%2f)+certificates)|intyg)(?:[^\w/\\%]|/|\\|%2f)+(?<code>.*[^/].*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}

public static class HiddenCodes
{
    /// <summary>First of all, so that whatever comes after sees no code.</summary>
    public static void HideCertificateCodes(this WebApplication app) => app.Use((context, next) =>
    {
        HiddenCode.Hide(context);
        return next(context);
    });
}
