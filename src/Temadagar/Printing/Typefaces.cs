using System.Globalization;
using Temadagar.Pdf;

namespace Temadagar.Printing;

/// <summary>The fonts, read once: Open Sans for what is read, Noto Serif for what is looked at. Each stands in for the other where it lacks a letter.</summary>
internal sealed class Typefaces
{
    private readonly TrueTypeFont regular, semiBold, serif;

    /// <param name="folder">Where the three font files are.</param>
    public Typefaces(string folder)
    {
        regular = TrueTypeFont.Load(Path.Combine(folder, "OpenSans_400Regular.ttf"));
        semiBold = TrueTypeFont.Load(Path.Combine(folder, "OpenSans_600SemiBold.ttf"));
        serif = TrueTypeFont.Load(Path.Combine(folder, "NotoSerif_600SemiBold.ttf"));
    }

    public TextStyle Regular(string text, double size, Rgb colour) => new(Shows(regular, text) ? regular : serif, size, colour);

    public TextStyle SemiBold(string text, double size, Rgb colour) => new(Shows(semiBold, text) ? semiBold : serif, size, colour);

    public TextStyle Serif(string text, double size, Rgb colour) => new(Shows(serif, text) ? serif : semiBold, size, colour);

    /// <summary>The first character, as people see one, for which no one font serves that can show the rest of the text too; null where one can show it all.</summary>
    public string? FirstUndrawable(string text)
    {
        TrueTypeFont[] fonts = [serif, regular];
        if (fonts.Any(font => Shows(font, PrintedText.Of(text))))
        {
            return null;
        }

        // Each element of what was written, so that whoever wrote it knows it again; a mark that NFC puts together with its letter stays with it.
        var elements = StringInfo.GetTextElementEnumerator(text);
        var lacking = new List<string>();
        while (elements.MoveNext())
        {
            if (!Shows(serif, PrintedText.Of(elements.GetTextElement())))
            {
                lacking.Add(elements.GetTextElement());
            }
        }

        return lacking.FirstOrDefault(element => !Shows(regular, PrintedText.Of(element))) ?? lacking[0];
    }

    /// <summary>What of a text can be shown; for each character that no font can, a question mark.</summary>
    public string Printable(string text)
    {
        for (var shown = text; ;)
        {
            if (FirstUndrawable(shown) is not { } element)
            {
                return PrintedText.Of(shown);
            }

            shown = shown.Replace(element, "?", StringComparison.Ordinal);
        }
    }

    private static bool Shows(TrueTypeFont font, string printed) => printed.EnumerateRunes().All(rune => PrintedText.StandsAlone(rune) && font.Covers(rune));
}
