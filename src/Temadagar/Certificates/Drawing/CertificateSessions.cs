using Temadagar.Pdf;
using Temadagar.Printing;
using static Temadagar.Printing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// The sessions of the day, in the space that is left. The first of these that fits is taken: one column, one in smaller type, two columns, two in the smallest type, one in the smallest type (a
/// title that is very long has more room in it). Where none does, the list ends, after as many whole titles as fit, with "m.m.".
/// </summary>
internal sealed class CertificateSessions(PdfPage page, Typefaces typefaces, CertificateContent content)
{
    private const double Gap = 24;
    private const double Indent = 12;
    private const double HeadingHeight = 19;

    // Of a list that is cut: enough for the longest title there may be, and "m.m.".
    private const double LeastHeight = 56;

    private static readonly (int Columns, double Size)[] Ways = [(1, 11), (1, 10), (2, 10), (2, 9), (2, 8), (1, 8)];

    private readonly List<string> titles = [.. content.Content.Select(PrintedText.Of).Where(title => title.Length > 0)];

    private readonly Dictionary<(int Columns, double Size), List<Entry>> wrapped = [];

    private sealed record Entry(IReadOnlyList<string> Lines, TextStyle Style);

    private sealed record Arrangement(double Size, IReadOnlyList<List<Entry>> Columns, bool IsWhole);

    /// <summary>How much higher than the list the space is; null where the list is cut, or in type smaller than one likes to read, or where there is no space at all.</summary>
    public double? RoomBelow(double top, double width, double bottom)
    {
        const double Comfortable = 10;
        var height = bottom - top - HeadingHeight;
        var (size, columns, isWhole) = Arrange(width, height);
        return titles.Count == 0 ? (height < 0 ? null : height)
            : isWhole && size >= Comfortable ? height - columns.Max(column => column.Sum(entry => (entry.Lines.Count * Leading(size)) + Between(size)))
            : null;
    }

    /// <summary>Whether the list has room there, whole or with enough of it to be worth reading.</summary>
    public bool FitBelow(double top, double width, double bottom)
    {
        var height = bottom - top - HeadingHeight;
        return titles.Count == 0 ? bottom > top : height >= LeastHeight || Arrange(width, height).IsWhole;
    }

    public void Draw(double left, double top, double width, double bottom)
    {
        var (size, columns, isWhole) = Arrange(width, bottom - top - HeadingHeight);
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
                DrawColumn(column, left + (number * ((width + Gap) / columns.Count)), top + HeadingHeight, size, !isWhole && number == columns.Count - 1);
            }
        }
    }

    private void DrawColumn(List<Entry> entries, double x, double y, double size, bool endsWithMore)
    {
        foreach (var entry in entries)
        {
            var isMore = endsWithMore && entry == entries[^1];
            if (!isMore)
            {
                using (page.Artifact())
                {
                    page.Fill(new PdfPath().Circle(x + 2.5, y - (size * 0.3), 1.5), Spruce);
                }
            }

            using (page.Tag("LI"))
            using (page.Tag("LBody", isMore ? null : CertificateWords.OwnLanguage(content.Language)))
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

    private Arrangement Arrange(double width, double height)
    {
        foreach (var (count, size) in Ways)
        {
            if (Fill(Entries(count, size, width), count, size, height) is { } columns)
            {
                return new Arrangement(size, columns, IsWhole: true);
            }
        }

        for (var whole = titles.Count - 1; whole >= 0; whole--)
        {
            foreach (var (count, size) in Ways[^2..])
            {
                if (Fill([.. Entries(count, size, width).Take(whole), Wrapped(CertificateWords.AndMore.In(content.Language), size, width)], count, size, height) is { } columns)
                {
                    return new Arrangement(size, columns, IsWhole: false);
                }
            }
        }

        return new Arrangement(Ways[^1].Size, [], IsWhole: false);
    }

    // Each way is asked for again and again while the lines above are given more room and less.
    private List<Entry> Entries(int columns, double size, double width)
    {
        var column = ((width - (Gap * (columns - 1))) / columns) - Indent;
        if (!wrapped.TryGetValue((columns, size), out var entries))
        {
            wrapped[(columns, size)] = entries = [.. titles.Select(title => Wrapped(title, size, column))];
        }

        return entries;
    }

    private Entry Wrapped(string title, double size, double width)
    {
        var style = typefaces.Regular(title, size, Ink);
        return new Entry(style.Wrap(title, width), style);
    }

    // Columns as even as the order allows: the least height, by half a line, at which they all find room. Null where that is more than there is.
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
        var columns = new List<List<Entry>>();
        var used = double.PositiveInfinity;
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

    private static double Leading(double size) => size * (size > 8 ? 1.32 : 1.25);

    private static double Between(double size) => size * 0.3;
}
