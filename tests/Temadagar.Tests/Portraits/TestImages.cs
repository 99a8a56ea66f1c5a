using System.Buffers.Binary;
using System.IO.Compression;
using BitMiracle.LibJpeg.Classic;

namespace Temadagar.Tests.Portraits;

/// <summary>Images of every kind that someone may send, made here.</summary>
internal static class TestImages
{
    public delegate (byte Red, byte Green, byte Blue) Colours(int x, int y);

    /// <summary>The first pixel of the first row is in a red quarter, the last in a green one; below them blue and white.</summary>
    public static Colours Quarters(int width, int height) => (x, y) => (x < width / 2, y < height / 2) switch
    {
        (true, true) => (255, 0, 0),
        (false, true) => (0, 255, 0),
        (true, false) => (0, 0, 255),
        _ => (255, 255, 255),
    };

    public static byte[] Jpeg(int width, int height, Colours colours, bool progressive = false, J_COLOR_SPACE space = J_COLOR_SPACE.JCS_RGB)
    {
        using var stream = new MemoryStream();
        var jpeg = new jpeg_compress_struct(new jpeg_error_mgr())
        {
            Image_width = width,
            Image_height = height,
            Input_components = space == J_COLOR_SPACE.JCS_CMYK ? 4 : space == J_COLOR_SPACE.JCS_GRAYSCALE ? 1 : 3,
            In_color_space = space,
        };
        jpeg.jpeg_set_defaults();
        jpeg.jpeg_set_quality(95, true);
        if (progressive)
        {
            jpeg.jpeg_simple_progression();
        }

        jpeg.jpeg_stdio_dest(stream);
        jpeg.jpeg_start_compress(true);
        for (var y = 0; y < height; y++)
        {
            var row = y;
            jpeg.jpeg_write_scanlines([[.. Enumerable.Range(0, width).SelectMany(x => Samples(colours(x, row), space))]], 1);
        }

        jpeg.jpeg_finish_compress();
        return stream.ToArray();
    }

    /// <summary>With Exif as a telephone writes it: how it was held, and where.</summary>
    public static byte[] WithExif(byte[] jpeg, int orientation, string place = "Storgatan 1", bool little = false)
    {
        var text = System.Text.Encoding.ASCII.GetBytes(place);
        var tiff = new byte[26 + text.Length];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Put32(tiff.AsSpan(4), 8);
        Put16(tiff.AsSpan(8), 1);
        Put16(tiff.AsSpan(10), 0x0112);
        Put16(tiff.AsSpan(12), 3);
        Put32(tiff.AsSpan(14), 1);
        Put16(tiff.AsSpan(18), (ushort)orientation);
        text.CopyTo(tiff.AsSpan(26));
        return WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. tiff]);

        void Put16(Span<byte> at, ushort value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(at, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(at, value);
            }
        }

        void Put32(Span<byte> at, uint value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(at, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(at, value);
            }
        }
    }

    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] data) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data, .. jpeg[2..]];

    /// <param name="samples">Of each pixel, as the colour type has them.</param>
    /// <param name="chunks">What stands between header and pixels.</param>
    public static byte[] Png(
        int width, int height, int type, int depth, bool interlaced, Func<int, int, int[]> samples, params (string Name, byte[] Data)[] chunks)
    {
        using var raw = new MemoryStream();
        (int X, int Y, int StepX, int StepY)[] passes = interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        foreach (var pass in passes)
        {
            byte[]? above = null;
            for (var y = pass.Y; y < height; y += pass.StepY)
            {
                List<int> row = [];
                for (var x = pass.X; x < width; x += pass.StepX)
                {
                    row.AddRange(samples(x, y));
                }

                var packed = Pack(row, depth);
                // Every filter in turn, as encoders mix them.
                var filter = y / pass.StepY % 5;
                raw.WriteByte((byte)filter);
                raw.Write(Filtered(packed, above ?? new byte[packed.Length], filter, Math.Max(1, samples(0, 0).Length * depth / 8)));
                above = packed;
            }
        }

        return Png(Header(width, height, type, depth, interlaced), [.. chunks, ("IDAT", Deflated(raw.ToArray()))]);
    }

    public static byte[] Png(byte[] header, params (string Name, byte[] Data)[] chunks)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        foreach (var (name, data) in chunks.Prepend(("IHDR", header)).Append(("IEND", [])))
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
            // The check sums are left out: nobody reads them here.
            png.Write([.. length, .. System.Text.Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0]);
        }

        return png.ToArray();
    }

    public static byte[] Header(int width, int height, int type = 2, int depth = 8, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)type, (byte)(interlaced ? 1 : 0));
        return header;
    }

    public static byte[] Deflated(byte[] data)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.SmallestSize))
        {
            zlib.Write(data);
        }

        return deflated.ToArray();
    }

    /// <summary>The pixels of a JPEG.</summary>
    public static (int Width, int Height, Colours At) Decoded(byte[] jpeg)
    {
        var reader = new jpeg_decompress_struct(new jpeg_error_mgr());
        reader.jpeg_stdio_src(new MemoryStream(jpeg));
        reader.jpeg_read_header(true);
        reader.Out_color_space = J_COLOR_SPACE.JCS_RGB;
        reader.jpeg_start_decompress();
        var rows = new byte[reader.Output_height][];
        for (var y = 0; y < rows.Length; y++)
        {
            rows[y] = new byte[3 * reader.Output_width];
            reader.jpeg_read_scanlines([rows[y]], 1);
        }

        return (reader.Output_width, rows.Length, (x, y) => (rows[y][3 * x], rows[y][(3 * x) + 1], rows[y][(3 * x) + 2]));
    }

    private static byte[] Samples((byte Red, byte Green, byte Blue) colour, J_COLOR_SPACE space) => space switch
    {
        // As Adobe writes it: how much light is left.
        J_COLOR_SPACE.JCS_CMYK => [colour.Red, colour.Green, colour.Blue, 255],
        J_COLOR_SPACE.JCS_GRAYSCALE => [colour.Green],
        _ => [colour.Red, colour.Green, colour.Blue],
    };

    private static byte[] Pack(List<int> samples, int depth)
    {
        var packed = new byte[((samples.Count * depth) + 7) / 8];
        foreach (var (index, sample) in samples.Index())
        {
            if (depth == 16)
            {
                (packed[2 * index], packed[(2 * index) + 1]) = ((byte)(sample >> 8), (byte)sample);
            }
            else
            {
                packed[index * depth / 8] |= (byte)(sample << (8 - depth - (index * depth % 8)));
            }
        }

        return packed;
    }

    private static byte[] Filtered(byte[] row, byte[] above, int filter, int distance)
    {
        var filtered = new byte[row.Length];
        for (var at = 0; at < row.Length; at++)
        {
            int left = at >= distance ? row[at - distance] : 0, up = above[at], corner = at >= distance ? above[at - distance] : 0;
            var nearest = new[] { left, up, corner }.MinBy(one => Math.Abs(left + up - corner - one));
            filtered[at] = (byte)(row[at] - filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => nearest, _ => 0 });
        }

        return filtered;
    }
}
