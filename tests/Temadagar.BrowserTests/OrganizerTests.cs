using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An organizer's way in, as the first one takes it.</summary>
public class OrganizerTests(Browser browser)
{
    [Fact]
    public async Task The_first_administrator_chooses_a_password_sees_the_days_exports_and_signs_out()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        (await service.RegisterAsync(Some.Submission("lulea", "onSite", "asa@example.org"))).EnsureSuccessStatusCode();
        var address = await service.Services.GetRequiredService<ManageAccounts>().InviteFirstAsync(TestContext.Current.CancellationToken);
        var page = await browser.NewPageAsync(service.Address, width: 320, height: 640);

        await page.OpenAsync(new Uri(address!).PathAndQuery + new Uri(address!).Fragment);
        Assert.Equal(new Uri(service.Address, "/arrangor/losenord").ToString(), page.Url);
        await page.FillAsync("#name", "Ada");
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "kort");
        await page.Button("Spara lösenordet och logga in").ClickAsync();
        await Expect(page.Locator("#password")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Spara lösenordet och logga in").ClickAsync();

        await Expect(page.GetByText("Inloggad som Ada, administratör.")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 av 60 platser, ingen på väntelistan")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new("CSV") }).First.ClickAsync());
        Assert.Equal("temadag-lulea.csv", download.SuggestedFilename);
        Assert.Contains("asa@example.org", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Heading("Logga in som arrangör")).ToBeFocusedAsync();
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "inte rätt lösenord");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Det gick inte att logga in")).ToBeVisibleAsync();
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Temadagar").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_the_provider_knows_comes_in_from_its_site_and_who_has_no_account_is_told()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Development"]);
        await service.InvitedAsync("asa@example.org", name: "Åsa Öberg");
        peer.IsSignedIn("s1", "okand@example.org");
        var page = await browser.NewPageAsync(service.Address, width: 320, height: 640);

        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" }).ClickAsync();
        await Expect(page.GetByText("Kontot finns inte här, eller så är det avstängt.")).ToBeVisibleAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        Assert.Equal(new Uri(service.Address, "/arrangor").ToString(), page.Url);
        await AccessibilityTests.CheckAsync(page, "sv");

        // The cookie is SameSite=Strict and was set on a way that began at another site (the provider's): the page's own calls have it all the same.
        peer.IsSignedIn("s2", "asa@example.org");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" }).ClickAsync();
        await Expect(page.GetByText("Inloggad som Åsa Öberg, arrangör.")).ToBeVisibleAsync();
        Assert.NotEqual(service.Address.Host, peer.Address.Host);
        await page.Button("Logga ut").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" })).ToBeVisibleAsync();
    }
}
