using System.Diagnostics;
using System.Text;
using BitMiracle.LibJpeg.Classic;
using Temadagar.Portraits;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Portraits;

public class MakePortraitTests
{
    private static Task<PortraitImage> MakeAsync(byte[] bytes) => MakePortrait.RunAsync(bytes, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(1000, 500, 640, 320, 160, 80)]
    [InlineData(500, 1001, 320, 640, 80, 160)]
    [InlineData(1500, 1500, 640, 640, 160, 160)]
    [InlineData(200, 100, 200, 100, 160, 80)]
    [InlineData(100, 100, 100, 100, 100, 100)]
    public async Task A_portrait_has_two_sizes_and_is_never_made_larger(int width, int height, int wide, int high, int smallWide, int smallHigh)
    {
        var made = await MakeAsync(TestImages.Jpeg(width, height, TestImages.Quarters(width, height)));

        var (large, small) = (TestImages.Decoded(made.Large), TestImages.Decoded(made.Small));
        Assert.Equal((wide, high, smallWide, smallHigh), (large.Width, large.Height, small.Width, small.Height));
        AssertQuarters(made.Large);
        AssertQuarters(made.Small);
    }

    // Exif 2.3, 4.6.4: on which side the first row is seen, and on which the first column.
    [Theory]
    [InlineData(1, "top left", "top right")]
    [InlineData(2, "top right", "top left")]
    [InlineData(3, "bottom right", "bottom left")]
    [InlineData(4, "bottom left", "bottom right")]
    [InlineData(5, "top left", "bottom left")]
    [InlineData(6, "top right", "bottom right")]
    [InlineData(7, "bottom right", "top right")]
    [InlineData(8, "bottom left", "top left")]
    [InlineData(0, "top left", "top right")]
    [InlineData(9, "top left", "top right")]
    public async Task A_photo_stands_as_the_telephone_was_held(int orientation, string red, string green)
    {
        foreach (var little in new[] { true, false })
        {
            var photo = TestImages.WithExif(TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)), orientation, little: little);

            var (width, height, at) = TestImages.Decoded((await MakeAsync(photo)).Large);

            Assert.Equal(orientation is >= 5 and <= 8 ? (200, 300) : (300, 200), (width, height));
            AssertNear((255, 0, 0), At(red));
            AssertNear((0, 255, 0), At(green));

            (byte, byte, byte) At(string corner) => at(
                corner.EndsWith("left", StringComparison.Ordinal) ? 20 : width - 20, corner.StartsWith("top", StringComparison.Ordinal) ? 20 : height - 20);
        }
    }

    [Fact]
    public async Task Nothing_that_the_file_said_besides_is_in_it()
    {
        var photo = TestImages.WithExif(TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)), 1, "HEMLIG PLATS");
        photo = TestImages.WithSegment(photo, 0xE1, Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0HEMLIG"));
        photo = TestImages.WithSegment(photo, 0xFE, Encoding.ASCII.GetBytes("HEMLIG KOMMENTAR"));
        photo = TestImages.WithSegment(photo, 0xED, Encoding.ASCII.GetBytes("Photoshop 3.0\0HEMLIG"));
        byte[] polyglot = [.. photo, .. "PK\x03\x04HEMLIG<script>alert(1)</script>"u8];
        var png = TestImages.Png(
            120, 100, 2, 8, false, (_, _) => [1, 2, 3], ("tEXt", Encoding.ASCII.GetBytes("GPS\0HEMLIG")), ("eXIf", Encoding.ASCII.GetBytes("MM\0*HEMLIG")));

        foreach (var sent in new[] { polyglot, png })
        {
            Assert.Contains("HEMLIG", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
            var made = await MakeAsync(sent);
            foreach (var kept in new[] { made.Large, made.Small })
            {
                var text = Encoding.Latin1.GetString(kept);
                Assert.All(new[] { "HEMLIG", "Exif", "Adobe", "Photoshop", "script", "PK\x03\x04" }, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
                // A JPEG and nothing else: the only segments are those that a decoder needs.
                Assert.Equal([0xE0, 0xDB, 0xC0, 0xC4, 0xDA], Markers(kept).Distinct());
                Assert.Equal([(byte)0xFF, (byte)0xD9], kept[^2..]);
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    [InlineData(6, 8)]
    [InlineData(6, 16)]
    public async Task Every_kind_of_PNG_is_read(int type, int depth)
    {
        // The left half is dark and the right one light; the lower half is transparent where it can be.
        const int width = 203, height = 101;
        var most = (1 << depth) - 1;
        byte[] palette = [.. Enumerable.Range(0, Math.Min(256, most + 1)).SelectMany(index => Enumerable.Repeat((byte)(index == 0 ? 0 : 255), 3))];
        int[] Samples(int x, int y)
        {
            var light = x < width / 2 ? 0 : most;
            var opaque = y < height / 2 ? most : 0;
            return type switch { 0 or 3 => [light], 2 => [light, light, light], 4 => [light, opaque], _ => [light, light, light, opaque] };
        }

        foreach (var interlaced in new[] { false, true })
        {
            var png = TestImages.Png(width, height, type, depth, interlaced, Samples, type == 3 ? [("PLTE", palette)] : []);

            var (wide, high, at) = TestImages.Decoded((await MakeAsync(png)).Large);

            Assert.Equal((width, height), (wide, high));
            AssertNear((0, 0, 0), at(20, 20));
            AssertNear((255, 255, 255), at(180, 20));
            AssertNear(type >= 4 ? (255, 255, 255) : (0, 0, 0), at(20, 80));
        }
    }

    [Fact]
    public async Task What_shows_through_is_laid_on_white()
    {
        var half = await MakeAsync(TestImages.Png(120, 100, 6, 8, false, (_, _) => [0, 0, 0, 128]));
        var paletted = await MakeAsync(TestImages.Png(120, 100, 3, 8, false, (_, _) => [1], ("PLTE", [0, 0, 0, 255, 0, 0]), ("tRNS", [255, 0])));
        var keyed = await MakeAsync(TestImages.Png(120, 100, 2, 8, false, (x, _) => x < 60 ? [1, 2, 3] : [1, 2, 4], ("tRNS", [0, 1, 0, 2, 0, 3])));

        AssertNear((127, 127, 127), TestImages.Decoded(half.Large).At(50, 50));
        AssertNear((255, 255, 255), TestImages.Decoded(paletted.Large).At(50, 50));
        AssertNear((255, 255, 255), TestImages.Decoded(keyed.Large).At(20, 50));
        AssertNear((1, 2, 4), TestImages.Decoded(keyed.Large).At(100, 50));
    }

    [Theory]
    [InlineData(J_COLOR_SPACE.JCS_RGB, false)]
    [InlineData(J_COLOR_SPACE.JCS_RGB, true)]
    [InlineData(J_COLOR_SPACE.JCS_CMYK, false)]
    [InlineData(J_COLOR_SPACE.JCS_CMYK, true)]
    public async Task A_JPEG_in_light_or_ink_sequential_or_progressive_has_its_colours(J_COLOR_SPACE space, bool progressive) =>
        AssertQuarters((await MakeAsync(TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200), progressive, space))).Large);

    [Fact]
    public async Task A_grey_JPEG_is_grey()
    {
        var (_, _, at) = TestImages.Decoded((await MakeAsync(TestImages.Jpeg(300, 200, (x, _) => (0, (byte)(x < 150 ? 40 : 200), 0), space: J_COLOR_SPACE.JCS_GRAYSCALE))).Large);

        AssertNear((40, 40, 40), at(20, 50));
        AssertNear((200, 200, 200), at(280, 50));
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(1280)]
    [InlineData(1999)]
    public async Task Stripes_too_fine_to_be_seen_become_grey_and_no_pattern(int width)
    {
        var png = TestImages.Png(width, 400, 0, 8, false, (x, y) => [(x + y) % 2 * 255]);

        var (wide, high, at) = TestImages.Decoded((await MakeAsync(png)).Small);

        for (var x = 0; x < wide; x++)
        {
            Assert.InRange(at(x, high / 2).Green, (byte)100, (byte)155);
        }
    }

    public static TheoryData<string, byte[]> NoPortraits
    {
        get
        {
            var jpeg = TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200));
            var png = TestImages.Png(120, 100, 2, 8, false, (x, y) => [x, y, x]);
            return new()
            {
                { "nothing", [] },
                { "GIF", [.. "GIF89a"u8, 100, 0, 100, 0, 0, 0, 0] },
                { "WebP", [.. "RIFF\x10\0\0\0WEBPVP8 "u8] },
                { "HEIC", [0, 0, 0, 24, .. "ftypheic"u8] },
                { "BMP", [.. "BM"u8, .. new byte[60]] },
                { "SVG", [.. "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8] },
                { "HTML", [.. "<!doctype html><script>alert(1)</script>"u8] },
                { "PDF", [.. "%PDF-1.7"u8] },
                { "a JPEG's beginning", [0xFF, 0xD8, 0xFF] },
                { "a JPEG cut off", jpeg[..(jpeg.Length / 2)] },
                { "a JPEG without an end", jpeg[..^2] },
                { "a JPEG without pixels", [.. jpeg[..2], .. jpeg[^2..]] },
                { "a PNG's beginning", png[..8] },
                { "a PNG cut off", png[..^20] },
                { "a PNG with too few pixels", TestImages.Png(TestImages.Header(120, 100), ("IDAT", TestImages.Deflated(new byte[1000]))) },
                { "a PNG that is not deflated", TestImages.Png(TestImages.Header(120, 100), ("IDAT", new byte[50_000])) },
                { "a PNG without a palette", TestImages.Png(120, 100, 3, 8, false, (_, _) => [0]) },
                { "a PNG beyond its palette", TestImages.Png(120, 100, 3, 8, false, (_, _) => [9], ("PLTE", [1, 2, 3])) },
                { "a PNG of a type that is none", TestImages.Png(120, 100, 5, 8, false, (x, y) => [x, y]) },
                { "a PNG with 3 bits", TestImages.Png(TestImages.Header(120, 100, 0, 3), ("IDAT", [])) },
                { "a small one", TestImages.Png(99, 100, 0, 8, false, (_, _) => [0]) },
                { "a narrow one", TestImages.Png(100, 501, 0, 8, false, (_, _) => [0]) },
                { "a PNG with an endless chunk", [.. png[..8], 0xFF, 0xFF, 0xFF, 0xFF, .. "IHDR"u8, .. new byte[50]] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(NoPortraits))]
    public async Task What_is_no_portrait_is_refused_and_why_is_said(string what, byte[] bytes)
    {
        var refusal = await Assert.ThrowsAsync<UnreadablePictureException>(() => MakeAsync(bytes));

        Assert.True(refusal.Reason.Swedish.Length > 20, what);
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(6_325, 6_325)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    public async Task A_promise_of_too_many_pixels_is_refused_before_anything_is_decoded(int width, int height)
    {
        var before = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();

        var refusal = await Assert.ThrowsAsync<UnreadablePictureException>(() => MakeAsync(TestImages.Png(TestImages.Header(width, height), ("IDAT", []))));

        Assert.Contains("40 megapix", refusal.Reason.Swedish, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 20_000_000);
    }

    [Fact]
    public async Task A_JPEG_that_says_it_is_larger_than_it_is_is_refused()
    {
        var jpeg = TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200));
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (0xFF, 0xFF, 0xFF, 0xFF);

        var refusal = await Assert.ThrowsAsync<UnreadablePictureException>(() => MakeAsync(jpeg));

        Assert.Contains("40 megapix", refusal.Reason.Swedish, StringComparison.Ordinal);
    }

    [Slow]
    [Fact]
    public async Task A_file_that_would_unfold_without_end_is_unfolded_as_far_as_its_size_says()
    {
        // 200 MB of zeroes in 200 KB, of which the image needs 30 KB.
        var bomb = TestImages.Png(TestImages.Header(100, 100), ("IDAT", TestImages.Deflated(new byte[200_000_000])));
        var before = GC.GetTotalAllocatedBytes();

        await MakeAsync(bomb);

        Assert.True(GC.GetTotalAllocatedBytes() - before < 20_000_000);
    }

    [Fact]
    public async Task A_JPEG_of_ever_so_many_scans_that_hold_nothing_is_refused()
    {
        var jpeg = TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200), progressive: true);
        var scan = jpeg.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] many = [.. jpeg[..^2], .. Enumerable.Repeat(jpeg[scan..^2], 200).SelectMany(bytes => bytes), .. jpeg[^2..]];

        await Assert.ThrowsAsync<UnreadablePictureException>(() => MakeAsync(many));
    }

    [Slow]
    [Fact]
    public async Task A_file_broken_anywhere_is_a_portrait_or_refused_and_nothing_else()
    {
        var random = new Random(4);
        byte[][] files =
        [
            TestImages.WithExif(TestImages.Jpeg(130, 110, TestImages.Quarters(130, 110)), 6), TestImages.Jpeg(130, 110, TestImages.Quarters(130, 110), progressive: true),
            TestImages.Jpeg(130, 110, TestImages.Quarters(130, 110), space: J_COLOR_SPACE.JCS_CMYK), TestImages.Png(130, 110, 6, 8, true, (x, y) => [x, y, x, y]),
            TestImages.Png(130, 110, 3, 4, false, (x, _) => [x % 16], ("PLTE", new byte[48])),
        ];
        var (made, refused) = (0, 0);
        for (var round = 0; round < 600; round++)
        {
            var file = files[round % files.Length].ToArray();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                file[random.Next(random.Next(2) == 0 ? file.Length : Math.Min(file.Length, 700))] = (byte)random.Next(256);
            }

            try
            {
                await MakeAsync(file);
                made++;
            }
            catch (UnreadablePictureException)
            {
                refused++;
            }
        }

        Assert.True(made > 10 && refused > 10, $"{made} made, {refused} refused.");
    }

    [Slow]
    [Fact]
    public async Task Who_waits_for_another_s_image_may_give_up()
    {
        var large = TestImages.Png(TestImages.Header(6000, 6000, 0), ("IDAT", TestImages.Deflated(new byte[6001 * 6000])));
        using var cancellation = new CancellationTokenSource();
        var first = MakeAsync(large);
        var second = MakePortrait.RunAsync(large, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first;
    }

    private static void AssertQuarters(byte[] jpeg)
    {
        var (width, height, at) = TestImages.Decoded(jpeg);
        var (x, y) = (width / 8, height / 8);
        AssertNear((255, 0, 0), at(x, y));
        AssertNear((0, 255, 0), at(width - x, y));
        AssertNear((0, 0, 255), at(x, height - y));
        AssertNear((255, 255, 255), at(width - x, height - y));
    }

    private static void AssertNear((int Red, int Green, int Blue) expected, (byte Red, byte Green, byte Blue) actual) => Assert.True(
        Math.Abs(expected.Red - actual.Red) < 12 && Math.Abs(expected.Green - actual.Green) < 12 && Math.Abs(expected.Blue - actual.Blue) < 12,
        $"{actual} is not {expected}.");

    // Up to the coded pixels.
    private static IEnumerable<int> Markers(byte[] jpeg)
    {
        for (var at = 2; ; at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]))
        {
            yield return jpeg[at + 1];
            if (jpeg[at + 1] == 0xDA)
            {
                yield break;
            }
        }
    }
}
