using System.Buffers.Binary;
using System.IO.Compression;

namespace Temadagar.Portraits;

/// <summary>Writes a picture as PNG (W3C PNG, third edition): eight bits of red, green and blue, nothing else.</summary>
internal static class PngWriter
{
    private const byte Up = 2;

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(value =>
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) == 1 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
        }

        return remainder;
    })];

    public static byte[] Write(Picture picture)
    {
        using var png = new MemoryStream();
        png.Write(PngReader.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Deflated(picture));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // What differs from the row above is mostly nothing, in what people call a logo.
    private static byte[] Deflated(Picture picture)
    {
        using var deflated = new MemoryStream();
        using (var rows = new ZLibStream(deflated, CompressionLevel.SmallestSize))
        {
            var difference = new byte[3 * picture.Width];
            for (var y = 0; y < picture.Height; y++)
            {
                var row = picture.Row(y);
                row.CopyTo(difference);
                if (y > 0)
                {
                    var above = picture.Row(y - 1);
                    for (var at = 0; at < difference.Length; at++)
                    {
                        difference[at] -= above[at];
                    }
                }

                rows.WriteByte(Up);
                rows.Write(difference);
            }
        }

        return deflated.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Summed(Summed(uint.MaxValue, name), data));
        png.Write(number);
    }

    private static uint Summed(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = Crc[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }
}
