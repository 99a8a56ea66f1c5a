using Temadagar.Pdf;

namespace Temadagar.Printing;

/// <summary>A document that has nothing to show says so: one without pages cannot be opened.</summary>
internal static class EmptyDocument
{
    public static void Say(PdfDocument document, Typefaces typefaces, string words)
    {
        var page = document.AddPage(Look.PaperWidth, Look.PaperHeight);
        using (page.Tag("P"))
        {
            page.Text(Look.Margin, 2 * Look.Margin, words, typefaces.Regular(words, 12, Look.Ink));
        }
    }
}
