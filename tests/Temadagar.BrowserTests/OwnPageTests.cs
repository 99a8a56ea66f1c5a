using Microsoft.Playwright;
using Temadagar.BrowserTests.Scenes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Offers;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>What people change of their own registration, and what those see who take it over.</summary>
public class OwnPageTests(Browser browser)
{
    [Fact]
    public async Task A_person_corrects_the_name_and_takes_part_another_way()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await OpenAsync(service);

        await page.Button("Rätta dina uppgifter").ClickAsync();
        await Expect(page.Heading("Rätta dina uppgifter")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#firstName", "");
        await page.Button("Spara").ClickAsync();
        await Expect(page.Locator("#firstName")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#firstName", "Kim");
        await page.SelectOptionAsync("#municipality", new SelectOptionValue { Label = "Umeå" });
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Dina uppgifter är sparade.")).ToBeFocusedAsync();
        await Expect(page.GetByText("Kim Öberg")).ToBeVisibleAsync();

        await page.Button("Delta digitalt i stället").ClickAsync();
        await page.Button("Avbryt").ClickAsync();
        await Expect(page.Button("Delta digitalt i stället")).ToBeFocusedAsync();
        await page.Button("Delta digitalt i stället").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Delta digitalt").ClickAsync();
        await Expect(page.GetByText("Du deltar nu digitalt.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal("online", (string)(await service.MineAsync("kim@example.org", "lulea"))["participation"]!);
    }

    [Fact]
    public async Task Where_it_is_full_a_person_waits_keeps_the_place_and_can_stop_waiting()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Places SET Capacity = Taken WHERE Participation = 'online'"));
        var page = await OpenAsync(service);

        await page.Button("Vänta på en digital plats").ClickAsync();
        await page.Button("Ställ mig på väntelistan").ClickAsync();

        await Expect(page.GetByText("Du står på väntelistan. Vi skriver till dig")).ToBeFocusedAsync();
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Sluta vänta på en digital plats").ClickAsync();
        await Expect(page.GetByText("Du väntar inte längre.")).ToBeFocusedAsync();
        Assert.Equal("confirmed", await service.StandsAsync("kim@example.org", "lulea"));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_place_is_handed_over_to_a_colleague_who_says_yes(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await OpenAsync(service, language);
        var swedish = language == "sv";

        await page.Button(swedish ? "Lämna över platsen till en kollega" : "Hand over the place to a colleague").ClickAsync();
        await AccessibilityTests.CheckAsync(page, language);
        await page.FillAsync("#firstName", "Bo");
        await page.FillAsync("#lastName", "Ek");
        await page.FillAsync("#email", "bo@example.org");
        await page.FillAsync("#profession", "Kurator");
        await page.Button(swedish ? "Fråga kollegan" : "Ask the colleague").ClickAsync();
        await Expect(page.GetByText(swedish ? "Vi har skrivit till din kollega." : "We have written to your colleague.")).ToBeFocusedAsync();
        await Expect(page.Button(swedish ? "Ta tillbaka ändringen" : "Take the change back")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);

        var other = await browser.NewPageAsync(service.Address, 320, height: 640);
        await other.OpenAsync($"/bekrafta?lang={language}#" + TestService.SecretIn((await service.MailsAsync("handover-asked", "bo@example.org"))[0]));
        await Expect(other.Heading(swedish ? "Vill du ta över platsen?" : "Do you want to take over the place?")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(other, language);
        await other.Button(swedish ? "Ja, jag tar över" : "Yes, I take over").ClickAsync();
        await Expect(other.Heading(swedish ? "Platsen är din" : "The place is yours")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(other, language);
        await other.GetByRole(AriaRole.Link, new() { Name = swedish ? "Visa din anmälan" : "View your registration" }).ClickAsync();
        await Expect(other.GetByText("Bo Ek")).ToBeVisibleAsync();

        // The page that is open at the one before says that its link is closed.
        await page.Button(swedish ? "Ta tillbaka ändringen" : "Take the change back").ClickAsync();
        await Expect(page.Heading(swedish ? "Länken gäller inte" : "The link is not valid")).ToBeFocusedAsync();
    }

    [Slow]
    [Fact]
    public async Task A_new_address_is_confirmed_and_a_link_that_is_used_up_says_so()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await OpenAsync(service);
        await page.Button("Byt e-postadress").ClickAsync();
        await page.Button("Skicka mejl dit").ClickAsync();
        await Expect(page.Locator("#email")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#email", "kim.ny@example.org");
        await page.Button("Skicka mejl dit").ClickAsync();
        await Expect(page.GetByText("Vi har skrivit till den nya adressen.")).ToBeFocusedAsync();
        var link = "/bekrafta#" + TestService.SecretIn((await service.MailsAsync("address-asked", "kim.ny@example.org"))[0]);

        var other = await browser.NewPageAsync(service.Address, 320, height: 640);
        await other.OpenAsync(link);
        await AccessibilityTests.CheckAsync(other, "sv");
        await other.Button("Ja, använd adressen").ClickAsync();
        await Expect(other.Heading("Adressen är bekräftad")).ToBeFocusedAsync();

        var late = await browser.NewPageAsync(service.Address, 320, height: 640);
        await late.OpenAsync(link);
        await Expect(late.Heading("Du har redan tackat ja")).ToBeVisibleAsync();
        await Expect(late.Heading("Har du tappat bort länken?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Other_links_are_closed_and_the_page_goes_on_with_the_new_one()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await OpenAsync(service);

        await page.Button("Gör tidigare länkar ogiltiga").ClickAsync();
        await page.Button("Gör en ny länk").ClickAsync();

        await Expect(page.GetByText("Du har en ny länk.")).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
        var before = await browser.NewPageAsync(service.Address, 320, height: 640);
        await before.OpenAsync("/anmalan#" + await service.LinkOfAsync("kim@example.org"));
        await Expect(before.Heading("Länken gäller inte")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_has_lost_the_link_gets_it_again()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);
        await page.OpenAsync("/anmalan");
        await page.Button("Få länken igen").ClickAsync();
        await Expect(page.Heading("Har du tappat bort länken?")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.FillAsync("#email", "kim@example.org");
        await page.Button("Skicka länken").ClickAsync();

        await Expect(page.Heading("Tack. Titta i din e-post.")).ToBeFocusedAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.OpenAsync("/anmalan#" + TestService.SecretIn((await service.MailsAsync("registration-link", "kim@example.org"))[0]));
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
    }

    [Slow]
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task All_that_is_held_is_shown_and_saved_and_one_asks_to_be_erased(string language)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "kim@example.org");
        using (var board = await service.WithKeyAsync(Role.Organizer))
        {
            (await board.GetAsync("/api/organizer/theme-days/lulea/registrations")).EnsureSuccessStatusCode();
            (await board.GetAsync("/api/organizer/theme-days/lulea/attendees.csv")).EnsureSuccessStatusCode();
        }

        var page = await OpenAsync(service, language);
        var swedish = language == "sv";
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(swedish ? "^Se allt som finns om dig" : "^See everything held about you") }).ClickAsync();

        await Expect(page.Heading(swedish ? "Allt som finns om dig" : "Everything held about you")).ToBeVisibleAsync();
        await Expect(page.GetByText("kim@example.org").First).ToBeVisibleAsync();
        var looks = page.Locator("section", new() { Has = page.Heading(swedish ? "Vilka som har sett din anmälan" : "Who has seen your registration") });
        await Expect(looks.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(looks.GetByRole(AriaRole.Listitem).First).ToContainTextAsync(swedish ? "Hämtade deltagarna som fil" : "Downloaded the participants as a file");
        await Expect(looks.GetByText("Länsstyrelsen Norrbotten").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, language);
        await Screenshots.TakeAsync(page, $"looks-{language}");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Button(swedish ? "Hämta uppgifterna som fil (JSON)" : "Download the details as a file (JSON)").ClickAsync());
        Assert.Contains("\"kim@example.org\"", await File.ReadAllTextAsync((await download.PathAsync())!), StringComparison.Ordinal);

        await page.FillAsync("#message", "Jag har slutat.");
        await page.Button(swedish ? "Begär radering" : "Ask for erasure").ClickAsync();
        await Expect(page.GetByText(swedish ? "Din begäran är skickad." : "Your request has been sent.")).ToBeFocusedAsync();

        var organizer = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await organizer.OpenAsync("/arrangor/temadag/lulea");
        await organizer.GetByRole(AriaRole.Link, new() { Name = "Begäran om radering" }).ClickAsync();
        await Expect(organizer.GetByText("Jag har slutat.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await organizer.Button("Svara Åsa Öberg").ClickAsync();
        await organizer.FillAsync("#answer", "Raderas på måndag.");
        await organizer.Button("Skicka svaret").ClickAsync();
        await Expect(organizer.GetByText("Välj om begäran beviljas eller avslås").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(organizer, "sv");
        await organizer.GetByRole(AriaRole.Radio, new() { Name = "Beviljad" }).CheckAsync();
        await organizer.Button("Skicka svaret").ClickAsync();
        await Expect(organizer.GetByText("Åsa Öberg har fått svar")).ToBeFocusedAsync();
        await Expect(organizer.GetByText("Raderas på måndag.")).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenAsync(TestService service, string language = "sv")
    {
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);
        await page.OpenAsync($"/anmalan?lang={language}#" + await service.LinkOfAsync("kim@example.org"));
        await Expect(page.Heading(language == "sv" ? "Du har en plats" : "You have a place")).ToBeVisibleAsync();
        return page;
    }
}
