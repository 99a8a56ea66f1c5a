using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Every page in every state: no fault that axe knows of, nothing wider than a phone, nothing fetched from elsewhere.</summary>
[Slow]
public class AccessibilityTests(Browser browser, Sites sites)
{
    private const string NoSecret = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    internal static readonly Dictionary<string, (string Address, Func<IPage, Task>? Do)> Demonstration = new()
    {
        ["the days"] = ("/", null),
        ["a day"] = ("/temadag/lulea", null),
        ["an unknown day"] = ("/temadag/finns-inte", null),
        ["the form"] = ("/anmalan/ny?dag=lulea", null),
        ["the form without a day"] = ("/anmalan/ny", null),
        ["the form with faults"] = ("/anmalan/ny?dag=lulea", page => page.Locator("form button[type=submit]").ClickAsync()),
        ["the form with a colleague"] = ("/anmalan/ny?dag=lulea", page => page.Locator("button:not([type=submit]):not(.remove)").Last.ClickAsync()),
        ["the review"] = ("/anmalan/ny?dag=harnosand", ReviewAsync),
        ["the receipt"] = ("/anmalan/ny?dag=harnosand", SendAsync),
        ["the own page without a code"] = ("/anmalan", null),
        ["the own page with a wrong code"] = ("/anmalan#" + NoSecret, null),
        ["confirming without a code"] = ("/bekrafta", null),
        ["all that is held without a code"] = ("/anmalan/uppgifter", null),
        ["a speaker's page without a code"] = ("/medverkande", null),
        ["a speaker's page with a wrong code"] = ("/medverkande#" + NoSecret, null),
        ["checking a certificate"] = ("/intyg", null),
        ["checking a certificate without a code"] = ("/intyg", page => page.Locator("form button[type=submit]").ClickAsync()),
        ["a certificate that is not there"] = ("/intyg/aaaaaaaaaaaaaaaaaaaaaaaaaa", null),
        ["taking an address off"] = ("/intresse#" + NoSecret, null),
        ["signing in"] = ("/arrangor", null),
        ["signing in at the door"] = ("/incheckning/?dag=lulea", null),
        ["signing in with faults"] = ("/arrangor", page => page.Locator("form button[type=submit]").ClickAsync()),
        ["choosing a password with a wrong link"] = ("/arrangor/losenord#" + NoSecret, null),
        ["an information page that is not there"] = ("/information/fi", null),
        ["accessibility"] = ("/tillganglighet", null),
        ["privacy"] = ("/integritet", null),
        ["all problems"] = ("/problems", null),
        ["a problem"] = ("/problems/protected-contact-unreadable", null),
        ["a problem that is not there"] = ("/problems/finns-inte", null),
        ["not found"] = ("/finns-inte", null),
    };

    private static readonly Dictionary<string, (string Address, Func<IPage, Task>? Do)> RealSeries = new()
    {
        ["the days of the real series"] = ("/", null),
        ["a day that was held"] = ("/temadag/lulea", null),
        ["an undated day"] = ("/temadag/temadag-2", null),
        ["the form with no open day"] = ("/anmalan/ny", null),
        ["privacy of the real series"] = ("/integritet", null),
    };

    [Theory]
    [InlineData("sv", 320, ColorScheme.Light)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    public Task Every_page_of_the_demonstration_is_accessible(string language, int width, ColorScheme scheme) =>
        CheckAllAsync(sites.Demonstration, Demonstration, language, width, scheme, isDemonstration: true);

    [Theory]
    [InlineData("sv", 320, ColorScheme.Light)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    public Task Every_page_of_the_real_series_is_accessible(string language, int width, ColorScheme scheme) =>
        CheckAllAsync(sites.RealSeries, RealSeries, language, width, scheme, isDemonstration: false);

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task The_own_page_is_accessible_before_while_and_after_cancelling(string language)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        (await sites.Demonstration.RegisterAsync(Some.Submission("umea", "online", email))).EnsureSuccessStatusCode();
        var page = await browser.NewPageAsync(sites.Demonstration.Address, 320);
        await page.OpenAsync(In(language, "/anmalan#" + await sites.Demonstration.SecretAsync("registration-confirmed", email)));

        await CheckAsync(page, language);
        await page.Locator("button.grave").ClickAsync();
        await CheckAsync(page, language);
        await page.Locator(".panel button.grave").ClickAsync();
        await Expect(page.Locator(".panel")).ToHaveCountAsync(0);
        await CheckAsync(page, language);
    }

    [Fact]
    public async Task Without_a_series_and_without_an_answer_the_page_says_so()
    {
        var page = await browser.NewPageAsync(sites.Empty.Address, 320);
        await page.OpenAsync("/");
        await CheckAsync(page, "sv");
        await Expect(page.GetByText("Här finns inga temadagar än")).ToBeVisibleAsync();

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.ReloadAsync();
        await Expect(page.GetByText("Vi fick inget svar")).ToBeVisibleAsync();
        await CheckAsync(page, "sv");
    }

    private async Task CheckAllAsync(
        TestService service, Dictionary<string, (string Address, Func<IPage, Task>? Do)> states, string language, int width, ColorScheme scheme, bool isDemonstration)
    {
        var page = await browser.NewPageAsync(service.Address, width, 900, scheme);
        var elsewhere = new List<string>();
        page.Request += (_, request) => elsewhere.AddRange(request.Url.Replace("blob:", "", StringComparison.Ordinal).StartsWith(service.Address.ToString(), StringComparison.Ordinal) ? [] : [request.Url]);
        await page.OpenAsync(In(language, "/"));
        var faults = new List<string>();
        foreach (var (name, (address, act)) in states)
        {
            await new Scene(name, In(language, address), act).OpenAsync(page);
            faults.AddRange((await FaultsAsync(page, language)).Select(fault => $"{name}: {fault}"));
            await Expect(page.Locator(".demonstration")).ToBeVisibleAsync(new() { Visible = isDemonstration });
        }

        Assert.Empty(elsewhere);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string In(string language, string address)
    {
        var (path, fragment) = address.Split('#') is [var before, var after] ? (before, "#" + after) : (address, "");
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}{fragment}";
    }

    private static async Task ReviewAsync(IPage page)
    {
        await page.FillPersonAsync(0, "a@example.org");
        await page.Locator("button:not([type=submit]):not(.remove)").Last.ClickAsync();
        await page.FillPersonAsync(1, "b@example.org");
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    private static async Task SendAsync(IPage page)
    {
        await page.FillPersonAsync(0, $"{Guid.NewGuid():N}@example.org");
        await page.Locator("form button[type=submit]").ClickAsync();
        await Expect(page.Locator("form")).ToHaveCountAsync(0);
    }

    /// <summary>A page in the state that it is in: on a phone and on a desk, in the light and in the dark.</summary>
    internal static Task CheckAsync(IPage page, string language) => Look.BothAsync(page, async width =>
    {
        var faults = await FaultsAsync(page, language);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Select(fault => $"at {width} px: {fault}")));
    });

    private static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string language)
    {
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.False(string.IsNullOrWhiteSpace(await page.TitleAsync()));
        Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        // 1.4.10 Reflow: nothing needs scrolling in two directions.
        return [.. (await page.EvaluateAsync<string[]>(Look.TooWide)).Select(element => $"too wide: {element}"), .. await Axe.FaultsAsync(page)];
    }
}
