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
    public async Task A_page_is_light(string address)
    {
        var page = await browser.NewPageAsync(sites.Demonstration.Address);
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
