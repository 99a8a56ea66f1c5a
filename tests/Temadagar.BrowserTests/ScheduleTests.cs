using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Schedules are looked at, sent and answered; what a speaker corrects waits for the organizer.</summary>
public class ScheduleTests(Browser browser)
{
    private const string Address = "/arrangor/temadag/lulea/scheman";

    [Slow]
    [Fact]
    public async Task Schedules_are_reviewed_and_sent_and_then_only_what_has_changed()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea");
        await page.GetByRole(AriaRole.Link, new() { Name = "Scheman till medverkande" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(4);
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.Button("Granska och skicka scheman (4)").ClickAsync();
        await Expect(page.Heading("Granska scheman")).ToBeFocusedAsync();
        await page.Locator(".recipient", new() { HasText = "forskare@example.org" }).Locator("summary").ClickAsync();
        await Expect(page.Locator(".recipient pre").Filter(new() { HasText = "Efterfrågan: vad säger forskningen?" }).First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'speaker-schedule'"));
        await page.Button("Skicka till 4").ClickAsync();
        await Expect(page.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Single(await service.MailsAsync("speaker-schedule", "forskare@example.org"));
        await page.Button("Visa scheman").ClickAsync();
        await Expect(page.GetByText("Alla har fått sitt schema och inget har ändrats sedan dess.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Inte svarat", new() { Exact = true })).ToHaveCountAsync(4);

        await RenameRoomAsync(page, 1, "Lilla salen");
        await page.Locator(".notice").GetByRole(AriaRole.Link, new() { Name = "Granska och skicka scheman" }).ClickAsync();
        await Expect(page.GetByText("Ändrat sedan dess")).ToHaveCountAsync(1);
        await page.Button("Granska och skicka scheman (1)").ClickAsync();
        await Expect(page.Locator(".recipient del")).ToHaveTextAsync("Stora salen");
        await Expect(page.Locator(".recipient ins")).ToHaveTextAsync("Lilla salen");
        await AccessibilityTests.CheckAsync(page, "sv");

        // Someone changes it once more before it is sent: nothing goes, and what holds now is shown.
        var other = await page.Context.NewPageAsync();
        await RenameRoomAsync(other, 1, "Aulan");
        await page.Button("Skicka till 1").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Något ändrades medan du granskade.");
        await Expect(page.Locator(".recipient ins")).ToHaveTextAsync("Aulan");
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(4, await service.CountAsync("Outbox WHERE Kind = 'speaker-schedule'"));
        await page.Button("Skicka till 1").ClickAsync();
        await Expect(page.Heading("Schemat är på väg till en medverkande")).ToBeFocusedAsync();
        Assert.Equal(2, (await service.MailsAsync("speaker-schedule", "forskare@example.org", 2)).Count);
        Assert.Equal(5, await service.CountAsync("Outbox WHERE Kind = 'speaker-schedule'"));

        await page.Button("Visa scheman").ClickAsync();
        await page.Button("Påminn dem som inte har svarat (4)").ClickAsync();
        await Expect(page.Heading("Påminn dem som inte har svarat")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Påminn 4").ClickAsync();
        await Expect(page.Heading("Påminnelser är på väg till 4 medverkande")).ToBeFocusedAsync();
        Assert.Single(await service.MailsAsync("speaker-reminder", "polis@example.org"));
        await page.Button("Visa scheman").ClickAsync();
        await Expect(page.GetByText("Påmind", new() { Exact = false })).ToHaveCountAsync(4);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Påminn") })).ToHaveCountAsync(0);
    }

    [Slow]
    [Fact]
    public async Task A_reply_that_is_lost_does_not_make_the_page_say_what_is_not_so()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync(Address);
        await page.Button("Granska och skicka scheman (4)").ClickAsync();
        await LoseReplyAsync(page, "**/schedules");
        await page.Button("Skicka till 4").ClickAsync();
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await page.Button("Skicka till 4").ClickAsync();
        await Expect(page.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();
        Assert.Equal(4, await service.CountAsync("Outbox WHERE Kind = 'speaker-schedule'"));

        await page.Button("Visa scheman").ClickAsync();
        await page.Button("Påminn dem som inte har svarat (4)").ClickAsync();
        await LoseReplyAsync(page, "**/reminders");
        await page.Button("Påminn 4").ClickAsync();
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await page.Button("Påminn 4").ClickAsync();
        await Expect(page.Heading("Påminnelser är på väg till 4 medverkande")).ToBeFocusedAsync();
        Assert.Equal(4, await service.CountAsync("Outbox WHERE Kind = 'speaker-reminder'"));

        await page.OpenAsync("/arrangor/temadag/lulea/program");
        await page.Locator("input[id$='title']").First.FillAsync("Välkomna");
        await LoseReplyAsync(page, "**/programme");
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");
        await page.Locator("input[id$='title']").First.FillAsync("Välkomna hit");
        await Expect(page.Locator(".notice")).ToBeEmptyAsync();
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");
        Assert.Equal(1, await service.CountAsync("Sessions WHERE Title = 'Välkomna hit'"));
    }

    // The service does what it is asked, and nobody hears of it; the next time all is well.
    internal static async Task LoseReplyAsync(IPage page, string address)
    {
        var lost = false;
        await page.RouteAsync(address, async route =>
        {
            if (lost || route.Request.Method == "GET")
            {
                await route.ContinueAsync();
                return;
            }

            lost = true;
            await route.FetchAsync();
            await route.AbortAsync();
        });
    }

    [Slow]
    [Fact]
    public async Task A_no_that_was_written_to_an_older_schedule_is_kept_and_the_organizer_sees_who_has_said_no()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var organizer = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await organizer.OpenAsync(Address);
        await organizer.Button("Granska och skicka scheman (4)").ClickAsync();
        await organizer.Button("Skicka till 4").ClickAsync();
        await Expect(organizer.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();
        var page = await browser.NewPageAsync(service.Address, 320, 900);
        await page.OpenAsync("/medverkande#" + await service.SecretAsync("speaker-schedule", "forskare@example.org"));
        await page.Button("Tacka nej").ClickAsync();
        await page.FillAsync("#message", "Jag kan bara efter lunch.");
        await RenameRoomAsync(organizer, 1, "Lilla salen");
        await organizer.OpenAsync(Address);
        await organizer.Button("Granska och skicka scheman (1)").ClickAsync();
        await organizer.Button("Skicka till 1").ClickAsync();
        await Expect(organizer.Heading("Schemat är på väg till en medverkande")).ToBeFocusedAsync();

        await page.Button("Ja, tacka nej").ClickAsync();
        await Expect(page.Locator("#message")).ToHaveValueAsync("Jag kan bara efter lunch.");
        await page.Button("Ja, tacka nej").ClickAsync();
        await Expect(page.Heading("Du har tackat nej")).ToBeVisibleAsync();
        await RenameRoomAsync(organizer, 1, "Aulan");
        await organizer.OpenAsync(Address);
        await organizer.Button("Granska och skicka scheman (1)").ClickAsync();
        await Expect(organizer.Locator(".recipient")).ToContainTextAsync("Har tackat nej: Jag kan bara efter lunch.");
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await organizer.Button("Skicka till 1").ClickAsync();
        await organizer.Button("Visa scheman").ClickAsync();
        await Expect(organizer.GetByText("Tackade nej till förra schemat: Jag kan bara efter lunch.")).ToBeVisibleAsync();
    }

    [Slow]
    [Fact]
    public async Task Whoever_moves_or_cancels_a_day_is_told_that_the_speakers_do_not_know()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync(Address);
        await page.Button("Granska och skicka scheman (4)").ClickAsync();
        await page.Button("Skicka till 4").ClickAsync();
        await Expect(page.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();

        await page.OpenAsync("/arrangor/temadag/lulea/redigera");
        await page.FillAsync("#directions", "Buss 4 till Kulturens hus.");
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Temadagen är sparad.")).ToBeVisibleAsync();
        await page.Locator("summary", new() { HasText = "Ställ in temadagen" }).ClickAsync();
        await page.FillAsync("#reason", "Lokalen är stängd.");
        await page.Button("Ställ in temadagen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ställ in temadagen" }).ClickAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("4 medverkande har inte fått veta det än");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator(".notice a").ClickAsync();
        await Expect(page.Button("Granska och skicka scheman (4)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_speaker_answers_and_corrects_and_the_organizer_approves()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var organizer = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await organizer.OpenAsync(Address);
        await organizer.Button("Granska och skicka scheman (4)").ClickAsync();
        await organizer.Button("Skicka till 4").ClickAsync();
        await Expect(organizer.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();
        var page = await browser.NewPageAsync(service.Address, 320, 900);
        await page.OpenAsync("/medverkande#" + await service.SecretAsync("speaker-schedule", "forskare@example.org"));

        // The secret is out of the address bar; the page goes on without it.
        Assert.Equal(new Uri(service.Address, "/medverkande").ToString(), page.Url);
        await Expect(page.Heading("Kan du medverka?")).ToBeVisibleAsync();
        await Expect(page.GetByText("Efterfrågan: vad säger forskningen?")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#biographySv", "Forskar om efterfrågan.\n\n<img src=x onerror=\"window.ran=1\">");
        await page.Button("Tacka nej").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#message", "Jag är på en annan konferens.");
        await page.Button("Ja, tacka nej").ClickAsync();
        await Expect(page.Heading("Du har tackat nej")).ToBeFocusedAsync();
        await organizer.OpenAsync(Address);
        await Expect(organizer.GetByText("Jag är på en annan konferens.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await page.Button("Tacka ja i stället").ClickAsync();
        await Expect(page.Heading("Du har tackat ja")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await organizer.ReloadAsync();
        await Expect(organizer.GetByText("Tackat ja", new() { Exact = true })).ToBeVisibleAsync();

        // What was being written is still there after both answers.
        await page.Locator("#consent").CheckAsync();
        await page.Locator("form", new() { Has = page.Locator("#consent") }).GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Expect(page.GetByText("Presentationen väntar på att arrangören godkänner den.")).ToBeFocusedAsync();
        await page.SetInputFilesAsync("#portrait", new FilePayload { Name = "jag.png", MimeType = "image/png", Buffer = "inte en bild"u8.ToArray() });
        await page.Button("Skicka porträttet").ClickAsync();
        await Expect(page.Locator("#portrait")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.SetInputFilesAsync("#portrait", new FilePayload { Name = "jag.png", MimeType = "image/png", Buffer = await PictureAsync(page) });
        await page.Button("Skicka porträttet").ClickAsync();
        await Expect(page.GetByText("Porträttet är skickat. Det syns när arrangören har godkänt det.")).ToBeFocusedAsync();
        await Expect(page.Locator("img.picture")).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("^data:image/jpeg"));
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.DoesNotContain("Forskar om efterfrågan.", await PublicTextAsync(service), StringComparison.Ordinal);

        await organizer.OpenAsync("/arrangor/medverkande");
        await Expect(organizer.GetByText("Rättelse väntar på godkännande")).ToBeVisibleAsync();
        await organizer.GetByRole(AriaRole.Link, new() { Name = "Forskare i socialt arbete" }).ClickAsync();
        await Expect(organizer.Heading("En rättelse väntar på dig")).ToBeVisibleAsync();
        await Expect(organizer.Locator(".correction img")).ToHaveCountAsync(1);
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await organizer.Button("Godkänn").ClickAsync();
        await Expect(organizer.GetByText("Rättelsen är godkänd och gäller nu.")).ToBeFocusedAsync();
        await Expect(organizer.Locator(".correction")).ToHaveCountAsync(0);
        await Expect(organizer.Locator("img.picture")).ToBeVisibleAsync();
        Assert.Contains("Forskar om efterfrågan.", await PublicTextAsync(service), StringComparison.Ordinal);
        await page.OpenAsync("/temadag/lulea");
        await Expect(page.GetByText("Forskar om efterfrågan.")).ToBeVisibleAsync();
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));

        await page.OpenAsync("/medverkande");
        await page.FillAsync("#biographyEn", "What nobody will see.");
        await page.Locator("form", new() { Has = page.Locator("#consent") }).GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Expect(page.GetByText("Presentationen väntar på att arrangören godkänner den.")).ToBeFocusedAsync();
        await organizer.ReloadAsync();
        await organizer.Button("Avvisa").ClickAsync();
        await organizer.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avvisa" }).ClickAsync();
        await Expect(organizer.GetByText("Rättelsen är avvisad. Det som gällde förut står kvar.")).ToBeFocusedAsync();
        Assert.DoesNotContain("What nobody will see.", await PublicTextAsync(service), StringComparison.Ordinal);
    }

    [Slow]
    [Fact]
    public async Task A_speaker_who_answers_an_older_schedule_sees_the_newer_one_first()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var organizer = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await SendAsync(organizer, 4);
        var page = await browser.NewPageAsync(service.Address, 320, 900);
        await page.OpenAsync("/medverkande#" + await service.SecretAsync("speaker-schedule", "forskare@example.org"));
        await RenameRoomAsync(organizer, 1, "Lilla salen");
        await SendAsync(organizer, 1);

        await page.Button("Tacka ja").ClickAsync();

        await Expect(page.GetByText("Schemat har ändrats sedan du öppnade sidan.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Lilla salen")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Tacka ja").ClickAsync();
        await Expect(page.Heading("Du har tackat ja")).ToBeFocusedAsync();
    }

    private static async Task SendAsync(IPage page, int count)
    {
        await page.OpenAsync(Address);
        await page.Button($"Granska och skicka scheman ({count})").ClickAsync();
        await page.Button($"Skicka till {count}").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("på väg till");
    }

    private static async Task RenameRoomAsync(IPage page, int row, string room)
    {
        await page.OpenAsync("/arrangor/temadag/lulea/program");
        await page.Locator(".session").Nth(row).GetByLabel("Lokal").FillAsync(room);
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");
    }

    private static async Task<string> PublicTextAsync(TestService service) =>
        await service.Client.GetStringAsync("/api/theme-days/lulea", TestContext.Current.CancellationToken);

    /// <summary>A picture as a browser makes one.</summary>
    internal static async Task<byte[]> PictureAsync(IPage page) => Convert.FromBase64String(await page.EvaluateAsync<string>("""
        () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 400 });
          const context = canvas.getContext('2d');
          context.fillStyle = 'teal';
          context.fillRect(0, 0, 300, 400);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """));
}
