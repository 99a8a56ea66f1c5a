using System.Text;

namespace Temadagar.Texts;

/// <summary>Normalization (Unicode UAX #15) of whatever someone sends.</summary>
public static class Unicode
{
    /// <summary>As <see cref="string.Normalize(NormalizationForm)"/>, which throws for what is no character; here that is U+FFFD.</summary>
    public static string Normalized(string text, NormalizationForm form) => string.Concat(text.EnumerateRunes().Select(rune => IsNone(rune.Value) ? Rune.ReplacementChar : rune)).Normalize(form);

    private static bool IsNone(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
}
