using System.Globalization;
using System.Text;
using Temadagar.Texts;

namespace Temadagar.Printing;

/// <summary>What of a text reaches the paper.</summary>
internal static class PrintedText
{
    /// <summary>What a document calls the language (BCP 47).</summary>
    public static string CodeOf(Language language) => language == Language.En ? "en" : "sv";

    /// <summary>
    /// Letters put together where Unicode can (NFC), one space where there is any white space, and nothing that only steers a screen: direction marks, joiners,
    /// control characters. So no text can turn, hide or move another.
    /// </summary>
    public static string Of(string text)
    {
        var printed = new StringBuilder(text.Length);
        foreach (var rune in Unicode.Normalized(text, NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                printed.Append(printed.Length > 0 && printed[^1] != ' ' ? " " : "");
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                printed.Append(rune);
            }
        }

        return printed.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// Whether the letter can stand where the one before it ends: it needs no mark placed over it, and is read from left to right. Hebrew and the like are in the fonts, but
    /// would come out backwards.
    /// </summary>
    public static bool StandsAlone(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
        && rune.Value is not (>= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFF or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF);
}
