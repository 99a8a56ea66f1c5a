using System.Text.RegularExpressions;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>The field <c>slug</c> of an input: a name's part of an address.</summary>
public static partial class SlugInput
{
    public const int MaxLength = 100;

    public static readonly Text Bad = new(
        "Webbadressen får bara ha små bokstäver a–z, siffror och enkla bindestreck.", "The web address may have lower-case letters a-z, digits and single hyphens only.");

    public static string Read(JsonFields fields)
    {
        var slug = fields.Text("slug", MaxLength);
        if (slug.Length > 0 && !IsSlug(slug))
        {
            fields.Fault("slug", Bad);
        }

        return slug;
    }

    public static bool IsSlug(string text) => Slug().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();
}
