using System.Buffers.Binary;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>A font file that holds only some glyphs, numbered anew in the order given (ISO 32000-1, 9.9: what FontFile2 needs of a TrueType font).</summary>
internal static class FontSubset
{
    private const ushort WordArguments = 0x0001, Scale = 0x0008, MoreComponents = 0x0020, TwoScales = 0x0040, Matrix = 0x0080;

    private const uint WholeFileSum = 0xB1B0AFBA;

    private static ReadOnlySpan<byte> Padding => [0, 0, 0];

    /// <returns>The file, and how many glyphs are in it: those chosen, and those that they are made of.</returns>
    public static (byte[] File, int Glyphs) Build(TrueTypeFont font, IReadOnlyList<ushort> chosen)
    {
        var glyphs = chosen.ToList();
        var numberOf = new Dictionary<ushort, int>();
        for (var number = 0; number < glyphs.Count; number++)
        {
            numberOf.TryAdd(glyphs[number], number);
        }

        using var outlines = new MemoryStream();
        var places = new List<int>();
        // A glyph that is put together from others brings them to the end of the list, so the list grows while it is walked.
        for (var number = 0; number < glyphs.Count; number++)
        {
            places.Add((int)outlines.Length);
            var outline = font.Outline(glyphs[number]).ToArray();
            Renumber(outline, glyphs, numberOf);
            outlines.Write(outline);
            outlines.Write(Padding[..(Padded(outline.Length) - outline.Length)]);
        }

        places.Add((int)outlines.Length);
        var file = Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cvt "] = font.Table("cvt ").ToArray(),
            ["fpgm"] = font.Table("fpgm").ToArray(),
            ["prep"] = font.Table("prep").ToArray(),
            ["glyf"] = outlines.ToArray(),
            ["head"] = Head(font),
            ["hhea"] = Patched(font, "hhea", 34, glyphs.Count),
            ["hmtx"] = Metrics(font, glyphs),
            ["loca"] = Places(places),
            ["maxp"] = Patched(font, "maxp", 4, glyphs.Count),
        });
        return (file, glyphs.Count);
    }

    private static void Renumber(byte[] outline, List<ushort> glyphs, Dictionary<ushort, int> numberOf)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        ushort flags;
        var at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var component = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            if (numberOf.TryAdd(component, glyphs.Count))
            {
                glyphs.Add(component);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)numberOf[component]);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
        while ((flags & MoreComponents) != 0);
    }

    private static byte[] Head(TrueTypeFont font)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private static byte[] Patched(TrueTypeFont font, string table, int at, int value)
    {
        var bytes = font.Table(table).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)value);
        return bytes;
    }

    private static byte[] Metrics(TrueTypeFont font, List<ushort> glyphs)
    {
        var metrics = new byte[4 * glyphs.Count];
        for (var number = 0; number < glyphs.Count; number++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * number), (ushort)font.Advance(glyphs[number]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * number) + 2), font.LeftBearing(glyphs[number]));
        }

        return metrics;
    }

    private static byte[] Places(List<int> places)
    {
        var bytes = new byte[4 * places.Count];
        for (var number = 0; number < places.Count; number++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * number), places[number]);
        }

        return bytes;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var present = tables.Where(table => table.Value.Length > 0).ToList();
        var start = 12 + (16 * present.Count);
        var file = new byte[start + present.Sum(table => Padded(table.Value.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        var log = (int)Math.Log2(present.Count);
        ReadOnlySpan<int> search = [present.Count, 16 << log, log, (16 * present.Count) - (16 << log)];
        for (var field = 0; field < search.Length; field++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4 + (2 * field)), (ushort)search[field]);
        }

        var head = 0;
        for (var number = 0; number < present.Count; number++)
        {
            var (name, bytes) = present[number];
            bytes.CopyTo(file, start);
            var entry = file.AsSpan(12 + (16 * number));
            Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(start, Padded(bytes.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], start);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            head = name == "head" ? start : head;
            start += Padded(bytes.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(WholeFileSum - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
        {
            unchecked
            {
                sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            }
        }

        return sum;
    }
}
