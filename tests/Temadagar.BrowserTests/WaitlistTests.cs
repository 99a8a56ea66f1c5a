using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Offers;
using Temadagar.Tests.Planning;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An offered place, as the one who waited sees it and as the organizer does.</summary>
public class WaitlistTests(Browser browser)
{
    [Fact]
    public async Task Whoever_waits_takes_the_offered_place_on_their_own_page()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await OfferedAsync(service);
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);

        await page.OpenAsync("/anmalan#" + TestService.SecretIn((await service.MailsAsync("place-offered", "kim@example.org"))[0]));

        await Expect(page.Heading("Det finns en plats till dig")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Tacka nej").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Vill du tacka nej") })).ToBeFocusedAsync();
        await page.Button("Nej, tillbaka").ClickAsync();
        await Expect(page.Button("Tacka nej")).ToBeFocusedAsync();
        Assert.Equal("offered", await service.StandsAsync("kim@example.org", "lulea"));
        await page.Button("Ja, jag tar platsen").ClickAsync();

        await Expect(page.Heading("Du har en plats")).ToBeFocusedAsync();
        Assert.Equal("confirmed", await service.StandsAsync("kim@example.org", "lulea"));
    }

    [Fact]
    public async Task Whoever_does_not_want_the_place_declines_it_in_their_language()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await OfferedAsync(service);
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);
        await page.OpenAsync("/anmalan?lang=en#" + await service.LinkOfAsync("kim@example.org"));
        await AccessibilityTests.CheckAsync(page, "en");

        await page.Button("Decline").ClickAsync();
        await page.Button("Yes, decline").ClickAsync();

        await Expect(page.Heading("Your registration is cancelled")).ToBeFocusedAsync();
        Assert.Equal("cancelled", await service.StandsAsync("kim@example.org", "lulea"));
    }

    [Fact]
    public async Task An_offer_that_has_ended_meanwhile_says_so_on_the_page_that_is_open()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await OfferedAsync(service);
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);
        await page.OpenAsync("/anmalan#" + await service.LinkOfAsync("kim@example.org"));
        await Expect(page.Button("Ja, jag tar platsen")).ToBeVisibleAsync();
        await service.AnswersAsync("kim@example.org", "lulea", "decline");

        await page.Button("Ja, jag tar platsen").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Erbjudandet är avslutat");
    }

    [Fact]
    public async Task An_organizer_sees_why_each_waits_answers_for_one_moves_one_and_offers_out_of_order()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await FillAsync(service);
        foreach (var (first, last) in new[] { ("Åsa", "Öberg"), ("Bo", "Ek"), ("Cia", "Zorn") })
        {
            await WaitAsync(service, first, last);
        }

        await service.CancelAsync("full@example.org", "lulea");
        await service.OfferAsync("asa@example.org", "lulea");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea");
        await page.GetByRole(AriaRole.Link, new() { Name = "Väntelista" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Väntelista");
        await Expect(page.GetByText("Ingen plats är ledig.").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.Button("Flytta fram Cia Zorn").ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Flytta", Exact = true }).ClickAsync();
        await Expect(page.Locator("#reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#reason", "Ska hålla ett pass");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Flytta", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Cia Zorn är flyttad.")).ToBeFocusedAsync();
        await Expect(page.GetByText("Flyttad: Ska hålla ett pass")).ToBeVisibleAsync();

        await page.Button("Svara nej åt personen: Åsa Öberg").ClickAsync();
        await page.Button("Ja, personen har tackat nej").ClickAsync();
        await Expect(page.GetByText("Åsa Öberg har tackat nej.")).ToBeFocusedAsync();
        await service.BecomesAsync("cia@example.org", "lulea", "offered");
        await page.ReloadAsync();
        await page.Button("Svara ja åt personen: Cia Zorn").ClickAsync();
        await Expect(page.GetByText("Cia Zorn har en plats.")).ToBeFocusedAsync();
        Assert.Equal("confirmed", await service.StandsAsync("cia@example.org", "lulea"));
        Assert.Equal("waitlisted", await service.StandsAsync("bo@example.org", "lulea"));
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    /// <summary>Kim has waited for Luleå and has been offered a place.</summary>
    private static async Task OfferedAsync(TestService service)
    {
        await FillAsync(service);
        await service.FareAsync("lulea", "kim@example.org");
        await service.CancelAsync("full@example.org", "lulea");
        await service.OfferAsync("kim@example.org", "lulea");
    }

    private static async Task FillAsync(TestService service)
    {
        using var planner = await Planner.OfAsync(service);
        await service.FareAsync("lulea", "full@example.org");
        (await planner.ChangeAsync("lulea", day => day["places"]!.AsArray().Single(place => (string)place!["participation"]! == "onSite")!["capacity"] = 1)).EnsureSuccessStatusCode();
    }

    private static async Task WaitAsync(TestService service, string first, string last)
    {
        var person = Some.Participant(first.ToLowerInvariant().Replace('å', 'a') + "@example.org");
        (person["firstName"], person["lastName"]) = (first, last);
        (await service.RegisterAsync(new { themeDays = new[] { new { slug = "lulea", participation = "onSite" } }, participants = new[] { person } })).EnsureSuccessStatusCode();
    }
}
