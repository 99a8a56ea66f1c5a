using Microsoft.Playwright;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>What must be so of a page however it is looked at (WCAG 2.2: 1.4.4, 1.4.10, 1.4.11, 2.3.3; Web Vitals for what moves while it loads).</summary>
internal static class Look
{
    /// <summary>A phone, and 1,280 px at 400 %; a tablet; a desk.</summary>
    public static readonly int[] Widths = [320, 768, 1280];

    // Good is 0.1 to Web Vitals; half of that here.
    private const double MostShift = 0.05;

    /// <summary>Counts what moves, from before the first script.</summary>
    public const string Watch = """
        window.shifted = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { window.shifted += entry.value; } } }).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>What is wider than the window, and by how much the window scrolls sideways.</summary>
    public const string TooWide = """
        () => {
          const width = document.documentElement.clientWidth;
          return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 1).map(element => element.outerHTML.slice(0, 120));
        }
        """;

    // In forced colours backgrounds and shadows go: what can be pressed or filled in must have an edge or a line.
    private const string Edgeless = """
        () => [...document.querySelectorAll('button, input:not([type=checkbox], [type=radio], [type=file]), select, textarea, a.button, summary')]
          .filter(element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest('.unseen') && element.getBoundingClientRect().width > 1)
          .filter(element => {
            const style = getComputedStyle(element);
            const edge = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0 || style.borderBottomStyle !== 'none' && parseFloat(style.borderBottomWidth) > 0;
            return !edge && !style.textDecorationLine.includes('underline') && element.localName !== 'summary';
          })
          .map(element => element.outerHTML.slice(0, 120))
        """;

    // What a label or a fault leads to must be one (HTML, 3.2.6).
    private const string TwiceNamed = "() => { const ids = [...document.querySelectorAll('[id]')].map(element => element.id); return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]; }";

    private const string Moving = "() => document.getAnimations().filter(animation => animation.playState === 'running').length";

    /// <summary>
    /// Looks at a page as it is, and at the same page the other way: on a desk and in the dark what is on a phone in the light. So what people do is walked through once, and each state that it
    /// leads to is seen both ways.
    /// </summary>
    /// <param name="look">Gets the width in px.</param>
    public static async Task BothAsync(IPage page, Func<int, Task> look)
    {
        var size = page.ViewportSize!;
        await look(size.Width);
        var isDark = await page.EvaluateAsync<bool>("() => matchMedia('(prefers-color-scheme: dark)').matches");
        var other = size.Width == Widths[0] ? Widths[^1] : Widths[0];
        await page.SetViewportSizeAsync(other, size.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Light : ColorScheme.Dark });
        await look(other);
        await page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Looks at a scene in every way, and says what is wrong.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, Scene scene)
    {
        var faults = new List<string>();
        await page.SetViewportSizeAsync(320, 800);
        page.Console += Hear;
        await scene.OpenAsync(page);
        page.Console -= Hear;
        if (scene.Act is null && await page.EvaluateAsync<double>("window.shifted") is > MostShift and var shifted)
        {
            faults.Add($"{scene.Name}: moves by {shifted:0.000} while it loads");
        }

        faults.AddRange((await page.EvaluateAsync<string[]>(TwiceNamed)).Select(id => $"{scene.Name}: two elements have the id {id}"));
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            await ReflowAsync($"at {width} px");
            await Screenshots.TakeAsItIsAsync(page, $"{scene.Name}-{width}");
        }

        // As the setting of the browser does it: what asks for a width in rem is asked anew, too.
        var session = await page.Context.NewCDPSessionAsync(page);
        await SetTextAsync(session, 32);
        await ReflowAsync("with text twice as large");
        await Screenshots.TakeTopAsync(page, $"{scene.Name}-large", () => SetTextAsync(session, 32));
        await SetTextAsync(session, 16);
        await session.DetachAsync();

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshots.TakeAsItIsAsync(page, $"{scene.Name}-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active });
        faults.AddRange((await page.EvaluateAsync<string[]>(Edgeless)).Select(element => $"{scene.Name}: no edge in forced colours: {element}"));
        await Screenshots.TakeAsItIsAsync(page, $"{scene.Name}-forced");
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, Media = Media.Print });
        await Screenshots.TakeAsItIsAsync(page, $"{scene.Name}-print");
        await page.EmulateMediaAsync(new() { Media = Media.Screen, ReducedMotion = ReducedMotion.Reduce });
        if (await page.EvaluateAsync<int>(Moving) is > 0 and var moving)
        {
            faults.Add($"{scene.Name}: {moving} movements though none are wanted");
        }

        return faults;

        // A page that cannot be drawn says that something went wrong, which looks well in every way.
        void Hear(object? sender, IConsoleMessage message)
        {
            if (message.Type == "error" && message.Text.Contains("Error: ", StringComparison.Ordinal))
            {
                faults.Add($"{scene.Name}: {message.Text.Split('\n')[0]}");
            }
        }

        async Task ReflowAsync(string how) =>
            faults.AddRange((await page.EvaluateAsync<string[]>(TooWide)).Select(element => $"{scene.Name}: too wide {how}: {element}"));
    }

    private static async Task SetTextAsync(ICDPSession session, int pixels) =>
        await session.SendAsync("Page.setFontSizes", new Dictionary<string, object> { ["fontSizes"] = new Dictionary<string, object> { ["standard"] = pixels } });
}
