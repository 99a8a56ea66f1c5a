using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>What the page at the door says of the latest deed, and what stays in sight after it.</summary>
[Slow]
public class LatestAtTheDoorTests(Browser browser)
{
    // Another phone, whose clock is three minutes ahead, saw the person first.
    [Fact]
    public async Task Whoever_is_checked_in_again_is_in_whatever_the_phones_clocks_say()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        using var other = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        var came = new { code = await service.CodeOfAsync("Åsa", "Öberg"), at = "2027-02-03T12:03:00.1234567+01:00" };
        (await other.PostAsJsonAsync($"/api/organizer/theme-days/{day}/check-ins", came)).EnsureSuccessStatusCode();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.CheckInAsync("öberg");
        await page.GetByText("Fler val").ClickAsync();
        await page.Button("Checka ut").ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Utcheckad");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 1 är här");

        await page.Button("Checka in igen").ClickAsync();

        await Expect(page.Verdict()).ToContainTextAsync("Incheckad");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await page.ReloadAsync();
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
    }

    [Fact]
    public async Task Whoever_looks_at_another_page_and_back_fetches_the_list_no_more_often()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.CheckInAsync("öberg");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        var looks = await service.CountAsync("AccessLog WHERE Action = 'peopleListed'");

        for (var time = 0; time < 5; time++)
        {
            await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        }

        // What comes after them in the queue of what the page does.
        await page.EvaluateAsync("() => navigator.locks.request('temadagar-incheckning', () => {})");
        Assert.Equal(looks, await service.CountAsync("AccessLog WHERE Action = 'peopleListed'"));
    }

    [Fact]
    public async Task An_undo_is_sent_with_the_time_that_it_was_pressed()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Incheckad");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToContainTextAsync("Inget nät");

        await page.UndoAsync("Åsa Öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Skickas när nätet är tillbaka.");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 1 är här");
        service.TimePasses(TimeSpan.FromMinutes(40));
        var sending = page.WaitForRequestAsync(request => request.Method == "DELETE");
        await page.Context.SetOfflineAsync(false);

        var at = Uri.UnescapeDataString(new Uri((await sending).Url).Query).Replace("?at=", "", StringComparison.Ordinal);
        var noon = DateTimeOffset.Parse("2027-02-03T11:00:00Z", CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), noon.AddMinutes(-2), noon.AddMinutes(3));
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        Assert.Empty(await service.InsAsync());
    }

    [Fact]
    public async Task Whoever_another_has_checked_in_too_is_here_after_an_undo_and_it_is_said()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        var other = await browser.NewPageAsync(service.Address, 320, 800);
        await OrganizerTests.SignInAsync(other, service, Role.Organizer, "bea@example.org");
        await other.AtTheDoorAsync(day);
        await page.CheckInAsync("öberg");
        await Expect(page.Verdict()).ToContainTextAsync("Incheckad");
        await other.CheckInAsync("öberg");
        await Expect(other.Verdict()).ToContainTextAsync("Redan incheckad");

        await page.UndoAsync("Åsa Öberg");

        await Expect(page.Verdict()).ToContainTextAsync("Incheckningen är ångrad");
        await Expect(page.Verdict()).ToContainTextAsync("Personen räknas ändå som här sedan kl. 12.0");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await Expect(page.Locator(".waits")).ToBeHiddenAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Fact]
    public async Task Whoever_was_undone_before_a_lost_reply_came_again_is_not_shown_as_here()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        var sent = 0;
        await page.Context.RouteAsync("**/check-ins", async route =>
        {
            if (route.Request.Method != "POST" || sent++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            var id = (await service.QueryAsync<string>("SELECT Id FROM CheckIns"))[0];
            (await organizer.DeleteAsync($"/api/organizer/theme-days/{day}/check-ins/{id}")).EnsureSuccessStatusCode();
            await route.AbortAsync();
        });

        await page.CheckInAsync("öberg");

        // Before anything has been sent nothing waits either.
        await Eventually.TrueAsync(() => Task.FromResult(sent == 2));
        await Expect(page.Locator(".waits")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 1 är här");
        Assert.Equal(2, sent);
        Assert.Empty(await service.InsAsync());
    }

    [Fact]
    public async Task An_undone_walk_in_is_said_to_stay_registered_once_it_has_been_sent()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Fia");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await page.UndoAsync("Fia Oanmäld");
        await Expect(page.Verdict()).ToContainTextAsync("Anmälan finns kvar.");
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Status = 'confirmed'"));

        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(Door.Status)).ToHaveTextAsync("Inget nät. Du kan checka in ändå.");
        await page.Button("Anmäl på plats").ClickAsync();
        await page.FillWalkInAsync("Gun");
        await page.UndoAsync("Gun Oanmäld");
        await Expect(page.Verdict()).ToContainTextAsync("Anmälan är också borttagen.");
        await page.Context.SetOfflineAsync(false);

        // The time of the list stands beside it and is not read aloud.
        await Expect(page.Locator(Door.Status)).ToHaveTextAsync("Uppkopplad.");
        await Expect(page.Locator(".figures")).ToContainTextAsync("Listan är från kl. 12.0");
        Assert.Equal(1, await service.CountAsync("Registrations"));
    }

    [Fact]
    public async Task A_refusal_stays_in_sight_until_it_is_put_away_or_something_came_of_it()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Bo", "Ek", "Region Norrbotten");
        await service.ComesAsync(day, "Cia", "Zorn", "Polisen");
        await service.ComesAsync(day, "Dan", "Asp", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);
        await service.CancelAsync(Door.EmailOf("Cia", "Zorn", "Polisen"), day);
        await service.CancelAsync(Door.EmailOf("Dan", "Asp", "Polisen"), day);
        var open = page.GetByRole(AriaRole.Region, new() { Name = "Inte klart än" });

        await page.CheckInAsync("zorn");
        await Expect(page.Verdict()).ToContainTextAsync("Platsen är avbokadCia Zorn");
        await Expect(open).ToBeHiddenAsync();
        await page.CheckInAsync("asp");
        await page.CheckInAsync("BBBBBBBBBB");
        await Expect(page.Verdict()).ToContainTextAsync("Koden finns inte");
        await page.CheckInAsync("ek");

        await Expect(page.Verdict()).ToContainTextAsync("IncheckadBo Ek");
        await Expect(open.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(open).ToContainTextAsync("Platsen är avbokadCia Zorn");
        await AccessibilityTests.CheckAsync(page, "sv");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Status = 'confirmed', CancelledAt = NULL WHERE LastName = 'Asp'"));
        await page.CheckInAsync("asp");
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadDan Asp");
        await Expect(open.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await open.GetByRole(AriaRole.Button, new() { Name = "Klart, ta bort: BBBBB-BBBBB" }).ClickAsync();
        await Expect(open.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(open.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        await open.GetByRole(AriaRole.Button, new() { Name = "Klart, ta bort: Cia Zorn" }).ClickAsync();
        await Expect(open).ToBeHiddenAsync();
        await Expect(page.Verdict()).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_row_that_has_the_focus_keeps_it_when_the_list_is_drawn_anew()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Åsa", "Zorn", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.AtTheDoorAsync(day);
        var other = await page.Context.NewPageAsync();
        await other.AtTheDoorAsync(day);
        await page.Find().FillAsync("åsa");
        await page.Hits().Nth(1).FocusAsync();
        await page.Hits().Nth(1).EvaluateAsync("hit => { hit.dataset.mine = ''; }");

        await other.CheckInAsync("öberg");

        await Expect(page.Locator("[data-mine]")).ToContainTextAsync("Här sedan kl.");
        await Expect(page.Locator("[data-mine]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_name_of_ten_letters_is_no_code_and_one_that_could_be_is_found_all_the_same()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Grzbczwskt", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);

        await page.Find().FillAsync("Abrahamson");
        await Expect(page.GetByText("Ingen i listan passar.")).ToBeVisibleAsync();
        await Expect(page.Hits()).ToHaveCountAsync(0);
        await page.Find().FillAsync("Grzbczwskt");
        await Expect(page.Hits()).ToHaveTextAsync(["Grzbczwskt, Åsa" + "Luleå kommun" + "Inte här än"]);
        await page.Find().FillAsync("Grzbczwskq");
        await Expect(page.Hits()).ToHaveTextAsync(["Kod GRZBC-ZWSKQ"]);
    }
}
