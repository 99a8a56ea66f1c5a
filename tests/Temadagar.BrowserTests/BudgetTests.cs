using Temadagar.Tests.Infrastructure;

namespace Temadagar.BrowserTests;

/// <summary>Public pages stay below 100 KB over the wire with fonts, and 30 KB of script.</summary>
public class BudgetTests(Browser browser, Sites sites)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/temadag/lulea")]
    [InlineData("/anmalan/ny?dag=lulea")]
    [InlineData("/anmalan")]
    [InlineData("/anmalan/uppgifter")]
    [InlineData("/bekrafta")]
    [InlineData("/medverkande")]
    [InlineData("/intyg")]
    public Task A_page_is_light(string address) => CheckAsync(sites.Demonstration, address);

    // Letters that Swedish has not are in font files of their own.
    [Fact]
    public async Task An_information_page_in_letters_of_its_own_is_light_and_so_is_a_page_that_leads_to_it()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await InformationPageTests.WriteAsync(service, "fi", "fit", "se", "smj", "sma");

        await CheckAsync(service, "/information/se");
        await CheckAsync(service, "/anmalan/ny?dag=lulea");
    }

    private async Task CheckAsync(TestService service, string address)
    {
        var page = await browser.NewPageAsync(service.Address);
        await page.OpenAsync(address);

        var sizes = await page.EvaluateAsync<double[]>("""
            () => {
              const of = list => list.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
              const fetched = performance.getEntriesByType('resource').filter(entry => !new URL(entry.name).pathname.startsWith('/api/'));
              return [of([...fetched, ...performance.getEntriesByType('navigation')]), of(fetched.filter(entry => new URL(entry.name).pathname.endsWith('.js')))];
            }
            """);

        Assert.InRange(sizes[0], 10_000, 100_000);
        Assert.InRange(sizes[1], 1_000, 30_000);
    }
}
