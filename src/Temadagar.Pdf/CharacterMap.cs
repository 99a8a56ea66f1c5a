using System.Buffers.Binary;

namespace Temadagar.Pdf;

/// <summary>Which glyph shows which character: the table cmap (ISO/IEC 14496-22, 5.2), of its formats those for Unicode, 4 and 12.</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(ReadOnlySpan<byte> cmap)
    {
        var glyphs = new Dictionary<int, ushort>();
        for (var table = 0; table < UInt16(cmap, 2); table++)
        {
            var (platform, encoding) = (UInt16(cmap, 4 + (8 * table)), UInt16(cmap, 6 + (8 * table)));
            var map = cmap[(int)UInt32(cmap, 8 + (8 * table))..];
            if ((platform, encoding) is (0, _) or (3, 1) or (3, 10))
            {
                switch (UInt16(map, 0))
                {
                    case 4:
                        ReadSegments(map, glyphs);
                        break;
                    case 12:
                        ReadGroups(map, glyphs);
                        break;
                }
            }
        }

        return glyphs;
    }

    private static void ReadSegments(ReadOnlySpan<byte> map, Dictionary<int, ushort> glyphs)
    {
        var doubled = UInt16(map, 6);
        for (var segment = 0; segment < doubled; segment += 2)
        {
            var (last, first) = (UInt16(map, 14 + segment), UInt16(map, 16 + doubled + segment));
            var delta = UInt16(map, 16 + (2 * doubled) + segment);
            var offsetAt = 16 + (3 * doubled) + segment;
            var offset = UInt16(map, offsetAt);
            for (int character = first; character <= last && character != 0xFFFF; character++)
            {
                var found = offset == 0 ? character : UInt16(map, offsetAt + offset + (2 * (character - first)));
                Add(glyphs, character, found == 0 ? 0 : (found + delta) & 0xFFFF);
            }
        }
    }

    private static void ReadGroups(ReadOnlySpan<byte> map, Dictionary<int, ushort> glyphs)
    {
        for (var group = 0; group < UInt32(map, 12); group++)
        {
            var (first, last, glyph) = (UInt32(map, 16 + (12 * group)), UInt32(map, 20 + (12 * group)), UInt32(map, 24 + (12 * group)));
            for (var character = first; character <= last; character++)
            {
                Add(glyphs, (int)character, (int)(glyph + character - first));
            }
        }
    }

    // Glyph 0 is the picture of what is missing: a document for the archive must never show it.
    private static void Add(Dictionary<int, ushort> glyphs, int character, int glyph)
    {
        if (glyph != 0)
        {
            glyphs[character] = (ushort)glyph;
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
