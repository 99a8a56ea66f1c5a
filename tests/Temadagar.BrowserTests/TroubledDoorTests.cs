using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A phone at the door whose storage fails, whose clock is wrong, or whose owner may no longer check in.</summary>
[Slow]
public class TroubledDoorTests(Browser browser)
{
    // Minutes that the phone's clock is off, for the page that is open and for those to come.
    private const string Clock = """
        (() => {
          const real = Date.now.bind(Date);
          Date.now = () => real() + Number(localStorage.getItem('off') ?? 0) * 60_000;
        })()
        """;

    private const string PassesLast = """
        () => {
          const add = IDBObjectStore.prototype.add;
          IDBObjectStore.prototype.add = function fail() { throw new DOMException('full', 'QuotaExceededError'); };
          globalThis.repair = () => { IDBObjectStore.prototype.add = add; };
        }
        """;

    [Fact]
    public async Task What_the_phone_cannot_keep_is_said_not_to_be_saved_and_can_be_tried_again()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadÅsa Öberg");

        await page.EvaluateAsync(PassesLast);
        await page.CheckInAsync("ek");

        await Expect(page.Verdict()).ToContainTextAsync("Inte sparatBo Ek");
        await Expect(page.Verdict()).ToContainTextAsync("Skriv upp namnet och klockslaget");
        await Expect(page.Verdict()).Not.ToContainTextAsync("Åsa");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Fia");
        await Expect(page.Locator(".summary")).ToContainTextAsync("Inte sparat");
        await page.Button("Avbryt").ClickAsync();
        await page.EvaluateAsync("repair()");
        await page.Verdict().GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadBo Ek");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        Assert.Equal(["Bo", "Åsa"], (await service.InsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_the_browser_closed_or_could_not_open_is_opened_anew()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);

        // As the browser does: what has the connection learns of it at its next use.
        await page.EvaluateAsync("""
            () => {
              const { transaction } = IDBDatabase.prototype;
              IDBDatabase.prototype.transaction = function closed(...about) {
                IDBDatabase.prototype.transaction = transaction;
                this.close();
                return transaction.apply(this, about);
              };
            }
            """);
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadÅsa Öberg");

        await page.AddInitScriptAsync("""
            const { open } = IDBFactory.prototype;
            IDBFactory.prototype.open = function fails() {
              IDBFactory.prototype.open = open;
              throw new DOMException('not now', 'UnknownError');
            };
            """);
        await page.ReloadAsync();
        await page.CheckInAsync("ek");
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadBo Ek");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        Assert.Equal(["Bo", "Åsa"], (await service.InsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-60, true)]
    [InlineData(60, false)]
    [InlineData(60, true)]
    public async Task A_clock_that_is_put_right_without_network_makes_no_time_wrong(int minutes, bool closed)
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        await service.ComesAsync(day, "Cia", "Zorn", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AddInitScriptAsync(Clock);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Åsa Öberg");

        await page.EvaluateAsync("off => localStorage.setItem('off', off)", minutes);
        if (closed)
        {
            await page.ReloadAsync();
        }

        await page.CheckInAsync("ek");
        await Expect(page.Verdict()).ToContainTextAsync("Bo Ek");
        if (!closed)
        {
            // The phone sleeps for two hours, in which no time passes for the page.
            service.TimePasses(TimeSpan.FromHours(2));
            await page.EvaluateAsync("off => localStorage.setItem('off', off)", minutes + 120);
            await page.CheckInAsync("zorn");
            await Expect(page.Verdict()).ToContainTextAsync("Cia Zorn");
        }

        await page.Context.SetOfflineAsync(false);

        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        await Expect(page.Locator(".review")).ToBeHiddenAsync();
        Assert.Equal(closed ? ["Bo", "Åsa"] : ["Bo", "Cia", "Åsa"], (await service.InsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(2, await service.CountAsync("CheckIns WHERE At BETWEEN '2027-02-03T10:58:00Z' AND '2027-02-03T11:03:00Z'"));
        Assert.Equal(closed ? 0 : 1, await service.CountAsync("CheckIns WHERE At BETWEEN '2027-02-03T12:58:00Z' AND '2027-02-03T13:03:00Z'"));
    }

    [Fact]
    public async Task What_was_refused_since_the_day_was_taken_away_can_be_sent_again_when_it_is_given_back()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await browser.NewPageAsync(service.Address, 320, 800);
        await OrganizerTests.SignInAsync(page, service, Role.Steward);
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        var steward = await service.IdOfAccountAsync("ada@example.org");
        async Task ShareAsync(params Guid[] stewards) =>
            (await organizer.PutAsJsonAsync($"/api/organizer/theme-days/{day}/sharing", new { boards = Array.Empty<string>(), stewards })).EnsureSuccessStatusCode();
        await ShareAsync(steward);
        await page.AtTheDoorAsync(day);
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Skickas när nätet är tillbaka.");

        await ShareAsync();
        service.TimePasses(TimeSpan.FromMinutes(40));
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Heading("Temadagen är inte din längre")).ToBeVisibleAsync();
        await page.OpenAsync("/incheckning/");
        await Expect(page.Locator(".review li")).ToContainTextAsync("Åsa Öberg: Temadagen är inte din längre");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Försök igen: Åsa Öberg" }).ClickAsync(), response => response.Url.EndsWith("/check-ins", StringComparison.Ordinal) && response.Status == 404);
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        await Expect(page.Locator(".review li")).ToHaveCountAsync(1);
        Assert.Empty(await service.InsAsync());

        await ShareAsync(steward);
        await page.GetByRole(AriaRole.Button, new() { Name = "Försök igen: Åsa Öberg" }).ClickAsync();

        await Expect(page.Locator(".review")).ToBeHiddenAsync();
        await Expect(page.Heading("Välj temadag")).ToBeFocusedAsync();
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        Assert.Equal(["Åsa"], await service.InsAsync());
        Assert.Equal(1, await service.CountAsync("CheckIns WHERE At BETWEEN '2027-02-03T10:58:00Z' AND '2027-02-03T11:03:00Z'"));
    }

    [Fact]
    public async Task The_list_of_a_day_without_a_date_goes_off_the_phone_the_day_after()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "UPDATE ThemeDays SET Date = NULL, StartsAt = NULL, EndsAt = NULL, RegistrationOpensAt = NULL, RegistrationClosesAt = NULL WHERE Slug = @day", new { day }));
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AddInitScriptAsync(Clock);
        await page.AtTheDoorAsync(day);
        await page.OpenAsync("/incheckning/");
        Assert.Contains("Öberg", await page.EvaluateAsync<string>(Door.StoredLists), StringComparison.Ordinal);

        await page.EvaluateAsync("localStorage.setItem('off', 24 * 60)");
        await page.OpenAsync("/incheckning/");

        Assert.Equal("[]", await page.EvaluateAsync<string>(Door.StoredLists));
    }

    [Fact]
    public async Task A_cancelled_day_says_so_without_network()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        (await organizer.PostAsJsonAsync($"/api/organizer/theme-days/{day}/cancellation", new { reason = "Talaren är sjuk." })).EnsureSuccessStatusCode();
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        await page.Context.SetOfflineAsync(true);

        await page.ReloadAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("Temadagen är inställd.");
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Temadagen är inställd.");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
    }
}
