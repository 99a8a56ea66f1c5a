using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Changing one's own password in the console, and what the fields of passwords let one do.</summary>
[Slow]
public class ChangePasswordTests(Browser browser)
{
    private const string Before = "elva gula kanoter i rad";
    private const string New = "bulle regn fjord kaktus";

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task It_is_changed_where_one_is_signed_in_and_each_fault_stands_at_its_field(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await browser.NewPageAsync(service.Address, 320, 800);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer);
        await page.OpenAsync($"/arrangor?lang={language}");
        await page.GetByRole(AriaRole.Link, new() { Name = language == "sv" ? "Byt lösenord" : "Change password" }).ClickAsync();
        var change = page.Button(language == "sv" ? "Byt lösenord" : "Change password");

        await change.ClickAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await FaultyAsync(page, "current", "new");
        await page.FillAsync("#current", "inte rätt lösenord");
        await page.FillAsync("#new", "kort");
        await change.ClickAsync();
        await FaultyAsync(page, "new");
        await page.FillAsync("#new", New);
        await change.ClickAsync();
        await Expect(page.Locator("#current-fault")).ToContainTextAsync("15 minute");
        await FaultyAsync(page, "current");
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"change-password-fault-{language}");
        await page.FillAsync("#current", Before);
        await change.ClickAsync();

        await Expect(page.Locator(".notice")).ToBeFocusedAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync(language == "sv" ? "Lösenordet är bytt." : "The password is changed.");
        await Expect(page.Locator("#current")).ToHaveValueAsync("");
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"change-password-{language}");
        // With the token that came with the change.
        await page.FillAsync("#current", New);
        await page.FillAsync("#new", "tre blå kossor dansar");
        await change.ClickAsync();
        await Expect(page.Locator(".notice")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary")).ToHaveCountAsync(0);
        Assert.Equal(200, await StatusAsync(page, "tre blå kossor dansar"));
        Assert.Equal(401, await StatusAsync(page, Before));
    }

    [Fact]
    public async Task Fields_of_passwords_hide_what_is_written_take_what_is_pasted_and_say_to_a_password_manager_what_they_are()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await browser.NewPageAsync(service.Address, 1280, 800);
        var invitation = new Uri(await service.InvitedAsync("bo@example.org"));
        await page.OpenAsync(invitation.PathAndQuery + invitation.Fragment);
        await IsForPasswordsAsync(page, "#password", "new-password");

        await page.FillAsync("#password", Before);
        await page.Button("Spara lösenordet och logga in").ClickAsync();
        await Expect(page.GetByText("Anna Ek, arrangör")).ToBeVisibleAsync();
        await page.OpenAsync("/arrangor/byt-losenord");
        await IsForPasswordsAsync(page, "#current", "current-password");
        await IsForPasswordsAsync(page, "#new", "new-password");

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.Locator("#email")).ToHaveAttributeAsync("autocomplete", "username");
        await IsForPasswordsAsync(page, "#password", "current-password");
    }

    [Fact]
    public async Task Whoever_has_no_password_is_told_so()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Development"]);
        await service.InvitedAsync("asa@example.org", name: "Åsa Öberg");
        peer.IsSignedIn("s1", "asa@example.org");
        var page = await browser.NewPageAsync(service.Address, 320, 640);
        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" }).ClickAsync();
        await Expect(page.GetByText("Åsa Öberg, arrangör")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Byt lösenord" })).ToHaveCountAsync(0);

        await page.OpenAsync("/arrangor/byt-losenord");

        await Expect(page.GetByText("har inget lösenord här")).ToBeVisibleAsync();
        await Expect(page.Locator("form")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    // By the browser's own clipboard: cut where it can be read, pasted where it cannot.
    private static async Task IsForPasswordsAsync(IPage page, string field, string kind)
    {
        await Expect(page.Locator(field)).ToHaveAttributeAsync("type", "password");
        await Expect(page.Locator(field)).ToHaveAttributeAsync("autocomplete", kind);
        await page.EvaluateAsync("() => { const box = document.createElement('textarea'); box.id = 'note'; document.body.append(box); }");
        await page.FillAsync("#note", New);
        await page.PressAsync("#note", "Control+A");
        await page.PressAsync("#note", "Control+X");
        await page.FocusAsync(field);
        await page.Keyboard.PressAsync("Control+V");
        await Expect(page.Locator(field)).ToHaveValueAsync(New);
        await page.EvaluateAsync("() => document.getElementById('note').remove()");
        await page.FillAsync(field, "");
    }

    private static async Task FaultyAsync(IPage page, params string[] fields)
    {
        await Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(fields.Length);
        foreach (var field in fields)
        {
            await Expect(page.Locator($"#{field}")).ToHaveAttributeAsync("aria-describedby", new Regex($"{field}-fault"));
            await Expect(page.Locator($".summary a[href='#{field}']")).ToBeVisibleAsync();
        }
    }

    private static Task<int> StatusAsync(IPage page, string password) => page.EvaluateAsync<int>(
        "password => fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: 'ada@example.org', password }) }).then(reply => reply.status)", password);
}
