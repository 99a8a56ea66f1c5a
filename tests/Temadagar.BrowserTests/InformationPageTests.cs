using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.InformationPages;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The pages in Finnish, Meänkieli and the Sami languages, and how they are written. The texts here are made up, and in no language.</summary>
[Slow]
public class InformationPageTests(Browser browser, Sites sites)
{
    private const string Text = "Čđŋ šŧž áïæø, čđŋ šŧž.\n\n## Áčđ ŋšŧ\n\n- žáč đŋš\n- [ŧžá](https://example.org/)\n\nČđŋšŧžáïæøčđŋšŧžáïæøčđŋšŧžáïæø xyz 010-225 50 00.";

    internal static async Task WriteAsync(TestService service, params string[] languages)
    {
        using var administrator = await Administrator.OfAsync(service);
        foreach (var language in languages)
        {
            await administrator.WriteAsync(language, $"Čđŋ šŧž {language}", Text);
        }
    }

    [Theory]
    [InlineData("sv", "Information på andra språk", "Kontakta arrangörerna")]
    [InlineData("en", "Information in other languages", "Contact the organizers")]
    public async Task Every_page_leads_to_each_language_by_its_own_name_and_the_page_there_is_marked_as_that_language(
        string language, string heading, string contact)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await WriteAsync(service, "sma", "fi", "se", "smj", "fit");
        var page = await browser.NewPageAsync(service.Address, 320, 900);
        await page.OpenAsync($"/tillganglighet?lang={language}");
        var links = page.GetByRole(AriaRole.Navigation, new() { Name = heading }).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync(["suomi", "meänkieli", "davvisámegiella", "julevsámegiella", "åarjelsaemien gïele"]);
        Assert.Equal(
            ["fi fi /information/fi", "fit fit /information/fit", "se se /information/se", "smj smj /information/smj", "sma sma /information/sma"],
            await links.EvaluateAllAsync<string[]>("links => links.map(link => `${link.lang} ${link.hreflang} ${link.getAttribute('href')}`)"));
        await CheckAsync(page, language, $"information-footer-{language}");

        await links.GetByText("davvisámegiella").ClickAsync();

        var title = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(title).ToHaveTextAsync("Čđŋ šŧž se");
        await Expect(title).ToHaveAttributeAsync("lang", "se");
        await Expect(page.Locator("main .own")).ToHaveAttributeAsync("lang", "se");
        await Expect(page.Locator("main .own h2")).ToHaveTextAsync("Áčđ ŋšŧ");
        await Expect(page.Locator("main").GetByRole(AriaRole.Heading, new() { Name = contact })).ToBeVisibleAsync();
        await Expect(page.Locator("main a[href^='mailto:']").First).ToBeVisibleAsync();
        Assert.StartsWith("Čđŋ šŧž se – ", await page.TitleAsync(), StringComparison.Ordinal);
        await CheckAsync(page, language, $"information-{language}");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/temadag/lulea")]
    [InlineData("/anmalan/ny?dag=lulea")]
    [InlineData("/integritet")]
    public async Task Nothing_moves_and_nothing_more_is_asked_for_on_account_of_the_links(string address)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await WriteAsync(service, "fi", "se");

        var (asked, moved) = await OpenAsync(service, links: 2);
        var (askedWithout, movedWithout) = await OpenAsync(sites.Demonstration, links: 0);

        Assert.Equal(askedWithout, asked);
        Assert.InRange(movedWithout, 0, 0.05);
        Assert.InRange(moved, 0, 0.05);

        async Task<(IEnumerable<string> Asked, double Moved)> OpenAsync(TestService service, int links)
        {
            var page = await browser.NewPageAsync(service.Address, 320, 640);
            // The banner of a demonstration moves the first page that one sees.
            await page.OpenAsync("/");
            await page.AddInitScriptAsync("""
                window.moved = 0;
                new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });
                """);
            var asked = new List<string>();
            page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
            await page.OpenAsync(address);
            await Expect(page.Locator("#organizers li").First).ToBeVisibleAsync();
            await Expect(page.Locator(".foot .languages a")).ToHaveCountAsync(links);
            return (asked.Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), await page.EvaluateAsync<double>("window.moved"));
        }
    }

    [Theory]
    [InlineData("sv", "Sidan finns inte")]
    [InlineData("en", "There is no such page")]
    public async Task Where_nothing_is_written_there_is_no_link_and_the_address_says_that_there_is_no_page(string language, string heading)
    {
        var page = await browser.NewPageAsync(sites.Demonstration.Address, 320);
        foreach (var address in (string[])["/information/se", "/information/rom", "/information/%C3%A5"])
        {
            await page.OpenAsync($"{address}?lang={language}");
            await Expect(page.Heading(heading)).ToBeVisibleAsync();
            await Expect(page.Locator("#organizers li").First).ToBeVisibleAsync();
            await Expect(page.Locator(".languages")).ToHaveCountAsync(0);
        }

        await CheckAsync(page, language, $"information-unknown-{language}");
    }

    [Fact]
    public async Task Without_an_answer_it_says_so_and_tries_again()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await WriteAsync(service, "fi");
        var page = await browser.NewPageAsync(service.Address, 320);
        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.OpenAsync("/information/fi");
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.Button("Försök igen").ClickAsync();

        await Expect(page.Heading("Čđŋ šŧž fi")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task An_administrator_writes_a_page_looks_at_it_first_and_takes_it_away(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var swedish = language == "sv";
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync($"/arrangor?lang={language}");
        await page.GetByRole(AriaRole.Link, new() { Name = swedish ? "Informationssidor" : "Information pages" }).ClickAsync();
        await Expect(page.Locator("summary")).ToHaveCountAsync(5);
        await CheckAsync(page, language, $"information-pages-{language}");

        await page.GetByText("davvisámegiella").ClickAsync();
        await Expect(page.Locator("#title-se")).ToHaveAttributeAsync("lang", "se");
        await page.FillAsync("#text-se", Text + "\n\n<img src=x onerror=\"window.ran=1\">");
        await page.Locator("details[open]").GetByText(swedish ? "Spara" : "Save", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#title-se")).ToHaveAttributeAsync("aria-invalid", "true");
        await CheckAsync(page, language, $"information-fault-{language}");

        await page.FillAsync("#title-se", "Áčđ");
        await page.Locator("details[open]").GetByText(swedish ? "Visa texten som den blir" : "Show the text as it will be").ClickAsync();
        await Expect(page.Locator(".own[lang=se] h2")).ToHaveTextAsync("Áčđ ŋšŧ");
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Equal(0, await service.CountAsync("InformationPages"));
        await page.Locator("details[open]").GetByText(swedish ? "Spara" : "Save", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText(swedish ? "Nordsamiska: sidan är sparad och visas." : "Northern Sami: the page is saved and is shown.")).ToBeFocusedAsync();
        await CheckAsync(page, language, $"information-saved-{language}");

        // What has been saved is followed by what is written next, and taken away.
        await page.FillAsync("#text-se", "");
        await page.Locator("details[open]").GetByText(swedish ? "Spara" : "Save", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText(swedish ? "Nordsamiska: sparat. Utan text finns ingen sida." : "Northern Sami: saved. Without a text there is no page.")).ToBeFocusedAsync();
        await Expect(page.Locator("details[open] a[href='/information/se']")).ToBeHiddenAsync();

        await page.FillAsync("#text-se", "Áčđ.");
        await page.Locator("details[open]").GetByText(swedish ? "Spara" : "Save", new() { Exact = true }).ClickAsync();
        await page.Locator("details[open] a[href='/information/se']").ClickAsync();
        await Expect(page.Heading("Áčđ").First).ToBeVisibleAsync();

        await page.OpenAsync("/arrangor/logg");
        await Expect(page.Locator("tbody tr", new() { HasText = swedish ? "Ändrade en informationssida" : "Changed an information page" })).ToHaveCountAsync(3);
        await Expect(page.Locator("tbody a[href='/arrangor/informationssidor']").First).ToHaveTextAsync("se");
    }

    [Fact]
    public async Task Whoever_saves_what_another_has_changed_meanwhile_is_told_and_loses_nothing()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync("/arrangor/informationssidor");
        await page.GetByText("suomi").ClickAsync();
        await WriteAsync(service, "fi");
        await page.FillAsync("#title-fi", "Min rubrik");
        await page.FillAsync("#text-fi", "Min text");

        await page.Locator("details[open]").GetByText("Spara", new() { Exact = true }).ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Någon annan har ändrat det här");
        await Expect(page.Locator("#text-fi")).ToHaveValueAsync("Min text");
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal("Čđŋ šŧž fi", (string)(await service.GetJsonAsync("/api/information-pages/fi"))["title"]!);
    }

    [Fact]
    public async Task What_was_saved_without_an_answer_is_known_as_one_s_own()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator, 1280);
        await page.OpenAsync("/arrangor/informationssidor");
        await page.GetByText("suomi").ClickAsync();
        await page.FillAsync("#title-fi", "Min rubrik");
        await page.FillAsync("#text-fi", "Min text");
        await page.RouteAsync("**/api/organizer/information-pages/fi", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        }, new() { Times = 1 });
        await page.Locator("details[open]").GetByText("Spara", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();

        await page.Locator("details[open]").GetByText("Spara", new() { Exact = true }).ClickAsync();

        await Expect(page.GetByText("Finska: sidan är sparad och visas.")).ToBeFocusedAsync();
        Assert.Equal(1, await service.CountAsync("InformationPages WHERE Version = 1"));
    }

    [Fact]
    public async Task An_organizer_is_not_led_to_what_only_an_administrator_writes()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor");
        await Expect(page.Heading("Temadagar").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Informationssidor")).ToHaveCountAsync(0);
        await page.OpenAsync("/arrangor/informationssidor");
        await Expect(page.Heading("Det får du inte göra")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page, string language, string shot)
    {
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, shot);
    }
}
