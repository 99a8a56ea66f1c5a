using System.Net;
using System.Net.Http.Headers;
using QRCoder;
using Temadagar.Organizers;
using Temadagar.Pdf;
using Temadagar.Portraits;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Portraits;

namespace Temadagar.Tests.Certificates;

public class LogoTests
{
    private const string Logos = "/api/organizer/boards/norrbotten/logos";

    /// <returns>The id of a new logo of Norrbotten's.</returns>
    internal static async Task<string> AddAsync(HttpClient organizer, string alternativeText)
    {
        using var response = await PostAsync(organizer, TestImages.Jpeg(300, 60, TestImages.Quarters(300, 60)), "image/jpeg", alternativeText);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (string)(await response.JsonAsync())["id"]!;
    }

    [Fact]
    public async Task A_logo_is_made_anew_on_white_and_is_on_certificates_from_then_on_until_it_is_removed()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        using var added = await PostAsync(day.Organizer, TestImages.Png(400, 120, 6, 8, false, (_, _) => [0, 0, 0, 0]), "image/png", "Länsstyrelsen i Norrbotten");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        using var png = await day.Organizer.GetAsync(added.Headers.Location);
        Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
        var bytes = await png.Content.ReadAsByteArrayAsync();
        var image = PdfImage.FromPng(bytes);
        Assert.Equal((400, 120), (image.Width, image.Height));
        var (red, green, blue) = TestImages.Decoded((await MakePortrait.RunAsync(bytes, TestContext.Current.CancellationToken)).Large).At(200, 60);
        Assert.True(red > 250 && green > 250 && blue > 250);

        await day.IssueAsync();
        var pdf = await day.PdfAsync(await day.CertificateAsync(id));
        Assert.Equal("1", PdfTools.Read(pdf, "sh", "-c", "pdfimages -list \"$1\" | tail -n +3 | wc -l", "sh", "{}").Trim());
        var logo = (string)(await added.JsonAsync())["id"]!;
        for (var i = 0; i < 2; i++)
        {
            using var removed = await day.Organizer.DeleteAsync($"{Logos}/{logo}");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        using var gone = await day.Organizer.GetAsync($"{Logos}/{logo}");
        Assert.Equal("/problems/unknown-logo", (string)(await gone.JsonAsync())["type"]!);
        Assert.Equal((1, 1), ((await day.ActsAsync()).Count(act => act == "logoAdded"), (await day.ActsAsync()).Count(act => act == "logoRemoved")));
        Assert.Equal(pdf, await day.PdfAsync(await day.CertificateAsync(id)));
    }

    [Fact]
    public async Task There_is_room_for_four_also_where_all_come_at_once()
    {
        await using var service = await TestService.StartAsync();
        using var organizer = await service.WithKeyAsync(Role.Organizer);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PostAsync(organizer, TestImages.Jpeg(100, 100, TestImages.Quarters(100, 100)), "image/jpeg", $"Nummer {i}")));

        Assert.Equal([201, 201, 201, 201, 409, 409], replies.Select(reply => (int)reply.StatusCode).Order());
        using var list = await organizer.GetAsync(Logos);
        Assert.Equal(4, (await list.JsonAsync())["logos"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_no_logo_is_refused_with_a_reason()
    {
        await using var service = await TestService.StartAsync();
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        var square = TestImages.Jpeg(100, 100, TestImages.Quarters(100, 100));

        Assert.Equal(415, await StatusAsync(square, "application/octet-stream", "X"));
        Assert.Equal(413, await StatusAsync(new byte[(1024 * 1024) + 1], "image/png", "X"));
        Assert.Equal(400, await StatusAsync([1, 2, 3], "image/png", "X"));
        Assert.Equal(400, await StatusAsync(square[..^500], "image/jpeg", "X"));
        Assert.Equal(400, await StatusAsync(TestImages.Jpeg(600, 45, TestImages.Quarters(600, 45)), "image/jpeg", "X"));
        Assert.Equal(400, await StatusAsync(TestImages.Jpeg(39, 39, TestImages.Quarters(39, 39)), "image/jpeg", "X"));
        Assert.Equal(400, await StatusAsync(square, "image/jpeg", ""));
        Assert.Equal(400, await StatusAsync(square, "image/jpeg", new string('x', 201)));
        using var none = await organizer.GetAsync(Logos);
        Assert.Empty((await none.JsonAsync())["logos"]!.AsArray());

        async Task<int> StatusAsync(byte[] bytes, string type, string text)
        {
            using var response = await PostAsync(organizer, bytes, type, text);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task A_board_has_its_own_and_finds_no_other_s()
    {
        await using var service = await TestService.StartAsync();
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        using var other = service.WithKey(await service.KeyAsync(Role.Organizer, "vasterbotten"));
        var logo = await AddAsync(organizer, "Vår");

        using var listed = await other.GetAsync(Logos);
        using var got = await other.GetAsync($"{Logos}/{logo}");
        using var removed = await other.DeleteAsync($"{Logos}/{logo}");
        using var wrong = await other.DeleteAsync($"/api/organizer/boards/vasterbotten/logos/{logo}");
        using var added = await PostAsync(other, TestImages.Jpeg(100, 100, TestImages.Quarters(100, 100)), "image/jpeg", "Ej vår");

        Assert.Equal([404, 404, 404, 204, 404], new[] { listed, got, removed, wrong, added }.Select(reply => (int)reply.StatusCode));
        using var kept = await organizer.GetAsync(Logos);
        Assert.Single((await kept.JsonAsync())["logos"]!.AsArray());
    }

    [Fact]
    public async Task Another_program_reads_the_PNG_that_we_write()
    {
        using var qr = QRCodeGenerator.GenerateQrCode("https://temadagar.example.org/", QRCodeGenerator.ECCLevel.M);
        using var drawn = new PngByteQRCode(qr);

        var png = await MakeLogo.RunAsync(drawn.GetGraphic(pixelsPerModule: 8), TestContext.Current.CancellationToken);

        PdfTools.Run(png, "zbarimg", "--version");
        Assert.Equal("https://temadagar.example.org/", PdfTools.Run(png, "sh", "-c", "cp \"$1\" \"$1.png\" && zbarimg -q --raw \"$1.png\" 2>/dev/null", "sh", "{}").Said.Trim());
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient organizer, byte[] bytes, string type, string alternativeText)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await organizer.PostAsync($"{Logos}?alternativeText={Uri.EscapeDataString(alternativeText)}", content);
    }
}
