using Temadagar.Pdf;

namespace Temadagar.Printing;

/// <summary>A text in lines, each so far below the one before.</summary>
internal sealed record Paragraph(IReadOnlyList<string> Lines, TextStyle Style, double Leading)
{
    private const double Airy = 1.32;

    /// <summary>From the first baseline to the last.</summary>
    public double Height => (Lines.Count - 1) * Leading;

    /// <summary>In the largest of the sizes in which it takes no more lines than wanted; else in the smallest, in as many as it takes.</summary>
    public static Paragraph Fitted(string text, TextStyle style, IEnumerable<double> sizes, double smallest, int most, double width, double leading = Airy)
    {
        var size = sizes.FirstOrDefault(size => (style with { Size = size }).Wrap(text, width).Count <= most, smallest);
        return Of(text, style with { Size = size }, width, leading);
    }

    public static Paragraph Of(string text, TextStyle style, double width, double leading = Airy) => new(style.Wrap(text, width), style, leading * style.Size);

    public void Draw(PdfPage page, double x, double first) => Draw(page, x, first, 0, int.MaxValue);

    /// <summary>Only its letters from one to before another, where they stand in the whole: so that a part of a paragraph can be an element of its own.</summary>
    public void Draw(PdfPage page, double x, double first, int from, int to)
    {
        var at = 0;
        foreach (var (number, line) in Lines.Index())
        {
            var (start, end) = (Math.Clamp(from - at, 0, line.Length), Math.Clamp(to - at, 0, line.Length));
            if (start < end)
            {
                page.Text(x + Style.Measure(line[..start]), first + (number * Leading), line[start..end], Style);
            }

            at += line.Length;
        }
    }
}
