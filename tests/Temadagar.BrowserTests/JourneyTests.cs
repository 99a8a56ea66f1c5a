using Microsoft.Playwright;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The main job, as the one who does it sees it.</summary>
public class JourneyTests(Browser browser, Sites sites)
{
    private TestService Service => sites.Demonstration;

    [Fact]
    public async Task A_professional_finds_a_day_registers_follows_the_link_in_the_mail_and_cancels()
    {
        var page = await browser.NewPageAsync(Service.Address, 320, height: 640);
        await page.OpenAsync("/");
        await page.Locator("a[href^='/temadag/ostersund']").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Stöd som når fram");
        await page.Locator("a[href^='/anmalan/ny']").First.ClickAsync();
        await page.ChooseOnSiteAsync("ostersund");
        await page.FillPersonAsync(0, "resan@example.org");
        await page.Button("Skicka anmälan").ClickAsync();

        await Expect(page.Heading("Tack! Vi har tagit emot anmälan")).ToBeFocusedAsync();
        await Expect(page.GetByText("resan@example.org")).ToBeVisibleAsync();

        var mail = Assert.Single(await Service.MailsAsync("registration-confirmed", "resan@example.org"));
        var secret = TestService.SecretIn(mail);
        await page.OpenAsync("/anmalan#" + secret);
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();
        Assert.Equal(new Uri(Service.Address, "/anmalan").ToString(), page.Url);
        await page.ReloadAsync();
        await Expect(page.Heading("Du har en plats")).ToBeVisibleAsync();

        await page.Button("Avboka din plats").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Vill du avboka") })).ToBeFocusedAsync();
        Assert.Equal("confirmed", (string)(await (await Service.MyAsync(HttpMethod.Get, "/api/my/registration", secret)).JsonAsync())["status"]!);

        await page.Button("Ja, avboka platsen").ClickAsync();
        await Expect(page.Heading("Din anmälan är avbokad")).ToBeFocusedAsync();
        await Service.MailsAsync("registration-cancelled", "resan@example.org");
    }

    [Fact]
    public async Task The_whole_form_is_filled_in_and_sent_by_the_keyboard_alone()
    {
        var page = await browser.NewPageAsync(Service.Address);
        await page.OpenAsync("/anmalan/ny?dag=harnosand");
        await page.Locator("h1").WaitForAsync();

        await TabToAsync(page, "participants-0-firstName");
        foreach (var text in new[] { "Kim", "Åkesson", "tangentbord@example.org", "Region Norrbotten", "Barnmorska" })
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator("#participants-0-sector")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Hälso");
        await page.Keyboard.PressAsync("Tab");
        await TabToTextAsync(page, "Skicka anmälan");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Heading("Tack! Vi har tagit emot anmälan")).ToBeFocusedAsync();
        await Service.MailsAsync("registration-confirmed", "tangentbord@example.org");
    }

    [Fact]
    public async Task Colleagues_are_registered_together_after_a_look_at_the_whole()
    {
        var page = await browser.NewPageAsync(Service.Address);
        await page.OpenAsync("/anmalan/ny?dag=umea");
        await page.ChooseOnSiteAsync("umea");
        await page.FillPersonAsync(0, "forsta@example.org");
        await page.Button("Lägg till en kollega").ClickAsync();
        await page.FillPersonAsync(1, "andra@example.org", "Bo", "Ek");
        await page.Button("Granska anmälan").ClickAsync();

        await Expect(page.Heading("Granska anmälan")).ToBeFocusedAsync();
        await Expect(page.GetByText("andra@example.org")).ToBeVisibleAsync();
        await page.Button("Skicka anmälan").ClickAsync();

        await Expect(page.GetByText("2 platser är bekräftade")).ToBeVisibleAsync();
        await Service.MailsAsync("registration-confirmed", "forsta@example.org");
        await Service.MailsAsync("registration-confirmed", "andra@example.org");
    }

    [Fact]
    public async Task Faults_take_focus_say_what_to_do_and_lose_nothing()
    {
        var page = await browser.NewPageAsync(Service.Address);
        await page.OpenAsync("/anmalan/ny?dag=lulea");
        await page.FillAsync("#participants-0-firstName", "Åsa");
        await page.FillAsync("#participants-0-email", "inte en adress");
        await page.Button("Skicka anmälan").ClickAsync();

        var summary = page.Locator(".summary");
        await Expect(summary.GetByRole(AriaRole.Link, new() { Name = "Ange efternamn." })).ToBeVisibleAsync();
        Assert.True(await summary.EvaluateAsync<bool>("element => element.contains(document.activeElement)"));
        Assert.StartsWith("Fel:", await page.TitleAsync(), StringComparison.Ordinal);
        await Expect(page.Locator("#participants-0-email")).ToHaveAttributeAsync("aria-invalid", "true");

        await summary.GetByRole(AriaRole.Link, new() { Name = "Ange efternamn." }).ClickAsync();
        await Expect(page.Locator("#participants-0-lastName")).ToBeFocusedAsync();

        await page.ReloadAsync();
        await Expect(page.Locator("#participants-0-firstName")).ToHaveValueAsync("Åsa");
    }

    [Fact]
    public async Task A_network_that_fails_keeps_what_was_written_and_the_second_try_counts_once()
    {
        var page = await browser.NewPageAsync(Service.Address);
        var keys = new List<string>();
        await page.RouteAsync("**/api/registrations", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count == 1)
            {
                // It arrives, and the answer is lost.
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.OpenAsync("/anmalan/ny?dag=lulea");
        await page.ChooseOnSiteAsync("lulea");
        await page.FillPersonAsync(0, "tunnel@example.org");
        await page.Button("Skicka anmälan").ClickAsync();

        await Expect(page.GetByText("Vi fick inget svar")).ToBeVisibleAsync();
        await Expect(page.Locator("#participants-0-email")).ToHaveValueAsync("tunnel@example.org");
        await page.Button("Skicka anmälan").ClickAsync();

        await Expect(page.Heading("Tack! Vi har tagit emot anmälan")).ToBeVisibleAsync();
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        Assert.Single(await Service.MailsAsync("registration-confirmed", "tunnel@example.org"));
        Assert.Equal([0L], await Service.QueryAsync<long>("SELECT COUNT(*) FROM Outbox WHERE Kind = 'registration-repeated' AND Recipient = 'tunnel@example.org'"));
    }

    [Fact]
    public async Task An_address_left_for_a_planned_day_gets_a_mail_whose_link_takes_it_off()
    {
        var page = await browser.NewPageAsync(sites.RealSeries.Address);
        await page.OpenAsync("/temadag/temadag-3");
        await Expect(page.GetByText("Datum meddelas senare").First).ToBeVisibleAsync();
        await page.GetByLabel("E-postadress").FillAsync("nyfiken@example.org");
        await page.Button("Spara min adress").ClickAsync();
        await Expect(page.GetByText("Tack! Vi skriver när anmälan öppnar")).ToBeVisibleAsync();

        var secret = await sites.RealSeries.SecretAsync("interest-received", "nyfiken@example.org");
        await page.OpenAsync("/intresse#" + secret);
        Assert.Equal([1L], await sites.RealSeries.QueryAsync<long>("SELECT COUNT(*) FROM Interests WHERE Email = 'nyfiken@example.org'"));
        await page.Button("Ta bort min adress").ClickAsync();
        await Expect(page.Heading("Din adress är borttagen")).ToBeVisibleAsync();
        Assert.Equal([0L], await sites.RealSeries.QueryAsync<long>("SELECT COUNT(*) FROM Interests WHERE Email = 'nyfiken@example.org'"));
    }

    [Fact]
    public async Task The_address_that_mail_programs_press_leads_a_person_to_the_page_that_asks()
    {
        (await sites.RealSeries.LeaveInterestAsync("temadag-2", "tveksam@example.org")).EnsureSuccessStatusCode();
        var address = (await sites.RealSeries.MailsAsync("interest-received", "tveksam@example.org"))[0].Headers["List-Unsubscribe"]!.Trim('<', '>');
        var page = await browser.NewPageAsync(sites.RealSeries.Address);

        await page.OpenAsync(new Uri(address).PathAndQuery);
        await Expect(page.Heading("Ta bort din e-postadress")).ToBeVisibleAsync();
        Assert.Equal("/intresse", new Uri(page.Url).PathAndQuery + new Uri(page.Url).Fragment);
        Assert.Equal([1L], await sites.RealSeries.QueryAsync<long>("SELECT COUNT(*) FROM Interests WHERE Email = 'tveksam@example.org'"));
        await page.Button("Ta bort min adress").ClickAsync();

        await Expect(page.Heading("Din adress är borttagen")).ToBeVisibleAsync();
        Assert.Equal([0L], await sites.RealSeries.QueryAsync<long>("SELECT COUNT(*) FROM Interests WHERE Email = 'tveksam@example.org'"));
    }

    [Fact]
    public async Task One_who_was_registered_by_someone_else_can_say_that_it_was_not_them()
    {
        var body = Some.Submission("lulea", "online", "ovetande@example.org");
        body["submittedBy"] = "Anna Ek";
        (await Service.RegisterAsync(body)).EnsureSuccessStatusCode();
        var secret = await Service.SecretAsync("registration-confirmed", "ovetande@example.org");
        var page = await browser.NewPageAsync(Service.Address);

        await page.OpenAsync("/anmalan?lang=en");
        await page.GetByRole(AriaRole.Textbox).FillAsync($" {Service.Address}anmalan#{secret} ");
        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.GetByText("Anna Ek")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("was not me", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        await page.Locator(".panel button").First.ClickAsync();
        await Service.MailsAsync("registration-cancelled", "ovetande@example.org");
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.id") == id)
            {
                return;
            }
        }

        Assert.Fail($"{id} was not reached by Tab.");
    }

    private static async Task TabToTextAsync(IPage page, string text)
    {
        for (var presses = 0; presses < 30; presses++)
        {
            if (await page.EvaluateAsync<string>("document.activeElement.textContent") == text)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{text} was not reached by Tab.");
    }
}
