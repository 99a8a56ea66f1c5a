using BitMiracle.LibJpeg.Classic;

namespace Temadagar.Portraits;

/// <summary>Reads JPEG: sequential and progressive, grey, in colours of light or of ink (CMYK). Its colour profile is not followed.</summary>
internal static class JpegReader
{
    // Programs write about ten. Each goes through the whole image, and a file may have any number of them that hold nothing.
    private const int MaxScans = 40;

    // All coefficients of a progressive image are held at once, about three bytes a sample.
    private const long MaxSamples = 3L * PictureLimits.MaxPixels;

    /// <exception cref="UnreadablePictureException">The image is too large, too small or too narrow.</exception>
    /// <remarks>Where the file is none of a JPEG it throws whatever the decoder stumbled over.</remarks>
    public static Picture Read(byte[] bytes, int side, PictureLimits limits)
    {
        var header = JpegHeader.Read(bytes, limits);
        using var stream = new MemoryStream(bytes);
        var jpeg = new jpeg_decompress_struct(new StrictErrors());
        jpeg.jpeg_stdio_src(stream);
        jpeg.jpeg_read_header(true);
        if (jpeg.Image_width != header.Width || jpeg.Image_height != header.Height)
        {
            throw new InvalidDataException("It is read in two ways.");
        }

        if (jpeg.jpeg_has_multiple_scans() && (long)header.Width * header.Height * jpeg.Num_components > MaxSamples)
        {
            throw new InvalidDataException("It would take too much memory.");
        }

        jpeg.Progress = new jpeg_progress_mgr();
        jpeg.Progress.OnProgress += (_, _) =>
        {
            if (jpeg.Input_scan_number > MaxScans)
            {
                throw new InvalidDataException("It has too many scans.");
            }
        };

        jpeg.Out_color_space = jpeg.Num_components switch { 4 => J_COLOR_SPACE.JCS_CMYK, 1 => J_COLOR_SPACE.JCS_GRAYSCALE, _ => J_COLOR_SPACE.JCS_RGB };
        jpeg.jpeg_start_decompress();

        var average = new AreaAverage(jpeg.Output_width, jpeg.Output_height, side);
        var row = new[] { new byte[jpeg.Output_width * jpeg.Output_components] };
        var colours = new byte[3 * jpeg.Output_width];
        while (jpeg.Output_scanline < jpeg.Output_height)
        {
            var y = jpeg.Output_scanline;
            jpeg.jpeg_read_scanlines(row, 1);
            ToColours(row[0], jpeg.Output_components, header.Inverted, colours);
            average.Add(y, 0, 1, colours);
        }

        return average.ToPicture().Turned(header.Orientation);
    }

    private static void ToColours(ReadOnlySpan<byte> row, int components, bool inverted, Span<byte> colours)
    {
        if (components == 3)
        {
            row.CopyTo(colours);
            return;
        }

        for (var pixel = 0; pixel < colours.Length / 3; pixel++)
        {
            var colour = colours.Slice(3 * pixel, 3);
            if (components == 1)
            {
                colour.Fill(row[pixel]);
                continue;
            }

            var black = Light(row[(4 * pixel) + 3]);
            for (var at = 0; at < 3; at++)
            {
                colour[at] = (byte)(Light(row[(4 * pixel) + at]) * black / 255);
            }
        }

        int Light(byte ink) => inverted ? ink : 255 - ink;
    }

    // What the decoder can live with, such as a few bytes too many, is no fault.
    private sealed class StrictErrors : jpeg_error_mgr
    {
        public override void error_exit() => throw new InvalidDataException(format_message());

        public override void emit_message(int msg_level)
        {
        }

        public override void output_message()
        {
        }
    }
}
