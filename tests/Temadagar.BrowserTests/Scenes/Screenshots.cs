using Microsoft.Playwright;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>Pictures of what the tests look at, where somebody wants them: ./screenshots.</summary>
internal static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("TEMADAGAR_SCREENSHOTS");

    /// <summary>On a phone and on a desk.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is not null)
        {
            await Look.BothAsync(page, width => TakeAsItIsAsync(page, $"{name}-{width}"));
        }
    }

    public static async Task TakeAsItIsAsync(IPage page, string name)
    {
        if (Folder is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
        }
    }

    /// <summary>The top of a page, three windows high: what makes the window as high as the page would take back what <paramref name="set"/> has set.</summary>
    public static async Task TakeTopAsync(IPage page, string name, Func<Task> set)
    {
        if (Folder is not null)
        {
            var size = page.ViewportSize!;
            await page.SetViewportSizeAsync(size.Width, size.Height * 3);
            await set();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png") });
            await page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }
}
