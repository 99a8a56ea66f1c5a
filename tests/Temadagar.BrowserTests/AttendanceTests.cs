using System.Text;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Afterwards: the paper list and the meeting's report become attendance.</summary>
public class AttendanceTests(Browser browser)
{
    [Slow]
    [Fact]
    public async Task Sixty_ticks_of_a_paper_list_are_one_save()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync(places: 70);
        await RegisterManyAsync(service, day, 60);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync($"/arrangor/temadag/{day}");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { Name = "Närvaro", Exact = true }).ClickAsync();
        await Expect(page.Heading("Närvaro: Att se och fråga")).ToBeVisibleAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("0 av 60 var där");
        await AccessibilityTests.CheckAsync(page, "sv");
        foreach (var box in await page.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }

        await Expect(page.GetByText("60 ändringar är inte sparade.")).ToBeVisibleAsync();
        Assert.Equal(0, await service.CountAsync("CheckIns"));
        await page.Button("Spara närvaron").ClickAsync();
        await Expect(page.GetByText("Närvaron är sparad.")).ToBeFocusedAsync();
        Assert.Equal(60, await service.CountAsync("CheckIns WHERE Source = 'list' AND UndoneAt IS NULL"));
        Assert.Equal([60], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'attendanceEntered'"));

        await page.FillAsync("#filter", "fornamn07");
        await Expect(page.GetByText("En person visas.")).ToBeVisibleAsync();
        await page.Locator("#filter").PressAsync("Enter");
        await Expect(page.GetByText("Fornamn07 Efternamn: var inte där.")).ToBeVisibleAsync();
        await Expect(page.Locator("#filter")).ToHaveValueAsync("");
        await page.SelectOptionAsync("#show", "changed");
        await Expect(page.Locator("tbody tr:visible")).ToHaveCountAsync(1);
        await page.Button("Spara närvaron").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Ta bort närvaron för en person?");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Ta bort och spara").ClickAsync();
        await Expect(page.GetByText("Närvaron är sparad.")).ToBeFocusedAsync();
        Assert.Equal(59, await service.CountAsync("CheckIns WHERE UndoneAt IS NULL"));
        await page.ReloadAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("59 av 60 var där");
    }

    [Fact]
    public async Task What_is_ticked_and_not_saved_is_not_lost_unasked_nor_by_a_lost_network()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await RegisterManyAsync(service, day, 2);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync($"/arrangor/temadag/{day}/narvaro?lang=en");
        await AccessibilityTests.CheckAsync(page, "en");
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();

        await page.Context.SetOfflineAsync(true);
        await page.Button("Save attendance").ClickAsync();
        await Expect(page.Locator(".notice.bad")).ToBeVisibleAsync();
        await Expect(page.GetByText("One change is not saved.")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        var asked = false;
        page.Dialog += (_, dialog) =>
        {
            asked = true;
            _ = dialog.DismissAsync();
        };
        await page.EvaluateAsync("() => { setTimeout(() => location.assign('/arrangor'), 0); }");
        await Eventually.TrueAsync(() => Task.FromResult(asked));
        await page.Button("Save attendance").ClickAsync();
        await Expect(page.GetByText("Attendance is saved.")).ToBeVisibleAsync();
        Assert.Equal(1, await service.CountAsync("CheckIns"));
    }

    [Slow]
    [Fact]
    public async Task A_meeting_s_report_is_looked_at_and_then_kept_once_and_says_what_it_does_not_bring_back()
    {
        await using var service = await Door.StartAsync("2027-02-03T18:00:00+01:00");
        var day = await service.DayTodayAsync(endsAt: new TimeOnly(23, 0));
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun", "online");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen", "online");
        var report = Path.Combine(service.Folder, "narvaro.csv");
        await File.WriteAllTextAsync(report, "1. Summary\r\nMeeting title\tEn dag\r\n\r\n2. Participants\r\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\r\n"
            + "Öberg, Åsa\t2/3/27, 9:05:00 AM\t2/3/27, 3:55:00 PM\t6h 50m\t\t\tPresenter\r\n"
            + "Okänd Gäst\t2/3/27, 9:05:00 AM\t2/3/27, 3:55:00 PM\t6h 50m\t\t\tAttendee\r\n", Encoding.Unicode, TestContext.Current.CancellationToken);
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync($"/arrangor/temadag/{day}/narvaro");

        await page.Button("Granska").ClickAsync();
        await Expect(page.Locator("#report")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.SetInputFilesAsync("#report", new FilePayload { Name = "annat.csv", MimeType = "application/vnd.ms-excel", Buffer = "inget;alls"u8.ToArray() });
        await page.Button("Granska").ClickAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("Filen har ingen lista");
        await page.SetInputFilesAsync("#report", report);
        await page.Button("Granska").ClickAsync();
        await Expect(page.Heading("Så här läses rapporten").First).ToBeFocusedAsync();
        await Expect(page.GetByText("En person känns igen").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Ingen med det namnet eller den adressen är anmäld")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(0, await service.CountAsync("CheckIns"));
        await page.Button("Spara närvaron för en person").ClickAsync();
        await Expect(page.GetByText("Närvaron för en person är sparad.")).ToBeFocusedAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("1 av 2 var där");
        await Expect(page.GetByText("kl. 09.05–15.55")).ToBeVisibleAsync();

        await page.SetInputFilesAsync("#report", report);
        await page.Button("Granska").ClickAsync();
        await Expect(page.GetByText("Rapporten lägger inte till något")).ToBeVisibleAsync();
        await Expect(page.GetByText("Redan sparat.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Spara närvaron för") })).ToHaveCountAsync(0);
        Assert.Equal(1, await service.CountAsync("CheckIns WHERE Kind = 'in'"));
        await Expect(page.GetByText("Borttaget för hand")).ToHaveCountAsync(0);

        await page.GetByLabel("Åsa Öberg var där").UncheckAsync();
        await page.Button("Spara närvaron").ClickAsync();
        await page.Button("Ta bort och spara").ClickAsync();
        await Expect(page.GetByText("Närvaron är sparad.")).ToBeFocusedAsync();
        await page.SetInputFilesAsync("#report", report);
        await page.Button("Granska").ClickAsync();
        await Expect(page.GetByText("För en person har du eller någon annan tagit bort närvaro för hand. Rapporten lägger inte tillbaka den.")).ToBeVisibleAsync();
        await Expect(page.Locator("tr", new() { HasText = "Borttaget för hand" })).ToContainTextAsync("Öberg, Åsa");
        await AccessibilityTests.CheckAsync(page, "sv");
        await Expect(page.GetByText("Rapporten lägger inte till något")).ToBeVisibleAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("0 av 2 var där");

        // By name, and nothing else.
        await page.GetByLabel("Åsa Öberg var där: lägg tillbaka").CheckAsync();
        await page.Button("Spara närvaron för en person").ClickAsync();
        await Expect(page.GetByText("Närvaron för en person är sparad.")).ToBeFocusedAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("1 av 2 var där");
    }

    [Fact]
    public async Task Ticks_that_are_not_saved_are_there_after_a_report_was_kept()
    {
        await using var service = await Door.StartAsync("2027-02-03T18:00:00+01:00");
        var day = await service.DayTodayAsync(endsAt: new TimeOnly(23, 0));
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun", "online");
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync($"/arrangor/temadag/{day}/narvaro");
        await page.GetByLabel("Bo Ek var där").CheckAsync();

        await page.SetInputFilesAsync("#report", new FilePayload { Name = "narvaro.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("Namn\tAnslöt\tLämnade\nÅsa Öberg\t2027-02-03 09:05\t2027-02-03 15:55\n") });
        await page.Button("Granska").ClickAsync();
        await page.Button("Spara närvaron för en person").ClickAsync();

        await Expect(page.GetByText("Närvaron för en person är sparad.")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Bo Ek var där")).ToBeCheckedAsync();
        await Expect(page.Locator(".tally")).ToHaveTextAsync("2 av 2 var där");
        await Expect(page.GetByText("En ändring är inte sparad.")).ToBeVisibleAsync();
        Assert.Equal(0, await service.CountAsync("CheckIns WHERE Source = 'list'"));
        await page.Button("Spara närvaron").ClickAsync();
        await Expect(page.GetByText("Närvaron är sparad.")).ToBeFocusedAsync();
        Assert.Equal(1, await service.CountAsync("CheckIns WHERE Source = 'list'"));
    }

    [Fact]
    public async Task What_would_be_refused_at_the_end_is_not_asked_for()
    {
        await using var service = await Door.StartAsync("2027-02-03T08:30:00+01:00");
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Bo", "Ek", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);

        foreach (var words in new[] { "Närvaron går att fylla i när temadagen har börjat.", "Temadagen är inställd. Då går det inte att ändra närvaron." })
        {
            await page.OpenAsync($"/arrangor/temadag/{day}/narvaro");
            await Expect(page.GetByText(words)).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Bo Ek var där")).ToBeDisabledAsync();
            await Expect(page.Locator("#report")).ToHaveCountAsync(0);
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @now WHERE Slug = @day", new { now = service.Clock.GetUtcNow(), day }));
        }
    }

    private static async Task RegisterManyAsync(TestService service, string day, int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(20))
        {
            var people = some.Select(number =>
            {
                var person = Some.Participant($"p{number}@example.org");
                (person["firstName"], person["lastName"]) = ($"Fornamn{number:00}", "Efternamn");
                return person;
            });
            (await service.RegisterAsync(new { themeDays = new[] { new { slug = day, participation = "onSite" } }, participants = people, submittedBy = "Ada" })).EnsureSuccessStatusCode();
        }
    }
}
