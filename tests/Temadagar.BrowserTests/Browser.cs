using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Temadagar.BrowserTests;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: ClosesPages]

namespace Temadagar.BrowserTests;

/// <summary>One real Chromium for all tests: Debian's, since Playwright's own is not downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // The same engine without windows, tabs and their pages of its own: a page opens in two thirds of the time. It has no camera and keeps no page for Back.
    private static readonly string[] Shells = ["/usr/bin/chromium-headless-shell", .. Places];

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A page of a test lives for seconds: to compile its scripts a second time, better, costs more than it gives (axe: 0.24 instead of 0.42 s of CPU).
        "--js-flags=--no-opt,--no-maglev",
    ];

    // Of each test that runs. A page that is left open goes on working, and two hundred of them are most of the machine.
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Opened = [];

    // ms; what takes a moment takes a few seconds while four browsers' pages are open on two cores.
    private const int BusyMachine = 15_000;

    private static string? Whole => Array.Find(Places, File.Exists);

    // Pictures for people show what a browser says itself, as to choose a file: the shell says it in English only.
    private static string? Chosen => Environment.GetEnvironmentVariable("TEMADAGAR_PICTURES") is null ? Array.Find(Shells, File.Exists) : Whole ?? Array.Find(Shells, File.Exists);

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(BusyMachine);
        if (Chosen is { } path)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Quiet });
        }
    }

    /// <summary>A page in a context of its own: nothing stored, nothing remembered.</summary>
    public async Task<IPage> NewPageAsync(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "sv-SE")
    {
        Assert.SkipWhen(browser is null, "No browser: install Debian's package chromium.");
        return await NewPageAsync(browser, address, width, height, scheme, locale);
    }

    /// <summary>A page of a browser of its own, whose camera sees a film.</summary>
    /// <param name="film">A YUV4MPEG2 file, shown over and over.</param>
    public async Task<IPage> NewPageWithCameraAsync(Uri address, string film)
    {
        Assert.SkipWhen(playwright is null || Whole is null, "No browser: install Debian's package chromium.");
        var seeing = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Whole,
            Args = [.. Quiet, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}"],
        });
        return await NewPageAsync(seeing, address, 320, 800, ColorScheme.Light, "sv-SE");
    }

    /// <summary>A page of a browser of its own that keeps pages as they stand when they are left, for Back, as people's browsers do.</summary>
    public async Task<IPage> NewPageWithMemoryAsync(Uri address)
    {
        Assert.SkipWhen(playwright is null || Whole is null, "No browser: install Debian's package chromium.");
        var remembering = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Whole,
            Args = Quiet,
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
        });
        return await NewPageAsync(remembering, address, 1280, 900, ColorScheme.Light, "sv-SE");
    }

    private static async Task<IPage> NewPageAsync(IBrowser browser, Uri address, int width, int height, ColorScheme scheme, string locale)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(BusyMachine);
        if (TestContext.Current.Test is { } test)
        {
            Opened.GetOrAdd(test.UniqueID, _ => []).Add(context);
        }

        return await context.NewPageAsync();
    }

    /// <summary>Closes the pages that a test has opened.</summary>
    public static async Task CloseAsync(string testId)
    {
        if (Opened.TryRemove(testId, out var contexts))
        {
            foreach (var context in contexts)
            {
                try
                {
                    await context.CloseAsync();
                }
                catch (PlaywrightException)
                {
                    // Its browser is closed already.
                }
            }
        }
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

/// <summary>Closes a test's pages once it has run, whatever came of it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesPagesAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Task.Run(() => Browser.CloseAsync(test.UniqueID)).GetAwaiter().GetResult();
}
