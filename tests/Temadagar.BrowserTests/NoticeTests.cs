using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The pages about accessibility and personal data: what the settings say, and plainly what they do not.</summary>
[Slow]
public class NoticeTests(Browser browser, Sites sites)
{
    private static readonly string[] Said =
    [
        "--Notices:Publisher=Länsstyrelsen i Norrbottens län", "--Notices:AccessibilityAssessedOn=2026-03-31", "--Notices:AccessibilityMethod=Granskad av en oberoende granskare.",
        "--Notices:AccessibilityMethodEn=Assessed by an independent auditor.", "--Notices:AccessibilityShortcomings:0=Programmet saknar rubriker, i utskrift.", "--Notices:FaultEmail=fel@example.org",
        "--Notices:FaultPhone=010-225 50 00", "--Notices:FaultAnswerWithinDays=5", "--Notices:JointControllers=Norrbotten sköter anmälan åt alla.",
    ];

    [Theory]
    [InlineData("sv", "Tillgängligheten är inte granskad än", "Det finns ingen särskild adress", "Varje arrangör ansvarar för sina egna temadagar.")]
    [InlineData("en", "The accessibility has not been assessed yet", "There is no special address", "Each organizer is responsible for its own theme days.")]
    public async Task What_is_not_set_is_said_plainly(string language, string standing, string address, string responsible)
    {
        var page = await OpenAsync(sites.Demonstration, "/tillganglighet", language);
        await Expect(page.GetByText(standing)).ToBeVisibleAsync();
        await Expect(page.GetByText(address)).ToBeVisibleAsync();
        await Expect(page.Locator("main .contacts:visible a[href^='mailto:']").First).ToBeVisibleAsync();
        await Expect(page.Locator("main [data-when='full']:visible, main [data-when='partial']:visible")).ToHaveCountAsync(0);
        await CheckAsync(page, language, $"accessibility-unset-{language}");

        await page.OpenAsync($"/integritet?lang={language}");
        await Expect(page.GetByText(responsible)).ToBeVisibleAsync();
        await CheckAsync(page, language, $"privacy-unset-{language}");
    }

    [Theory]
    [InlineData("sv", "Webbplatsen är delvis förenlig", "Granskad av en oberoende granskare.", "Vi svarar inom 5 arbetsdagar.", "31 mars 2026")]
    [InlineData("en", "The website is partially compliant", "Assessed by an independent auditor.", "We answer within 5 working days.", "31 March 2026")]
    public async Task What_is_set_is_shown_with_its_language(string language, string standing, string method, string answer, string date)
    {
        await using var service = await TestService.StartAsync(settings: Said);
        var page = await OpenAsync(service, "/tillganglighet", language);
        foreach (var text in (string[])[standing, method, answer])
        {
            await Expect(page.GetByText(text).Locator("visible=true").First).ToBeVisibleAsync();
        }

        await Expect(page.Locator("[data-when='assessed']:visible").First).ToContainTextAsync(date);
        await Expect(page.Locator("[data-fill='faults']:visible a").First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^mailto:fel@example.org\\?subject=."));
        // Nobody has put it into English: there it is marked as Swedish.
        Assert.Equal(language == "sv" ? null : "sv", await page.Locator("li:visible > span", new() { HasText = "Programmet saknar" }).GetAttributeAsync("lang"));
        await CheckAsync(page, language, $"accessibility-set-{language}");

        await page.OpenAsync($"/integritet?lang={language}");
        await Expect(page.GetByText("Norrbotten sköter anmälan åt alla.").Locator("visible=true")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-when='no-joint']:visible")).ToHaveCountAsync(0);
        await CheckAsync(page, language, $"privacy-set-{language}");
    }

    [Theory]
    [InlineData("sv", "Alla uppgifter, ändamål, rättslig grund och tid", "Kost och vad någon behöver", "tills arrangören har beslutat om gallring")]
    [InlineData("en", "All data, purposes, legal basis and time", "Diet and what someone needs", "until the organizer has decided on erasure")]
    public async Task The_record_of_processing_is_fetched_when_it_is_opened(string language, string summary, string what, string kept)
    {
        var page = await OpenAsync(sites.Demonstration, "/integritet", language);
        await Expect(page.GetByText(what)).ToHaveCountAsync(0);

        await page.GetByText(summary).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = what })).ToBeVisibleAsync();
        await Expect(page.GetByText(kept).First).ToBeVisibleAsync();
        await CheckAsync(page, language, $"record-{language}");
    }

    [Fact]
    public async Task Without_an_answer_the_statement_claims_nothing()
    {
        var page = await browser.NewPageAsync(sites.Demonstration.Address);
        await page.RouteAsync("**/api/notices", route => route.AbortAsync());
        await page.OpenAsync("/tillganglighet");

        await Expect(page.GetByText("Vi kunde inte hämta hur tillgänglig webbplatsen är.")).ToBeVisibleAsync();
        await Expect(page.Locator("main [data-when='full']:visible, main [data-when='notAssessed']:visible")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_day_and_the_form_name_the_controller_and_lead_to_its_notice()
    {
        var page = await OpenAsync(sites.Demonstration, "/anmalan/ny?dag=lulea", "sv");
        await page.Locator("#participants-0-firstName").FocusAsync();
        var item = page.Locator("form li", new() { HasText = "Luleå" });
        await Expect(item).ToContainTextAsync("Länsstyrelsen Norrbotten");
        await CheckAsync(page, "sv", "form-controllers");

        await page.OpenAsync("/temadag/lulea");
        await page.Locator("a[href='/integritet#arrangor-norrbotten']").ClickAsync();
        await Expect(page.Locator("#arrangor-norrbotten")).ToBeFocusedAsync();
        await Expect(page.Locator("#arrangor-norrbotten")).ToBeInViewportAsync();
    }

    private async Task<IPage> OpenAsync(TestService service, string address, string language)
    {
        var page = await browser.NewPageAsync(service.Address, 320, 900);
        await page.OpenAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
        return page;
    }

    private static async Task CheckAsync(IPage page, string language, string shot)
    {
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, shot);
    }
}
