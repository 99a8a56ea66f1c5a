using Microsoft.AspNetCore.Http.Features;

namespace Temadagar.Certificates;

/// <summary>
/// The code that stood in an address. It must stand there, since it is printed as a QR code; it is taken out before anything else sees the request, so that
/// nothing that writes addresses into a log can write it.
/// </summary>
/// <param name="Value">As it was written.</param>
public sealed record HiddenCode(string Value)
{
    private const string Mask = "/-";

    private static readonly PathString[] Before = ["/api/certificates", "/intyg"];

    public static void Hide(HttpContext context)
    {
        foreach (var path in Before)
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 } code)
            {
                context.Features.Set(new HiddenCode(code.Trim('/')));
                context.Request.Path = path + Mask;
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path + Mask;
            }
        }
    }
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
