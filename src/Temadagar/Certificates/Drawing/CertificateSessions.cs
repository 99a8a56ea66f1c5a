using Temadagar.Pdf;
using static Temadagar.Certificates.Drawing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// The sessions of the day, in the space that is left. The first of these that fits is taken: one column, one in smaller type, two columns, two in the smallest type. Where none does, the list
/// ends, after as many whole titles as fit, with "m.m.".
/// </summary>
internal sealed class CertificateSessions(PdfPage page, Typefaces typefaces, CertificateContent content)
{
    private const double Gap = 24;
    private const double Indent = 12;
    private const double HeadingHeight = 20;

    private static readonly (int Columns, double Size)[] Ways = [(1, 11), (1, 10), (2, 10), (2, 8.5)];

    private sealed record Entry(IReadOnlyList<string> Lines, TextStyle Style);

    public void Draw(double left, double top, double width, double bottom)
    {
        var titles = content.Content.Select(PrintedText.Of).Where(title => title.Length > 0).ToList();
        if (titles.Count == 0)
        {
            return;
        }

        var height = bottom - top - HeadingHeight;
        var (size, columns) = Arrange(titles, width, height);
        if (columns.Count == 0)
        {
            return;
        }

        var heading = CertificateWords.Content.In(content.Language);
        using (page.Tag("H2"))
        {
            page.Text(left, top, heading, typefaces.SemiBold(heading, 11, Spruce));
        }

        using (page.List())
        {
            foreach (var (number, column) in columns.Index())
            {
                DrawColumn(column, left + (number * ((width + Gap) / columns.Count)), top + HeadingHeight, size);
            }
        }
    }

    private void DrawColumn(List<Entry> entries, double x, double y, double size)
    {
        foreach (var entry in entries)
        {
            using (page.Artifact())
            {
                page.Rectangle(x, y - (size * 0.33), 5, 1, Spruce);
            }

            using (page.Tag("LI"))
            using (page.Tag("LBody"))
            {
                foreach (var line in entry.Lines)
                {
                    page.Text(x + Indent, y, line, entry.Style);
                    y += Leading(size);
                }
            }

            y += Between(size);
        }
    }

    private (double Size, List<List<Entry>> Columns) Arrange(List<string> titles, double width, double height)
    {
        foreach (var (count, size) in Ways)
        {
            var entries = Entries(titles, count, size, width);
            if (Fill(entries, count, size, height) is { } columns)
            {
                return (size, columns);
            }
        }

        var (most, smallest) = Ways[^1];
        for (var whole = titles.Count - 1; whole > 0; whole--)
        {
            var entries = Entries([.. titles.Take(whole), CertificateWords.AndMore.In(content.Language)], most, smallest, width);
            if (Fill(entries, most, smallest, height) is { } columns)
            {
                return (smallest, columns);
            }
        }

        return (smallest, []);
    }

    private List<Entry> Entries(IEnumerable<string> titles, int columns, double size, double width)
    {
        var column = ((width - (Gap * (columns - 1))) / columns) - Indent;
        return [.. titles.Select(title => typefaces.Regular(title, size, Ink) is var style ? new Entry(style.Wrap(title, column), style) : null!)];
    }

    // Columns as even as the order allows: the lowest height, line by line, at which they all find room. Null where that is more than there is.
    private static List<List<Entry>>? Fill(List<Entry> entries, int count, double size, double height)
    {
        for (var limit = Leading(size); limit <= height; limit += Leading(size) / 2)
        {
            if (Pour(entries, count, size, limit) is { } columns)
            {
                return columns;
            }
        }

        return null;
    }

    private static List<List<Entry>>? Pour(List<Entry> entries, int count, double size, double height)
    {
        var columns = new List<List<Entry>> { new() };
        var used = 0.0;
        foreach (var entry in entries)
        {
            var needed = entry.Lines.Count * Leading(size);
            if (used + needed > height)
            {
                columns.Add([]);
                used = 0;
            }

            if (needed > height || columns.Count > count)
            {
                return null;
            }

            columns[^1].Add(entry);
            used += needed + Between(size);
        }

        return columns;
    }

    private static double Leading(double size) => size * 1.35;

    private static double Between(double size) => size * 0.3;
}
