using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Attendance;

/// <summary>The check-in code where its owner sees it: in the mail and on the own page, as letters and as a QR code that a real reader reads.</summary>
public partial class CheckInMailTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task The_mail_of_a_place_has_the_code_in_letters_and_as_a_picture_that_is_scanned(string language)
    {
        using var door = await DoorAsync();
        var email = $"qr-{language}@example.org";
        await service.RegisterOneAsync(door.Slug, email, person => person["language"] = language);

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", email));

        var code = await door.CodeOfAsync(await door.IdOfAsync(email));
        var picture = Assert.Single(mail.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("image", "png"));
        Assert.Contains(CheckInCode.Written(code), mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(CheckInCode.Written(code), mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal($"cid:{picture.ContentId}", Image().Match(mail.HtmlBody!).Groups[1].Value);
        Assert.NotEmpty(Image().Match(mail.HtmlBody!).Groups[2].Value);
        Assert.False(picture.IsAttachment);
        // The text, the page with its picture, and the calendar say the same: a reader shows one of them.
        var alternatives = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "multipart/related", "text/calendar"], alternatives.Select(part => part.ContentType.MimeType));
        using var png = new MemoryStream();
        await picture.Content!.DecodeToAsync(png, TestContext.Current.CancellationToken);
        Assert.Equal(code, await ScanAsync(png.ToArray(), "png"));
    }

    [Fact]
    public async Task The_own_page_has_the_same_code_to_draw()
    {
        using var door = await DoorAsync();
        await service.RegisterOneAsync(door.Slug, "rita@example.org");
        using var response = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync("rita@example.org", door.Slug));
        var mine = (await response.JsonAsync())["checkIn"]!;

        var code = await door.CodeOfAsync(await door.IdOfAsync("rita@example.org"));

        Assert.Equal(CheckInCode.Written(code), (string)mine["code"]!);
        Assert.Equal(code, await ScanAsync(Drawn((int)mine["qr"]!["size"]!, (string)mine["qr"]!["path"]!), "pgm"));
    }

    [Fact]
    public async Task Whoever_is_not_expected_at_the_door_has_no_code()
    {
        using var door = await DoorAsync(onSite: 1);
        await door.RegisterAsync("tar@example.org");
        await door.RegisterAsync("koar@example.org");
        await door.RegisterAsync("digital@example.org", participation: "online");
        await service.CancelAsync("tar@example.org", door.Slug);

        foreach (var (kind, email) in new[] { ("registration-waitlisted", "koar@example.org"), ("registration-confirmed", "digital@example.org"), ("registration-cancelled", "tar@example.org") })
        {
            var mail = Assert.Single(await service.MailsAsync(kind, email));
            Assert.DoesNotContain(mail.BodyParts, part => part.ContentType.IsMimeType("image", "png"));
            Assert.DoesNotContain(CheckInCode.Written(await door.CodeOfAsync(await door.IdOfAsync(email))), mail.TextBody, StringComparison.Ordinal);
            using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync(email, door.Slug));
            Assert.Null((await mine.JsonAsync())["checkIn"]);
        }
    }

    [Fact]
    public async Task A_mail_about_a_new_time_has_the_code_again()
    {
        using var door = await DoorAsync();
        await service.RegisterOneAsync(door.Slug, "flyttad@example.org");
        var date = Stockholm.Today(service.Clock).AddDays(40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        (await door.Organizer.PostAsJsonAsync($"{door.Address}/rescheduling", new { startsAt = $"{date}T10:00", endsAt = $"{date}T15:00" })).EnsureSuccessStatusCode();

        var mail = Assert.Single(await service.MailsAsync("theme-day-rescheduled", "flyttad@example.org"));
        Assert.Contains(CheckInCode.Written(await door.CodeOfAsync(await door.IdOfAsync("flyttad@example.org"))), mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(mail.BodyParts, part => part.ContentType.IsMimeType("image", "png"));
    }

    [Fact]
    public async Task The_mail_log_shows_neither_code_nor_picture()
    {
        using var door = await DoorAsync();
        await service.RegisterOneAsync(door.Slug, "mask@example.org");
        await service.MailsAsync("registration-confirmed", "mask@example.org");
        var id = await door.IdOfAsync("mask@example.org");
        using var list = await door.Organizer.GetAsync($"/api/organizer/mails?about={id}");
        var mail = (string)(await list.JsonAsync())["mails"]![0]!["id"]!;

        var opened = await door.Organizer.GetStringAsync($"/api/organizer/mails/{mail}");

        var code = await door.CodeOfAsync(id);
        Assert.DoesNotContain(code, opened, StringComparison.Ordinal);
        Assert.DoesNotContain(CheckInCode.Written(code), opened, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", opened, StringComparison.Ordinal);
        Assert.Contains("incheckningskod", opened, StringComparison.Ordinal);
    }

    private Task<Door> DoorAsync(int onSite = 10) =>
        Door.OfAsync(service, onSite, change: day => day with { Date = day.Date!.Value.AddDays(30), RegistrationClosesAt = null });

    // The modules of the path, eight pixels each, as a picture without compression (Netpbm's PGM).
    private static byte[] Drawn(int size, string path)
    {
        const int Scale = 8;
        var pixels = Enumerable.Repeat((byte)255, size * Scale * size * Scale).ToArray();
        foreach (Match run in Run().Matches(path))
        {
            var (x, y, width) = (Number(run, 1), Number(run, 2), Number(run, 3));
            for (var row = y * Scale; row < (y + 1) * Scale; row++)
            {
                pixels.AsSpan((row * size * Scale) + (x * Scale), width * Scale).Clear();
            }
        }

        return [.. Encoding.ASCII.GetBytes($"P5 {size * Scale} {size * Scale} 255\n"), .. pixels];

        static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>What zbarimg, of Debian's zbar-tools, reads in a picture.</summary>
    private static async Task<string> ScanAsync(byte[] picture, string type)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zbarimg"), "zbarimg (zbar-tools) is not installed.");
        var file = Path.Combine(Path.GetTempPath(), $"temadagar-{Guid.NewGuid():N}.{type}");
        await File.WriteAllBytesAsync(file, picture);
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("/usr/bin/zbarimg", ["--quiet", "--raw", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = await reader.StandardOutput.ReadToEndAsync();
            await reader.WaitForExitAsync();
            return text.Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("<img src=\"([^\"]+)\" alt=\"([^\"]+)\"")]
    private static partial Regex Image();

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1H\d+z")]
    private static partial Regex Run();
}
