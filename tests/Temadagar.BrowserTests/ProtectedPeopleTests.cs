using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>People with protected identity, in the console of whoever may handle them.</summary>
public class ProtectedPeopleTests(Browser browser)
{
    [Fact]
    public async Task Someone_is_registered_under_an_alias_and_shown_against_a_reason()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await browser.NewPageAsync(service.Address, 320, height: 800);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer, handlesProtected: true);
        await page.OpenAsync("/arrangor/temadag/lulea");
        await page.GetByRole(AriaRole.Link, new() { Name = "Skyddade personuppgifter" }).ClickAsync();
        await Expect(page.GetByText("Ingen är anmäld under alias.")).ToBeVisibleAsync();

        await page.GetByText("Anmäl en person under alias").ClickAsync();
        await page.GetByLabel("På plats").CheckAsync();
        await page.FillAsync("#aliasFirstName", "Kim");
        await page.FillAsync("#aliasLastName", "Blå");
        await page.FillAsync("#firstName", "Åsa");
        await page.FillAsync("#lastName", "Öberg");
        await page.SelectOptionAsync("#sector", "nonProfit");
        await page.Button("Anmäl").ClickAsync();
        await Expect(page.Locator("#phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#phone", "070-174 06 05");
        await page.Button("Anmäl").ClickAsync();

        await Expect(page.GetByText("Kim Blå är anmäld.")).ToBeFocusedAsync();
        await page.Button("Visa uppgifterna Kim Blå").ClickAsync();
        await page.Button("Visa").ClickAsync();
        await Expect(page.Locator("#reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#reason", "Lokalen är ändrad.");
        await page.Button("Visa").ClickAsync();
        await Expect(page.Heading("Kim Blå är")).ToBeFocusedAsync();
        await Expect(page.GetByText("Åsa Öberg")).ToBeVisibleAsync();
        await Expect(page.GetByText("Ada: Lokalen är ändrad.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Screenshots.TakeAsync(page, "protected");

        await page.OpenAsync("/arrangor/temadag/lulea");
        await Expect(page.GetByText("Ingen är anmäld än.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Skyddade personuppgifter" }).ClickAsync();
        await page.Button("Avboka Kim Blå").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avboka", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Kim Blå är avbokad.")).ToBeFocusedAsync();
    }

    [Slow]
    [Fact]
    public async Task A_certificate_is_fetched_and_one_with_the_true_name_only_against_a_reason()
    {
        await using var day = await HeldDay.StartAsync(null, "--environment=Development", TestService.BehindProxy);
        var handler = await day.Service.AccountAsync("hedda@example.org", handlesProtected: true);
        using var registered = await handler.PostAsync($"{day.Address}/protected-people", new
        {
            participation = "onSite",
            aliasFirstName = "Kim",
            aliasLastName = "Blå",
            firstName = "Åsa",
            lastName = "Öberg",
            phone = "070-174 06 05",
            sector = "nonProfit",
            language = "sv",
        });
        var id = (string)(await registered.JsonAsync())["id"]!;
        await day.EndAsync();
        await handler.SignInAsync("hedda@example.org", OrganizerAccounts.Password);
        (await handler.SendAsync(HttpMethod.Put, $"{day.Address}/attendance", new { people = new[] { new { registrationId = id, present = true } } })).EnsureSuccessStatusCode();
        var page = await browser.NewPageAsync(day.Service.Address, 320, height: 800);
        await OrganizerTests.SignInAsync(page, day.Service, Role.Organizer, handlesProtected: true);
        await page.Clock.SetFixedTimeAsync("2027-02-05T12:00:00Z");
        await page.OpenAsync($"/arrangor/temadag/{day.Slug}/skyddade");

        await page.Button("Utfärda intyg med alias Kim Blå").ClickAsync();
        await Expect(page.GetByText("Intyget för Kim Blå är utfärdat.")).ToBeFocusedAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Hämta intyg" }).ClickAsync());
        Assert.Matches("^intyg-.+\\.pdf$", download.SuggestedFilename);

        await page.Button("Utfärda intyg med personens namn Kim Blå").ClickAsync();
        await page.Button("Utfärda intyg").ClickAsync();
        await Expect(page.Locator("#reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#reason", "Vill ha sitt namn.");
        await page.Button("Utfärda intyg").ClickAsync();
        await Expect(page.GetByText("Intyget för Kim Blå är utfärdat.")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hämta intyg" }).ClickAsync();
        await Expect(page.Heading("Hämta intyget med namnet på Kim Blå?")).ToBeVisibleAsync();
        await page.FillAsync("#reason", "Skrivs ut.");
        await page.RunAndWaitForDownloadAsync(() => page.Button("Visa").ClickAsync());
        Assert.Equal(["Skrivs ut.", "Vill ha sitt namn."], (await day.Service.QueryAsync<string>("SELECT Reason FROM ProtectedLooks ORDER BY Reason")).AsEnumerable());
    }

    [Slow]
    [Fact]
    public async Task Someone_in_the_lists_is_put_under_protection()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "asa@example.org");
        var id = (await service.QueryAsync<string>("SELECT Id FROM Registrations"))[0];
        var page = await browser.NewPageAsync(service.Address, 320, height: 800);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer, handlesProtected: true);
        await page.OpenAsync($"/arrangor/anmalan/{id}");
        await page.FillAsync("#aliasFirstName", "Kim");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Lägg under skydd").ClickAsync();
        await Expect(page.Locator("#aliasLastName")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#aliasLastName", "Blå");
        await page.Button("Lägg under skydd").ClickAsync();

        await Expect(page.Heading("Kim Blå")).ToBeVisibleAsync();
        await page.OpenAsync($"/arrangor/anmalan/{id}");
        await Expect(page.GetByText("Åsa")).ToHaveCountAsync(0);
    }
}
