using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Temadagar.BrowserTests;

/// <summary>axe-core's rules, on a page of this product: it has no frames, and its own policy lets no other script in.</summary>
internal static class Axe
{
    // Ends in something small: what a script comes to is sent back.
    private static readonly string Script = new BundledAxeScriptProvider().GetScript() + "\n;0";

    // No paths to what is faulty, which cost a third of it: the element itself says more. Nothing is fetched anew, either.
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'], selectors: false, preload: false });
          return violations.map(fault => `${fault.id}: ${fault.help} ${fault.nodes.map(node => node.html).join(', ')}`);
        }
        """;

    public static async Task<string[]> FaultsAsync(IPage page)
    {
        // Once a document: to read it is as much work as to run it.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Runtime.evaluate", new Dictionary<string, object> { ["expression"] = Script });
            await session.DetachAsync();
        }

        return await page.EvaluateAsync<string[]>(Run);
    }
}
