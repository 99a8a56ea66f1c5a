using Microsoft.Playwright;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>A page in a state, with all that it has to show.</summary>
/// <param name="Name">As a file may be called.</param>
/// <param name="Act">What brings it into the state, once it is open.</param>
internal sealed record Scene(string Name, string Address, Func<IPage, Task>? Act = null)
{
    public async Task OpenAsync(IPage page)
    {
        // An address that differs in its fragment alone would not be fetched anew.
        await page.GotoAsync("about:blank");
        await page.OpenAsync(Address);
        await (Act?.Invoke(page) ?? Task.CompletedTask);
    }
}
