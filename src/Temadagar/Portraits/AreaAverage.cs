namespace Temadagar.Portraits;

/// <summary>
/// Makes a picture smaller while it is being read: each pixel of the result is the average of the area that it covers, so that nothing
/// flickers into patterns and the large picture is never in memory. Pixels may come in any order, each once.
/// </summary>
internal sealed class AreaAverage
{
    private readonly int sourceWidth;
    private readonly int sourceHeight;
    private readonly int width;
    private readonly int height;
    private readonly long[] sums;
    private readonly int[] line;

    /// <param name="side">What the longer side of the result is at most; never more than it was.</param>
    public AreaAverage(int sourceWidth, int sourceHeight, int side)
    {
        (this.sourceWidth, this.sourceHeight) = (sourceWidth, sourceHeight);
        var longest = Math.Max(sourceWidth, sourceHeight);
        (width, height) = longest <= side ? (sourceWidth, sourceHeight) : (Scaled(sourceWidth), Scaled(sourceHeight));
        sums = new long[3 * width * height];
        line = new int[3 * width];

        int Scaled(long length) => (int)Math.Max(1, ((length * side) + (longest / 2)) / longest);
    }

    /// <summary>Pixels of one row: the first at <paramref name="x"/>, each next one <paramref name="step"/> to its right.</summary>
    /// <param name="colours">Red, green and blue of each.</param>
    public void Add(int y, int x, int step, ReadOnlySpan<byte> colours)
    {
        // A pixel of the source is as wide as the result has columns, one of the result as the source has: both in whole numbers.
        Array.Clear(line);
        for (var at = 0; at < colours.Length; at += 3, x += step)
        {
            var (target, inside) = Share(x, width, sourceWidth);
            var cell = line.AsSpan(3 * target);
            for (var colour = 0; colour < 3; colour++)
            {
                cell[colour] += colours[at + colour] * inside;
                if (inside < width)
                {
                    cell[3 + colour] += colours[at + colour] * (width - inside);
                }
            }
        }

        var (row, above) = Share(y, height, sourceHeight);
        Put(row, above);
        if (above < height)
        {
            Put(row + 1, height - above);
        }
    }

    public Picture ToPicture()
    {
        var area = (long)sourceWidth * sourceHeight;
        return new Picture(width, height, Array.ConvertAll(sums, sum => (byte)((sum + (area / 2)) / area)));
    }

    // In which pixel of the result one of the source begins, and how much of it lies there; the rest lies in the next.
    private static (int Target, int Inside) Share(int at, int results, int sources)
    {
        var start = (long)at * results;
        var target = (int)(start / sources);
        return (target, (int)Math.Min(results, ((target + 1L) * sources) - start));
    }

    private void Put(int row, int weight)
    {
        var cells = sums.AsSpan(3 * width * row, 3 * width);
        for (var at = 0; at < cells.Length; at++)
        {
            cells[at] += (long)line[at] * weight;
        }
    }
}
