using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What the pages' files say of each other.</summary>
public partial class PageFilesTests
{
    private static readonly string Root = Path.Combine(Repository.Root, "src", "Temadagar", "wwwroot");

    // Without a line in the page a module is asked for when the one that imports it has come: a round trip more on a poor network.
    [Fact]
    public void A_page_asks_at_once_for_every_module_that_its_own_imports() =>
        Assert.Empty(Pages().SelectMany(page => ImportedBy(page.Script).Except(page.Preloaded).Select(module => $"{page.Name} lacks {module}")));

    [Fact]
    public void A_page_asks_at_once_for_nothing_that_its_modules_do_not_name() =>
        Assert.Empty(Pages().SelectMany(page => page.Preloaded.Except(ImportedBy(page.Script, alsoLater: true)).Select(module => $"{page.Name} need not have {module}")));

    [Fact]
    public void Colours_and_corners_are_named_in_one_style_sheet() =>
        Assert.Empty(Directory.GetFiles(Path.Combine(Root, "css"), "*.css").Where(file => Path.GetFileName(file) != "tokens.css")
            .SelectMany(file => Comment().Replace(File.ReadAllText(file), "").Split('\n').Where(line => Colour().IsMatch(line) || Corner().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")));

    private static IEnumerable<(string Name, string Script, HashSet<string> Preloaded)> Pages() =>
        from file in Directory.GetFiles(Root, "*.html")
        let html = File.ReadAllText(file)
        let script = Script().Match(html)
        where script.Success
        select (Path.GetFileName(file), script.Groups[1].Value, Preload().Matches(html).Select(match => match.Groups[1].Value).ToHashSet());

    /// <param name="alsoLater">With those that are fetched when they are needed.</param>
    private static HashSet<string> ImportedBy(string script, bool alsoLater = false)
    {
        var found = new HashSet<string>();
        var left = new Stack<string>([script]);
        while (left.TryPop(out var module))
        {
            var text = File.ReadAllText(Path.Combine(Root, module));
            foreach (Match import in (alsoLater ? AnyImport() : Import()).Matches(text))
            {
                var path = Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(module)!, import.Groups[1].Value))).Replace('\\', '/');
                if (found.Add(path))
                {
                    left.Push(path);
                }
            }
        }

        found.Remove(script);
        return found;
    }

    [GeneratedRegex("""<script type="module" src="/([^"]+)">""")]
    private static partial Regex Script();

    [GeneratedRegex("""<link rel="modulepreload" href="/([^"]+)">""")]
    private static partial Regex Preload();

    [GeneratedRegex(@"^(?:import|export)\b[^;]*?\bfrom '([^']+)';", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"(?:^(?:import|export)\b[^;]*?\bfrom |\bimport\()'([^']+)'", RegexOptions.Multiline)]
    private static partial Regex AnyImport();

    [GeneratedRegex(@":[^;{}]*(?:#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|\b(?:white|black|red|gray|grey)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"border-radius:\s*[\d.]+(?:px|r?em)")]
    private static partial Regex Corner();
}
