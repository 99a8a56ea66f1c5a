using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>What an organizer does for someone who asks about their details and has no page of their own.</summary>
[Slow]
public class SubjectAccessTests(Browser browser)
{
    [Fact]
    public async Task Someone_without_an_address_is_handed_all_that_is_held_and_a_wish_to_be_erased_is_answered()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea/anmal");
        await page.GetByLabel("På plats").CheckAsync();
        foreach (var (field, value) in new[] { ("#firstName", "Siv"), ("#lastName", "Brev"), ("#organization", "Luleå kommun"), ("#profession", "Kurator") })
        {
            await page.FillAsync(field, value);
        }

        await page.SelectOptionAsync("#sector", "socialServices");
        await page.Button("Anmäl").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Öppna anmälan" }).ClickAsync();
        await Expect(page.Heading("När personen frågar om sina uppgifter")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { Name = "Visa allt som finns om personen" }).ClickAsync();

        await Expect(page.Heading("Allt som finns om Siv Brev")).ToBeVisibleAsync();
        await Expect(page.GetByText("Tog fram allt som finns om dig, åt dig")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "held");

        await page.GoBackAsync();
        await page.Button("Skriv in en begäran om radering").ClickAsync();
        await page.Button("Skriv in").ClickAsync();
        await Expect(page.Locator("#message")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#message", "Ringde och vill inte stå kvar.");
        await page.Button("Skriv in").ClickAsync();
        await Expect(page.GetByText("Begäran är inskriven.")).ToBeFocusedAsync();
        await Screenshots.TakeAsync(page, "asked");
        await page.GetByRole(AriaRole.Link, new() { Name = "Svara på den" }).ClickAsync();
        await page.Button("Svara Siv Brev").ClickAsync();
        await Expect(page.GetByText("Personen får inget mejl: säg beslutet själv.")).ToBeVisibleAsync();
        await page.GetByLabel("Avslagen").CheckAsync();
        await page.FillAsync("#answer", "Underlaget sparas i ett år.");
        await page.Button("Spara svaret").ClickAsync();

        await Expect(page.GetByText("Säg det till personen själv.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "answered");
    }

    [Fact]
    public async Task Someone_with_protected_identity_is_handed_all_of_it_on_a_page_with_nobody_else()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await browser.NewPageAsync(service.Address, 320, height: 800);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer, handlesProtected: true);
        await page.OpenAsync("/arrangor/temadag/lulea/skyddade");
        foreach (var (alias, name) in new[] { ("Kim", "Åsa"), ("Lo", "Bea") })
        {
            await page.GetByText("Anmäl en person under alias").ClickAsync();
            await page.GetByLabel("På plats").CheckAsync();
            foreach (var (field, value) in new[] { ("#aliasFirstName", alias), ("#aliasLastName", "Blå"), ("#firstName", name), ("#lastName", "Öberg"), ("#phone", "070-174 06 05") })
            {
                await page.FillAsync(field, value);
            }

            await page.SelectOptionAsync("#sector", "nonProfit");
            await page.Button("Anmäl").ClickAsync();
            await Expect(page.GetByText($"{alias} Blå är anmäld.")).ToBeFocusedAsync();
        }

        await page.Button("Skriv in en begäran om radering Kim Blå").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Skriv in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Begäran är inskriven.")).ToBeFocusedAsync();
        await page.Button("Svara på begäran om radering Kim Blå").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByLabel("Avslagen").CheckAsync();
        await page.Button("Spara svaret").ClickAsync();
        await Expect(page.GetByText("Säg det till personen själv.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "protected-asked");
        await page.Button("Visa allt som finns om personen Kim Blå").ClickAsync();
        await page.FillAsync("#reason", "Personen vill veta vad som finns.");
        await page.Button("Visa").ClickAsync();

        await Expect(page.Heading("Allt som finns om Kim Blå")).ToBeFocusedAsync();
        await Expect(page.GetByText("Åsa Öberg")).ToBeVisibleAsync();
        await Expect(page.GetByText("Lo Blå")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "protected-held");
    }
}
