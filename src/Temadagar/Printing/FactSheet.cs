using Temadagar.Pdf;
using Temadagar.Texts;
using static Temadagar.Printing.Look;

namespace Temadagar.Printing;

/// <summary>What a fact sheet says, in the order in which it is read.</summary>
/// <param name="Lead">A sentence or two below the title.</param>
/// <param name="Made">When; it is part of the document, so the same sheet gives the same bytes.</param>
public sealed record FactSheetContent(Language Language, string Title, string Lead, IReadOnlyList<(string Label, string Value)> Facts, string Foot, DateTimeOffset Made);

/// <summary>
/// A document to keep, of facts with their names: PDF/A-2a, tagged. It holds the fonts and may be used by many at the same time. A character that no font can show becomes a question
/// mark: a document that is kept says so rather than not at all.
/// </summary>
/// <param name="fontDirectory">Where the font files are that the program ships with.</param>
public sealed class FactSheet(string fontDirectory)
{
    private const double Width = PaperWidth - (2 * Margin);
    private const double Top = 92;
    private const double Bottom = PaperHeight - 72;

    private readonly Typefaces typefaces = new(fontDirectory);

    public void Draw(FactSheetContent content, Stream output)
    {
        var document = new PdfDocument(new PdfProperties(PrintedText.Of(content.Title), PrintedText.CodeOf(content.Language), "Temadagar", "Temadagar") { Created = content.Made });
        var page = document.AddPage(PaperWidth, PaperHeight);
        var y = Top;

        Write("H1", content.Title, text => typefaces.Serif(text, 24, Spruce), 0);
        using (page.Artifact())
        {
            page.Rectangle(Margin, y + 12, 56, 3, Spruce);
        }

        y += 15;
        Write("P", content.Lead, text => typefaces.Regular(text, 11, Ink), 22);
        foreach (var (label, value) in content.Facts)
        {
            Room(60);
            y += 26;
            using (page.Tag("P"))
            {
                page.Text(Margin, y, label + " ", typefaces.Regular(label, 9.5, Muted));
                y += 4;
                WriteLines(value, text => typefaces.SemiBold(text, 12, Ink));
            }
        }

        Write("P", content.Foot, text => typefaces.Regular(text, 9.5, Muted), 34);
        document.Save(output);

        void Write(string tag, string text, Func<string, TextStyle> style, double space)
        {
            Room(space + 40);
            y += space;
            using (page.Tag(tag))
            {
                WriteLines(text, style);
            }
        }

        // A paragraph stays on one page: a fact is a few lines.
        void WriteLines(string text, Func<string, TextStyle> style)
        {
            var shown = typefaces.Printable(text);
            var paragraph = Paragraph.Of(shown, style(shown), Width);
            y += paragraph.Style.CapHeight + 6;
            paragraph.Draw(page, Margin, y);
            y += paragraph.Height;
        }

        void Room(double height)
        {
            if (y + height > Bottom)
            {
                page = document.AddPage(PaperWidth, PaperHeight);
                y = Top;
            }
        }
    }
}
