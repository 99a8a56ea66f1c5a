using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Figures for the report, in the console.</summary>
[Slow]
public class StatisticsTests(Browser browser)
{
    [Fact]
    public async Task A_reader_sees_rounded_figures_as_bars_and_as_tables()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", [.. Enumerable.Range(0, 8).Select(number => $"s{number}@example.org")]);
        await service.FareAsync("umea", [.. Enumerable.Range(0, 16).Select(number => $"u{number:00}@example.org")]);
        await HoldAsync(service, "umea", "u10@example.org");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Reader);
        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Statistik" }).ClickAsync();

        await Expect(page.Heading("Statistik")).ToBeVisibleAsync();
        await Expect(Row(page, "Temadagar: Alla", "Alla")).ToContainTextAsync("25");
        await Expect(Row(page, "Verksamhet: Alla", "Socialtjänst").Locator("td")).ToHaveTextAsync(["25", "0", "25", "10", "5"]);
        await Expect(Row(page, "Temadagar: Alla", "Luleå").Locator("td")).ToHaveTextAsync(["10", "0", "10", "okänt", "okänt"]);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Stapeldiagram över anmälda, närvarande och uteblivna. Verksamhet" })).ToBeVisibleAsync();
        await Expect(page.GetByText("avrundade till närmaste 5, var siffra för sig")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "statistics");

        // By keyboard alone: another day, and the page says so.
        await page.Locator("#which").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByText("Tabellerna visar nu: ")).ToBeVisibleAsync();
        await Expect(page.Locator("#days")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Hämta allt som CSV" }).ClickAsync());
        Assert.Equal("statistik.csv", download.SuggestedFilename);

        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        Assert.Equal(await page.EvaluateAsync<string>("getComputedStyle(document.body).color"), await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.bars rect')).fill"));
        await Screenshots.TakeAsync(page, "statistics-forced");

        // On an A4 the figures stand in columns, and what was chosen is said where the choice is not.
        await page.SetViewportSizeAsync(718, 1000);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, Media = Media.Print });
        Assert.True(await page.Locator("#which").IsHiddenAsync());
        Assert.Equal("table-row", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.counted tbody tr')).display"));
        await Expect(page.Heading("Umeå")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "statistics-print");
    }

    [Fact]
    public async Task Dates_that_cannot_be_are_told_and_those_that_can_stay_in_the_address()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", [.. Enumerable.Range(0, 8).Select(number => $"s{number}@example.org")]);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/statistik");

        await page.FillAsync("#from", "2027-02-04");
        await page.FillAsync("#to", "2027-02-03");
        await page.Button("Visa").ClickAsync();
        await Expect(page.Locator("#to")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.FillAsync("#from", "2016-01-01");
        await page.FillAsync("#to", "2016-12-31");
        await page.Button("Visa").ClickAsync();
        await Expect(page.GetByText("Det finns inga temadagar mellan de datumen.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Det finns inga temadagar mellan de datumen.")).ToBeVisibleAsync();
        await Expect(page.Locator("#from")).ToHaveValueAsync("2016-01-01");
        await page.FillAsync("#from", "");
        await page.FillAsync("#to", "");
        await page.Button("Visa").ClickAsync();
        await Expect(Row(page, "Temadagar: Alla", "Alla")).ToContainTextAsync("10");
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Fact]
    public async Task In_English_the_page_says_the_same()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", [.. Enumerable.Range(0, 8).Select(number => $"s{number}@example.org")]);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Reader, 1280);
        await page.OpenAsync("/arrangor/statistik?lang=en");

        await Expect(page.Heading("Statistics")).ToBeVisibleAsync();
        await Expect(Row(page, "Sector: All", "Social services").Locator("td").First).ToHaveTextAsync("10");
        await AccessibilityTests.CheckAsync(page, "en");
        await Screenshots.TakeAsync(page, "statistics-en");
    }

    // Last January, and those before an address in order came.
    private static Task HoldAsync(TestService service, string slug, string before) => service.Database.WriteAsync(async write =>
    {
        await write.ExecuteAsync("UPDATE ThemeDays SET Date = '2026-01-08' WHERE Slug = @slug", new { slug });
        await write.ExecuteAsync("UPDATE Registrations SET RegisteredAt = '2025-12-01T12:00:00.0000000Z' WHERE ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @slug)", new { slug });
        await write.ExecuteAsync("""
            INSERT INTO CheckIns (Id, RegistrationId, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind)
            SELECT r.Id, r.Id, r.ThemeDayId, 'in', r.RegisteredAt, r.RegisteredAt, 'list', 0, 'operator'
            FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId
            WHERE d.Slug = @slug AND r.Email < @before
            """, new { slug, before });
    });

    private static ILocator Row(IPage page, string caption, string name) =>
        page.Locator("table", new() { Has = page.Locator("caption", new() { HasText = caption }) }).GetByRole(AriaRole.Row, new() { Name = name });
}
