using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Temadagar.Programme;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The public page of a day that has all a day can have: abstracts, kinds, rooms, biographies and portraits.</summary>
public class DayPageTests(Browser browser, Sites sites)
{
    // A picture of two colours, wider than it is high.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAFElEQVR4nGPkN7BigAEmBiSAygEAD/AAQQAzDpsAAAAASUVORK5CYII=");

    private TestService Service => sites.Demonstration;

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_rich_programme_is_accessible_and_nothing_moves_when_the_portraits_come(string language)
    {
        var page = await OpenAsync(await RichDayAsync(), language);

        await AccessibilityTests.CheckAsync(page, language);
        await Expect(page.Locator(".programme > li")).ToHaveCountAsync(3);
        await Expect(page.Locator(".programme h4")).ToHaveTextAsync("Vi talar om");
        await Expect(page.Locator(".programme .own a")).ToHaveAttributeAsync("href", "https://example.org/rapport");
        await Expect(page.Locator(".programme").GetByText(language == "sv" ? "Panelsamtal, Sal A" : "Panel discussion, Sal A")).ToBeVisibleAsync();
        var portrait = page.GetByRole(AriaRole.Img, new() { Name = "Åsa Öberg" });
        await Expect(portrait).ToHaveAttributeAsync("loading", "lazy");
        await portrait.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.portrait')].every(picture => picture.complete && picture.naturalWidth)");
        Assert.Equal(130, (await portrait.BoundingBoxAsync())!.Height);
        Assert.Equal(0, await page.EvaluateAsync<double>("() => window.moved"));
    }

    [Fact]
    public async Task A_biography_is_in_the_reader_s_language_where_there_is_one_and_says_its_own_where_not()
    {
        var day = await RichDayAsync();
        var english = await OpenAsync(day, "en");
        var swedish = await OpenAsync(day, "sv");

        await Expect(english.GetByText("She does research.")).Not.ToHaveAttributeAsync("lang", new System.Text.RegularExpressions.Regex(".*"));
        await Expect(english.GetByText("Arbetar i kommunen.")).ToHaveAttributeAsync("lang", "sv");
        await Expect(swedish.GetByText("Hon forskar.")).Not.ToHaveAttributeAsync("lang", new System.Text.RegularExpressions.Regex(".*"));
        await Expect(swedish.GetByText("Works abroad.")).ToHaveAttributeAsync("lang", "en");
        await Expect(swedish.Locator(".people .lines")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task What_has_been_stands_last_and_says_where_the_certificate_is()
    {
        const string Certificate = "När arrangören har utfärdat intygen hämtar du ditt på din egen sida.";
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        async Task<string> DayAsync(string title, int inDays, bool cancelled = false)
        {
            var slug = await service.AddDayAsync(change: plan => plan with { Title = title, Date = Stockholm.Today(service.Clock).AddDays(inDays), RegistrationOpensAt = null, RegistrationClosesAt = null });
            if (cancelled)
            {
                await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @At WHERE Slug = @slug", new { At = service.Clock.GetUtcNow(), slug }));
            }

            return slug;
        }

        await DayAsync("Det som blev av först", -90);
        var held = await DayAsync("Det som var", -9);
        await DayAsync("Det som inte blev av", -30, cancelled: true);
        await DayAsync("Det som inte blir av", 5, cancelled: true);

        var page = await browser.NewPageAsync(service.Address);
        await page.OpenAsync("/");
        var past = page.Locator("section", new() { Has = page.Heading("Temadagar som har varit") });
        await Expect(past.Locator("h3 a")).ToHaveTextAsync(["Det som var", "Det som inte blev av", "Det som blev av först"]);
        await Expect(page.Locator("main section").First.Locator("h3 a").First).ToHaveTextAsync("Det som inte blir av");
        await Expect(page.Locator("main h2")).ToHaveTextAsync(["Temadagar", "Temadagar som har varit", "Följ temadagarna i din kalender", "Arrangörer"]);
        await page.OpenAsync($"/temadag/{held}");
        await Expect(page.GetByText(Certificate)).ToBeVisibleAsync();

        // In the real series nobody has registered for the day that was held: it has no places.
        var real = await browser.NewPageAsync(sites.RealSeries.Address);
        await real.OpenAsync("/temadag/lulea");
        await Expect(real.GetByText("Temadagen har hållits")).ToBeVisibleAsync();
        await Expect(real.GetByText(Certificate)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("sv", 0, "onsdag 1 januari 2098 kl. 24.00")]
    [InlineData("en", 0, "Wednesday 1 January 2098, midnight")]
    [InlineData("sv", 1, "torsdag 2 januari 2098 kl. 00.01")]
    public async Task What_closes_as_a_day_begins_closes_as_the_one_before_ends(string language, int minute, string said)
    {
        var day = await Service.AddDayAsync(change: plan => plan with { Date = new DateOnly(2098, 1, 9), RegistrationClosesAt = Stockholm.At(new DateOnly(2098, 1, 2), new TimeOnly(0, minute)) });

        var page = await OpenAsync(day, language);

        await Expect(page.Locator(".facts")).ToContainTextAsync(said);
    }

    [Fact]
    public async Task The_programme_is_printed_clean_and_in_black()
    {
        var page = await browser.NewPageAsync(Service.Address);
        await page.AddInitScriptAsync("window.print = () => { window.printed = true; }");
        await page.OpenAsync("/temadag/" + await RichDayAsync());
        await page.Button("Skriv ut programmet").ClickAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.printed"));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var text in new[] { "Anmälan är öppen", "Skriv ut programmet", "Prenumerera på kalendern", "Dina personuppgifter", "Visa alla temadagar", "Om tjänsten", "Kontakta arrangörerna" })
        {
            await Expect(page.GetByText(text, new() { Exact = true })).ToBeHiddenAsync();
        }

        await Expect(page.GetByText("Panel om framtiden")).ToBeVisibleAsync();
        await Expect(page.Locator(".demonstration")).ToBeVisibleAsync();
        Assert.Equal(["rgb(0, 0, 0)"], await page.EvaluateAsync<string[]>(
            "() => [...new Set([...document.querySelectorAll('h1, h2, h3, h4, .time, main p, main li, main a')].filter(one => one.checkVisibility()).map(one => getComputedStyle(one).color))]"));
    }

    [Fact]
    public async Task What_the_page_says_to_programs_is_no_script_to_the_browser()
    {
        var hostile = "</script><script>window.ran = 1</script><img src=x onerror=\"window.ran = 2\">";
        var day = await Service.AddDayAsync(change: one => one with { Title = hostile, Summary = hostile });
        var page = await browser.NewPageAsync(Service.Address);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.AddInitScriptAsync("window.violations = []; addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective))");

        await page.OpenAsync("/temadag/" + day);

        Assert.Equal("Demonstration: " + hostile, await page.EvaluateAsync<string>("() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent).name"));
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Empty(await page.EvaluateAsync<string[]>("window.violations"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task One_may_subscribe_to_the_series_and_to_a_day_that_is_to_come()
    {
        var host = Service.Address.Authority;
        var page = await browser.NewPageAsync(Service.Address);
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Prenumerera på kalendern" });

        await page.OpenAsync("/");
        await Expect(link).ToHaveAttributeAsync("href", $"webcal://{host}/calendar/series.ics");
        await page.OpenAsync("/temadag/lulea");
        await Expect(link).ToHaveAttributeAsync("href", $"webcal://{host}/calendar/lulea.ics");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"http://{host}/calendar/lulea.ics" })).ToHaveAttributeAsync("href", "/calendar/lulea.ics");

        var held = await browser.NewPageAsync(sites.RealSeries.Address);
        await held.OpenAsync("/temadag/lulea");
        await Expect(held.GetByText("Prenumerera på kalendern")).ToHaveCountAsync(0);
    }

    private async Task<string> RichDayAsync()
    {
        var day = await Service.AddDayAsync(onSite: 40, online: 100, change: one => one with
        {
            Title = "Från misstanke till stöd",
            Summary = "En dag om hur vi gör tillsammans.",
            Description = "Dagen vänder sig till dig som möter människor i arbetet.",
            City = "Luleå",
            Venue = "Kulturens hus",
        });
        var first = await Service.AddSpeakerAsync("Åsa Öberg", one => one with
        {
            Title = "Forskare",
            Organization = "Universitetet",
            BiographySv = "Hon forskar.\n\nHennes senaste bok handlar om samverkan\noch om det som hindrar den.",
            BiographyEn = "She does research.",
        });
        var second = await Service.AddSpeakerAsync("Bo Ek", one => one with { Title = "Socialsekreterare", Organization = "Luleå kommun", BiographySv = "Arbetar i kommunen." });
        var third = await Service.AddSpeakerAsync("Jane Doe", one => one with { Organization = "The Agency", BiographyEn = "Works abroad." });
        await Service.AddSessionAsync(day, 9, 11, "Vad vet vi?", session => session with
        {
            Room = "Stora salen",
            Abstract = "Om det som **forskningen** säger.\n\n## Vi talar om\n\n- efterfrågan\n- [rapporten](https://example.org/rapport)",
        }, first);
        await Service.AddSessionAsync(day, 11, 12, "Lunch", session => session with { Kind = SessionKind.Break });
        await Service.AddSessionAsync(day, 13, 16, "Panel om framtiden", session => session with { Kind = SessionKind.Panel, Room = "Sal A" }, second, third, first);
        return day;
    }

    private async Task<IPage> OpenAsync(string day, string language)
    {
        var page = await browser.NewPageAsync(Service.Address, 320, 900);
        await page.AddInitScriptAsync("""
            window.moved = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) {
                if (entry.sources.some(source => source.node?.closest?.('.people') ?? source.node?.parentElement?.closest('.people'))) window.moved += entry.value;
              }
            }).observe({ type: 'layout-shift', buffered: true });
            """);
        // As the API says it where a speaker has a portrait.
        await page.RouteAsync("**/api/theme-days/" + day, async route =>
        {
            var body = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            foreach (var speaker in body["speakers"]!.AsArray().Take(2))
            {
                speaker!["portrait"] = new JsonObject { ["small"] = "/api/speakers/x/portrait?size=small", ["large"] = "/api/speakers/x/portrait?size=large" };
            }

            await route.FulfillAsync(new() { ContentType = "application/json", Body = body.ToJsonString() });
        });
        await page.RouteAsync("**/api/speakers/**", async route =>
        {
            await Task.Delay(300);
            await route.FulfillAsync(new() { ContentType = "image/png", BodyBytes = Picture });
        });
        await page.OpenAsync($"/temadag/{day}?lang={language}");
        return page;
    }
}
