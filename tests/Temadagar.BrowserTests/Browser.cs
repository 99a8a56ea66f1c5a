using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Temadagar.BrowserTests.Browser))]

namespace Temadagar.BrowserTests;

/// <summary>One real Chromium for all tests: Debian's, since Playwright's own is not downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is { } path)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Quiet });
        }
    }

    /// <summary>A page in a context of its own: nothing stored, nothing remembered.</summary>
    public async Task<IPage> NewPageAsync(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "sv-SE")
    {
        Assert.SkipWhen(browser is null, "No browser: install Debian's package chromium.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
