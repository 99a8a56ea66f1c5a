using System.Globalization;
using System.Text.RegularExpressions;

namespace Temadagar.Mail;

/// <summary>A mail address that a message can be sent to, as the HTML standard defines one, with a dot in its domain.</summary>
/// <param name="Address">As written, with the domain in its ASCII form (RFC 5891).</param>
/// <param name="Normalized">In lower case: two addresses are one person's if these are equal.</param>
public sealed partial record EmailAddress(string Address, string Normalized)
{
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    public static EmailAddress? Parse(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > MaxLocalLength || !TryToAscii(text[(at + 1)..], out var domain))
        {
            return null;
        }

        var address = $"{text[..at]}@{domain}";
        return address.Length <= MaxLength && Pattern().IsMatch(address)
            ? new EmailAddress(address, address.ToLowerInvariant())
            : null;
    }

    private static bool TryToAscii(string domain, out string ascii)
    {
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
            return true;
        }
        catch (ArgumentException)
        {
            ascii = "";
            return false;
        }
    }

    // html.spec.whatwg.org, "valid email address"; besides, no dot at the ends of the local part and none doubled (RFC 5321).
    [GeneratedRegex(@"^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
