using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An administrator says what the series is called, who organizes it, how they are reached and what they tell of personal data.</summary>
[Slow]
public class SeriesAndBoardsTests(Browser browser)
{
    private const string Asks = "() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";

    [Fact]
    public async Task The_real_series_gets_its_contacts_and_notices_and_anyone_sees_them()
    {
        await using var service = await TestService.StartAsync(Seed.Series, settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Serien och arrangörerna" }).ClickAsync();
        await Expect(page.Locator("summary").First).ToHaveTextAsync("Länsstyrelsen Norrbotten: saknar e-post, telefon och information om personuppgifter");
        await AccessibilityTests.CheckAsync(page, "sv");

        // The series: also what stands above this page is as it was saved.
        await page.FillAsync("#series-name", "Temadagar i norr");
        await page.FillAsync("#series-partners", "Region Norrbotten\n\n Kunskapsnätverket hiv/STI Norr ");
        Assert.True(await page.EvaluateAsync<bool>(Asks));
        await page.Button("Spara").First.ClickAsync();
        await Expect(page.GetByText("Serien är sparad och visas så här nu.")).ToBeFocusedAsync();
        await Expect(page.Locator("#series")).ToHaveTextAsync("Temadagar i norr");
        Assert.False(await page.EvaluateAsync<bool>(Asks));

        // A board, by the keyboard: a fault first, then as it should be.
        await page.Locator("summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#email-norrbotten", "temadagar");
        await page.FillAsync("#phone-norrbotten", "växeln");
        await page.FillAsync("#privacyNotice-norrbotten", "## Ansvarig\n\n**Länsstyrelsen**.\n\n<img src=x onerror=\"window.ran=1\">");
        var board = page.Locator("details[open]");
        await board.GetByText("Spara", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator("#email-norrbotten")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#phone-norrbotten")).ToHaveAttributeAsync("aria-invalid", "true");
        await board.GetByText("Visa texten som den blir").ClickAsync();
        await Expect(board.Locator(".own h3")).ToHaveTextAsync("Ansvarig");
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#email-norrbotten", "temadagar@norrbotten.example.org");
        await page.FillAsync("#phone-norrbotten", "010-225 50 00");
        await page.Locator("#phone-norrbotten").PressAsync("Enter");
        await Expect(page.GetByText("Länsstyrelsen Norrbotten är sparad och visas så här nu.")).ToBeFocusedAsync();
        await Expect(page.Locator("summary").First).ToHaveTextAsync("Länsstyrelsen Norrbotten: allt är ifyllt");
        await Expect(page.Locator("#organizers")).ToContainTextAsync("010-225 50 00");

        // One more, which goes again; the first one has a key and stays.
        await page.Locator("summary").First.ClickAsync();
        await page.GetByText("Lägg till en arrangör").ClickAsync();
        await page.FillAsync("#new-name", "Länsstyrelsen Gävleborg");
        await page.Button("Lägg till arrangören").ClickAsync();
        await Expect(page.Locator("#new-slug")).ToHaveAttributeAsync("aria-invalid", "true");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#new-slug", "gavleborg");
        await page.Button("Lägg till arrangören").ClickAsync();
        await Expect(page.GetByText("Länsstyrelsen Gävleborg är tillagd, sist av arrangörerna.")).ToBeFocusedAsync();
        await Expect(page.Locator("summary")).ToHaveCountAsync(6);
        Assert.False(await page.EvaluateAsync<bool>(Asks));
        await page.Locator("summary", new() { HasText = "Gävleborg" }).ClickAsync();
        await page.Button("Ta bort arrangören").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Ta bort Länsstyrelsen Gävleborg?")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort arrangören" }).ClickAsync();
        await Expect(page.GetByText("Länsstyrelsen Gävleborg är borttagen.")).ToBeFocusedAsync();
        await Expect(page.Locator("summary")).ToHaveCountAsync(5);

        await service.NamedKeyAsync(Role.Organizer);
        await page.Locator("summary").First.ClickAsync();
        await page.Button("Ta bort arrangören").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort arrangören" }).ClickAsync();
        await Expect(page.GetByText("Arrangören kan inte tas bort. Till arrangören hör 1 API-nyckel. Inget har tagits bort.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");

        // As anyone sees it.
        await page.OpenAsync("/integritet");
        await Expect(page.Locator("main a[href='tel:0102255000']").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Ansvarig").First).ToBeVisibleAsync();

        await page.OpenAsync("/arrangor/logg");
        await Expect(page.Locator("tbody tr", new() { HasText = "Ändrade serien" }).Locator("a[href='/arrangor/arrangorer']")).ToHaveTextAsync("Serien");
        await Expect(page.Locator("tbody tr", new() { HasText = "Ändrade en arrangör" }).Locator("a[href='/arrangor/arrangorer']")).ToHaveTextAsync("Länsstyrelsen Norrbotten");
        await Expect(page.Locator("tbody tr", new() { HasText = "Tog bort en arrangör" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_English_the_same_page_says_the_same()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync("/arrangor/arrangorer?lang=en");
        await Expect(page.Locator("summary").First).ToHaveTextAsync("Länsstyrelsen Norrbotten: all is filled in");
        await page.Locator("summary").First.ClickAsync();
        await AccessibilityTests.CheckAsync(page, "en");
    }

    [Fact]
    public async Task Whoever_saves_what_another_has_changed_meanwhile_is_told_and_loses_nothing()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync("/arrangor/arrangorer");
        using (var other = await service.WithKeyAsync(Role.Administrator))
        {
            using var change = new HttpRequestMessage(HttpMethod.Put, "/api/organizer/boards/norrbotten") { Content = JsonContent.Create(new { name = "Ett annat namn" }) };
            change.Headers.Add("If-Match", "*");
            using var changed = await other.SendAsync(change);
            Assert.True(changed.IsSuccessStatusCode);
        }

        await page.Locator("summary").First.ClickAsync();
        await page.FillAsync("#phone-norrbotten", "010-225 50 00");
        await page.Locator("details[open]").GetByText("Spara", new() { Exact = true }).ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Någon annan har ändrat det här");
        await Expect(page.Locator("#phone-norrbotten")).ToHaveValueAsync("010-225 50 00");
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Theory]
    [InlineData("PUT", "/api/organizer/boards/norrbotten")]
    [InlineData("POST", "/api/organizer/boards")]
    [InlineData("DELETE", "/api/organizer/boards/tillfallig")]
    public async Task What_was_done_without_an_answer_is_known_as_one_s_own(string method, string address)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        using (var administrator = await service.WithKeyAsync(Role.Administrator))
        {
            using var added = await administrator.PostAsJsonAsync("/api/organizer/boards", new { slug = "tillfallig", name = "Tillfällig" });
            Assert.True(added.IsSuccessStatusCode);
        }

        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator, 1280);
        await page.OpenAsync("/arrangor/arrangorer");
        var unanswered = 0;
        await page.RouteAsync($"**{address}", async route =>
        {
            if (route.Request.Method != method || unanswered++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.Locator("summary", new() { HasText = method switch { "PUT" => "Norrbotten", "POST" => "Lägg till", _ => "Tillfällig" } }).ClickAsync();
        if (method == "PUT")
        {
            await page.FillAsync("#phone-norrbotten", "010-225 50 00");
        }
        else if (method == "POST")
        {
            await page.FillAsync("#new-name", "Länsstyrelsen Gävleborg");
            await page.FillAsync("#new-slug", "gavleborg");
        }

        await PressAsync();
        await Expect(page.GetByText("Vi fick inget svar").First).ToBeVisibleAsync();
        await PressAsync();

        await Expect(page.GetByText(method switch { "PUT" => "Länsstyrelsen Norrbotten är sparad", "POST" => "Länsstyrelsen Gävleborg är tillagd", _ => "Tillfällig är borttagen" })).ToBeFocusedAsync();

        async Task PressAsync()
        {
            await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = method switch { "PUT" => "Spara", "POST" => "Lägg till arrangören", _ => "Ta bort arrangören" } }).ClickAsync();
            if (method == "DELETE")
            {
                await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort arrangören" }).ClickAsync();
            }
        }
    }

    [Fact]
    public async Task An_organizer_is_not_led_to_what_only_an_administrator_edits()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor");
        await Expect(page.Heading("Temadagar").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Serien och arrangörerna")).ToHaveCountAsync(0);
        await page.OpenAsync("/arrangor/arrangorer");
        await Expect(page.Heading("Det får du inte göra")).ToBeVisibleAsync();
    }
}
