using Temadagar.Pdf;
using Temadagar.Tests.Portraits;
using UglyToad.PdfPig.Content;

namespace Temadagar.Tests.Pdf;

public class PdfImageTests
{
    private const int Width = 13;
    private const int Height = 11;

    // Every colour type and depth there is: how a colour of eight bits is written in it, and with how many levels it can say it.
    public static TheoryData<int, int, bool> Kinds =>
    [
        .. from kind in new[] { (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16) }
           from interlaced in new[] { false, true }
           select new TheoryDataRow<int, int, bool>(kind.Item1, kind.Item2, interlaced),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_png_of_any_kind_is_the_picture_that_it_was(int type, int depth, bool interlaced)
    {
        var most = (1 << depth) - 1;
        int[] Samples(int x, int y) => type switch
        {
            0 or 3 => [(x + y) & most & 0xFF],
            2 => [x * most / Width, y * most / Height, most],
            4 => [x * most / Width, most],
            _ => [x * most / Width, y * most / Height, most, most],
        };
        var palette = Enumerable.Range(0, 3 * Math.Min(256, most + 1)).Select(value => (byte)(value * 37)).ToArray();

        var read = Pixels(TestImages.Png(Width, Height, type, depth, interlaced, Samples, type == 3 ? [("PLTE", palette)] : []));

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var written = Samples(x, y);
                int Level(int sample) => depth == 16 ? sample >> 8 : sample * 255 / most;
                var expected = type switch
                {
                    3 => palette[(3 * written[0])..((3 * written[0]) + 3)].Select(value => (int)value),
                    0 or 4 => Enumerable.Repeat(Level(written[0]), 3),
                    _ => written.Take(3).Select(Level),
                };
                Assert.Equal(expected, read.AsSpan(3 * ((y * Width) + x), 3).ToArray().Select(value => (int)value));
            }
        }
    }

    [Fact]
    public void What_shows_through_is_laid_on_white()
    {
        var half = Pixels(TestImages.Png(1, 1, 6, 8, false, (_, _) => [200, 0, 0, 128]));
        var hidden = Pixels(TestImages.Png(1, 1, 3, 8, false, (_, _) => [0], ("PLTE", [1, 2, 3]), ("tRNS", [0])));
        var keyed = Pixels(TestImages.Png(1, 1, 2, 8, false, (_, _) => [9, 8, 7], ("tRNS", [0, 9, 0, 8, 0, 7])));

        Assert.Equal<byte>([227, 127, 127], half);
        Assert.Equal<byte>([255, 255, 255], hidden);
        Assert.Equal<byte>([255, 255, 255], keyed);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "nothing", [] },
        { "a JPEG", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "no pixels", TestImages.Png(TestImages.Header(4, 4)) },
        { "too many pixels", TestImages.Png(TestImages.Header(4000, 4000)) },
        { "no palette", TestImages.Png(4, 4, 3, 8, false, (_, _) => [0]) },
        { "a colour that the palette lacks", TestImages.Png(4, 4, 3, 8, false, (_, _) => [7], ("PLTE", [0, 0, 0])) },
        { "cut off", TestImages.Png(40, 40, 2, 8, false, (x, y) => [x, y, 0])[..120] },
        { "pixels that are not deflated", TestImages.Png(TestImages.Header(4, 4), ("IDAT", [1, 2, 3, 4])) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_not_a_whole_png_is_refused(string what, byte[] png) =>
        Assert.True(Record.Exception(() => PdfImage.FromPng(png)) is InvalidDataException, what);

    private static byte[] Pixels(byte[] png)
    {
        var document = new PdfDocument(new PdfProperties("Bild", "sv", "Prov", "Prov"));
        var page = document.AddPage(100, 100);
        using (page.Figure("Bild", 0, 0, 10, 10))
        {
            page.Image(PdfImage.FromPng(png), 0, 0, 10, 10);
        }

        using var file = new MemoryStream();
        document.Save(file);
        using var reading = new PdfReading(file.ToArray());
        IPdfImage image = Assert.Single(Assert.Single(reading.Pages).GetImages());
        Assert.True(image.TryGetBytesAsMemory(out var pixels));
        return pixels.ToArray();
    }
}
