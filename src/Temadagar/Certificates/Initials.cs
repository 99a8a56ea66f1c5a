using System.Globalization;
using System.Text;

namespace Temadagar.Certificates;

/// <summary>A name as one shows that one knows it without saying it: "Anna-Karin af Ö" is "A.-K. Ö.".</summary>
public static class Initials
{
    // Small words of surnames, where they are written small; they stand for no name by themselves.
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "af", "av", "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "las", "los", "y", "e", "i", "zu", "zur", "ter", "ten", "bin", "ibn", "al", "el", "'t", "’t",
    };

    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = words.Where((word, place) => place == 0 || !Particles.Contains(word)).ToList();
        return string.Join(' ', (names.Count > 1 ? names : [.. words]).Select(OfWord).Where(initial => initial.Length > 0));
    }

    private static string OfWord(string word) => string.Join('-', word.Split(['-', '‐', '‑', '–'], StringSplitOptions.RemoveEmptyEntries).Select(OfPart).OfType<string>());

    private static string? OfPart(string part)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(part); elements.MoveNext();)
        {
            if (elements.GetTextElement() is var element && Rune.IsLetter(element.EnumerateRunes().First()))
            {
                return element.ToUpperInvariant() + ".";
            }
        }

        return null;
    }
}
