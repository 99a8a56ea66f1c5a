using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>
/// The rules of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) that concern what our writer can write. It is no validator: docs/certificates.md says what is still to be run.
/// </summary>
internal sealed class PdfRules
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", Dc = "http://purl.org/dc/elements/1.1/",
        PdfA = "http://www.aiim.org/pdfa/ns/id/", PdfUa = "http://www.aiim.org/pdfua/ns/id/", Xmp = "http://ns.adobe.com/xap/1.0/", Extension = "http://www.aiim.org/pdfa/ns/schema#";

    private readonly PdfReading reading;
    private readonly List<string> faults = [];

    private PdfRules(PdfReading reading) => this.reading = reading;

    /// <summary>Each rule that the document breaks; none if it keeps to all.</summary>
    public static IReadOnlyList<string> Faults(byte[] document)
    {
        using var reading = new PdfReading(document);
        var rules = new PdfRules(reading);
        rules.CheckFile(document);
        rules.CheckCatalog();
        rules.CheckMetadata();
        var structure = new StructureRules(reading, rules.faults);
        structure.Check();
        foreach (var page in reading.Pages)
        {
            rules.CheckPage(page.Dictionary);
            new ContentRules(reading, page, rules.faults).Check(structure);
        }

        structure.CheckThatAllIsFound();
        new SignatureRules(reading, document, rules.faults).Check();
        return rules.faults;
    }

    private void Must(bool holds, string rule)
    {
        if (!holds)
        {
            faults.Add(rule);
        }
    }

    private void CheckFile(byte[] document)
    {
        Must(Encoding.Latin1.GetString(document, 0, 9) == "%PDF-1.7\n" && document[9] == '%' && document[10..14].All(value => value > 127), "header (6.1.2)");
        Must(reading.HasIdentifier, "trailer ID (6.1.3)");
        Must(!reading.IsEncrypted, "no encryption (6.1.3)");
    }

    private void CheckCatalog()
    {
        var catalog = reading.Catalog;
        Must(reading.Text(catalog, "Lang") is { Length: > 0 }, "Lang (6.7.4, UA 7.2)");
        Must((reading.Get(reading.Get(catalog, "MarkInfo"), "Marked") as BooleanToken)?.Data == true, "MarkInfo (6.7.2)");
        Must((reading.Get(reading.Get(catalog, "ViewerPreferences"), "DisplayDocTitle") as BooleanToken)?.Data == true, "DisplayDocTitle (UA 7.1)");
        Must(!new[] { "AA", "OpenAction", "OCProperties", "Names" }.Any(name => reading.Get(catalog, name) is not null), "nothing that acts (6.5)");
        var intent = reading.Array(catalog, "OutputIntents").Select(reading.Resolve).FirstOrDefault();
        Must(reading.Name(intent, "S") == "GTS_PDFA1", "OutputIntent (6.2.3)");
        Must(reading.Get(intent, "DestOutputProfile") is StreamToken profile && reading.Number(profile, "N") == 3
            && Encoding.ASCII.GetString(reading.Decoded(profile), 36, 4) == "acsp", "ICC profile (6.2.3)");
    }

    private void CheckMetadata()
    {
        var stream = reading.Get(reading.Catalog, "Metadata") as StreamToken;
        Must(stream is not null && reading.Get(stream, "Filter") is null, "metadata that anyone can read (6.6.2.1)");
        var packet = XDocument.Parse(stream is null ? "<none/>" : Encoding.UTF8.GetString(stream.Data.Span).TrimStart('\uFEFF'));
        string? Value(XName name) => packet.Descendants(name).Select(element => element.Descendants(Rdf + "li").FirstOrDefault() ?? element).FirstOrDefault()?.Value;
        Must((Value(PdfA + "part"), Value(PdfA + "conformance")) == ("2", "A"), "pdfaid (6.6.4)");
        Must(Value(PdfUa + "part") == "1", "pdfuaid (UA 5)");
        Must(packet.Descendants(Extension + "namespaceURI").Any(uri => uri.Value == PdfUa.NamespaceName), "pdfuaid described (6.6.2.3.3)");
        Must(Value(Dc + "title") is { Length: > 0 } title && title == reading.Information.Title, "title, twice the same (UA 7.1, 6.6.3)");
        Must(Value(Dc + "creator") == reading.Information.Author, "author, twice the same (6.6.3)");
        Must(Value(Dc + "description") == reading.Information.Subject, "subject, twice the same (6.6.3)");
        Must(Value(Xmp + "CreatorTool") == reading.Information.Creator, "creator, twice the same (6.6.3)");
        Must(Digits(Value(Xmp + "CreateDate")) == Digits(reading.Information.CreationDate), "date, twice the same (6.6.3)");
    }

    private static string Digits(string? date) => string.Concat((date ?? "").Where(char.IsAsciiDigit));

    private void CheckPage(DictionaryToken page)
    {
        Must(reading.Name(page, "Tabs") == "S", "Tabs (UA 7.18.3)");
        Must(reading.Number(page, "StructParents") is not null, "StructParents (6.7.3)");
        var resources = reading.Get(page, "Resources");
        Must(reading.Get(resources, "ExtGState") is null && reading.Get(page, "Group") is null, "no transparency (6.2.10)");
        foreach (var font in Values(reading.Get(resources, "Font")))
        {
            CheckFont(font);
        }

        foreach (var image in Values(reading.Get(resources, "XObject")))
        {
            Must(reading.Name(image, "Subtype") == "Image" && reading.Name(image, "ColorSpace") == "DeviceRGB", "images in the colours of the profile (6.2.4)");
            Must(reading.Get(image, "SMask") is null && reading.Get(image, "Interpolate") is null && reading.Get(image, "Alternates") is null, "images as they are (6.2.8)");
        }
    }

    private void CheckFont(IToken font)
    {
        Must(reading.Name(font, "Subtype") == "Type0" && reading.Name(font, "Encoding") == "Identity-H", "composite font (6.2.11.3)");
        Must(reading.Get(font, "ToUnicode") is StreamToken, "ToUnicode (6.2.11.7, UA 7.21.7)");
        var descendant = reading.Resolve(reading.Array(font, "DescendantFonts") is [var only] ? only : null);
        Must(reading.Name(descendant, "CIDToGIDMap") == "Identity", "CIDToGIDMap (6.2.11.3.2)");
        Must((reading.Name(descendant, "BaseFont") ?? "").IndexOf('+', StringComparison.Ordinal) == 6, "subset tag (6.2.11.4)");
        if (reading.Get(reading.Get(descendant, "FontDescriptor"), "FontFile2") is not StreamToken file)
        {
            faults.Add("font embedded (6.2.11.4)");
            return;
        }

        var program = reading.Decoded(file);
        Must(reading.Number(file, "Length1") == program.Length, "Length1 (6.2.11.4)");
        // A font file of its own: what is told of widths is what is in it.
        var widths = reading.Array(descendant, "W") is [_, ArrayToken list] ? list.Data.OfType<NumericToken>().Select(width => width.Double).ToList() : [];
        var advances = FontFile.Advances(program);
        Must(widths.Count > 0 && widths.Count <= advances.Count && widths.Zip(advances).All(pair => Math.Abs(pair.First - pair.Second) < 1), "widths (6.2.11.5)");
    }

    private IEnumerable<IToken> Values(IToken? dictionary) => dictionary is DictionaryToken { Data: var data } ? data.Values.Select(value => reading.Resolve(value)!) : [];
}
