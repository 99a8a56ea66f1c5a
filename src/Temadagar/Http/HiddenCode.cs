using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace Temadagar.Http;

/// <summary>
/// The code that stood in an address. A certificate's must stand there, since it is printed as a QR code, and so must the one that takes an address off a list by one press
/// in a mail program (RFC 8058). It is taken out before anything else sees the request, so that nothing that writes addresses into a log can write it.
/// </summary>
/// <param name="Value">As it was written.</param>
public sealed record HiddenCode(string Value);

public static class HiddenCodes
{
    private const string Slash = @"(?:/|\\|%2f)";

    // Also as people and programs mistype it, which no route takes but which whatever looks for a route writes down.
    private const string Separator = @"(?:[^\w/\\%]|/|\\|%2f)+";

    /// <summary>First of all, so that whatever comes after sees no code.</summary>
    /// <param name="paths">What stands before a code: <c>/intyg</c>. A hyphen takes the code's place there.</param>
    public static void HideCodes(this WebApplication app, params string[] paths)
    {
        // The pattern is looked at only where its word is in the address, and made where one is: what it is made of takes longer than all else that a start does here.
        var addresses = paths.Select(path => (Word: path[(path.LastIndexOf('/') + 1)..], Address: new Lazy<Regex>(() => AddressUnder(path)), Masked: path + "/-")).ToList();
        app.Use((context, next) =>
        {
            var written = context.Request.Path.Value ?? "";
            foreach (var (word, address, masked) in addresses)
            {
                if (written.Contains(word, StringComparison.OrdinalIgnoreCase) && address.Value.Match(written) is { Success: true, Groups: var found })
                {
                    context.Features.Set(new HiddenCode(found["code"].Value.Trim('/')));
                    context.Request.Path = masked;
                    context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = masked;
                    break;
                }
            }

            return next(context);
        });
    }

    private static Regex AddressUnder(string path) => new(
        $"^{Slash}*{string.Join(Separator, path.Trim('/').Split('/').Select(Regex.Escape))}{Separator}(?<code>.*[^/].*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture);
}
