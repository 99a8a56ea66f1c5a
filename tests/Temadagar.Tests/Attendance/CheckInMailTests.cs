using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

public sealed class CheckInMailTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeClock.At();
    private TestService? started;

    private TestService Service => started!;

    public async ValueTask InitializeAsync() => started = await TestService.StartAsync(clock: clock);

    public async ValueTask DisposeAsync() => await started!.DisposeAsync();

    [Fact]
    public async Task The_confirmation_has_the_code_as_a_picture_that_a_camera_reads_and_in_words()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        var code = await door.CodeAsync("a@example.org");

        var mail = (await Service.MailsAsync("registration-confirmed", "a@example.org")).Single();

        Assert.Contains($"Incheckningskod: {code[..5]}-{code[5..]}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("src=\"cid:check-in@temadagar\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("alt=\"QR-kod för incheckningen", mail.HtmlBody, StringComparison.Ordinal);
        var picture = mail.BodyParts.OfType<MimePart>().Single(part => part.ContentId == "check-in@temadagar");
        using var png = new MemoryStream();
        await picture.Content!.DecodeToAsync(png, TestContext.Current.CancellationToken);
        Assert.Equal(code, PdfTools.Run(png.ToArray(), "zbarimg", "-q", "--raw", "--nodbus", "{}").Said.Trim());
    }

    [Fact]
    public async Task Whoever_takes_part_online_or_waits_has_no_code_in_the_mail()
    {
        using var door = await Door.OpenAsync(Service, places: 1, online: 1, emails: ["a@example.org"]);
        await Service.FareAsync(door.Slug, "waits@example.org");
        using var online = await Service.RegisterAsync(Some.Submission(door.Slug, "online", "digital@example.org"));
        online.EnsureSuccessStatusCode();

        foreach (var (kind, email) in new[] { ("registration-waitlisted", "waits@example.org"), ("registration-confirmed", "digital@example.org") })
        {
            var mail = (await Service.MailsAsync(kind, email)).Single();
            Assert.DoesNotContain("Incheckningskod", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("cid:", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_organizer_who_opens_the_mail_sees_that_there_is_a_code_and_not_which()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        await Service.MailsAsync("registration-confirmed", "a@example.org");
        var id = (await Service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Recipient = 'a@example.org'")).Single();

        var opened = await Service.TextAsAsync(Role.Administrator, null, $"/api/organizer/mails/{id}");

        Assert.Contains("Incheckningskod: …", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", opened, StringComparison.Ordinal);
        Assert.DoesNotContain((await door.CodeAsync("a@example.org"))[5..], opened, StringComparison.Ordinal);
    }
}
