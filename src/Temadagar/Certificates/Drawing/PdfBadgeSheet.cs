using Temadagar.Pdf;
using Temadagar.Printing;
using Temadagar.Texts;
using static Temadagar.Printing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// Name badges of 90 × 65 mm, eight to an A4 sheet, with marks to cut along. It holds the fonts and may be used by many at the same time. A character that no font can show becomes
/// a question mark: at the door a badge to correct by hand is better than none.
/// </summary>
/// <param name="fontDirectory">Where the font files are that the program ships with.</param>
public sealed class PdfBadgeSheet(string fontDirectory)
{
    private const int Columns = 2;
    private const int Rows = 4;

    private static readonly double BadgeWidth = Millimetres(90);
    private static readonly double BadgeHeight = Millimetres(65);
    private static readonly double SheetLeft = (PaperWidth - (Columns * BadgeWidth)) / 2;
    private static readonly double SheetTop = (PaperHeight - (Rows * BadgeHeight)) / 2;

    private readonly Typefaces typefaces = new(fontDirectory);

    /// <summary>Written sheet by sheet and never synchronously. Of no badges it makes an empty sheet that says so.</summary>
    public async Task DrawAsync(IAsyncEnumerable<Badge> badges, Language language, string documentTitle, Stream output, CancellationToken cancellationToken)
    {
        var document = new PdfDocument(new PdfProperties(PrintedText.Of(documentTitle), PrintedText.CodeOf(language), "Temadagar", "Temadagar"));
        await foreach (var sheet in badges.Chunk(Columns * Rows).WithCancellation(cancellationToken))
        {
            var page = document.AddPage(PaperWidth, PaperHeight);
            DrawCuts(page);
            foreach (var (place, badge) in sheet.Index())
            {
                DrawBadge(page, badge, SheetLeft + (place % Columns * BadgeWidth), SheetTop + (place / Columns * BadgeHeight));
            }

            await document.FlushAsync(output, cancellationToken);
        }

        if (!document.HasPages)
        {
            EmptyDocument.Say(document, typefaces, new Text("Ingen har en plats.", "Nobody has a place.").In(language));
        }

        await document.SaveAsync(output, cancellationToken);
    }

    private void DrawBadge(PdfPage page, Badge badge, double x, double y)
    {
        const double Inset = 20;
        var (left, width) = (x + Inset, BadgeWidth - (2 * Inset));
        using (page.Artifact())
        {
            page.Rectangle(left, y + 20, 28, 2.5, Spruce);
        }

        using (page.Tag("Sect"))
        {
            var name = Fitted(badge.Name, [30, 26, 22, 18], 3, width, (text, size) => typefaces.Serif(text, size, Ink), 10);
            var organization = Fitted(badge.Organization, [13, 11.5, 10], 3, width, (text, size) => typefaces.SemiBold(text, size, Spruce), 8);
            var heading = Fitted(badge.Heading, [9, 8], 2, width, (text, size) => typefaces.Regular(text, size, Muted), 7);
            var below = Lines(page, left, y + 36 + name.Style.CapHeight, name);
            if (badge.Organization.Length > 0)
            {
                Lines(page, left, below + 14 + organization.Style.CapHeight - (name.Style.Size * Leading), organization);
            }

            Lines(page, left, y + BadgeHeight - 20 - ((heading.Lines.Count - 1) * heading.Style.Size * Leading), heading);
        }
    }

    private const double Leading = 1.22;

    // The largest size at which it takes no more lines than one for the largest, two for the next …; else as much of it as there is room for, and a sign that it goes on.
    private (IReadOnlyList<string> Lines, TextStyle Style) Fitted(string text, double[] sizes, int most, double width, Func<string, double, TextStyle> style, double smallest)
    {
        var shown = typefaces.Printable(text);
        foreach (var (index, size) in sizes.Append(smallest).Index())
        {
            var found = style(shown, size);
            var lines = found.Wrap(shown, width);
            if (lines.Count <= Math.Min(most, index + 1))
            {
                return (lines, found);
            }
        }

        var last = style(shown, smallest);
        var cut = last.Wrap(shown, width - last.Measure("…")).Take(most).ToList();
        cut[^1] = cut[^1].TrimEnd() + "…";
        return (cut, last);
    }

    private static double Lines(PdfPage page, double x, double y, (IReadOnlyList<string> Lines, TextStyle Style) text)
    {
        using (page.Tag("P"))
        {
            foreach (var line in text.Lines)
            {
                page.Text(x, y, line, text.Style);
                y += text.Style.Size * Leading;
            }
        }

        return y;
    }

    private static void DrawCuts(PdfPage page)
    {
        const double Mark = 10;
        var cuts = new PdfPath();
        for (var column = 0; column <= Columns; column++)
        {
            for (var row = 0; row <= Rows; row++)
            {
                var (x, y) = (SheetLeft + (column * BadgeWidth), SheetTop + (row * BadgeHeight));
                cuts.MoveTo(x - (Mark / 2), y).LineTo(x + (Mark / 2), y).MoveTo(x, y - (Mark / 2)).LineTo(x, y + (Mark / 2));
            }
        }

        using (page.Artifact())
        {
            page.Stroke(cuts, Line, 0.5);
        }
    }
}
