using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace Temadagar.Pdf;

/// <summary>
/// The same facts twice, as PDF/A demands (ISO 19005-2, 6.6): as XMP (ISO 16684-1) and in the information dictionary. PDF/UA is not among the schemas that PDF/A
/// knows, so the packet describes it (6.6.2.3.3).
/// </summary>
internal static class Metadata
{
    public static int Write(ObjectWriter writer, PdfProperties properties) =>
        writer.Stream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Packet(properties)));

    public static int WriteInformation(ObjectWriter writer, PdfProperties properties)
    {
        var entries = new StringBuilder($"<< /Title {Entry(properties.Title)} /Author {Entry(properties.Author)} ");
        if (properties.Subject is { } subject)
        {
            entries.Append(CultureInfo.InvariantCulture, $"/Subject {Entry(subject)} ");
        }

        if (properties.Created is { } created)
        {
            entries.Append(CultureInfo.InvariantCulture, $"/CreationDate {Syntax.Date(created)} /ModDate {Syntax.Date(created)} ");
        }

        return writer.Object(entries.Append(CultureInfo.InvariantCulture, $"/Creator {Entry(properties.Creator)} /Producer {Entry(properties.Creator)} >>").ToString());
    }

    private static string Packet(PdfProperties properties)
    {
        var part = properties.Standard == PdfStandard.A1a ? 1 : 2;
        var subject = properties.Subject is { } said ? $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(said)}</rdf:li></rdf:Alt></dc:description>\n" : "";
        var dates = properties.Created is { } created ? $"<xmp:CreateDate>{Date(created)}</xmp:CreateDate>\n<xmp:ModifyDate>{Date(created)}</xmp:ModifyDate>\n" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(properties.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Escaped(properties.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{Escaped(properties.Language)}</rdf:li></rdf:Bag></dc:language>
            {subject}</rdf:Description>
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            {dates}<xmp:CreatorTool>{Escaped(properties.Creator)}</xmp:CreatorTool>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{Escaped(properties.Creator)}</pdf:Producer></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name>
            <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>Part of ISO 14289 that the document keeps to</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """);
    }

    private static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss+00:00", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(Writable(text));

    private static string Entry(string text) => Syntax.Text(Writable(text));

    // XML 1.0 has no way to write some characters, not even escaped; and what is said twice is the same.
    private static string Writable(string text) => string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}
