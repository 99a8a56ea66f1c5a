using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>The pictures of README and the handbook: taken here, written by ./screenshots --docs.</summary>
[Slow]
public partial class PictureTests(Browser browser)
{
    private const int MostBytes = 100_000;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "pictures");
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("TEMADAGAR_PICTURES");

    [Fact]
    public async Task Each_picture_of_the_documents_can_be_taken_is_small_and_is_there()
    {
        await using var world = await World.MakeAsync();
        var anyone = await browser.NewPageAsync(world.Service.Address);
        var administrator = await OrganizerTests.SignedInAsync(browser, world.Service, Role.Administrator, width: 1280);
        await using var door = await Door.StartAsync();
        var slug = await door.DayTodayAsync();
        foreach (var (first, last, organization) in new[] { ("Åsa", "Öberg", "Luleå kommun"), ("Bo", "Ek", "Polismyndigheten"), ("Cia", "Zorn", "Region Norrbotten") })
        {
            await door.ComesAsync(slug, first, last, organization);
        }

        var steward = await OrganizerTests.SignedInAsync(browser, door, Role.Organizer, width: 320);
        var taken = new List<string>();

        await TakeAsync("dagarna", anyone, "/", 1000, 1250);
        await TakeAsync("anmalan", anyone, "/anmalan/ny?dag=lulea", 390, 780);
        await TakeAsync("egen-sida", anyone, $"/anmalan#{world.Comer}", 390, 780);
        await TakeAsync("temadagar", administrator, "/arrangor", 1000, 900);
        await TakeAsync("deltagare", administrator, "/arrangor/temadag/lulea", 1000, 1060, ".tasks");
        await TakeAsync("redigera", administrator, "/arrangor/temadag/lulea/redigera", 1000, 900, "h1");
        await TakeAsync("program", administrator, "/arrangor/temadag/lulea/program", 1200, 760, "h1");
        await TakeAsync("narvaro", administrator, $"/arrangor/temadag/{world.Held}/narvaro", 1000, 900, "h1");
        await TakeAsync("intyg", administrator, $"/arrangor/temadag/{world.Held}/intyg", 1000, 900, "h1");
        await TakeAsync("statistik", administrator, "/arrangor/statistik", 1000, 900, "h1");
        await TakeAsync("dorren", steward, $"/incheckning/?dag={slug}", 390, 780);

        var documents = string.Concat(new[] { "README.md", "docs/handbok.md" }.Select(name => File.ReadAllText(Path.Combine(Repository.Root, name))));
        Assert.Equal(taken.Order(StringComparer.Ordinal), Shown().Matches(documents).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(taken, name => Assert.InRange(new FileInfo(Path.Combine(Folder, name + ".jpg")).Length, 1, MostBytes));

        async Task TakeAsync(string name, IPage page, string address, int width, int height, string? from = null)
        {
            await page.SetViewportSizeAsync(width, height);
            await new Scene(name, address).OpenAsync(page);
            if (from is not null)
            {
                await page.Locator(from).First.EvaluateAsync("element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 80)");
            }

            var picture = await page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 70 });
            Assert.InRange(picture.Length, 1, MostBytes);
            taken.Add(name);
            if (Wanted is not null)
            {
                await File.WriteAllBytesAsync(Path.Combine(Wanted, name + ".jpg"), picture);
            }
        }
    }

    [GeneratedRegex(@"pictures/([a-z-]+)\.jpg")]
    private static partial Regex Shown();
}
