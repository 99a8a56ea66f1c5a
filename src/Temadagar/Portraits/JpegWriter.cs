using BitMiracle.LibJpeg.Classic;

namespace Temadagar.Portraits;

/// <summary>Writes JPEG: sequential, without a word of metadata.</summary>
internal static class JpegWriter
{
    private const int Quality = 85;

    public static byte[] Write(Picture picture)
    {
        using var stream = new MemoryStream();
        var jpeg = new jpeg_compress_struct(new jpeg_error_mgr())
        {
            Image_width = picture.Width,
            Image_height = picture.Height,
            Input_components = 3,
            In_color_space = J_COLOR_SPACE.JCS_RGB,
        };
        jpeg.jpeg_set_defaults();
        jpeg.jpeg_set_quality(Quality, force_baseline: true);
        jpeg.Optimize_coding = true;
        jpeg.jpeg_stdio_dest(stream);
        jpeg.jpeg_start_compress(true);
        for (var y = 0; y < picture.Height; y++)
        {
            jpeg.jpeg_write_scanlines([picture.Row(y).ToArray()], 1);
        }

        jpeg.jpeg_finish_compress();
        return stream.ToArray();
    }
}
