using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Every page in every state: no fault that axe knows of, nothing wider than a phone, nothing fetched from elsewhere.</summary>
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

    private static readonly Dictionary<string, string> RealSeries = new()
    {
        ["the days of the real series"] = "/",
        ["a day that was held"] = "/temadag/lulea",
        ["an undated day"] = "/temadag/temadag-2",
        ["the form with no open day"] = "/anmalan/ny",
        ["privacy of the real series"] = "/integritet",
    };

    public static TheoryData<string, string, int, ColorScheme> InDemonstration => Combine(Demonstration.Keys);

    public static TheoryData<string, string, int, ColorScheme> InRealSeries => Combine(RealSeries.Keys);

    [Theory]
    [MemberData(nameof(InDemonstration))]
    public async Task A_page_of_the_demonstration_is_accessible(string state, string language, int width, ColorScheme scheme)
    {
        var (address, act) = Demonstration[state];
        var page = await OpenAsync(sites.Demonstration, address, language, width, scheme);
        if (act is not null)
        {
            await act(page);
        }

        await CheckAsync(page, language);
        await Expect(page.Locator(".demonstration")).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(InRealSeries))]
    public async Task A_page_of_the_real_series_is_accessible(string state, string language, int width, ColorScheme scheme)
    {
        var page = await OpenAsync(sites.RealSeries, RealSeries[state], language, width, scheme);

        await CheckAsync(page, language);
        await Expect(page.Locator(".demonstration")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("sv", 320, ColorScheme.Light)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    public async Task The_own_page_is_accessible_before_while_and_after_cancelling(string language, int width, ColorScheme scheme)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        (await sites.Demonstration.RegisterAsync(Some.Submission("umea", "online", email))).EnsureSuccessStatusCode();
        var page = await OpenAsync(sites.Demonstration, "/anmalan#" + await sites.Demonstration.SecretAsync("registration-confirmed", email), language, width, scheme);

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
        var page = await OpenAsync(sites.Empty, "/", "sv", 320, ColorScheme.Light);
        await CheckAsync(page, "sv");
        await Expect(page.GetByText("Här finns inga temadagar än")).ToBeVisibleAsync();

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.ReloadAsync();
        await Expect(page.GetByText("Vi fick inget svar")).ToBeVisibleAsync();
        await CheckAsync(page, "sv");
    }

    private static TheoryData<string, string, int, ColorScheme> Combine(IEnumerable<string> states)
    {
        var data = new TheoryData<string, string, int, ColorScheme>();
        foreach (var state in states)
        {
            data.Add(state, "sv", 320, ColorScheme.Light);
            data.Add(state, "en", 1280, ColorScheme.Dark);
        }

        return data;
    }

    private async Task<IPage> OpenAsync(TestService service, string address, string language, int width, ColorScheme scheme)
    {
        var page = await browser.NewPageAsync(service.Address, width, 900, scheme);
        page.Request += (_, request) => Assert.StartsWith(service.Address.ToString(), request.Url.Replace("blob:", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var (path, fragment) = address.Split('#') is [var before, var after] ? (before, "#" + after) : (address, "");
        await page.OpenAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}{fragment}");
        return page;
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

    internal static async Task CheckAsync(IPage page, string language)
    {
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.False(string.IsNullOrWhiteSpace(await page.TitleAsync()));
        Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        // 1.4.10 Reflow: nothing needs scrolling in two directions.
        Assert.Empty(await page.EvaluateAsync<string[]>(Look.TooWide));

        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(fault => $"{fault.Id}: {fault.Help} {string.Join(", ", fault.Nodes.Select(node => node.Html))}")));
    }
}
