using System.Buffers.Binary;
using System.Text;

namespace Temadagar.Tests.Pdf;

/// <summary>What a checker asks of an embedded font file, read without the code that wrote it.</summary>
internal static class FontFile
{
    /// <summary>Of every glyph, in thousandths of the size.</summary>
    public static IReadOnlyList<double> Advances(byte[] file)
    {
        var unitsPerEm = UInt16(file, Table(file, "head") + 18);
        var metrics = UInt16(file, Table(file, "hhea") + 34);
        return [.. Enumerable.Range(0, metrics).Select(glyph => 1000.0 * UInt16(file, Table(file, "hmtx") + (4 * glyph)) / unitsPerEm)];
    }

    private static int Table(byte[] file, string name) => Enumerable.Range(0, UInt16(file, 4)).Select(entry => 12 + (16 * entry))
        .Where(entry => Encoding.ASCII.GetString(file, entry, 4) == name).Select(entry => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 8))).First();

    private static int UInt16(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
}
