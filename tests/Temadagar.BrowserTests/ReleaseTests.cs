using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The list of a day as it is given out as a public record.</summary>
[Slow]
public class ReleaseTests(Browser browser)
{
    [Fact]
    public async Task An_organizer_chooses_what_is_seen_and_gets_the_list_with_the_rest_masked()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "asa@example.org");
        await service.FareAsync("lulea", "bo@example.org");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET FirstName = 'Bo', LastName = 'Ek', Organization = 'Luleå kommun', SearchText = ' bo ek luleå kommun' WHERE Email = 'bo@example.org'"));
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea/utlamnande");
        await Expect(page.GetByText("Ingen lista har lämnats ut.")).ToBeVisibleAsync();
        await page.Button("Skapa listan (CSV)").ClickAsync();
        await Expect(page.Locator("#reference")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.FillAsync("#reference", "Dnr 99-2026");
        await page.CheckAsync("#column-sector");
        await page.FillAsync("#mask-search", "bo");
        await page.Button("Sök").ClickAsync();
        await page.Button("Maskera Bo Ek, Luleå kommun, bo@example.org").ClickAsync();
        await Expect(page.GetByText("Bo Ek, Luleå kommun, bo@example.org maskeras.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Button("Skapa listan (CSV)").ClickAsync());

        await using var stream = await file.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Maskerat;Maskerat;Maskerat;Socialtjänst;Maskerat", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Maskerat;Maskerat;Maskerat;Maskerat;Maskerat", lines[2], StringComparison.Ordinal);
        await Expect(page.GetByText("Listan är hämtad.")).ToBeFocusedAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "Dnr 99-2026" })).ToContainTextAsync("Verksamhet");
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "release");
    }
}
