using Microsoft.Extensions.DependencyInjection;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The log in the console.</summary>
[Slow]
public class LogTests(Browser browser)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task It_says_how_far_it_is_sealed(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.NamedKeyAsync(Role.Reader);
        await service.Services.GetRequiredService<LogClock>().RunAsync(TestContext.Current.CancellationToken);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await service.Services.GetRequiredService<LogClock>().RunAsync(TestContext.Current.CancellationToken);
        var head = (await service.QueryAsync<string>("SELECT CONCAT(Number, ':', SUBSTRING(Seal, 1, 16)) FROM LogSeals WHERE Number = (SELECT MAX(n.Number) FROM LogSeals n)"))[0];

        await page.OpenAsync($"/arrangor/logg?lang={language}");

        await Expect(page.GetByText(language == "sv" ? $"Loggen är förseglad till och med {head}." : $"The log is sealed up to {head}.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"log-{language}");
    }
}
