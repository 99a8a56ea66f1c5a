using System.Globalization;
using System.Text;

namespace Temadagar.Texts;

/// <summary>
/// Swedish alphabetical order and search that needs no collation of the database: å, ä and ö are letters of their own after z
/// (SS 03 81 03), all other marks are passed over, capitals are as small letters.
/// </summary>
public static class SwedishOrder
{
    /// <summary>Characters that count; what follows is the same to the order.</summary>
    private const int Length = 60;

    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyzåäö";
    private const int First = 10;
    private const int Other = 99;
    private const string Break = "05";

    /// <summary>Two digits for each character: text order of the keys is Swedish order, whatever the collation. At most 120 digits.</summary>
    public static string Key(params IEnumerable<string> parts)
    {
        var key = new StringBuilder();
        foreach (var word in parts.SelectMany(Words))
        {
            foreach (var letter in word)
            {
                var place = Letters.IndexOf(letter, StringComparison.Ordinal);
                key.Append((place < 0 ? Other : First + place).ToString(CultureInfo.InvariantCulture));
            }

            key.Append(Break);
        }

        return key.ToString(0, Math.Min(key.Length, 2 * Length));
    }

    /// <summary>The words of a text as a search compares them: small letters and digits only, so no character that LIKE takes for more than itself.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Unicode.Normalized(text, NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            folded.Append(Fold(rune));
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Fold(Rune rune) => rune.Value switch
    {
        'å' or 'ä' or 'ö' => rune.ToString(),
        'æ' => "ä",
        'ø' => "ö",
        'ß' => "ss",
        'þ' => "th",
        'ð' or 'đ' => "d",
        'ł' => "l",
        '\'' or '’' or '´' => "",
        _ when Rune.IsLetterOrDigit(rune) => string.Concat(rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes()
            .Where(part => Rune.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))),
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark => "",
        _ => " ",
    };
}
