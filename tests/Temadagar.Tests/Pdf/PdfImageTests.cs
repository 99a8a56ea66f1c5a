using Temadagar.Pdf;
using Temadagar.Portraits;
using Temadagar.Tests.Portraits;
using UglyToad.PdfPig.Content;

namespace Temadagar.Tests.Pdf;

public class PdfImageTests
{
    private const int Width = 13;
    private const int Height = 11;

    [Fact]
    public void A_picture_is_the_one_that_the_png_was()
    {
        var read = Pixels(TestImages.Png(Width, Height, 2, 8, false, Colour));

        Assert.Equal(from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) from sample in Colour(x, y) select (byte)sample, read);

        static int[] Colour(int x, int y) => [x * 255 / Width, y * 255 / Height, 200];
    }

    [Fact]
    public async Task What_a_logo_is_made_into_can_be_put_in()
    {
        var logo = await MakeLogo.RunAsync(TestImages.Png(60, 50, 6, 16, true, (x, _) => [0, 0, 0, x < 30 ? 0 : 65535]), TestContext.Current.CancellationToken);

        var read = Pixels(logo);

        Assert.Equal((60 * 50 * 3, 255, 0), (read.Length, read[0], read[^1]));
    }

    public static TheoryData<string, byte[]> Others => new()
    {
        { "nothing", [] },
        { "a JPEG", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "one with a palette", TestImages.Png(4, 4, 3, 8, false, (_, _) => [0], ("PLTE", [0, 0, 0])) },
        { "one that shows through", TestImages.Png(4, 4, 6, 8, false, (_, _) => [0, 0, 0, 0]) },
        { "one of sixteen bits", TestImages.Png(4, 4, 2, 16, false, (_, _) => [0, 0, 0]) },
        { "an interlaced one", TestImages.Png(4, 4, 2, 8, true, (_, _) => [0, 0, 0]) },
        { "one that is cut off", TestImages.Png(40, 40, 2, 8, false, (x, y) => [x, y, 0])[..^4] },
        { "one without a header", TestImages.Png(4, 4, 2, 8, false, (_, _) => [0, 0, 0]).Where((_, at) => at is < 8 or >= 33).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_no_such_png_is_refused(string what, byte[] png) =>
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
