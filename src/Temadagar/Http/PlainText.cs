using System.Buffers;
using System.Globalization;
using System.Text;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>Text as people write it: composed (NFC), trimmed; what cannot be seen is refused, not dropped.</summary>
public static class PlainText
{
    private static readonly Text Unreadable = new("Texten har tecken som inte kan läsas.", "The text has characters that cannot be read.");

    /// <summary>One line, with single spaces.</summary>
    /// <returns>The text; null with a fault.</returns>
    public static string? Clean(string? text, int maxLength, out Text? fault) => Clean(
        text, maxLength, composed => string.Join(' ', composed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), out fault);

    /// <summary>Several lines, such as Markdown: they keep their indents and end in a line feed.</summary>
    /// <returns>The text; null with a fault.</returns>
    public static string? CleanLines(string? text, int maxLength, out Text? fault) => Clean(
        text, maxLength, composed => string.Join('\n', composed.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n'), out fault);

    /// <summary>Its paragraphs, each by lines: an empty line begins a new one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Paragraphs(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => paragraph.Split('\n'))];

    private static string? Clean(string? text, int maxLength, Func<string, string> tidy, out Text? fault)
    {
        fault = null;
        if (text is null || !IsVisible(text))
        {
            fault = Unreadable;
            return null;
        }

        // A soft hyphen says where a line may break. Mail programs drop it, and "example.c-om" is a link after that.
        var clean = tidy(text.Replace("\u00AD", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC));
        if (clean.Length > maxLength)
        {
            fault = new($"Skriv högst {maxLength} tecken.", $"Write at most {maxLength} characters.");
            return null;
        }

        return clean;
    }

    private static bool IsVisible(string text)
    {
        var any = text.Length == 0;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }

            // Format characters reorder or hide text (Unicode UAX #9, UTS #39); the two joiners are needed to write some names.
            var joins = rune.Value is 0x200C or 0x200D or 0x00AD;
            if (Rune.GetUnicodeCategory(rune) is var category
                && (category is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                    || (category == UnicodeCategory.Control && rune.Value is not ('\t' or '\n' or '\r'))
                    || (category == UnicodeCategory.Format && !joins)))
            {
                return false;
            }

            any |= !joins;
            rest = rest[length..];
        }

        return any;
    }
}
