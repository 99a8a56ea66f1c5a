using System.Diagnostics;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A certificate from the organizer's look before to the stranger who checks it.</summary>
public class CertificateTests(Browser browser)
{
    [Fact]
    public async Task A_certificate_is_issued_downloaded_checked_corrected_and_revoked()
    {
        await using var day = await DayAsync();
        var id = await day.AttendeeAsync("Åsa", "Öberg", "asa@example.org");
        await day.EndAsync();
        var organizer = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);

        await IssueAsync(organizer, day, "Utfärda ett intyg", check: true);
        await Expect(organizer.Heading("Ett intyg är utfärdat")).ToBeFocusedAsync();
        await Expect(organizer.GetByText("Ett mejl är på väg.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "sv");

        var page = await browser.NewPageAsync(day.Service.Address, 320, 900, ColorScheme.Dark);
        await page.OpenAsync("/anmalan#" + await day.Service.SecretAsync("certificate-issued", "asa@example.org"));
        await Expect(page.Heading("Ditt intyg")).ToBeVisibleAsync();
        await Expect(page.GetByText("Intyget gäller", new() { Exact = true })).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Hämta intyget (PDF)").ClickAsync());
        Assert.Matches("^intyg-.+\\.pdf$", download.SuggestedFilename);
        await AssertPdfAsync(await download.PathAsync());
        await Expect(page.GetByText("Intyget är hämtat.")).ToBeVisibleAsync();

        var first = await CheckPageAsync(page);
        await Expect(first.Heading("Intyget gäller")).ToBeVisibleAsync();
        await Expect(first.Locator(".holder")).ToHaveTextAsync("Å. Ö.");
        await AccessibilityTests.CheckAsync(first, "sv");
        await page.GetByLabel("Hela namnet").CheckAsync();
        await page.Button("Spara valet").ClickAsync();
        await Expect(page.GetByText("Nu står hela namnet på webbsidan.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await first.ReloadAsync();
        await Expect(first.Locator(".holder")).ToHaveTextAsync("Åsa Öberg");

        await day.RenameAsync(id, "Åsa", "Öman");
        await IssueAsync(organizer, day, "Utfärda ett intyg");
        await Expect(organizer.GetByText("Ett av dem ersätter ett tidigare.")).ToBeVisibleAsync();
        await first.ReloadAsync();
        await Expect(first.Heading("Intyget är ersatt")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(first, "sv");
        await page.ReloadAsync();
        await Expect(page.GetByText("Åsa Öman").First).ToBeVisibleAsync();
        var second = await CheckPageAsync(page);
        await Expect(second.Heading("Intyget gäller")).ToBeVisibleAsync();
        Assert.NotEqual(first.Url, second.Url);

        await RevokeAsync(organizer, day, "Åsa Öman");
        await Expect(organizer.Locator("tbody .state.scarce")).ToHaveTextAsync("Ersatt");
        await Expect(first.Locator("h1 .state.scarce")).ToHaveTextAsync("Intyget är ersatt");
        await second.ReloadAsync();
        await Expect(second.Heading("Intyget är återkallat")).ToBeVisibleAsync();
        await Expect(second.GetByText("Pricka av fel person.")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(second, "sv");
        await page.ReloadAsync();
        await Expect(page.GetByText("Intyget är återkallat", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Button("Hämta intyget (PDF)")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Fact]
    public async Task What_is_missing_is_said_first_and_leads_to_where_it_is_given()
    {
        await using var day = await DayAsync();
        (await day.SignAsync(null, hours: null)).EnsureSuccessStatusCode();
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);

        await page.OpenAsync($"/arrangor/temadag/{day.Slug}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Intyg och namnskyltar" }).ClickAsync();
        await Expect(page.GetByText("Intyg utfärdas när temadagen är slut")).ToBeVisibleAsync();
        await Expect(page.Heading("Det här saknas innan intyg kan utfärdas")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { Name = "Vem som undertecknar intygen" }).ClickAsync();
        await Expect(page.Locator("#signatory")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Karin Ström");
        await page.FillAsync("#hours", "sex");
        await page.Button("Spara").ClickAsync();
        await Expect(page.Locator("#hours")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#hours", "6,5");
        await page.Button("Spara").ClickAsync();

        await Expect(page.GetByText("Inställningarna är sparade.")).ToBeFocusedAsync();
        await Expect(page.Heading("Det här saknas innan intyg kan utfärdas")).ToHaveCountAsync(0);
        Assert.Equal([6.5m], await day.Service.QueryAsync<decimal>("SELECT CertificateHours FROM ThemeDays WHERE Slug = @slug", new { slug = day.Slug }));
    }

    [Slow]
    [Fact]
    public async Task The_look_before_says_in_words_who_gets_none_and_why_and_a_revoked_one_can_be_issued_anew()
    {
        await using var day = await DayAsync();
        var shown = await day.AttendeeAsync("Disa", "Å");
        var early = await day.PersonAsync("Bo", "Ek");
        await day.PersonAsync("Cia", "Zorn");
        await day.AttendeeAsync("名前", "Test");
        await day.EndAsync();
        await day.InAsync(early, "09:00");
        await day.OutAsync(early, "12:00");
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer, 1280);

        await page.OpenAsync(AddressOf(day));
        await page.Button("Granska och utfärda intyg").ClickAsync();
        await Expect(page.Heading("Granska intyg")).ToBeFocusedAsync();
        await Expect(page.GetByText("En får intyg. 3 får inget.")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = "Ek, Bo" })).ToContainTextAsync("3 tim, 42 % Var med för kort tid Gränsen är 80 %.", new() { UseInnerText = true });
        await Expect(page.Locator("tbody tr", new() { HasText = "Zorn, Cia" })).ToContainTextAsync("Ingen incheckning.");
        await Expect(page.Locator(".panel.bad")).ToContainTextAsync("Tecknet ”名” (U+540D) finns inte i intygets typsnitt.");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.SelectOptionAsync("#outcome", "undrawable");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Rätta namnet" }).ClickAsync();
        await Expect(page.Heading("名前 Test")).ToBeVisibleAsync();

        await IssueAsync(page, day, "Utfärda ett intyg");
        await page.Button("Visa intygen").ClickAsync();
        await Expect(page.Heading("Utfärdade intyg")).ToBeVisibleAsync();
        await RevokeAsync(page, day, "Disa Å");
        await page.Button("Granska och utfärda intyg").ClickAsync();
        await Expect(page.Button("Utfärda ett intyg")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByLabel("Utfärda ett nytt intyg för Disa Å").CheckAsync();
        await IssueReviewedAsync(page, "Utfärda ett intyg");
        await Expect(page.Heading("Ett intyg är utfärdat")).ToBeFocusedAsync();
        Assert.Equal("valid", (string)(await day.CertificateAsync(shown))["state"]!);
    }

    [Fact]
    public async Task Of_those_whose_certificate_no_longer_says_what_holds_the_organizer_chooses_who_gets_a_new_one()
    {
        await using var day = await DayAsync();
        var asa = await day.AttendeeAsync("Åsa", "Öberg", "asa@example.org");
        await day.AttendeeAsync("Bo", "Ek", "bo@example.org");
        await day.AttendeeAsync("Cia", "Zorn");
        await day.EndAsync();
        await day.IssueAsync();
        (await day.SignAsync("Karin Ström", "Enhetschef", hours: 5)).EnsureSuccessStatusCode();
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);
        await page.OpenAsync(AddressOf(day));
        await page.Button("Granska och utfärda intyg").ClickAsync();

        await Expect(page.GetByText("För 3 som har intyg har något annat än namnet ändrats")).ToContainTextAsync("får veta det i ett mejl");
        await Expect(page.Button("Utfärda 3 intyg")).ToHaveCountAsync(0);
        var all = page.GetByLabel("Ersätt alla 3");
        await all.CheckAsync();
        await Expect(page.Button("Utfärda 3 intyg")).ToBeVisibleAsync();
        await page.GetByLabel("Ersätt intyget för Bo Ek").UncheckAsync();
        await Expect(page.Button("Utfärda 2 intyg")).ToBeVisibleAsync();
        await Expect(all).ToHaveJSPropertyAsync("indeterminate", true);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.SelectOptionAsync("#outcome", "differs");
        await Expect(page.Locator("tbody input:checked")).ToHaveCountAsync(2);
        await all.CheckAsync();
        await all.UncheckAsync();
        await Expect(page.Locator("tbody input:checked")).ToHaveCountAsync(0);
        await page.GetByLabel("Ersätt intyget för Åsa Öberg").CheckAsync();
        await IssueReviewedAsync(page, "Utfärda ett intyg");

        await Expect(page.Heading("Ett intyg är utfärdat")).ToBeFocusedAsync();
        await Expect(page.GetByText("Ett av dem ersätter ett tidigare.")).ToBeVisibleAsync();
        Assert.Equal(asa.ToString(), Assert.Single(await day.CertificatesAsync(), one => (string)one["state"]! == "replaced")["registrationId"]!.ToString());
        Assert.Equal(3, await day.Service.CountAsync("Outbox WHERE Kind LIKE 'certificate-%'"));
        await page.Button("Visa intygen").ClickAsync();
        await page.Button("Granska och utfärda intyg").ClickAsync();
        await Expect(page.GetByText("För 2 som har intyg har något annat än namnet ändrats")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_logo_is_added_with_what_it_shows_and_removed()
    {
        await using var day = await DayAsync();
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);
        await page.OpenAsync(AddressOf(day));

        await page.Button("Lägg till logotypen").ClickAsync();
        await Expect(page.Locator("#file")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#alternativeText")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#alternativeText", "Länsstyrelsen i Norrbottens län");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "logotyp.png", MimeType = "image/png", Buffer = "inte en bild"u8.ToArray() });
        await page.Button("Lägg till logotypen").ClickAsync();
        await Expect(page.Locator("#file")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "logotyp.png", MimeType = "image/png", Buffer = await ScheduleTests.PictureAsync(page) });
        await page.Button("Lägg till logotypen").ClickAsync();
        await Expect(page.GetByText("Logotypen är sparad.")).ToBeFocusedAsync();
        var image = page.GetByRole(AriaRole.Img, new() { Name = "Länsstyrelsen i Norrbottens län" });
        await Expect(image).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await image.EvaluateAsync<int>("image => image.naturalWidth") > 0);
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.Button("Ta bort logotypen Länsstyrelsen i Norrbottens län").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
        await Expect(page.GetByText("Logotypen är borttagen.")).ToBeFocusedAsync();
        await Expect(image).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_lost_reply_issues_nothing_twice()
    {
        await using var day = await DayAsync();
        await day.AttendeeAsync(email: "asa@example.org");
        await day.EndAsync();
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer, 1280);
        await page.OpenAsync(AddressOf(day));
        await page.Button("Granska och utfärda intyg").ClickAsync();
        await ScheduleTests.LoseReplyAsync(page, "**/certificates");

        await IssueReviewedAsync(page, "Utfärda ett intyg");
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await IssueReviewedAsync(page, "Utfärda ett intyg");

        await Expect(page.Heading("Ett intyg är utfärdat")).ToBeFocusedAsync();
        Assert.Single(await day.CertificatesAsync());
        Assert.Equal(1, await day.Service.CountAsync("Outbox WHERE Kind = 'certificate-issued'"));
    }

    [Fact]
    public async Task In_English_it_is_all_there_too()
    {
        await using var day = await DayAsync();
        var id = await day.AttendeeAsync("Elle-Máret", "Gaup", "elle@example.org", "en");
        await day.AttendeeAsync("Bo", "Ek");
        await day.EndAsync();
        await day.IssueAsync();
        (await day.RevokeAsync((await day.CertificatesAsync()).First(one => (string)one["registrationId"]! != id.ToString()))).EnsureSuccessStatusCode();
        var organizer = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);

        await organizer.OpenAsync(AddressOf(day) + "?lang=en");
        await Expect(organizer.GetByText("1 valid, 1 revoked")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "en");
        await organizer.Button("Review and issue certificates").ClickAsync();
        await Expect(organizer.Heading("Review certificates")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(organizer, "en");
        var page = await browser.NewPageAsync(day.Service.Address, 320, 900);
        await page.OpenAsync("/anmalan?lang=en#" + await day.Service.SecretAsync("certificate-issued", "elle@example.org"));
        await Expect(page.Button("Download the certificate (PDF)")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Only the initials, E.-M. G.")).ToBeCheckedAsync();
        await AccessibilityTests.CheckAsync(page, "en");
    }

    [Fact]
    public async Task Whoever_was_at_a_day_without_certificates_yet_is_told_how_they_come()
    {
        await using var day = await DayAsync();
        await day.AttendeeAsync(email: "asa@example.org");
        await day.EndAsync();
        var page = await browser.NewPageAsync(day.Service.Address, 320, 900);

        await page.OpenAsync("/anmalan#" + await day.Service.LinkOfAsync("asa@example.org"));

        await Expect(page.GetByText("Du får ett mejl när ditt är klart, och hämtar det här.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    internal static Task<HeldDay> DayAsync(params string[] settings) => HeldDay.StartAsync(null, [.. settings, "--environment=Development"]);

    internal static string AddressOf(HeldDay day) => $"/arrangor/temadag/{day.Slug}/intyg";

    private static async Task IssueAsync(IPage page, HeldDay day, string button, bool check = false)
    {
        await page.OpenAsync(AddressOf(day));
        await page.Button("Granska och utfärda intyg").ClickAsync();
        await IssueReviewedAsync(page, button, check);
        await Expect(page.Button("Visa intygen")).ToBeVisibleAsync();
    }

    private static async Task IssueReviewedAsync(IPage page, string button, bool check = false)
    {
        await page.Button(button).ClickAsync();
        if (check)
        {
            await AccessibilityTests.CheckAsync(page, "sv");
        }

        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Utfärda" }).ClickAsync();
    }

    private static async Task RevokeAsync(IPage page, HeldDay day, string name)
    {
        await page.OpenAsync(AddressOf(day));
        await page.Button($"Återkalla intyget för {name}").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Återkalla intyget" }).ClickAsync();
        await Expect(page.Locator("#reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#reason", "Pricka av fel person.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Återkalla intyget" }).ClickAsync();
        await Expect(page.GetByText($"Intyget för {name} är återkallat.")).ToBeFocusedAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("Pricka av fel person.");
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    /// <summary>What the address on the own page leads to, in a browser of its own.</summary>
    private async Task<IPage> CheckPageAsync(IPage own)
    {
        var address = await own.Locator("a[href*='/intyg/']").GetAttributeAsync("href");
        Assert.Matches("/intyg/[a-z2-7]{26}$", address);
        var page = await browser.NewPageAsync(new Uri(address!), 320);
        await page.OpenAsync(address!);
        return page;
    }

    internal static async Task AssertPdfAsync(string path)
    {
        var head = new byte[5];
        await using (var file = File.OpenRead(path))
        {
            await file.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        }

        Assert.Equal("%PDF-"u8, head);
        if (File.Exists("/usr/bin/qpdf"))
        {
            using var qpdf = Process.Start(new ProcessStartInfo("/usr/bin/qpdf", ["--check", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = await qpdf.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await qpdf.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(qpdf.ExitCode == 0, said);
        }
    }
}
