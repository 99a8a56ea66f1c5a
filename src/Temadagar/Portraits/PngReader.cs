using System.Buffers.Binary;
using System.IO.Compression;

namespace Temadagar.Portraits;

/// <summary>
/// Reads PNG (W3C PNG, third edition) row by row, of every colour type and depth, interlaced or not; what shows through is laid on white.
/// It holds two rows at a time and inflates no more than the header promises, so that a file of a few bytes cannot fill the memory.
/// </summary>
internal sealed class PngReader(PictureLimits limits)
{
    public static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // Of Adam7: where each pass begins and how far apart its pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private byte[]? palette;
    private byte[]? transparency;
    private int width;
    private int height;
    private int depth;
    private int type;
    private bool interlaced;

    private int Channels => type switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <exception cref="UnreadablePictureException">The image is too large, too small or too narrow.</exception>
    /// <exception cref="InvalidDataException">It is not a whole PNG.</exception>
    /// <exception cref="EndOfStreamException">As before.</exception>
    public static Picture Read(byte[] bytes, int side, PictureLimits limits)
    {
        var png = new PngReader(limits);
        using var compressed = new MemoryStream();
        png.ReadChunks(bytes.AsSpan(Signature.Length), compressed);
        return png.ReadPixels(compressed, side);
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
            if (first != name.SequenceEqual("IHDR"u8))
            {
                throw new InvalidDataException("The header is not first.");
            }

            if (first)
            {
                ReadHeader(data);
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = data.ToArray();
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                transparency = data.ToArray();
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

    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
        {
            throw new InvalidDataException("The header has another length.");
        }

        var (wide, high) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        limits.Check(wide, high);
        (width, height, depth, type, interlaced) = ((int)wide, (int)high, header[8], header[9], header[12] == 1);
        var known = type switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known || header[10] != 0 || header[11] != 0 || header[12] > 1)
        {
            throw new InvalidDataException("The header says what no PNG is.");
        }
    }

    private Picture ReadPixels(MemoryStream compressed, int side)
    {
        if (type == 3 && palette is not { Length: > 0 and <= 768 })
        {
            throw new InvalidDataException("The palette is missing.");
        }

        compressed.Position = 0;
        using var pixels = new ZLibStream(compressed, CompressionMode.Decompress);
        var average = new AreaAverage(width, height, side);
        foreach (var pass in interlaced ? Passes : [(0, 0, 1, 1)])
        {
            ReadPass(pixels, average, pass);
        }

        return average.ToPicture();
    }

    private void ReadPass(ZLibStream pixels, AreaAverage average, (int X, int Y, int StepX, int StepY) pass)
    {
        var columns = (width - pass.X + pass.StepX - 1) / pass.StepX;
        var length = ((columns * Channels * depth) + 7) / 8;
        var before = new byte[length];
        var row = new byte[length];
        var colours = new byte[3 * columns];
        for (var y = pass.Y; y < height; y += pass.StepY)
        {
            var filter = pixels.ReadByte();
            pixels.ReadExactly(row);
            Unfilter(filter, row, before);
            ToColours(row, colours);
            average.Add(y, pass.X, pass.StepX, colours);
            (row, before) = (before, row);
        }
    }

    private void Unfilter(int filter, byte[] row, byte[] above)
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
                _ => throw new InvalidDataException("There is no such filter."),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private void ToColours(byte[] row, Span<byte> colours)
    {
        Span<int> sample = stackalloc int[4];
        for (var pixel = 0; pixel < colours.Length / 3; pixel++)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                sample[channel] = Sample(row, (pixel * Channels) + channel);
            }

            var colour = colours.Slice(3 * pixel, 3);
            Colour(sample, colour);
            OnWhite(colour, Opacity(sample));
        }
    }

    private int Sample(byte[] row, int index)
    {
        if (depth == 16)
        {
            return (row[2 * index] << 8) | row[(2 * index) + 1];
        }

        var bit = index * depth;
        return (row[bit / 8] >> (8 - depth - (bit % 8))) & ((1 << depth) - 1);
    }

    private void Colour(ReadOnlySpan<int> sample, Span<byte> colour)
    {
        switch (type)
        {
            case 3 when (3 * sample[0]) + 3 <= palette!.Length:
                palette.AsSpan(3 * sample[0], 3).CopyTo(colour);
                break;
            case 3:
                throw new InvalidDataException("The palette has no such colour.");
            case 0 or 4:
                colour.Fill(ToByte(sample[0]));
                break;
            default:
                (colour[0], colour[1], colour[2]) = (ToByte(sample[0]), ToByte(sample[1]), ToByte(sample[2]));
                break;
        }
    }

    private int Opacity(ReadOnlySpan<int> sample) => type switch
    {
        4 => ToByte(sample[1]),
        6 => ToByte(sample[3]),
        3 => transparency is not null && sample[0] < transparency.Length ? transparency[sample[0]] : 255,
        _ => transparency is not null && IsTransparent(sample) ? 0 : 255,
    };

    // Without an alpha channel one colour, as the file writes it, may be the one that nothing shows of.
    private bool IsTransparent(ReadOnlySpan<int> sample)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            if (transparency!.Length < 2 * (channel + 1) || BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * channel)) != sample[channel])
            {
                return false;
            }
        }

        return true;
    }

    private byte ToByte(int sample) => (byte)(depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1));

    private static void OnWhite(Span<byte> colour, int opacity)
    {
        if (opacity < 255)
        {
            for (var at = 0; at < 3; at++)
            {
                colour[at] = (byte)(((colour[at] * opacity) + (255 * (255 - opacity)) + 127) / 255);
            }
        }
    }
}
