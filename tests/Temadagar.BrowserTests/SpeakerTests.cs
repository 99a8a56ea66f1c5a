using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An organizer keeps the speakers.</summary>
public class SpeakerTests(Browser browser)
{
    [Fact]
    public async Task A_speaker_is_added_found_changed_and_removed()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Medverkande" }).First.ClickAsync();
        await Expect(page.Heading("Medverkande").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator("summary", new() { HasText = "Lägg till medverkande" }).ClickAsync();
        await page.Button("Lägg till").ClickAsync();
        await Expect(page.Locator("#name")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#name", "Åsa Öberg");
        await page.FillAsync("#email", "asa.oberg@example.org");
        await page.Button("Lägg till").ClickAsync();

        await Expect(page.Heading("Åsa Öberg")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#biographySv", "<img src=x onerror=\"window.ran=1\">\n\nAndra stycket.");
        await page.FillAsync("#phone", "inget nummer");
        await page.Button("Spara").ClickAsync();
        await Expect(page.Locator("#phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#biographySv")).ToHaveValueAsync("<img src=x onerror=\"window.ran=1\">\n\nAndra stycket.");
        await page.FillAsync("#phone", "0920-12 34 56");
        await page.Locator("#consent").CheckAsync();
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Uppgifterna är sparade.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#consent")).ToBeCheckedAsync();
        await Expect(page.Locator("#biographySv")).ToHaveValueAsync("<img src=x onerror=\"window.ran=1\">\n\nAndra stycket.");

        await page.OpenAsync("/arrangor/medverkande");
        await page.FillAsync("#q", "öberg");
        await Expect(page.Locator("tbody th a")).ToHaveTextAsync(["Åsa Öberg"]);
        await page.FillAsync("#q", "ingen alls");
        await Expect(page.GetByText("Ingen passar in på det du söker.")).ToBeVisibleAsync();
        await page.FillAsync("#q", "oberg@example");
        await page.Locator("tbody th a").ClickAsync();

        await page.Button("Ta bort medverkande").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
        await Expect(page.GetByLabel("Sök")).ToBeVisibleAsync();
        await Expect(page.Locator(".notice")).ToBeFocusedAsync();
        Assert.Equal(0, await service.CountAsync("Speakers WHERE Email = 'asa.oberg@example.org'"));
    }

    [Slow]
    [Fact]
    public async Task Whoever_saves_a_speaker_that_another_has_changed_is_told_and_keeps_what_was_written()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/medverkande");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forskare i socialt arbete" }).ClickAsync();
        await Expect(page.Locator("#title")).ToBeVisibleAsync();
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync(page.Url);
        await other.FillAsync("#title", "Den andres titel");
        await other.Button("Spara").ClickAsync();
        await Expect(other.GetByText("Uppgifterna är sparade.")).ToBeVisibleAsync();

        await page.FillAsync("#title", "Min titel");
        await page.Button("Spara").ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary a")).ToHaveAttributeAsync("target", "_blank");
        await Expect(page.Locator("#title")).ToHaveValueAsync("Min titel");
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(1, await service.CountAsync("Speakers WHERE Title = 'Den andres titel'"));
    }

    [Slow]
    [Fact]
    public async Task Who_is_in_a_programme_is_not_removed_and_the_page_says_why()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/medverkande");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forskare i socialt arbete" }).ClickAsync();

        await page.Button("Ta bort medverkande").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("finns i ett program");
    }
}
