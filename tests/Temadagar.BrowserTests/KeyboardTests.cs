using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Each main task of the console by the keyboard alone. That of a participant is in <see cref="JourneyTests"/>, of a steward in <see cref="DoorTests"/>, of who orders days in <see cref="OneIsEnoughTests"/>.</summary>
public class KeyboardTests(Browser browser)
{
    private const string Development = "--environment=Development";

    [Fact]
    public async Task An_organizer_signs_in_finds_a_person_corrects_and_cancels()
    {
        await using var service = await TestService.StartAsync(settings: Development);
        await service.ComesAsync("lulea", "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync("lulea", "Bo", "Ek", "Polisen");
        await service.AccountAsync("ada@example.org");
        var (page, hands) = await OpenAsync(service, "/arrangor");

        await hands.WriteAsync("E-postadress", "ada@example.org");
        await hands.WriteAsync("Lösenord", OrganizerAccounts.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("Temadagar").First).ToBeFocusedAsync();
        await hands.PressAsync("Sex mot ersättning", "a");
        await Expect(page.GetByText("Öberg, Åsa")).ToBeVisibleAsync();
        await hands.WriteAsync("Sök", "öb");
        await Expect(page.GetByText("Ek, Bo")).ToHaveCountAsync(0);
        await hands.PressAsync("Öberg, Åsa");
        await Expect(page.Heading("Åsa Öberg")).ToBeVisibleAsync();
        await hands.WriteAsync("Efternamn", "Öman");
        await page.Keyboard.PressAsync("Enter");
        await Eventually.TrueAsync(async () => await service.CountAsync("Registrations WHERE LastName = 'Öman'") == 1);
        await hands.PressAsync("Avboka anmälan");
        await hands.AnswerAsync("Avboka anmälan");

        await Expect(page.GetByText("Anmälan är avbokad.")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_day_is_added_published_and_written_to()
    {
        await using var service = await TestService.StartAsync(settings: Development);
        var (page, hands) = await OpenAsync(service, "/arrangor", Role.Organizer);

        await hands.PressAsync("Lägg till en temadag");
        await hands.WriteAsync("Titel", "En dag för händerna");
        await hands.WriteAsync("Webbadress", "hander");
        await hands.ReachAsync("Datum");
        // In the order of the browser that tests have, which is American whatever the page's language.
        await page.Keyboard.TypeAsync("03152027");
        await Expect(page.Locator("#date")).ToHaveValueAsync("2027-03-15");
        await hands.ReachAsync("Börjar");
        await page.Keyboard.TypeAsync("0900AM");
        await Expect(page.Locator("#startsAt")).ToHaveValueAsync("09:00");
        await hands.ReachAsync("Slutar");
        await page.Keyboard.TypeAsync("0400PM");
        await Expect(page.Locator("#endsAt")).ToHaveValueAsync("16:00");
        await hands.WriteAsync("Platser i lokalen", "10");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("Redigera En dag för händerna")).ToBeVisibleAsync();
        await hands.PressAsync("Publicera", "button");
        await hands.AnswerAsync("Publicera");
        await Expect(page.GetByText("Temadagen är publicerad.", new() { Exact = true })).ToBeFocusedAsync();
        Assert.Equal(["2027-03-15 09:00:00"], await service.QueryAsync<string>("SELECT CONCAT(Date, ' ', StartsAt) FROM ThemeDays WHERE Slug = 'hander'"));

        await service.FareAsync("lulea", "asa@example.org");
        await page.OpenAsync("/arrangor/temadag/lulea");
        await hands.PressAsync("Skriv till", "a");
        await hands.WriteAsync("Ämne", "Ta med legitimation");
        await hands.WriteAsync("Text", "Dörrarna öppnar 8.30.");
        await hands.PressAsync("Granska");
        await Expect(page.GetByText("Mejlet går till 1 person.")).ToBeVisibleAsync();
        await hands.PressAsync("Skicka till 1 person");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        Assert.Single(await service.MailsAsync("organizer-message", "asa@example.org"));
    }

    [Fact]
    public async Task Schedules_are_sent_and_a_speaker_is_added()
    {
        await using var service = await TestService.StartAsync(settings: Development);
        var (page, hands) = await OpenAsync(service, "/arrangor/temadag/lulea", Role.Organizer);

        await hands.PressAsync("Scheman till medverkande");
        await hands.PressAsync("Granska och skicka scheman (4)");
        await Expect(page.Heading("Granska scheman")).ToBeFocusedAsync();
        await hands.PressAsync("Skicka till 4");
        await Expect(page.Heading("Scheman är på väg till 4 medverkande")).ToBeFocusedAsync();

        await page.OpenAsync("/arrangor/medverkande");
        await hands.PressAsync("Lägg till medverkande");
        await hands.WriteAsync("Namn", "Kim Å");
        await hands.WriteAsync("E-postadress", "kim@example.org");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("Kim Å")).ToBeVisibleAsync();
        Assert.Equal(1, await service.CountAsync("Speakers WHERE Email = 'kim@example.org'"));
    }

    [Fact]
    public async Task Attendance_is_ticked_and_certificates_are_issued()
    {
        await using var day = await CertificateTests.DayAsync();
        await day.PersonAsync("Åsa", "Öberg", "asa@example.org");
        await day.EndAsync();
        var (page, hands) = await OpenAsync(day.Service, $"/arrangor/temadag/{day.Slug}/narvaro", Role.Organizer);

        await hands.TickAsync("Åsa Öberg var där");
        await hands.PressAsync("Spara närvaron");
        await Expect(page.GetByText("Närvaron är sparad.")).ToBeFocusedAsync();
        await page.OpenAsync($"/arrangor/temadag/{day.Slug}/intyg");
        await hands.PressAsync("Granska och utfärda intyg");
        await Expect(page.Heading("Granska intyg")).ToBeFocusedAsync();
        await hands.PressAsync("Utfärda ett intyg");
        await hands.AnswerAsync("Utfärda");
        await Expect(page.Heading("Ett intyg är utfärdat")).ToBeFocusedAsync();
        Assert.Single(await day.CertificatesAsync());
    }

    [Fact]
    public async Task A_rule_of_erasure_is_decided_and_what_is_due_is_erased()
    {
        await using var service = await TestService.StartAsync(settings: Development);
        await service.FareAsync("lulea", "asa@example.org");
        (await service.MyAsync(HttpMethod.Put, "/api/my/registration/needs", await service.LinkOfAsync("asa@example.org"), new { diet = "vegan" })).EnsureSuccessStatusCode();
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2026-01-08' WHERE Slug = 'lulea'"));
        var (page, hands) = await OpenAsync(service, "/arrangor", Role.Organizer);

        await hands.PressAsync("Gallring");
        await hands.PressAsync("Kost och tillgänglighet", "summary");
        await hands.WriteAsync("Gallringsbeslut", "Dnr 1-2026");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Regeln är sparad.")).ToBeFocusedAsync();
        await hands.PressAsync("Gallra nu");
        await hands.AnswerAsync("Gallra");
        await Expect(page.GetByText("Det är gallrat.")).ToBeFocusedAsync();
        Assert.Equal(0, await service.CountAsync("Needs"));
    }

    [Fact]
    public async Task An_administrator_adds_an_account_shares_a_day_and_looks_in_the_log()
    {
        await using var service = await TestService.StartAsync(settings: Development);
        await service.InvitedAsync("doris@example.org", Role.Steward, "Doris Vid Dörren");
        var (page, hands) = await OpenAsync(service, "/arrangor", Role.Administrator);

        await hands.PressAsync("Konton");
        await hands.PressAsync("Lägg till ett konto", "summary");
        await hands.WriteAsync("Namn", "Bo Ek");
        await hands.WriteAsync("E-postadress", "bo@example.org");
        await hands.ReachAsync("Roll");
        await page.Keyboard.TypeAsync("Administratör");
        await hands.PressAsync("Lägg till");
        await Expect(page.Locator("code.secret")).ToContainTextAsync("/arrangor/losenord#");

        await page.OpenAsync("/arrangor/temadag/lulea/delning");
        await hands.TickAsync("Doris Vid Dörren");
        await hands.PressAsync("Spara");
        await Expect(page.GetByText("Delningen är sparad och gäller nu.")).ToBeFocusedAsync();
        await hands.PressAsync("Logg", "a");
        await Expect(page.GetByText("Ändrade vem temadagen delas med")).ToBeVisibleAsync();
        await hands.PressAsync("Bara detta");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    private async Task<(IPage Page, Hands Hands)> OpenAsync(TestService service, string address, Role? role = null)
    {
        var page = role is { } of ? await OrganizerTests.SignedInAsync(browser, service, of, 1280) : await browser.NewPageAsync(service.Address);
        await page.OpenAsync(address);
        return (page, new Hands(page));
    }
}
