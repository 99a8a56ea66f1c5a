using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The rules of how long what is kept, in the console.</summary>
[Slow]
public class ErasureTests(Browser browser)
{
    [Fact]
    public async Task An_organizer_enters_the_decision_and_erases_what_is_due()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "asa@example.org");
        (await service.MyAsync(HttpMethod.Put, "/api/my/registration/needs", await service.LinkOfAsync("asa@example.org"), new { diet = "vegan" })).EnsureSuccessStatusCode();
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2026-01-08' WHERE Slug = 'lulea'"));
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/gallring");
        await Expect(page.GetByText("Beslut saknas", new() { Exact = true })).ToHaveCountAsync(2);
        await Expect(page.Button("Gallra nu")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.GetByText("7 dagar efter temadagen. Beslut saknas").ClickAsync();
        await page.FillAsync("#daysAfter-norrbotten-needs", "många");
        await page.Button("Spara regeln").First.ClickAsync();
        await Expect(page.Locator("#daysAfter-norrbotten-needs")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#daysAfter-norrbotten-needs", "14");
        await page.FillAsync("#decision-norrbotten-needs", "Dnr 123-2026");
        await page.Button("Spara regeln").ClickAsync();
        await Expect(page.GetByText("Regeln är sparad.")).ToBeFocusedAsync();
        await page.Button("Gallra nu").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Gallra" }).ClickAsync();

        await Expect(page.GetByText("Det är gallrat.")).ToBeFocusedAsync();
        // What nobody has decided on is due still.
        await Expect(page.GetByText("Beslut saknas", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "Kost och tillgänglighet" })).ToContainTextAsync("Dnr 123-2026");
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "erasing");

        Assert.Equal(0, await service.CountAsync("Needs"));
    }
}
