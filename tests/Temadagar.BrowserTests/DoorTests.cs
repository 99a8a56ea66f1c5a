using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A steward at the door, with network.</summary>
public class DoorTests(Browser browser)
{
    [Fact]
    public async Task People_are_checked_in_by_code_and_by_name_and_a_second_time_it_says_since_when()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Åsa", "Öberg", "Polisen");
        await service.ComesAsync(day, "Bo", "Ek", "Region Norrbotten");
        await service.ComesAsync(day, "Cia", "Zorn", "Hemma", "online");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/incheckning");
        Assert.EndsWith("/incheckning/", page.Url, StringComparison.Ordinal);
        await Expect(page.Heading("Välj temadag")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Att se och fråga") }).ClickAsync();
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 3 är här");
        await AccessibilityTests.CheckAsync(page, "sv");

        var code = await service.CodeOfAsync("Bo", "Ek");
        await page.Find().FillAsync($" {code[..5].ToLowerInvariant()}-{code[5..]} ");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Incheckad");
        await Expect(page.Verdict()).ToContainTextAsync("Bo Ek");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 3 är här");
        await Expect(page.Find()).ToHaveValueAsync("");
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.Find().FillAsync(code);
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Redan incheckad kl. 12.00");
        Assert.Equal(1, await service.CountAsync("CheckIns"));

        await page.Find().FillAsync("öb");
        await Expect(page.Hits()).ToHaveCountAsync(2);
        await Expect(page.Hits().Nth(0)).ToContainTextAsync("Flera heter så. Fråga vilken organisation");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Hits().Filter(new() { HasText = "Polisen" }).ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Polisen");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("2 av 3 är här");
        Assert.Equal(1, await service.CountAsync("CheckIns c JOIN Registrations r ON r.Id = c.RegistrationId WHERE r.Organization = 'Polisen'"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Ångra incheckningen av Åsa Öberg" }).ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Incheckningen är ångrad");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 3 är här");
        Assert.Equal(["Bo"], await service.InsAsync());

        await page.Find().FillAsync("bo e");
        await page.Find().PressAsync("Enter");
        await page.GetByText("Fler val").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Checka ut").ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Utcheckad kl. 12.0");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 3 är här");
    }

    [Fact]
    public async Task Whoever_cannot_be_checked_in_is_told_of_with_what_to_do()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync(places: 2);
        var other = await service.DayTodayAsync();
        await service.ComesAsync(day, "Bo", "Ek", "Region Norrbotten");
        await service.ComesAsync(day, "Cia", "Zorn", "Polisen");
        await service.ComesAsync(day, "Dan", "Väntar", "Polisen");
        await service.ComesAsync(other, "Eva", "Fel", "Polisen");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.AtTheDoorAsync(day);
        await service.CancelAsync(Door.EmailOf("Cia", "Zorn", "Polisen"), day);

        foreach (var (first, last, word, what) in new[]
        {
            ("Eva", "Fel", "Koden gäller en annan temadag", "Sök på namnet"),
            ("Cia", "Zorn", "Platsen är avbokad", "Finns det rum anmäler du på plats"),
            ("Dan", "Väntar", "Står på väntelistan", "Fråga arrangören"),
        })
        {
            await page.Find().FillAsync(await service.CodeOfAsync(first, last));
            await page.Find().PressAsync("Enter");
            await Expect(page.Verdict()).ToContainTextAsync(word);
            await Expect(page.Verdict()).ToContainTextAsync(what);
            await Expect(page.Locator(".review")).ToBeHiddenAsync();
            await AccessibilityTests.CheckAsync(page, "sv");
        }

        await page.Find().FillAsync("BBBBBBBBBB");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Koden finns inte");
        Assert.Equal(0, await service.CountAsync("CheckIns"));

        // Two places, of which one was given back to the one who waited.
        await page.Verdict().GetByRole(AriaRole.Button, new() { Name = "Anmäl på plats" }).ClickAsync();
        await Expect(page.Heading("Anmäl på plats")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Anmäl och checka in").ClickAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await page.FillAsync("#firstName", "Fia");
        await page.FillAsync("#lastName", "Oanmäld");
        await page.FillAsync("#organization", "Piteå kommun");
        await page.FillAsync("#profession", "Kurator");
        await page.SelectOptionAsync("#sector", "school");
        await page.FillAsync("#email", "fia");
        await page.Button("Anmäl och checka in").ClickAsync();
        await Expect(page.Locator("#email")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#email", "fia@example.org");
        await page.Button("Anmäl och checka in").ClickAsync();
        await Expect(page.Locator(".summary, .verdict:visible").First).ToContainTextAsync("Alla platser är tagna");
        await page.GetByLabel("Släpp in även om det är fullt").CheckAsync();
        await page.Button("Anmäl och checka in").ClickAsync();
        await Expect(page.Verdict()).ToContainTextAsync("Anmäld på plats och incheckad");
        await Expect(page.Verdict()).ToContainTextAsync("Fia Oanmäld");
        Assert.Equal(["Fia"], await service.InsAsync());
    }

    [Fact]
    public async Task A_steward_who_signs_in_comes_to_the_door_and_by_keyboard_alone_checks_someone_in()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await browser.NewPageAsync(service.Address, 1280);
        await OrganizerTests.SignInAsync(page, service, Role.Steward);
        await page.OpenAsync("/incheckning/");
        await Expect(page.GetByText("Du har ingen temadag att checka in på.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        using (var organizer = await service.WithKeyAsync(Role.Organizer))
        {
            var steward = await service.IdOfAccountAsync("ada@example.org");
            (await organizer.PutAsJsonAsync($"/api/organizer/theme-days/{day}/sharing", new { boards = Array.Empty<string>(), stewards = new[] { steward } })).EnsureSuccessStatusCode();
        }

        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("Att se och fråga") })).ToBeVisibleAsync();
        await TabToAsync(page, "Att se och fråga");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("0 av 1 är här");
        await TabToAsync(page, "Namn eller kod");
        await page.Keyboard.TypeAsync("åsa");
        await Expect(page.Hits()).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("IncheckadÅsa Öberg");
        await Expect(page.Locator(".counter")).ToHaveTextAsync("1 av 1 är här");
        await Expect(page.Find()).ToBeFocusedAsync();
        Assert.Equal(["Åsa"], await service.InsAsync());

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Locator("#email")).ToBeVisibleAsync();
        await page.OpenAsync("/arrangor");
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Välj temadag")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_day_has_passed_nobody_is_checked_in_and_the_list_goes_off_the_phone()
    {
        await using var service = await Door.StartAsync("2027-02-03T20:00:00+01:00");
        var day = await service.DayTodayAsync(endsAt: new TimeOnly(23, 0));
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.AtTheDoorAsync(day);

        service.TimePasses(TimeSpan.FromHours(5));
        // A page that is opened anew may know the time already, and has no list to show.
        await page.EvaluateAsync("() => { dispatchEvent(new Event('online')); }");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Temadagen har varit.");
        await page.Find().FillAsync("öberg");
        await page.Find().PressAsync("Enter");
        await Expect(page.Verdict()).ToContainTextAsync("Temadagen har varit.");
        await page.OpenAsync($"/incheckning/?dag={day}");
        await Expect(page.GetByText("Temadagen har varit.")).ToBeVisibleAsync();
        await Expect(page.Locator(".counter")).ToHaveCountAsync(0);
        Assert.Equal("[]", await page.EvaluateAsync<string>(Door.StoredLists));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task One_s_own_page_shows_the_code_as_a_picture_that_a_camera_reads_and_in_letters(string language)
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        await service.ComesAsync(day, "Cia", "Zorn", "Hemma", "online");
        var page = await browser.NewPageAsync(service.Address, 320, 800);
        await page.OpenAsync($"/anmalan?lang={language}#{await service.LinkOfAsync(Door.EmailOf("Åsa", "Öberg", "Luleå kommun"))}");

        var code = await service.CodeOfAsync("Åsa", "Öberg");
        await Expect(page.GetByText($"{code[..5]}-{code[5..]}")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);
        // Drawn on the screen, and read from it by the reader that stewards have.
        await page.Locator(".qr").ScrollIntoViewIfNeededAsync();
        var picture = Convert.ToBase64String(await page.Locator(".qr").ScreenshotAsync());
        Assert.Equal(code, await page.EvaluateAsync<string>("""
            async picture => {
              const { BarcodeDetector } = await import('/js/lib/qr/decode.js');
              const image = new Image();
              image.src = `data:image/png;base64,${picture}`;
              await image.decode();
              return (await new BarcodeDetector().detect(image))[0]?.rawValue;
            }
            """, picture));

        await page.OpenAsync($"/anmalan#{await service.LinkOfAsync(Door.EmailOf("Cia", "Zorn", "Hemma"))}");
        await page.ReloadAsync();
        await Expect(page.Locator(".qr")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_s_own_page_speaks_of_a_day_that_has_been_as_of_something_that_was()
    {
        await using var service = await Door.StartAsync();
        var day = await service.DayTodayAsync();
        await service.ComesAsync(day, "Åsa", "Öberg", "Luleå kommun");
        var page = await browser.NewPageAsync(service.Address, 320, 800);
        var link = $"/anmalan#{await service.LinkOfAsync(Door.EmailOf("Åsa", "Öberg", "Luleå kommun"))}";
        await page.OpenAsync(link);
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
        await Expect(page.Button("Lägg till i kalendern")).ToBeVisibleAsync();

        service.TimePasses(TimeSpan.FromHours(6));
        await page.ReloadAsync();

        await Expect(page.Heading("Du hade en plats")).ToBeVisibleAsync();
        await Expect(page.Button("Lägg till i kalendern")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("name => (document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).includes(name)", name))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not reach {name}.");
    }
}
