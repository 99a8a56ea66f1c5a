namespace Temadagar.Portraits;

/// <summary>A small picture in memory.</summary>
/// <param name="Pixels">Red, green and blue of each pixel, row by row.</param>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(3 * Width * y, 3 * Width);

    /// <summary>As it should be seen.</summary>
    /// <param name="orientation">The tag Orientation of Exif 2.3 (CIPA DC-008), 1 to 8: where row and column 0 are.</param>
    public Picture Turned(int orientation)
    {
        var (mirrored, upsideDown, swapped) = orientation switch
        {
            2 => (true, false, false),
            3 => (true, true, false),
            4 => (false, true, false),
            5 => (false, false, true),
            6 => (false, true, true),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        var (width, height) = swapped ? (Height, Width) : (Width, Height);
        var pixels = new byte[Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = swapped ? (y, x) : (x, y);
                column = mirrored ? Width - 1 - column : column;
                row = upsideDown ? Height - 1 - row : row;
                Pixels.AsSpan(3 * ((row * Width) + column), 3).CopyTo(pixels.AsSpan(3 * ((y * width) + x)));
            }
        }

        return new Picture(width, height, pixels);
    }

    /// <summary>The picture so that it fits in a square of that side; never made larger.</summary>
    public Picture Shrunk(int side)
    {
        var average = new AreaAverage(Width, Height, side);
        for (var y = 0; y < Height; y++)
        {
            average.Add(y, 0, 1, Row(y));
        }

        return average.ToPicture();
    }
}
