using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>What the pages do where something goes wrong around them: a file that does not come, a reply that is late, a press too many, a page that is left.</summary>
[Slow]
public class FaultyPageTests(Browser browser)
{
    private const string NotFetched = "En del av sidan kunde inte hämtas";

    // Whether the browser would ask before the page is left.
    private const string Asks = "() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";

    [Fact]
    public async Task On_one_s_own_page_a_file_that_does_not_come_is_said_a_late_reply_changes_nothing_and_a_hidden_field_is_no_dead_end()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        await service.FareAsync("umea", "bo@example.org");
        var (kim, bo) = (await service.LinkOfAsync("kim@example.org"), await service.LinkOfAsync("bo@example.org"));
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);

        foreach (var file in new[] { "**/js/dom.js", "**/js/texts/sv.js" })
        {
            await page.RouteAsync(file, route => route.AbortAsync());
            await page.GotoAsync("/anmalan");
            await Expect(page.Locator(".loading")).ToContainTextAsync(NotFetched);
            await page.UnrouteAsync(file);
        }

        await page.OpenAsync("/anmalan");
        await page.Button("Få länken igen").ClickAsync();
        await page.FillAsync("#email", "kim@example.org");
        await page.EvaluateAsync("document.getElementById('website').value = 'https://example.org'");
        await page.Button("Skicka länken").ClickAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Din webbläsare fyllde i ett dolt fält.");
        Assert.StartsWith("Fel: Din anmälan", await page.TitleAsync(), StringComparison.Ordinal);
        await page.Button("Skicka länken").ClickAsync();
        await Expect(page.Heading("Tack. Titta i din e-post.")).ToBeFocusedAsync();
        Assert.StartsWith("Din anmälan", await page.TitleAsync(), StringComparison.Ordinal);

        // A wrong code is slow, and the right one is opened meanwhile.
        var late = new TaskCompletionSource();
        await page.RouteAsync("**/api/my/registration", async route =>
        {
            if (!(await route.Request.HeaderValueAsync("authorization"))!.EndsWith(bo, StringComparison.Ordinal))
            {
                await late.Task;
            }

            await route.ContinueAsync();
        });
        await page.FillAsync("#code", new string('a', bo.Length));
        await page.Button("Visa").ClickAsync();
        await Expect(page.Locator("#content .loading")).ToBeVisibleAsync();
        await page.EvaluateAsync("secret => { location.hash = secret; }", bo);
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
        var wrong = page.WaitForResponseAsync(response => response.Status == 401);
        late.SetResult();
        await wrong;
        await page.ReloadAsync();
        await Expect(page.GetByText("bo@example.org")).ToBeVisibleAsync();

        await page.RouteAsync("**/js/change-forms.js", route => route.AbortAsync());
        await page.Button("Rätta dina uppgifter").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = NotFetched })).ToBeVisibleAsync();
        await Expect(page.Button("Rätta dina uppgifter")).ToBeFocusedAsync();

        await page.EvaluateAsync("secret => { location.hash = secret; }", kim);
        await Expect(page.GetByText("kim@example.org")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_the_console_what_is_written_is_asked_about_and_a_message_goes_to_those_who_have_come_only_once_the_day_is_here()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor/ny-temadag");
        Assert.False(await page.EvaluateAsync<bool>(Asks));
        await page.FillAsync("#title", "En dag");
        Assert.True(await page.EvaluateAsync<bool>(Asks));

        await page.OpenAsync("/arrangor/temadag/lulea/anmal");
        Assert.False(await page.EvaluateAsync<bool>(Asks));
        await page.FillAsync("#firstName", "Siv");
        Assert.True(await page.EvaluateAsync<bool>(Asks));

        await page.OpenAsync("/arrangor/temadag/lulea/meddelande");
        await Expect(page.GetByText("De som har en plats", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("De som kom", new() { Exact = true })).ToHaveCountAsync(0);
        await page.FillAsync("#subject", "Hej");
        Assert.True(await page.EvaluateAsync<bool>(Asks));

        await page.OpenAsync("/arrangor/temadag/lulea/redigera");
        Assert.False(await page.EvaluateAsync<bool>(Asks));
        await page.FillAsync("#summary", "Något nytt");
        Assert.True(await page.EvaluateAsync<bool>(Asks));
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Temadagen är sparad.")).ToBeFocusedAsync();
        Assert.False(await page.EvaluateAsync<bool>(Asks));
        await page.Locator("summary", new() { HasText = "Ny tid eller plats" }).ClickAsync();
        await page.FillAsync("#new-city", "Boden");
        Assert.True(await page.EvaluateAsync<bool>(Asks));

        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2016-12-01' WHERE Slug = 'lulea'"));
        await page.OpenAsync("/arrangor/temadag/lulea/meddelande");
        await Expect(page.GetByText("De som kom", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("De som hade en plats men inte kom", new() { Exact = true })).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");

        // A reason is asked for in a dialog: whoever closes it while it is sent is told that it was done.
        var done = page.EvaluateAsync<bool>("""
            async () => {
              const { withReason } = await import('/js/console/reason-dialog.js');
              const words = { heading: 'Varför?', text: '', reason: 'Skäl', reasonHint: '', missing: 'Skriv ett skäl.', yes: 'Gör det', no: 'Avbryt' };
              return withReason(words, () => new Promise(resolve => setTimeout(resolve, 1000)));
            }
            """);
        await page.FillAsync("dialog textarea", "Därför");
        await page.Button("Gör det").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.True(await done);
    }

    [Fact]
    public async Task What_would_be_refused_again_offers_a_way_on_and_no_second_try()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor/losenord#" + new string('a', 52));
        await Expect(page.Heading("Länken gäller inte längre")).ToBeVisibleAsync();
        await Expect(page.Button("Försök igen")).ToHaveCountAsync(0);

        await page.OpenAsync("/arrangor/temadag/finns-inte");
        await Expect(page.Button("Försök igen")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { Name = "Visa alla temadagar" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(service.Address, "/arrangor").ToString());
        await Expect(page.Heading("Temadagar")).ToBeVisibleAsync();

        await page.OpenAsync("/incheckning/?dag=finns-inte");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visa alla temadagar" })).ToHaveAttributeAsync("href", "/incheckning/");

        // A proxy's own page says nothing of why.
        await page.RouteAsync("**/api/organizer/theme-days/lulea", route => route.FulfillAsync(new() { Status = 403, ContentType = "text/html", Body = "<h1>403</h1>" }));
        await page.OpenAsync("/arrangor/temadag/lulea/redigera");
        await page.UnrouteAsync("**/api/organizer/theme-days/lulea");
        await page.Button("Försök igen").ClickAsync();
        await Expect(page.Locator("#title")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_list_that_comes_page_by_page_shows_each_row_once_and_the_keyboard_goes_on_at_the_first_new_one()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        var asked = 0;
        await page.RouteAsync("**/api/organizer/log?*", async route =>
        {
            var first = !route.Request.Url.Contains("cursor=x", StringComparison.Ordinal);
            asked += first ? 0 : 1;
            await Task.Delay(first ? 0 : 300);
            var rows = string.Join(',', Enumerable.Range(first ? 1 : 3, 2).Select(number =>
                $$"""{ "at": "2026-11-0{{number}}T09:00:00Z", "actorName": "Rad {{number}}", "actorKind": "account", "action": "signedIn", "subjectKind": null, "subjectId": null, "board": null, "people": null }"""));
            await route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{ "rows": [{{rows}}], "cursor": {{(first ? "\"x\"" : "null")}}, "head": null }""" });
        });

        await page.OpenAsync("/arrangor/logg");
        await page.EvaluateAsync("() => { const more = [...document.querySelectorAll('button')].find(button => button.textContent === 'Visa äldre'); more.click(); more.click(); }");

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Expect(page.Locator("tbody tr").Nth(2).Locator("td").First).ToBeFocusedAsync();
        Assert.Equal(1, asked);
        await AccessibilityTests.CheckAsync(page, "sv");
    }
}
