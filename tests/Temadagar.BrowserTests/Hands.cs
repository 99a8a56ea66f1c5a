using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Someone who has a keyboard and no mouse. Wherever they come they see where they are (WCAG 2.2: 2.1.1, 2.1.2, 2.4.7, 2.4.11).</summary>
internal sealed class Hands(IPage page)
{
    // More than any page has: what is not reached by then is not reached.
    private const int MostStops = 250;

    private const string Stop = """
        () => {
          const at = document.activeElement;
          const label = at.labels?.[0];
          const name = (at.getAttribute('aria-label') ?? label?.innerText ?? at.innerText ?? '').replace(/\s+/g, ' ').trim();
          const shown = [at, label].filter(Boolean).filter(one => one.getBoundingClientRect().width > 1);
          // Of a date the part that the keys write is marked by the browser, within the field.
          const outlined = at.matches('input[type=date], input[type=time], input[type=datetime-local]') || shown.some(one => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; });
          const inSight = shown.some(one => {
            const box = one.getClientRects()[0];
            const found = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10));
            return found && (one.contains(found) || found.contains(one) || label?.contains(found));
          });
          return [at.localName, name, outlined && inSight ? '' : `${at.outerHTML.slice(0, 120)} ${outlined ? 'is out of sight' : 'does not show that it has the focus'}`];
        }
        """;

    /// <summary>Goes on with Tab to what begins with a name. Every stop on the way must be in sight and show that it has the focus.</summary>
    /// <param name="element">Its kind (a, button, summary), where several have the name.</param>
    /// <returns>What kind of element it is.</returns>
    public async Task<string> ReachAsync(string name, string? element = null)
    {
        var passed = new List<string>();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (kind, found, fault) = await page.EvaluateAsync<string[]>(Stop) is [var first, var second, var third] ? (first, second, third) : default;
            if (kind is "body")
            {
                continue;
            }

            Assert.True(fault is "", fault);
            if (found!.StartsWith(name, StringComparison.Ordinal) && (element ?? kind) == kind)
            {
                return kind;
            }

            passed.Add(found.Length > 40 ? found[..40] : found);
        }

        throw new Xunit.Sdk.XunitException($"Tab does not reach {name}. It came by: {string.Join(" | ", passed.Distinct())}");
    }

    public async Task PressAsync(string name, string? element = null)
    {
        if (await ReachAsync(name, element) == "a")
        {
            // A link leads to a page, which is there when it has said what it has to say.
            var from = page.Url;
            await page.Keyboard.PressAsync("Enter");
            await Expect(page).Not.ToHaveURLAsync(from);
            await page.WaitForLoadStateAsync();
            await Expect(page.Locator(".loading")).ToHaveCountAsync(0);
        }
        else
        {
            await page.Keyboard.PressAsync("Enter");
        }
    }

    public async Task TickAsync(string name)
    {
        await ReachAsync(name);
        await page.Keyboard.PressAsync("Space");
    }

    /// <summary>Writes in the place of what is there.</summary>
    public async Task WriteAsync(string name, string text)
    {
        await ReachAsync(name);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Answers the question that is open: the focus is in it, and Tab does not leave it for the page behind.</summary>
    public async Task AnswerAsync(string button)
    {
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('dialog[open]').contains(document.activeElement)"));
        await PressAsync(button, "button");
    }
}
