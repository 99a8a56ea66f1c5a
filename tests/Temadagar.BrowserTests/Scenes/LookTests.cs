using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>Every page, looked at in every way that people look: narrow, wide, large text, forced colours, without motion.</summary>
[Slow]
public class LookTests(Browser browser)
{
    [Fact]
    public async Task What_anyone_sees_holds_however_it_is_looked_at()
    {
        await using var world = await World.MakeAsync();
        var page = await browser.NewPageAsync(world.Service.Address);
        await CheckAsync(page, world.Public());
    }

    [Fact]
    public async Task The_console_holds_however_it_is_looked_at()
    {
        await using var world = await World.MakeAsync();
        var page = await browser.NewPageAsync(world.Service.Address);
        await OrganizerTests.SignInAsync(page, world.Service, Role.Administrator, handlesProtected: true);
        await CheckAsync(page, world.Console());
    }

    [Fact]
    public async Task The_door_holds_however_it_is_looked_at()
    {
        await using var service = await Door.StartAsync();
        var slug = await service.DayTodayAsync();
        await service.ComesAsync(slug, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, width: 320);
        await CheckAsync(page, [new Scene("door-days", "/incheckning/"), new Scene("door", $"/incheckning/?dag={slug}", async shown => await shown.AtTheDoorAsync(slug))]);
    }

    private static async Task CheckAsync(Microsoft.Playwright.IPage page, IEnumerable<Scene> scenes)
    {
        await page.AddInitScriptAsync(Look.Watch);
        await page.OpenAsync("/");
        var faults = new List<string>();
        foreach (var scene in scenes)
        {
            faults.AddRange(await Look.FaultsAsync(page, scene));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
