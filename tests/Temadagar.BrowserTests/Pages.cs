using Microsoft.Playwright;

namespace Temadagar.BrowserTests;

/// <summary>What people do on the pages, in their words.</summary>
internal static class Pages
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Opens an address and waits until the page has said what it has to say.</summary>
    public static async Task OpenAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator(".loading")).ToHaveCountAsync(0);
    }

    public static async Task FillPersonAsync(this IPage page, int index, string email, string firstName = "Åsa", string lastName = "Öberg")
    {
        var id = $"#participants-{index}-";
        await page.FillAsync(id + "firstName", firstName);
        await page.FillAsync(id + "lastName", lastName);
        await page.FillAsync(id + "email", email);
        await page.FillAsync(id + "organization", "Luleå kommun");
        await page.FillAsync(id + "profession", "Socialsekreterare");
        await page.SelectOptionAsync(id + "sector", "socialServices");
    }

    public static async Task ChooseOnSiteAsync(this IPage page, string slug) =>
        await page.Locator($"[data-path='participation/{slug}']").GetByRole(AriaRole.Radio).First.CheckAsync();
}
