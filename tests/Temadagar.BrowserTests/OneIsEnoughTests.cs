using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>"Luleå, else Umeå, else online", as it is chosen and as it is told.</summary>
[Slow]
public class OneIsEnoughTests(Browser browser)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Several_choices_are_put_in_order_by_the_keyboard_looked_at_and_sent(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OpenAsync(service, language);
        var (up, review, either) = language == "sv"
            ? ("Flytta upp", "Granska anmälan", "Båda går bra")
            : ("Move up", "Review the registration", "Either is fine");
        await Expect(page.Locator("#oneIsEnough")).ToBeHiddenAsync();
        await page.Locator("[name=themeDays][value=umea]").CheckAsync();
        await page.ChooseOnSiteAsync("umea");
        await page.Locator("[name=themeDays][value=lulea]").CheckAsync();
        await page.Locator("#oneIsEnough").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("[data-path='participation/lulea']").GetByRole(AriaRole.Radio, new() { Name = either }).CheckAsync();
        var items = page.Locator(".preference > li");
        await Expect(items).ToHaveCountAsync(3);
        var last = (await items.Last.GetAttributeAsync("data-key"))!;

        var button = items.Last.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{up}") });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal(last, await items.First.GetAttributeAsync("data-key"));
        var moved = items.First.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{up}") });
        await Expect(moved).ToBeFocusedAsync();
        await Expect(moved).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(page.Locator("main > [role=status]")).ToContainTextAsync(language == "sv" ? "nu nummer 1 av 3" : "now number 1 of 3");
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"form-{language}");
        // 1.4.4: text twice as large.
        await page.SetViewportSizeAsync(1280, 800);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        Assert.Empty(await page.EvaluateAsync<string[]>(Look.TooWide));
        await Screenshots.TakeAsItIsAsync(page, $"form-large-{language}");
        await page.SetViewportSizeAsync(320, 800);

        await page.ReloadAsync();
        await Expect(items.First).ToHaveAttributeAsync("data-key", last);
        await Expect(page.Locator("#oneIsEnough")).ToBeCheckedAsync();

        await page.FillPersonAsync(0, "ordning@example.org");
        await page.Button(review).ClickAsync();
        await Expect(page.Heading(review)).ToBeFocusedAsync();
        await Expect(page.Locator("ol.preference > li").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"review-{language}");
        await page.Locator("form button[type=submit]").ClickAsync();
        await Expect(page.Locator("p.receipt")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"receipt-{language}");

        Assert.Equal([$"{last} confirmed"], await service.HasAsync("ordning@example.org"));
    }

    [Fact]
    public async Task One_choice_is_told_to_be_none_and_unticking_takes_both_ways_away()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OpenAsync(service, "sv");
        await page.Locator("[name=themeDays][value=lulea]").CheckAsync();
        await page.ChooseOnSiteAsync("lulea");
        await page.Locator("#oneIsEnough").CheckAsync();
        await page.FillPersonAsync(0, "en@example.org");
        await page.Button("Skicka anmälan").ClickAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Välj minst två temadagar");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Båda går bra" }).CheckAsync();
        await Expect(page.Locator(".preference > li")).ToHaveCountAsync(2);
        await page.Locator("#oneIsEnough").UncheckAsync();

        await Expect(page.Locator(".preference")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Båda går bra" })).ToHaveCountAsync(0);
        await page.Button("Skicka anmälan").ClickAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Välj på plats eller digitalt.");
    }

    [Fact]
    public async Task Who_waits_for_several_is_told_so_on_the_receipt_on_their_page_and_to_the_organizer()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        string[] days = [await service.AddDayAsync(onSite: 0, online: 0), await service.AddFullDayAsync()];
        var page = await OpenAsync(service, "sv");
        await page.Locator($"[name=themeDays][value='{days[0]}']").CheckAsync();
        await page.Locator($"[name=themeDays][value='{days[1]}']").CheckAsync();
        await page.Locator("#oneIsEnough").CheckAsync();
        await page.Locator($"[data-path='participation/{days[0]}']").GetByRole(AriaRole.Radio, new() { Name = "Båda går bra" }).CheckAsync();
        await Expect(page.Locator(".preference > li")).ToHaveCountAsync(3);
        await page.FillPersonAsync(0, "flera@example.org");
        await page.Button("Granska anmälan").ClickAsync();
        await page.Button("Skicka anmälan").ClickAsync();
        await Expect(page.GetByText("den som tackar ja till en plats lämnar de andra väntelistorna")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "receipt-waiting");

        await page.OpenAsync("/anmalan#" + await service.LinkOfAsync("flera@example.org", days[1]));

        await Expect(page.GetByText("Du står på mer än en väntelista, och en plats räcker.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "own");

        var organizer = await OrganizerTests.SignedInAsync(browser, service, Temadagar.Organizers.Role.Administrator);
        await organizer.OpenAsync($"/arrangor/temadag/{days[1]}");
        await organizer.GetByRole(AriaRole.Link, new() { Name = "Väntelista" }).ClickAsync();
        await Expect(organizer.GetByText("Väntar på andra temadagar också. En plats räcker.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await Screenshots.TakeAsync(organizer, "organizer");
    }

    private async Task<IPage> OpenAsync(TestService service, string language)
    {
        var page = await browser.NewPageAsync(service.Address, 320, height: 800);
        await page.OpenAsync($"/anmalan/ny?lang={language}");
        return page;
    }
}
