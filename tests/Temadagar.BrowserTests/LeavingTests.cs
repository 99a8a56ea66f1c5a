using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>What the console has shown of people is gone once one is signed out, also for whoever presses Back.</summary>
[Slow]
public class LeavingTests(Browser browser)
{
    private const string List = "/arrangor/temadag/lulea";

    [Fact]
    public async Task After_signing_out_Back_shows_nobody()
    {
        await using var service = await StartAsync();
        var page = await AtTheListAsync(service);

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await BackAsync(page);

        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.GetByText("Öberg, Åsa")).ToHaveCountAsync(0);
        await page.Context.Browser!.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_the_browser_has_kept_is_shown_to_whom_it_was_drawn_for_and_to_nobody_else()
    {
        await using var service = await StartAsync();
        var page = await AtTheListAsync(service);
        await page.FillAsync("#q", "öb");
        await page.EvaluateAsync("() => { window.kept = true; addEventListener('pageshow', event => { window.cameBack = event.persisted; }); }");
        await page.GetByRole(AriaRole.Link, new() { Name = "Medverkande", Exact = true }).ClickAsync();
        await Expect(page.Heading("Medverkande").First).ToBeVisibleAsync();

        await BackAsync(page);
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.cameBack ?? false"), "The browser kept no page, so the test tells nothing.");
        Assert.Equal("öb", await page.InputValueAsync("#q"));

        // Elsewhere the account is shut.
        await page.EvaluateAsync("history.forward()");
        await Expect(page.Heading("Medverkande").First).ToBeVisibleAsync();
        await DisableAsync(service);
        await BackAsync(page);
        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.GetByText("Öberg, Åsa")).ToHaveCountAsync(0);
        Assert.False(await page.EvaluateAsync<bool>("window.kept ?? false"));
        await page.Context.Browser!.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_is_left_is_hidden_and_one_that_comes_back_without_an_answer_begins_anew()
    {
        await using var service = await StartAsync();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync(List);
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await Expect(page.GetByText("Öberg, Åsa")).ToBeHiddenAsync();
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await Expect(page.GetByText("Öberg, Åsa")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_is_found_to_be_signed_out_while_looking_sees_nobody_any_more_and_goes_on_after_signing_in()
    {
        await using var service = await StartAsync();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync(List);
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();
        await page.Context.ClearCookiesAsync();

        await page.FillAsync("#q", "ö");

        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.GetByText("Öberg, Åsa")).ToHaveCountAsync(0);
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_door_that_comes_back_begins_anew_and_shows_nobody_to_whoever_has_signed_out_meanwhile()
    {
        await using var service = await StartAsync();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/incheckning/?dag=lulea");
        await Expect(page.GetByText("Åsa Öberg").Or(page.GetByText("Öberg, Åsa")).Or(page.Locator(".counter")).First).ToBeVisibleAsync();
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync("/arrangor");
        await other.Button("Logga ut").ClickAsync();
        await Expect(other.Heading("Logga in som arrangör")).ToBeVisibleAsync();

        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.Locator(".counter")).ToHaveCountAsync(0);
    }

    private static async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(settings: "--environment=Development");
        (await service.RegisterAsync(Some.Submission("lulea", "onSite", "asa@example.org"))).EnsureSuccessStatusCode();
        return service;
    }

    private async Task<IPage> AtTheListAsync(TestService service)
    {
        var page = await browser.NewPageWithMemoryAsync(service.Address);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer);
        await page.OpenAsync(List);
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();
        return page;
    }

    // Nothing is loaded when a page comes back as it stood, so there is nothing to wait for.
    private static async Task BackAsync(IPage page) => await page.EvaluateAsync("history.back()");

    private static async Task DisableAsync(TestService service)
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.PutAsJsonAsync(
            $"/api/organizer/accounts/{await service.IdOfAccountAsync("ada@example.org")}", new { name = "Ada", role = "organizer", board = OrganizerAccounts.Board, disabled = true });
        response.EnsureSuccessStatusCode();
    }
}
