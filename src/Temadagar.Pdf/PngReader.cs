using System.Buffers.Binary;
using System.IO.Compression;

namespace Temadagar.Pdf;

/// <summary>Reads PNG of every colour type and depth, interlaced or not, and lays what shows through on white. It inflates no more than the header promises.</summary>
internal ref struct PngReader
{
    private const int MaxPixels = 4_000_000;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // Of Adam7: where each pass begins and how far apart its pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private ReadOnlySpan<byte> palette;
    private ReadOnlySpan<byte> transparency;
    private int width, height, depth, type;
    private bool interlaced;

    private readonly int Channels => type switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static PdfImage Read(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
        {
            throw new InvalidDataException("It is not a PNG.");
        }

        var reader = default(PngReader);
        using var compressed = new MemoryStream();
        reader.ReadChunks(png[8..], compressed);
        compressed.Position = 0;
        return reader.ReadImage(compressed);
    }

    private void ReadChunks(ReadOnlySpan<byte> rest, MemoryStream compressed)
    {
        for (var first = true; ; first = false)
        {
            if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - 12)
            {
                throw new InvalidDataException("A chunk is cut off.");
            }

            var name = rest[4..8];
            var data = rest.Slice(8, (int)BinaryPrimitives.ReadUInt32BigEndian(rest));
            rest = rest[(12 + data.Length)..];
            if (first)
            {
                ReadHeader(name, data);
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = data;
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                transparency = data;
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                compressed.Write(data);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return;
            }
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> header)
    {
        if (!name.SequenceEqual("IHDR"u8) || header.Length != 13)
        {
            throw new InvalidDataException("The header is not first, or has another length.");
        }

        var (wide, high) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        (depth, type, interlaced) = (header[8], header[9], header[12] == 1);
        var known = type switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known || header[12] > 1 || wide == 0 || high == 0 || (ulong)wide * high > MaxPixels)
        {
            throw new InvalidDataException("The header says what no PNG is, or the image is too large.");
        }

        (width, height) = ((int)wide, (int)high);
    }

    private readonly PdfImage ReadImage(MemoryStream compressed)
    {
        if (type == 3 && palette.Length is 0 or > 768)
        {
            throw new InvalidDataException("The palette is missing.");
        }

        var pixels = new byte[3 * width * height];
        try
        {
            using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
            foreach (var pass in interlaced ? Passes : [(0, 0, 1, 1)])
            {
                ReadPass(rows, pixels, pass);
            }
        }
        catch (EndOfStreamException cutOff)
        {
            throw new InvalidDataException("The image is cut off.", cutOff);
        }

        return new PdfImage(width, height, pixels);
    }

    private readonly void ReadPass(ZLibStream rows, byte[] pixels, (int X, int Y, int StepX, int StepY) pass)
    {
        var columns = (width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
        {
            return;
        }

        var row = new byte[((columns * Channels * depth) + 7) / 8];
        var above = new byte[row.Length];
        for (var y = pass.Y; y < height; y += pass.StepY)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above);
            for (var column = 0; column < columns; column++)
            {
                Colour(row, column, pixels.AsSpan(3 * ((y * width) + pass.X + (column * pass.StepX)), 3));
            }

            (row, above) = (above, row);
        }
    }

    private readonly void Unfilter(int filter, byte[] row, byte[] above)
    {
        var distance = Math.Max(1, Channels * depth / 8);
        for (var at = 0; at < row.Length; at++)
        {
            int left = at >= distance ? row[at - distance] : 0, up = above[at], corner = at >= distance ? above[at - distance] : 0;
            row[at] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new InvalidDataException("A filter is unknown."),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private readonly void Colour(byte[] row, int column, Span<byte> colour)
    {
        if (type == 3)
        {
            var entry = Sample(row, column);
            if (3 * entry + 2 >= palette.Length)
            {
                throw new InvalidDataException("A colour is not in the palette.");
            }

            palette.Slice(3 * entry, 3).CopyTo(colour);
            OnWhite(colour, entry < transparency.Length ? transparency[entry] : 255);
            return;
        }

        var (first, coloured) = (column * Channels, type is 2 or 6);
        var see = true;
        for (var channel = 0; channel < 3; channel++)
        {
            var sample = Sample(row, first + (coloured ? channel : 0));
            colour[channel] = Byte(sample);
            see &= transparency.Length >= (coloured ? 6 : 2) && sample == BinaryPrimitives.ReadUInt16BigEndian(transparency[(coloured ? 2 * channel : 0)..]);
        }

        OnWhite(colour, type >= 4 ? Byte(Sample(row, first + Channels - 1)) : see ? 0 : 255);
    }

    private readonly int Sample(byte[] row, int index) => depth switch
    {
        16 => BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(2 * index)),
        8 => row[index],
        _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    private readonly byte Byte(int sample) => (byte)(depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1));

    private static void OnWhite(Span<byte> colour, int opacity)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            colour[channel] = (byte)(((colour[channel] * opacity) + (255 * (255 - opacity)) + 127) / 255);
        }
    }
}
