using System.IO.Compression;
using System.Text;
using Temadagar.Pdf;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Portraits;

namespace Temadagar.Tests.Pdf;

public class PdfDocumentTests
{
    private const string Hostile = "A&B <x> \"]]>\" ()\\ \u202E åäö 😀";

    private static readonly PdfProperties Properties = new("Prov", "sv", "Å", "Provet") { Subject = "Ämne", Created = new(2016, 12, 1, 0, 0, 0, TimeSpan.Zero) };

    // One of everything that can be drawn.
    private static byte[] Document(PdfProperties? properties = null, string text = "Åsa Öström-Ŋáŧŧi Żółć Дарья Ηλίας")
    {
        var document = new PdfDocument(properties ?? Properties);
        var page = document.AddPage(400, 300);
        var style = new TextStyle(Fonts.Sans, 12, new(0, 0, 0));
        using (page.Tag("Sect", "sv"))
        {
            using (page.Tag("H1"))
            {
                page.Text(20, 40, text, new TextStyle(Fonts.Serif, 16, new(15, 76, 70)));
            }

            using (page.Artifact())
            {
                page.Rectangle(20, 50, 100, 2, Rgb.Parse("#0f4c46"));
                page.Stroke(new PdfPath().MoveTo(20, 60).LineTo(120, 60), new(0, 0, 0), 1);
            }

            using (page.Tag("H2", "en"))
            {
                page.Text(20, 70, "Part", style);
            }

            using (page.List())
            using (page.Tag("LI"))
            using (page.Tag("LBody"))
            {
                page.Text(20, 80, "Före ", style);
                using (page.Link("https://temadagar.example.org/", "Temadagar", 60, 70, 60, 14))
                {
                    page.Text(60, 80, "länk", style);
                }

                page.Text(120, 80, " efter", style);
            }

            using (page.Figure("En ring & ett <hus>", 20, 100, 60, 60))
            {
                page.Fill(new PdfPath().Circle(50, 130, 30), new(200, 0, 0));
                page.Image(PdfImage.FromPng(TestImages.Png(4, 4, 2, 8, false, (x, y) => [255, 64 * x, 0])), 90, 100, 40, 40);
            }
        }

        using var file = new MemoryStream();
        document.Save(file);
        return file.ToArray();
    }

    [Fact]
    public void What_is_written_keeps_to_the_rules() => Assert.Empty(PdfRules.Faults(Document()));

    [Fact]
    public void Qpdf_finds_nothing_wrong() => Assert.Contains("No syntax or stream encoding errors found", PdfTools.Read(Document(), "qpdf", "--check", "{}"), StringComparison.Ordinal);

    [Slow]
    [Fact]
    public void Pdfbox_takes_the_older_variant_for_the_archive()
    {
        var (exit, said) = PdfTools.Preflighted(Document(Properties with { Standard = PdfStandard.A1a }));

        Assert.True(exit == 0 && said.Contains("is a valid PDF/A-1b file", StringComparison.Ordinal), said);
    }

    [Slow]
    [Fact]
    public void Pdfbox_refuses_a_document_that_only_claims_to_be_for_the_archive()
    {
        var spoiled = Spoiled(Document(Properties with { Standard = PdfStandard.A1a }), "/GTS_PDFA1", "/GTS_PDFX1");

        Assert.DoesNotContain("is a valid PDF/A-1b file", PdfTools.Preflighted(spoiled).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Lang <FEFF00730076> /MarkInfo", "/Lxng <FEFF00730076> /MarkInfo", "Lang")]
    [InlineData("/Marked true", "/Marked null", "MarkInfo")]
    [InlineData("/DisplayDocTitle true", "/DisplayDocTitle null", "DisplayDocTitle")]
    [InlineData("/GTS_PDFA1", "/GTS_PDFX1", "OutputIntent")]
    [InlineData("/StructTreeRoot ", "/StructTreeBoot ", "StructTreeRoot")]
    [InlineData("/Tabs /S", "/Tabs /R", "Tabs")]
    [InlineData("/Alt ", "/Olt ", "Alt")]
    [InlineData("/BBox [", "/XBox [", "BBox")]
    [InlineData("/Contents <", "/Kontent  <", "Contents")]
    [InlineData("/StructParent ", "/StructXarent ", "StructParent")]
    [InlineData("/F 4 ", "/F 2 ", "printed")]
    [InlineData("/ToUnicode", "/ToUnikode", "ToUnicode")]
    [InlineData("/FontFile2", "/FontFile3", "font embedded")]
    [InlineData("/S /H1", "/S /H2", "first heading")]
    [InlineData("/S /H2", "/S /H1", "one H1")]
    [InlineData("/Lang <FEFF0065006E>", "/Lang <FEFF0045004E>", "Lang is a language")]
    [InlineData("/S /LI ", "/S /XX ", "standard types")]
    [InlineData("<pdfaid:part>2", "<pdfaid:part>3", "pdfaid")]
    [InlineData("<pdfuaid:part>1", "<pdfuaid:part>2", "pdfuaid")]
    [InlineData("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Prov", "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Brov", "title")]
    [InlineData("<xmp:CreateDate>2016", "<xmp:CreateDate>2017", "date")]
    [InlineData("%PDF-1.7", "%PDF-1.6", "header")]
    public void The_rules_notice_what_is_missing(string from, string to, string rule) =>
        Assert.Contains(PdfRules.Faults(Spoiled(Document(), from, to)), fault => fault.Contains(rule, StringComparison.Ordinal));

    [Theory]
    [InlineData("/Artifact BMC\n", "              ", "marked")]
    [InlineData("/H1 << /MCID 0 >>", "/H1 << /MCID 9 >>", "the structure says")]
    [InlineData("/H1 << /MCID 0 >>", "/P  << /MCID 0 >>", "the structure says")]
    [InlineData("EMC\n", "    ", "marked")]
    [InlineData("<0001", "<0FFF", "every letter")]
    public void The_rules_notice_content_that_is_not_what_it_should_be(string from, string to, string rule) =>
        Assert.Contains(PdfRules.Faults(WithContent(Document(), content => Replaced(content, from, to))), fault => fault.Contains(rule, StringComparison.Ordinal));

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(Document(), Document());

    [Fact]
    public void Other_content_has_another_identity() => Assert.NotEqual(Identity(Document()), Identity(Document(text: "Åsa")));

    [Fact]
    public void What_stands_in_metadata_is_text_whatever_it_holds()
    {
        var document = Document(new(Hostile, "sv", Hostile, "Provet") { Subject = Hostile + "\u0001" });

        Assert.Empty(PdfRules.Faults(document));
        Assert.Contains("A&B <x> \"]]>\" ()\\", PdfTools.Read(document, "pdfinfo", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_can_be_painted_that_is_neither_an_element_nor_an_artifact()
    {
        var page = new PdfDocument(Properties).AddPage(100, 100);

        Assert.Throws<InvalidOperationException>(() => page.Rectangle(0, 0, 1, 1, Rgb.Parse("#ffffff")));
    }

    [Fact]
    public void A_page_with_something_open_cannot_be_left()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(100, 100).Tag("P");

        Assert.Throws<InvalidOperationException>(() => document.AddPage(100, 100));
    }

    [Fact]
    public void A_document_without_pages_cannot_be_saved() => Assert.Throws<InvalidOperationException>(() => new PdfDocument(Properties).Save(Stream.Null));

    [Fact]
    public void A_letter_that_the_font_lacks_is_refused_rather_than_drawn_as_a_box() => Assert.Throws<ArgumentException>(() => Document(text: "Åsa 😀"));

    [Fact]
    public void An_address_that_is_not_ascii_is_refused()
    {
        var page = new PdfDocument(Properties).AddPage(100, 100);

        Assert.Throws<ArgumentException>(() => page.Link("https://å.example.org/", "Å", 0, 0, 1, 1));
    }

    private static string Identity(byte[] document) => Encoding.Latin1.GetString(document).Split("/ID [")[1];

    private static byte[] Spoiled(byte[] document, string from, string to) => Encoding.Latin1.GetBytes(Replaced(Encoding.Latin1.GetString(document), from, to));

    private static string Replaced(string text, string from, string to)
    {
        Assert.Equal(from.Length, to.Length);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    // The page's content is the only stream that begins with nothing but a filter and belongs to text: it is put back, deflated anew, in the space that it had.
    private static byte[] WithContent(byte[] document, Func<string, string> change)
    {
        var text = Encoding.Latin1.GetString(document);
        for (var at = text.IndexOf("stream\n", StringComparison.Ordinal); at >= 0; at = text.IndexOf("stream\n", at + 1, StringComparison.Ordinal))
        {
            var end = text.IndexOf("\nendstream", at, StringComparison.Ordinal);
            if (Inflated(document[(at + 7)..end]) is { } content && content.Contains(" Tj", StringComparison.Ordinal))
            {
                var changed = Deflated(change(content));
                changed.CopyTo(document, at + 7);
                Array.Clear(document, at + 7 + changed.Length, end - at - 7 - changed.Length);
                return document;
            }
        }

        throw new InvalidOperationException("No content.");
    }

    private static string? Inflated(byte[] bytes)
    {
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new StreamReader(inflate, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Deflated(string text)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(Encoding.Latin1.GetBytes(text));
        }

        return target.ToArray();
    }
}
