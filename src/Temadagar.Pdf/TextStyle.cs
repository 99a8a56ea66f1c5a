using System.Globalization;

namespace Temadagar.Pdf;

/// <summary>How a text looks. Sizes and widths are in points.</summary>
public readonly record struct TextStyle(TrueTypeFont Font, double Size, Rgb Colour)
{
    private const double Rounding = 1e-6;

    public double CapHeight => Font.CapHeight * Size / 1000;

    public double Measure(string text) => Font.Measure(text, Size);

    /// <summary>
    /// The text in lines no wider than that, broken at spaces and after hyphens, and within a word only where it is wider than a whole line. All but the last line of a paragraph
    /// keep the space that they were broken at, so that whoever copies or listens gets the text as it was.
    /// </summary>
    public IReadOnlyList<string> Wrap(string text, double width)
    {
        var lines = new List<string>();
        var (line, wide) = ("", 0.0);
        foreach (var piece in Pieces(text))
        {
            // Letters do not lean on each other (there is no kerning), so widths can be added up.
            if (wide + Measure(piece.TrimEnd(' ')) <= width + Rounding)
            {
                (line, wide) = (line + piece, wide + Measure(piece));
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = BreakWithin(piece, width, lines);
            wide = Measure(line);
        }

        lines.Add(line);
        return lines;
    }

    // What does not fit a line is cut between what people see as characters; the rest begins the next line.
    private string BreakWithin(string piece, double width, List<string> lines)
    {
        var rest = "";
        var elements = StringInfo.GetTextElementEnumerator(piece);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (rest.Length > 0 && Measure((rest + element).TrimEnd(' ')) > width)
            {
                lines.Add(rest);
                rest = "";
            }

            rest += element;
        }

        return rest;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var last = at == text.Length - 1;
            if (last || (text[at] is ' ' or '-' or '/' or '–' && text[at + 1] != ' '))
            {
                yield return text[start..(at + 1)];
                start = at + 1;
            }
        }
    }
}
