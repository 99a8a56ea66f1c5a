using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The list of a day as it is given out as a public record.</summary>
public class ReleaseTests(Browser browser)
{
    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task An_organizer_chooses_what_is_seen_and_gets_the_list_with_the_rest_masked(int width)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "asa@example.org");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, width);
        await page.OpenAsync("/arrangor/temadag/lulea/utlamnande");
        await Expect(page.GetByText("Ingen lista har lämnats ut.")).ToBeVisibleAsync();
        await page.Button("Skapa listan (CSV)").ClickAsync();
        await Expect(page.Locator("#reference")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.FillAsync("#reference", "Dnr 99-2026");
        await page.CheckAsync("#column-sector");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Button("Skapa listan (CSV)").ClickAsync());

        await using var stream = await file.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        Assert.Contains("Maskerat;Maskerat;Maskerat;Socialtjänst;Maskerat", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        await Expect(page.GetByText("Listan är hämtad.")).ToBeFocusedAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "Dnr 99-2026" })).ToContainTextAsync("Verksamhet");
        await AccessibilityTests.CheckAsync(page, "sv");
        if (Environment.GetEnvironmentVariable("SHOTS") is { } shots)
        {
            await page.ScreenshotAsync(new() { Path = $"{shots}/release-{width}.png", FullPage = true });
        }
    }
}
