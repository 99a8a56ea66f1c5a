using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>
/// What one document uses of a font. Each character gets a number (CID) when it is first written, so that a page can be written
/// before the next is known; the font itself comes last, with just the glyphs that were used (ISO 32000-1, 9.7: a CIDFont of type 2, Identity-H).
/// A number is a character's and not a glyph's: what is copied out is what was put in, also where two characters look the same.
/// </summary>
internal sealed class EmbeddedFont(TrueTypeFont font, string resource, int id)
{
    private const int MaxEntriesInBlock = 100;

    private readonly Dictionary<int, int> numberOf = [];
    private readonly List<Rune> runes = [];
    private readonly List<ushort> glyphs = [0];

    public string Resource => resource;

    public int Id => id;

    /// <summary>The text as a string of CIDs.</summary>
    /// <exception cref="ArgumentException">The font cannot show it all.</exception>
    public string Encode(string text)
    {
        var codes = new StringBuilder("<", 2 + (4 * text.Length));
        foreach (var rune in text.EnumerateRunes())
        {
            if (!numberOf.TryGetValue(rune.Value, out var number))
            {
                glyphs.Add(font.GlyphOf(rune));
                runes.Add(rune);
                number = glyphs.Count - 1;
                numberOf.Add(rune.Value, number);
            }

            codes.Append(number.ToString("X4", CultureInfo.InvariantCulture));
        }

        return codes.Append('>').ToString();
    }

    public void Write(ObjectWriter writer, PdfStandard standard)
    {
        var (file, count) = FontSubset.Build(font, glyphs);
        var name = $"{Tag(file)}+{font.PostScriptName}";
        var program = writer.Deflated(string.Create(CultureInfo.InvariantCulture, $"/Length1 {file.Length}"), file);
        // PDF/A-1 demands the set of CIDs; in PDF/A-2 it may be left out, and a wrong one is a fault.
        var set = standard == PdfStandard.A1a ? $" /CIDSet {Syntax.Reference(writer.Deflated("", Set(count)))}" : "";
        var descriptor = writer.Object(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{Syntax.Numbers(font.BoundingBox)}] /ItalicAngle 0 /Ascent {Syntax.Number(font.Ascent)} /Descent {Syntax.Number(font.Descent)} "
            + $"/CapHeight {Syntax.Number(font.CapHeight)} /StemV {Syntax.Number(50 + Math.Pow(font.Weight / 65.0, 2))} /FontFile2 {Syntax.Reference(program)}{set} >>");
        var widths = string.Join(' ', glyphs.Select(glyph => Syntax.Number(font.ToThousandths(font.Advance(glyph)))));
        var descendant = writer.Object(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {Syntax.Reference(descriptor)} /CIDToGIDMap /Identity /W [0 [{widths}]] >>");
        var unicode = writer.Deflated("", Encoding.ASCII.GetBytes(ToUnicode()));
        writer.Object(id, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{Syntax.Reference(descendant)}] /ToUnicode {Syntax.Reference(unicode)} >>");
    }

    // Six capitals (9.6.4), the same for the same glyphs.
    private static string Tag(byte[] file) => string.Concat(SHA256.HashData(file).Take(6).Select(value => (char)('A' + (value % 26))));

    // A glyph made of others has brought them into the file: each that is there has its bit.
    private static byte[] Set(int count)
    {
        var bits = new byte[(count + 7) / 8];
        for (var number = 0; number < count; number++)
        {
            bits[number / 8] |= (byte)(0x80 >> (number % 8));
        }

        return bits;
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
            .Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in runes.Index().Chunk(MaxEntriesInBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (index, rune) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{index + 1:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
