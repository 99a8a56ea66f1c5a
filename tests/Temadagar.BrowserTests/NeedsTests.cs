using System.Text.RegularExpressions;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Diet and what one needs to take part, from the form to the kitchen's sheet.</summary>
[Slow]
public partial class NeedsTests(Browser browser)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Whoever_comes_on_site_says_what_they_need_and_the_kitchen_gets_it_without_a_name(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var swedish = language == "sv";
        var page = await browser.NewPageAsync(service.Address, 320, height: 700);
        await page.OpenAsync($"/anmalan/ny?dag=lulea&lang={language}");
        await Expect(page.Locator("#participants-0-diet")).ToHaveCountAsync(0);

        await page.ChooseOnSiteAsync("lulea");
        await page.FillPersonAsync(0, "asa@example.org");
        await page.SelectOptionAsync("#participants-0-diet", "other");
        await page.FillAsync("#participants-0-accessNeeds", "Hörslinga");
        await AccessibilityTests.CheckAsync(page, language);
        await page.Button(swedish ? "Skicka anmälan" : "Send the registration").ClickAsync();
        await Expect(page.Locator("#participants-0-dietNote")).ToHaveAttributeAsync("aria-invalid", "true");
        await Screenshots.TakeAsync(page, "form-fault");
        await page.FillAsync("#participants-0-dietNote", "Utan ägg");
        await page.Button(swedish ? "Skicka anmälan" : "Send the registration").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync(Registered());

        await page.OpenAsync($"/anmalan?lang={language}#" + await service.LinkOfAsync("asa@example.org", "lulea"));
        await Expect(page.GetByText("Utan ägg")).ToBeVisibleAsync();
        await page.Button(swedish ? "Ändra kost och tillgänglighet" : "Change diet and accessibility").ClickAsync();
        await Expect(page.Locator("#accessNeeds")).ToHaveValueAsync("Hörslinga");
        await page.SelectOptionAsync("#diet", "vegan");
        await page.FillAsync("#dietNote", "Utan soja");
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, "own-change");
        await page.Button(swedish ? "Spara" : "Save").ClickAsync();
        await Expect(page.GetByText(swedish ? "Det är sparat." : "It is saved.")).ToBeFocusedAsync();
        await Screenshots.TakeAsync(page, "own");
        await page.OpenAsync($"/anmalan/uppgifter?lang={language}");
        await Expect(page.GetByText("Utan soja")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);

        var organizer = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await organizer.OpenAsync($"/arrangor/temadag/lulea/kost?lang={language}");
        await Expect(organizer.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = swedish ? "Vegansk" : "Vegan" })).ToContainTextAsync("Utan soja");
        await Expect(organizer.GetByText("Hörslinga")).ToBeVisibleAsync();
        await Expect(organizer.GetByText("Öberg")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(organizer, language);
        await Screenshots.TakeAsync(organizer, "kitchen");
    }

    [Fact]
    public async Task An_organizer_asks_on_the_telephone_and_writes_it_down_anew()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea/anmal");
        await Expect(page.Locator("#diet")).ToBeHiddenAsync();
        await page.Locator("input[name=participation][value=onSite]").CheckAsync();
        foreach (var (field, value) in new[] { ("firstName", "Bo"), ("lastName", "Ek"), ("organization", "Polisen"), ("profession", "Polis") })
        {
            await page.FillAsync($"#{field}", value);
        }

        await page.SelectOptionAsync("#sector", "police");
        await page.SelectOptionAsync("#diet", "vegetarian");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Main).Locator("button.main").ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Öppna" }).First.ClickAsync();
        await page.Button("Skriv in på nytt").ClickAsync();
        await Expect(page.Locator("#diet")).ToHaveValueAsync("");
        await page.SelectOptionAsync("#diet", "vegan");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator("section[aria-labelledby=needs] button.main").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Det är sparat");
        await page.OpenAsync("/arrangor/temadag/lulea/kost");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "Vegansk" })).ToContainTextAsync("1");
    }

    [GeneratedRegex("anmälan|registration", RegexOptions.IgnoreCase)]
    private static partial Regex Registered();
}
