using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using Temadagar.Http;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Exports;

/// <summary>
/// Attendees as a workbook of one sheet (ECMA-376, SpreadsheetML), written as it is read: a library's package wants a file that can be
/// sought in, so its first byte would leave after the last person. A cell is text by its type, so none can become a formula.
/// </summary>
internal sealed class AttendeeXlsx(AttendeeCells cells)
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // Characters; a chunk that is sent on its way.
    private const int Chunk = 32 * 1024;

    // What a column is wide, in characters, in the order of the headings.
    private static readonly int[] Widths = [20, 16, 34, 14, 12, 32, 18, 24, 26, 18, 12, 17, 14, 24];

    private static readonly Text SheetName = new("Deltagare", "Attendees");

    // The two styles that are not plain: bold for the headings, a date with its time.
    private const int Bold = 1;
    private const int Moment = 2;

    public async Task WriteAsync(Stream to, IAsyncEnumerable<Attendee> people, Language language, CancellationToken cancellationToken)
    {
        await using var patient = new PatientStream(to);
        await WriteArchiveAsync(patient, people, language, cancellationToken);
        await patient.FlushAsync(cancellationToken);
    }

    private async Task WriteArchiveAsync(Stream to, IAsyncEnumerable<Attendee> people, Language language, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await PartAsync("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{MediaType}.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """);
        await PartAsync("_rels/.rels", RelationsTo(("officeDocument", "xl/workbook.xml")));
        await PartAsync("xl/_rels/workbook.xml.rels", RelationsTo(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")));
        await PartAsync("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{SheetName.In(language)}" sheetId="1" r:id="r1"/></sheets></workbook>
            """);
        await PartAsync("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """);
        var entry = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest);
        await using var stream = await entry.OpenAsync(cancellationToken);
        await WriteSheetAsync(stream, people, language, cancellationToken);

        async Task PartAsync(string name, string xml)
        {
            await using var part = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await part.WriteAsync(Encoding.UTF8.GetBytes(Declaration + xml.Trim()), cancellationToken);
        }
    }

    private async Task WriteSheetAsync(Stream stream, IAsyncEnumerable<Attendee> people, Language language, CancellationToken cancellationToken)
    {
        var xml = new StringBuilder(Declaration)
            .Append(CultureInfo.InvariantCulture, $"""<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        foreach (var (index, width) in Widths.Index())
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<col min="{index + 1}" max="{index + 1}" width="{width}" customWidth="1"/>""");
        }

        xml.Append("</cols><sheetData>");
        var rows = 1;
        Row(xml, rows, AttendeeWords.Headings.Select(heading => (object?)heading.In(language)), Bold);
        // The reader sees that it has begun, however long the first people take.
        await FlushAsync();
        await foreach (var person in people.WithCancellation(cancellationToken))
        {
            Row(xml, ++rows, cells.Of(person, language), style: 0);
            if (xml.Length > Chunk)
            {
                await FlushAsync();
            }
        }

        xml.Append(CultureInfo.InvariantCulture, $"""</sheetData><autoFilter ref="A1:{Column(Widths.Length - 1)}{rows}"/></worksheet>""");
        await FlushAsync();

        async Task FlushAsync()
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(xml.ToString()), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            xml.Clear();
        }
    }

    private static void Row(StringBuilder xml, int row, IEnumerable<object?> cells, int style)
    {
        xml.Append(CultureInfo.InvariantCulture, $"""<row r="{row}">""");
        foreach (var (index, cell) in cells.Index())
        {
            if (cell is DateTime moment)
            {
                xml.Append(CultureInfo.InvariantCulture, $"""<c r="{Column(index)}{row}" s="{Moment}"><v>{moment.ToOADate():R}</v></c>""");
            }
            else if (cell is string { Length: > 0 } text)
            {
                xml.Append(CultureInfo.InvariantCulture, $"""<c r="{Column(index)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(Readable(text))}</t></is></c>""");
            }
        }

        xml.Append("</row>");
    }

    // One letter is enough: there are fewer columns than letters.
    private static char Column(int index) => (char)('A' + index);

    // What XML 1.0 has no way to write.
    private static string Readable(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
        }
    }

    private static string RelationsTo(params (string Type, string Target)[] targets) =>
        $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(targets.Select((target, index) => $"""<Relationship Id="r{index + 1}" Type="{Relations}/{target.Type}" Target="{target.Target}"/>"""))}</Relationships>""";
}
