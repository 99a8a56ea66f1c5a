using Microsoft.Playwright;
using QRCoder;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Codes read by the camera: by the reader that comes with the site, as Chromium on Linux has none of its own.</summary>
[Slow]
public class CameraTests(Browser browser)
{
    // The film takes sixteen seconds, on a busy machine more.
    private static readonly LocatorAssertionsToContainTextOptions InTime = new() { Timeout = 40_000 };

    [Fact]
    public async Task A_code_before_the_camera_checks_its_owner_in_and_another_kind_of_code_is_told_apart()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var film = await Film.OfAsync(
            service.Folder, 40, Modules(await service.CodeOfAsync("Åsa", "Öberg")), null, Modules("https://www.example.org/"), Modules(await service.CodeOfAsync("Bo", "Ek")));
        var page = await browser.NewPageWithCameraAsync(service.Address, film);
        await OrganizerTests.SignInAsync(page, service, Role.Organizer);
        await page.AtTheDoorAsync(day);

        await page.Button("Läs av kod med kameran").ClickAsync();

        await Expect(page.Verdict()).ToContainTextAsync("Åsa Öberg", InTime);
        await Expect(page.Verdict()).ToContainTextAsync("Det där är ingen incheckningskod.", InTime);
        await Expect(page.Verdict()).ToContainTextAsync("Bo Ek", InTime);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Inte klart än" })).ToContainTextAsync("Det där är ingen incheckningskod.");
        await AccessibilityTests.CheckAsync(page, "sv");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("2 av 2 är här");
        // The film begins anew: a second scan.
        await Expect(page.Verdict()).ToContainTextAsync("Redan incheckad kl. 12.0", InTime);
        Assert.Equal(2, await service.CountAsync("CheckIns"));
        await page.Button("Stäng kameran").ClickAsync();
        Assert.False(await page.EvaluateAsync<bool>("Boolean(document.querySelector('video').srcObject)"));
        await page.Context.Browser!.CloseAsync();
    }

    [Fact]
    public async Task Without_a_camera_the_page_says_what_to_do_instead()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);

        await page.Button("Läs av kod med kameran").ClickAsync();

        await Expect(page.GetByText("Skriv koden eller namnet.").Or(page.GetByText("eller skriv koden eller namnet."))).ToBeVisibleAsync();
    }

    private static bool[,] Modules(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count;
        var modules = new bool[side, side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                modules[y, x] = code.ModuleMatrix[y][x];
            }
        }

        return modules;
    }
}
