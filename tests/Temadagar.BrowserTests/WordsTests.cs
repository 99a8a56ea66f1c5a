using Temadagar.Tests.Infrastructure;

namespace Temadagar.BrowserTests;

/// <summary>What is said in Swedish is said in English, and nothing more.</summary>
public class WordsTests(Browser browser, Sites sites)
{
    private static readonly string Root = Path.Combine(Repository.Root, "src", "Temadagar", "wwwroot");

    [Fact]
    public async Task Swedish_and_English_have_words_for_the_same_things()
    {
        var page = await browser.NewPageAsync(sites.Demonstration.Address);
        await page.OpenAsync("/tillganglighet");
        var swedish = Directory.GetFiles(Path.Combine(Root, "js"), "*.js", SearchOption.AllDirectories)
            .Where(file => file.EndsWith("-sv.js", StringComparison.Ordinal) || Path.GetFileName(file) == "sv.js")
            .Select(file => "/" + Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray();
        Assert.True(swedish.Length > 10);

        var differences = await page.EvaluateAsync<string[]>("""
            async files => {
              const differences = [];
              const compare = (where, one, other) => {
                const plain = value => value === null || typeof value !== 'object';
                if (plain(one) || plain(other)) {
                  if (typeof one !== typeof other) { differences.push(`${where}: ${typeof one}, ${typeof other}`); }
                  return;
                }
                for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
                  if (key in one && key in other) { compare(`${where} ${key}`, one[key], other[key]); } else { differences.push(`${where} ${key}: only in ${key in one ? 'Swedish' : 'English'}`); }
                }
              };
              for (const file of files) {
                compare(file, { ...await import(file) }, { ...await import(file.replace(/sv\.js$/, 'en.js')) });
              }
              return differences;
            }
            """, swedish);

        Assert.Empty(differences);
    }
}
