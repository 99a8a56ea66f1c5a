using Microsoft.Playwright;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>A page in a state, with all that it has to show.</summary>
/// <param name="Name">As a file may be called.</param>
/// <param name="Act">What brings it into the state, once it is open.</param>
internal sealed record Scene(string Name, string Address, Func<IPage, Task>? Act = null)
{
    public async Task OpenAsync(IPage page)
    {
        // Nothing is left of the scene before: neither what was written in a form, nor the page itself where the address differs in its fragment alone. That it is a demonstration is known from the first page on.
        await page.GotoAsync("/favicon.svg");
        await page.EvaluateAsync("""
            () => {
              const series = sessionStorage.getItem('temadagar.series');
              sessionStorage.clear();
              localStorage.clear();
              if (series) { sessionStorage.setItem('temadagar.series', series); }
            }
            """);
        await page.OpenAsync(Address);
        await (Act?.Invoke(page) ?? Task.CompletedTask);
    }
}
