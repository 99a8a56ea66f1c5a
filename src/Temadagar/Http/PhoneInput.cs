using System.Text.RegularExpressions;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>The field <c>phone</c> of an input.</summary>
public static partial class PhoneInput
{
    public const int MaxLength = 40;

    public const string Pattern = @"^\+?([ ()./-]*[0-9]){5,20}[ ()./-]*$";

    private static readonly Text Bad = new("Skriv telefonnumret med siffror, till exempel 070-174 06 05.", "Write the telephone number in digits, for example 070-174 06 05.");

    /// <summary>The number as it was written; null where none is given.</summary>
    public static string? Read(JsonFields fields)
    {
        var text = fields.OptionalText("phone", MaxLength);
        if (text is not null && !Phone().IsMatch(text))
        {
            fields.Fault("phone", Bad);
        }

        return text;
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
