using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A programme is edited as a table, by keyboard and by dragging, and pasted in.</summary>
public class ProgrammeTests(Browser browser)
{
    private const string Address = "/arrangor/temadag/lulea/program";

    [Fact]
    public async Task Rows_are_moved_by_keyboard_added_removed_and_saved_together()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OpenAsync(service);
        await AccessibilityTests.CheckAsync(page, "sv");

        // Fika goes before the talk: both keep their lengths, and nothing after them moves.
        await Title(page, 2).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Title(page, 1)).ToBeFocusedAsync();
        await Expect(page.Locator("p.unseen[role=status]")).ToHaveTextAsync("”Fika” står nu på plats 2 av 8, 09.15–09.45.");
        Assert.Equal(["09:15-09:45 Fika", "09:45-10:45 Efterfrågan: vad säger forskningen?", "10:45-12:00 Polisens arbete mot sexköp"], (await RowsAsync(page))[1..4]);
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.Locator(".session").Nth(0).GetByRole(AriaRole.Button, new() { NameRegex = new("^Flytta upp") }).ClickAsync();
        await Expect(page.Locator("p.unseen[role=status]")).ToHaveTextAsync("Raden står redan först.");
        Assert.Equal(["09:15-10:15 Efterfrågan: vad säger forskningen?", "10:15-10:45 Fika"], (await RowsAsync(page))[1..3]);
        var down = page.Locator(".session").Nth(1).GetByRole(AriaRole.Button, new() { NameRegex = new("^Flytta ned") });
        await down.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".session").Nth(2).GetByRole(AriaRole.Button, new() { NameRegex = new("^Flytta ned") })).ToBeFocusedAsync();

        await page.Locator(".session").Nth(6).GetByRole(AriaRole.Button, new() { NameRegex = new("^Ta bort rad") }).ClickAsync();
        await Expect(page.GetByText("”Bensträckare” tas bort när du sparar.").First).ToBeVisibleAsync();
        await page.Button("Ångra").ClickAsync();
        Assert.Equal(8, (await RowsAsync(page)).Length);
        await page.Locator(".session").Nth(6).GetByRole(AriaRole.Button, new() { NameRegex = new("^Ta bort rad") }).ClickAsync();
        await page.Button("Lägg till en rad").ClickAsync();
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Locator(".summary").GetByText("Rad 8: Ange en titel.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await Title(page, 8).FillAsync("Avslutning");
        await Time(page, 8, 0).FillAsync("15:30");
        await Time(page, 8, 1).FillAsync("16:00");
        await page.Button("Spara programmet").ClickAsync();

        // The service refuses two sessions in one room, and the page leads to them; nothing written is lost.
        await Expect(page.Locator(".summary")).ToContainTextAsync("Rad 7, 14.30 och Rad 8, 15.30: samtidigt i Stora salen");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator(".summary a").First.ClickAsync();
        await Expect(Title(page, 7)).ToBeFocusedAsync();
        await Time(page, 7, 1).FillAsync("15:30");
        await page.Locator(".session").Nth(8).Locator("summary").ClickAsync();
        await page.Locator(".session").Nth(8).Locator("textarea").FillAsync("**Tack** för i dag");
        await page.Locator(".session").Nth(8).GetByRole(AriaRole.Button, new() { Name = "Visa som den blir" }).ClickAsync();
        await Expect(page.Locator(".session .own strong")).ToHaveTextAsync("Tack");
        await page.Locator(".session").Nth(8).Locator(".adding select").SelectOptionAsync(new SelectOptionValue { Label = "Forskare i socialt arbete, Universitetet" });
        await page.Locator(".session").Nth(8).GetByRole(AriaRole.Button, new() { NameRegex = new("^Lägg till") }).ClickAsync();
        await page.Locator(".session").Nth(8).Locator(".adding select").SelectOptionAsync(new SelectOptionValue { Label = "Kurator på mottagning för hiv och STI, Kunskapsnätverket hiv/STI Norr" });
        await page.Locator(".session").Nth(8).GetByRole(AriaRole.Button, new() { NameRegex = new("^Lägg till") }).ClickAsync();
        await page.Locator(".session").Nth(8).GetByRole(AriaRole.Button, new() { Name = "Flytta Kurator på mottagning för hiv och STI före den föregående" }).ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Spara programmet").ClickAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");
        await page.ReloadAsync();
        await Expect(page.Locator(".session")).ToHaveCountAsync(8);
        Assert.Equal(["14:30-15:30 Panel: så arbetar vi vidare i länet", "15:30-16:00 Avslutning"], (await RowsAsync(page))[6..]);
        await Expect(page.Locator(".session").Nth(7).Locator(".chips li > span")).ToHaveTextAsync(["Kurator på mottagning för hiv och STI", "Forskare i socialt arbete"]);
    }

    [Slow]
    [Fact]
    public async Task A_row_is_dragged_and_sessions_at_the_same_time_stay_together()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        organizer.DefaultRequestHeaders.IfMatch.Add(EntityTagHeaderValue.Any);
        object Session(string startsAt, string endsAt, string title, string? room) => new { startsAt, endsAt, title, room, kind = "talk", speakers = Array.Empty<string>() };
        (await organizer.PutAsJsonAsync("/api/organizer/theme-days/lulea/programme", new
        {
            sessions = new[]
            {
                Session("09:00", "10:00", "Först", "Stora salen"), Session("10:00", "11:00", "Grupp A", "Rum A"), Session("10:00", "11:00", "Grupp B", "Rum B"),
                Session("11:15", "11:30", "Fika", null), Session("11:30", "12:00", "Sist", "Stora salen"),
            },
        }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var page = await OpenAsync(service);

        await page.SetViewportSizeAsync(1280, 1600);

        // Dropped among the groups, it goes on past both.
        await page.Locator(".handle").Nth(3).DragToAsync(page.Locator(".session").Nth(2), new() { TargetPosition = new() { X = 300, Y = 6 } });

        Assert.Equal(
            ["09:00-10:00 Först", "10:00-10:15 Fika", "10:30-11:30 Grupp A", "10:30-11:30 Grupp B", "11:30-12:00 Sist"], await RowsAsync(page));
        await page.Locator(".handle").Nth(0).DragToAsync(page.Locator(".session").Nth(4), new() { TargetPosition = new() { X = 300, Y = 90 } });
        Assert.Equal(
            ["09:00-09:15 Fika", "09:15-10:15 Grupp A", "09:15-10:15 Grupp B", "10:30-11:00 Sist", "11:00-12:00 Först"], await RowsAsync(page));
        await Expect(page.Locator(".drop-before, .drop-after, .dragged")).ToHaveCountAsync(0);

        // Editing one of two at the same time moves neither.
        await Title(page, 1).FillAsync("Grupp A, om stöd");
        await page.Button("Spara programmet").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");
        Assert.Equal(["09:15-10:15 Grupp A, om stöd", "09:15-10:15 Grupp B"], (await RowsAsync(page))[1..3]);
    }

    [Slow]
    [Fact]
    public async Task A_programme_is_pasted_its_faulty_lines_named_looked_at_and_used()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OpenAsync(service);

        await page.Locator("summary", new() { HasText = "Klistra in program" }).ClickAsync();
        await page.FillAsync("#csv", "09.00-09.15;Välkommen;regionkoordinator@example.org;Stora salen\nnio;Forskning;;Stora salen\n10.15-10.45;Kaffe\n11.00-12.00;Ny;ingen@example.org;");
        await page.Button("Granska").ClickAsync();
        await Expect(page.Locator(".paste .summary li")).ToHaveCountAsync(2);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator(".paste .summary a").First.ClickAsync();
        Assert.Equal("nio;Forskning;;Stora salen", await page.EvaluateAsync<string>("() => { const area = document.activeElement; return area.value.slice(area.selectionStart, area.selectionEnd); }"));

        await page.FillAsync("#csv", "09.00-09.15;Välkommen;regionkoordinator@example.org;Stora salen\n09.15-10.00;Forskning;forskare@example.org, polis@example.org;Stora salen\n10.00-10.45;Kaffe");
        await page.Button("Granska").ClickAsync();
        await Expect(page.GetByText("En ny, en ändrad, en oförändrad, 6 som tas bort. Inget är ändrat än.")).ToBeVisibleAsync();
        await Expect(page.Locator("tr.changed")).ToContainTextAsync("till 10.15");
        await Expect(page.Locator("tr.changed")).ToContainTextAsync("Efterfrågan: vad säger forskningen?");
        await AccessibilityTests.CheckAsync(page, "sv");
        await Title(page, 0).FillAsync("Ändrad i tabellen");
        await page.Button("Använd det här programmet").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();
        await Expect(Title(page, 0)).ToHaveValueAsync("Ändrad i tabellen");
        await page.Button("Använd det här programmet").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Använd det här programmet" }).ClickAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("Det inklistrade programmet är sparat.");
        Assert.Equal(["09:00-09:15 Välkommen", "09:15-10:00 Forskning", "10:00-10:45 Kaffe"], await RowsAsync(page));
    }

    [Slow]
    [Fact]
    public async Task Another_s_programme_is_not_overwritten_and_unsaved_changes_are_not_left_unasked()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OpenAsync(service);
        var asked = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        await page.ReloadAsync();
        await Expect(page.Locator(".session")).ToHaveCountAsync(8);
        Assert.Empty(asked);
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync(Address);
        await Title(other, 0).FillAsync("Den andres titel");
        await other.Button("Spara programmet").ClickAsync();
        await Expect(other.Locator(".notice")).ToContainTextAsync("Programmet är sparat.");

        await Title(page, 0).FillAsync("Min titel");
        await page.Button("Spara programmet").ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary a")).ToHaveAttributeAsync("target", "_blank");
        await Expect(Title(page, 0)).ToHaveValueAsync("Min titel");
        await page.ReloadAsync();
        await Expect(Title(page, 0)).ToHaveValueAsync("Den andres titel");
        Assert.Equal(["beforeunload"], asked);
    }

    [Slow]
    [Fact]
    public async Task Whatever_is_moved_keeps_its_length_what_is_at_the_same_time_stays_so_and_a_move_back_is_no_move()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await browser.NewPageAsync(service.Address);
        await page.OpenAsync("/");

        var faults = await page.EvaluateAsync<string[]>("""
            async () => {
              const { moved } = await import('/js/console/programme-order.js');
              const minutes = time => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
              const clock = total => [Math.floor(total / 60), total % 60].map(part => String(part).padStart(2, '0')).join(':');
              const overlap = (one, other) => minutes(one.startsAt) < minutes(other.endsAt) && minutes(other.startsAt) < minutes(one.endsAt);
              let seed = 1;
              const upTo = most => (seed = (seed * 48271) % 2147483647) % most;
              const faults = [];
              for (let round = 0; round < 5000; round++) {
                const rows = [];
                for (let at = 480, part = 2 + upTo(6); part > 0; part--) {
                  const together = upTo(4) ? 1 : 2 + upTo(2);
                  const ends = Array.from({ length: together }, () => at + 15 + upTo(4) * 15);
                  ends.forEach(end => rows.push({ name: rows.length, startsAt: clock(at), endsAt: clock(end) }));
                  at = Math.max(...ends) + upTo(3) * 10;
                }

                const [from, to] = [upTo(rows.length), upTo(rows.length)];
                const row = rows[from];
                const told = list => list.map(one => `${one.name} ${one.startsAt}-${one.endsAt}`).join(', ');
                const after = ({ rows: order, times }) => order.map(one => ({ ...one, ...times.get(one) }));
                const once = after(moved(rows, from, to));
                const now = one => once.find(other => other.name === one.name);
                const said = what => faults.push(`${what}: ${from} to ${to} in ${told(rows)} gives ${told(once)}`);
                const length = one => minutes(one.endsAt) - minutes(one.startsAt);
                if (rows.some(one => length(one) !== length(now(one)))) {
                  said('another length');
                }

                const shift = one => minutes(now(one).startsAt) - minutes(one.startsAt);
                if (rows.some(one => rows.some(other => one !== row && other !== row && overlap(one, other) && shift(one) !== shift(other)))) {
                  said('no longer at the same time');
                }

                if (!rows.some(one => one !== row && overlap(one, row))) {
                  if (once.some(one => one.name !== row.name && overlap(one, now(row)))) {
                    said('at the time of another');
                  }

                  const back = after(moved(once, once.findIndex(one => one.name === row.name), from));
                  if (told(back) !== told(rows)) {
                    said('not back');
                  }
                }
              }

              return faults.slice(0, 5);
            }
            """);

        Assert.Empty(faults);
    }

    private static ILocator Title(IPage page, int row) => page.Locator(".session").Nth(row).Locator(".what input");

    private static ILocator Time(IPage page, int row, int which) => page.Locator(".session").Nth(row).Locator(".time input").Nth(which);

    private static Task<string[]> RowsAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('.session')].filter(row => !row.rows[0].hidden).map(row => {
          const [startsAt, endsAt, title] = [...row.querySelectorAll('.time input, .what input')].map(input => input.value);
          return `${startsAt}-${endsAt} ${title}`;
        })
        """);

    private async Task<IPage> OpenAsync(TestService service)
    {
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync(Address);
        await Expect(page.Locator(".session").First).ToBeVisibleAsync();
        return page;
    }
}
