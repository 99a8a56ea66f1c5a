using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A steward at the door when the network is gone.</summary>
public class OfflineDoorTests(Browser browser)
{
    [Fact]
    public async Task Without_network_the_page_opens_checks_people_in_and_sends_it_with_its_true_time_when_the_network_returns()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Region Norrbotten");
        await service.ComesAsync(day, "Cia", "Zorn", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät. Du kan checka in ändå.");

        await page.Find().FillAsync(await service.CodeOfAsync("Bo", "Ek"));
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Incheckad");
        await Expect(page.Verdict()).ToContainTextAsync("Skickas när nätet är tillbaka.");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.ReloadAsync();
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 3 är här");
        await Expect(page.Locator(".waits")).ToHaveTextAsync("En incheckning väntar på nätet.");
        await page.Find().FillAsync("åsa");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Åsa Öberg");
        await page.Find().FillAsync("åsa");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Redan incheckad kl.");
        await page.Find().FillAsync("zorn");
        await page.Find().PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ångra incheckningen av Cia Zorn" }).ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Incheckningen är ångrad");
        await page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Fia");
        await Expect(page.Verdict()).ToContainTextAsync("Anmäld på plats och incheckad");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("3 av 4 är här");
        await Expect(page.Locator(".waits")).ToHaveTextAsync("3 incheckningar väntar på nätet.");
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(0, await service.CountAsync("CheckIns"));

        await page.OpenAsync($"/incheckning/?dag={day}&lang=en");
        await Expect(page.Locator(".waits")).ToHaveTextAsync("3 check-ins wait for the network.");
        await AccessibilityTests.CheckAsync(page, "en");
        service.TimePasses(TimeSpan.FromMinutes(40));
        await page.Context.SetOfflineAsync(false);

        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        Assert.Equal(["Bo", "Åsa", "Fia"], await service.InsAsync());
        Assert.Equal(1, await service.CountAsync("Registrations WHERE LastName = 'Oanmäld' AND Status = 'confirmed'"));
        // They came at noon by the service's clock, and were reported at twenty to one; by the phone's own clock it is another month.
        Assert.Equal(0, await service.CountAsync("CheckIns WHERE At > '2027-02-03T11:03:00Z' OR At < '2027-02-03T10:59:30Z' OR ReportedAt < '2027-02-03T11:39:59Z'"));
    }

    [Slow]
    [Fact]
    public async Task Two_stewards_who_scan_the_same_person_without_network_end_as_one()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var code = await service.CodeOfAsync("Åsa", "Öberg");
        var pages = new List<IPage>();
        foreach (var email in new[] { "ada@example.org", "bea@example.org" })
        {
            var page = await browser.NewPageAsync(service.Address, 320, 800);
            await OrganizerTests.SignInAsync(page, service, Role.Organizer, email);
            await page.AtTheDoorAsync(day);
            await page.Context.SetOfflineAsync(true);
            await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
            pages.Add(page);
        }

        foreach (var page in pages)
        {
            await page.Find().FillAsync(code);
            await page.Find().PressAsync("Enter");
            await Expect(page.Verdict()).ToContainTextAsync("Skickas när nätet är tillbaka.");
        }

        // The later phone finds the network first.
        await pages[1].Context.SetOfflineAsync(false);
        await Expect(pages[1].Locator(".waits")).ToBeHiddenAsync();
        await pages[0].Context.SetOfflineAsync(false);
        await Expect(pages[0].Locator(".waits")).ToBeHiddenAsync();

        var key = service.WithKey(await service.NamedKeyAsync(Role.Administrator));
        var list = (await key.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>($"/api/organizer/theme-days/{day}/check-ins", TestContext.Current.CancellationToken))!;
        Assert.Equal(1, (int)list["counts"]!["in"]!);
        await Expect(pages[0].Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await Expect(pages[0].Locator(".review")).ToBeHiddenAsync();
    }

    [Slow]
    [Fact]
    public async Task A_lost_reply_makes_nobody_come_twice_and_what_is_refused_afterwards_waits_to_be_looked_at()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync(places: 3);
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Region Norrbotten");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        var lost = 0;
        await page.Context.RouteAsync("**/check-ins/walk-ins", async route =>
        {
            if (lost++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Fia");
        await Expect(page.Verdict()).ToContainTextAsync("Fia Oanmäld");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        Assert.Equal(2, lost);
        Assert.Equal(1, await service.CountAsync("Registrations WHERE FirstName = 'Fia'"));
        Assert.Equal(["Fia"], await service.InsAsync());

        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.Find().FillAsync("ek");
        await page.Find().PressAsync("Enter");
        await page.Find().FillAsync("CCCCC-DDDDD");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Koden finns inte i listan");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Checka in ändå").ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Kontrolleras när nätet är tillbaka");
        await page.Verdict().Page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Gun");
        await service.CancelAsync(Door.EmailOf("Bo", "Ek", "Region Norrbotten"), day);
        // Someone took the place that Bo gave back, before the phone had network.
        await service.ComesAsync(day, "Hit", "Först", "Polisen");
        await page.Context.SetOfflineAsync(false);

        // What was on its way when the network came back fails first, and is sent again after a while.
        await Expect(page.Locator(".review li")).ToHaveCountAsync(3, new() { Timeout = 40_000 });
        await Expect(page.Verdict()).ToContainTextAsync("Alla platser är tagnaGun Oanmäld");
        await Expect(page.Locator(".review")).ToContainTextAsync("Bo Ek: Platsen är avbokad");
        await Expect(page.Locator(".review")).ToContainTextAsync("Koden CCCCC-DDDDD: Koden finns inte");
        await Expect(page.Locator(".review")).ToContainTextAsync("Gun Oanmäld: Alla platser är tagna");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.ReloadAsync();
        await Expect(page.Locator(".review li")).ToHaveCountAsync(3);
        await page.Button("Släpp in ändå").ClickAsync();
        await Expect(page.Locator(".review li")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Klart, ta bort: Bo Ek" }).ClickAsync();
        await Expect(page.Locator(".review li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".counter")).ToHaveTextAsync("2 av 4 är här");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        Assert.Equal(["Fia", "Gun"], await service.InsAsync());
    }

    [Slow]
    [Fact]
    public async Task Signing_out_takes_the_list_away_and_keeps_what_waits_for_the_one_who_did_it()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.Find().FillAsync("öberg");
        await page.Find().PressAsync("Enter");
        await Expect(page.Locator(".waits")).ToBeVisibleAsync();

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("En incheckning har inte skickats än.");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Logga ut ändå").ClickAsync();
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        Assert.DoesNotContain("Öberg", await page.EvaluateAsync<string>(Door.StoredLists), StringComparison.Ordinal);
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Expect(page.GetByText("En incheckning väntar i telefonen")).ToBeVisibleAsync();

        await OrganizerTests.SignInAsync(page, service, Role.Organizer, "bea@example.org");
        await page.AtTheDoorAsync(day);
        await Expect(page.GetByText("En incheckning som Ada gjorde väntar i telefonen.")).ToBeVisibleAsync();
        Assert.Empty(await service.InsAsync());
        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Locator("#email")).ToBeVisibleAsync();
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Välj temadag")).ToBeFocusedAsync();
        await page.AtTheDoorAsync(day);
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        Assert.Equal(["Åsa"], await service.InsAsync());

        await page.GetByText("Telefonen och listan").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Ta bort listan från telefonen").ClickAsync();
        await Expect(page.Heading("Listan är borttagen från telefonen.")).ToBeFocusedAsync();
        Assert.DoesNotContain("Öberg", await page.EvaluateAsync<string>(Door.StoredLists), StringComparison.Ordinal);

        await page.AtTheDoorAsync(day);
        Assert.Contains("Öberg", await page.EvaluateAsync<string>(Door.StoredLists), StringComparison.Ordinal);
        Assert.DoesNotContain("/api/", await page.EvaluateAsync<string>(StoredFiles), StringComparison.Ordinal);
    }

    [Slow]
    [Fact]
    public async Task Two_tabs_send_each_thing_once_and_both_know_of_it()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        var other = await page.Context.NewPageAsync();
        await other.AtTheDoorAsync(day);
        var sent = 0;
        await page.Context.RouteAsync("**/check-ins", route =>
        {
            sent += route.Request.Method == "POST" ? 1 : 0;
            return route.ContinueAsync();
        });
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.Find().FillAsync("öberg");
        await page.Find().PressAsync("Enter");
        await Expect(other.Locator(".counter")).ToHaveTextAsync("1 av 2 är här");
        await other.Find().FillAsync("ek");
        await other.Find().PressAsync("Enter");
        await Expect(page.Locator(".waits")).ToHaveTextAsync("2 incheckningar väntar på nätet.");

        await page.Context.SetOfflineAsync(false);

        foreach (var tab in new[] { page, other })
        {
            await Expect(tab.Locator(".waits")).ToBeHiddenAsync();
            await Expect(tab.Locator(".counter")).ToHaveTextAsync("2 av 2 är här");
        }

        Assert.Equal(2, sent);
        Assert.Equal(["Bo", "Åsa"], (await service.InsAsync()).Order(StringComparer.Ordinal));
    }

    [Slow]
    [Fact]
    public async Task Whoever_is_signed_out_meanwhile_loses_sight_of_the_list_and_nothing_else()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.KeptAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");
        await page.Find().FillAsync("öberg");
        await page.Find().PressAsync("Enter");
        await Expect(page.Locator(".waits")).ToBeVisibleAsync();
        await page.Context.ClearCookiesAsync();
        await page.Context.SetOfflineAsync(false);

        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await Expect(page.GetByText("En incheckning väntar i telefonen")).ToBeVisibleAsync();
        Assert.Equal("[]", await page.EvaluateAsync<string>(Door.StoredLists));
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        await Expect(page.GetByText("Öberg")).ToHaveCountAsync(0);
        await page.Context.SetOfflineAsync(false);
        await page.Button("Försök igen").ClickAsync();
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();

        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        Assert.Equal(["Åsa"], await service.InsAsync());
    }

    private const string StoredFiles = """
        async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => request.url)))).flat().join(' ')
        """;
}
