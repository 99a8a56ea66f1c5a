using System.Buffers.Binary;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>
/// A font file with TrueType outlines (ISO/IEC 14496-22), read once. It is never changed, so many documents may use it at the same time.
/// </summary>
public sealed class TrueTypeFont
{
    private const int OutlinesRead = 2;

    private readonly byte[] file;
    private readonly Dictionary<string, (int Start, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> glyphs;
    private readonly int advances;
    private readonly int metrics;
    private readonly int places;
    private readonly bool longPlaces;

    /// <exception cref="InvalidDataException">It is no TrueType font, or its licence bits (OS/2 fsType) forbid that it is embedded.</exception>
    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        if (file.Length < 12 || UInt32(0) != 0x00010000)
        {
            throw new InvalidDataException("It is not a font with TrueType outlines.");
        }

        for (var entry = 12; entry < 12 + (16 * UInt16(4)); entry += 16)
        {
            tables[Encoding.ASCII.GetString(file, entry, 4)] = ((int)UInt32(entry + 8), (int)UInt32(entry + 12));
        }

        var (head, hhea, os2) = (Start("head"), Start("hhea"), Start("OS/2"));
        if ((UInt16(os2 + 8) & OutlinesRead) != 0)
        {
            throw new InvalidDataException("The font may not be embedded.");
        }

        UnitsPerEm = UInt16(head + 18);
        BoundingBox = [.. Enumerable.Range(0, 4).Select(side => ToThousandths(Int16(head + 36 + (2 * side))))];
        longPlaces = Int16(head + 50) == 1;
        Ascent = ToThousandths(Int16(hhea + 4));
        Descent = ToThousandths(Int16(hhea + 6));
        advances = UInt16(hhea + 34);
        (metrics, places) = (Start("hmtx"), Start("loca"));
        Weight = UInt16(os2 + 4);
        CapHeight = ToThousandths(Int16(os2 + 88));
        PostScriptName = ReadPostScriptName();
        glyphs = CharacterMap.Read(Table("cmap"));
    }

    /// <summary>Of capital letters, in thousandths of the size.</summary>
    public double CapHeight { get; }

    internal string PostScriptName { get; }

    internal int UnitsPerEm { get; }

    internal double[] BoundingBox { get; }

    internal double Ascent { get; }

    internal double Descent { get; }

    internal int Weight { get; }

    public static TrueTypeFont Load(string path) => new(File.ReadAllBytes(path));

    public bool Covers(Rune rune) => glyphs.ContainsKey(rune.Value);

    /// <summary>How wide the text is at that size, in the unit of the size.</summary>
    /// <exception cref="ArgumentException">The font cannot show it all.</exception>
    public double Measure(string text, double size)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Advance(GlyphOf(rune));
        }

        return width * size / UnitsPerEm;
    }

    internal ushort GlyphOf(Rune rune) =>
        glyphs.TryGetValue(rune.Value, out var glyph) ? glyph : throw new ArgumentException($"{PostScriptName} cannot show U+{rune.Value:X4}.", nameof(rune));

    internal int Advance(int glyph) => UInt16(metrics + (4 * Math.Min(glyph, advances - 1)));

    internal short LeftBearing(int glyph) =>
        Int16(metrics + (glyph < advances ? (4 * glyph) + 2 : (4 * advances) + (2 * (glyph - advances))));

    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (Place(glyph), Place(glyph + 1));
        return Table("glyf")[from..to];
    }

    internal ReadOnlySpan<byte> Table(string name) => tables.TryGetValue(name, out var place) ? file.AsSpan(place.Start, place.Length) : [];

    internal double ToThousandths(int units) => Math.Round(1000.0 * units / UnitsPerEm, 1);

    private int Place(int glyph) => longPlaces ? (int)UInt32(places + (4 * glyph)) : 2 * UInt16(places + (2 * glyph));

    private string ReadPostScriptName()
    {
        var name = Start("name");
        for (var record = name + 6; record < name + 6 + (12 * UInt16(name + 2)); record += 12)
        {
            // Name 6, of the platform Windows: UTF-16.
            if (UInt16(record) == 3 && UInt16(record + 6) == 6)
            {
                return Encoding.BigEndianUnicode.GetString(file, name + UInt16(name + 4) + UInt16(record + 10), UInt16(record + 8));
            }
        }

        throw new InvalidDataException("The font has no PostScript name.");
    }

    private int Start(string table) => tables.TryGetValue(table, out var place) ? place.Start : throw new InvalidDataException($"The font has no table {table}.");

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private short Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
