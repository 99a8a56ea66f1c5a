using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An organizer's way in, as the first one takes it.</summary>
public class OrganizerTests(Browser browser)
{
    [Fact]
    public async Task The_first_administrator_chooses_a_password_sees_the_days_exports_and_signs_out()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        (await service.RegisterAsync(Some.Submission("lulea", "onSite", "asa@example.org"))).EnsureSuccessStatusCode();
        var address = await service.Services.GetRequiredService<ManageAccounts>().InviteFirstAsync(TestContext.Current.CancellationToken);
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);

        await page.OpenAsync(new Uri(address!).PathAndQuery + new Uri(address!).Fragment);
        Assert.Equal(new Uri(service.Address, "/arrangor/losenord").ToString(), page.Url);
        await page.FillAsync("#name", "Ada");
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "kort");
        await page.Button("Spara lösenordet och logga in").ClickAsync();
        await Expect(page.Locator("#password")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Spara lösenordet och logga in").ClickAsync();

        await Expect(page.GetByText("Ada, administratör")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 av 60 platser tagna, ingen på väntelistan")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Link, new() { Name = "Luleå" }).Or(page.Locator("a[href='/arrangor/temadag/lulea']")).First.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new("CSV") }).First.ClickAsync());
        Assert.Equal("temadag-lulea.csv", download.SuggestedFilename);
        Assert.Contains("asa@example.org", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await page.Button("Logga ut").ClickAsync();
        await Expect(page.Heading("Logga in som arrangör")).ToBeVisibleAsync();
        await page.FillAsync("#email", "ada@example.org");
        await page.FillAsync("#password", "inte rätt lösenord");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Det gick inte att logga in")).ToBeVisibleAsync();
        await page.FillAsync("#password", "elva gula kanoter i rad");
        await page.Button("Logga in").ClickAsync();
        await Expect(page.Heading("Temadagar").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_organizer_searches_corrects_cancels_and_registers_by_telephone()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        foreach (var (last, first, email) in new[] { ("Öberg", "Åsa", "asa@example.org"), ("Ek", "Bo", "bo@example.org"), ("Zorn", "Cia", "cia@example.org") })
        {
            var person = Some.Participant(email);
            (person["lastName"], person["firstName"]) = (last, first);
            (person["organization"], person["profession"]) = ("<img src=x onerror=\"window.ran=1\">", "<script>window.ran=1</script>");
            (await service.RegisterAsync(new { themeDays = new[] { new { slug = "lulea", participation = "onSite" } }, participants = new[] { person } })).EnsureSuccessStatusCode();
        }

        var page = await SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea");
        await Expect(page.Locator("tbody th[scope=row] a")).ToHaveTextAsync(["Ek, Bo", "Zorn, Cia", "Öberg, Åsa"]);
        // Nothing was done on a page before: reading begins at the top.
        Assert.Equal("BODY 0", await page.EvaluateAsync<string>("() => `${document.activeElement.tagName} ${scrollY}`"));
        await AccessibilityTests.CheckAsync(page, "sv");

        await Expect(page.GetByText("<img src=x onerror=\"window.ran=1\">").First).ToBeVisibleAsync();
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        await page.FillAsync("#q", "ob");
        await Expect(page.GetByText("Ingen passar in på det du söker.")).ToBeVisibleAsync();
        await page.FillAsync("#q", "öb");
        await Expect(page.Locator("tbody th[scope=row] a")).ToHaveTextAsync(["Öberg, Åsa"]);
        await page.Locator("tbody a").ClickAsync();

        await Expect(page.Heading("Åsa Öberg")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        await page.FillAsync("#lastName", "");
        await page.Button("Spara").ClickAsync();
        await Expect(page.Locator("#lastName")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#lastName", "Öman");
        await page.FillAsync("#email", "oman@example.org");
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Ett mejl är på väg till den nya adressen")).ToBeFocusedAsync();

        await page.Button("Avboka anmälan").ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();
        await Expect(page.GetByText("Bekräftad", new() { Exact = true })).ToBeVisibleAsync();
        await page.Button("Avboka anmälan").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avboka anmälan" }).ClickAsync();
        await Expect(page.GetByText("Anmälan är avbokad.")).ToBeVisibleAsync();
        Assert.Single(await service.MailsAsync("registration-cancelled", "oman@example.org"));

        await page.OpenAsync("/arrangor/temadag/lulea/anmal");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Anmäl").ClickAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await page.Locator("input[name=participation]").First.CheckAsync();
        await page.FillAsync("#firstName", "Disa");
        await page.FillAsync("#lastName", "Å");
        await page.FillAsync("#organization", "Luleå kommun");
        await page.FillAsync("#profession", "Kurator");
        await page.SelectOptionAsync("#sector", "school");
        await page.Button("Anmäl").ClickAsync();
        await Expect(page.Heading("Disa Å har en plats")).ToBeFocusedAsync();
        await Expect(page.GetByText("Säg kvittonumret till personen.")).ToBeVisibleAsync();

        await page.OpenAsync("/arrangor/temadag/lulea");
        await page.GetByLabel("Välj Bo Ek").CheckAsync();
        await page.GetByLabel("Välj Cia Zorn").CheckAsync();
        await page.FillAsync("#q", "cia");
        // Who is out of sight is chosen no more.
        await Expect(page.Button("Avboka den valda")).ToBeVisibleAsync();
        await page.FillAsync("#q", "");
        await page.GetByLabel("Välj Bo Ek").CheckAsync();
        await page.Button("Avboka 2 valda").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Bo Ek", "Cia Zorn"]);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avboka 2 anmälningar" }).ClickAsync();
        await Expect(page.GetByText("2 anmälningar är avbokade.")).ToBeVisibleAsync();
        await page.SelectOptionAsync("#status", "confirmed");
        await Expect(page.Locator("tbody th[scope=row] a")).ToHaveTextAsync(["Å, Disa"]);
        await Expect(page.Locator("[role=status]")).ToHaveTextAsync("En person.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Närvarolista att skriva ut" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Equal([1], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'attendeesExported'"));
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Fact]
    public async Task Days_that_have_been_come_last_and_each_role_sees_what_it_may_do()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        async Task<string> BeenAsync(int days) => await service.AddDayAsync(change: day => day with
        {
            Title = $"För {days} dagar sedan",
            Date = day.Date!.Value.AddDays(-30 - days),
            RegistrationOpensAt = null,
            RegistrationClosesAt = null,
        });
        await BeenAsync(400);
        var latest = await BeenAsync(4);
        await BeenAsync(40);
        var page = await SignedInAsync(browser, service, Role.Administrator);

        await page.OpenAsync("/arrangor");
        await Expect(page.Locator("main").GetByRole(AriaRole.Heading)).ToHaveTextAsync([
            "Temadagar", "Sex mot ersättning – fokus efterfrågan", "Att se och fråga: mötet i vården", "Från misstanke till stöd: samverkan mot människohandel", "Stöd som når fram",
            "Temadagar som har varit", "För 4 dagar sedan", "För 40 dagar sedan", "För 400 dagar sedan"]);
        await page.OpenAsync($"/arrangor/temadag/{latest}");
        await Expect(page.Locator(".tasks h2")).ToHaveTextAsync(["Planera", "Anmälningar", "På dagen och efteråt"]);
        await Expect(page.Locator(".tasks").GetByRole(AriaRole.Link, new() { Name = "Incheckning" })).ToHaveCountAsync(0);

        // Of two that are called the same it is told which.
        var other = await service.AddDayAsync(change: day => day with { Title = "Stöd som når fram" });
        await page.OpenAsync($"/arrangor/mejl?dag={other}");
        await Expect(page.GetByText($"Bara mejl om Stöd som når fram ({other}) visas.")).ToBeVisibleAsync();
        await page.OpenAsync("/arrangor/mejl?dag=lulea");
        await Expect(page.GetByText("Bara mejl om Sex mot ersättning – fokus efterfrågan visas.")).ToBeVisibleAsync();

        var reader = await browser.NewPageAsync(service.Address);
        await SignInAsync(reader, service, Role.Reader, "lasare@example.org");
        await reader.OpenAsync("/arrangor/temadag/lulea");
        await Expect(reader.Heading("Anmälningar över tid")).ToBeVisibleAsync();
        await Expect(reader.Locator(".tasks")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_adds_an_account_makes_a_key_shares_a_day_and_reads_the_log()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await SignedInAsync(browser, service, Role.Administrator);

        await page.OpenAsync("/arrangor/konton");
        await page.GetByText("Lägg till ett konto").ClickAsync();
        await page.FillAsync("#name", "Doris Vid Dörren");
        await page.FillAsync("#email", "doris@example.org");
        await page.SelectOptionAsync("#role", "steward");
        await page.Button("Lägg till kontot").ClickAsync();
        await Expect(page.Locator("#board")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.SelectOptionAsync("#board", "norrbotten");
        await page.Button("Lägg till kontot").ClickAsync();
        await Expect(page.GetByText("Doris Vid Dörren har ett konto")).ToBeVisibleAsync();
        await Expect(page.Locator("code.secret")).ToContainTextAsync("/arrangor/losenord#");
        await page.GetByText("Gör en API-nyckel").ClickAsync();
        await page.FillAsync("#key-name", "Statistik");
        await page.SelectOptionAsync("#key-role", "reader");
        await page.SelectOptionAsync("#key-board", "norrbotten");
        await page.Button("Gör nyckeln").ClickAsync();
        await Expect(page.Locator("code.secret").Last).ToContainTextAsync("temadagar_");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.ReloadAsync();
        await page.Button("Dra in Statistik").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Dra in" }).ClickAsync();
        await Expect(page.GetByText("indragen", new() { Exact = true })).ToBeVisibleAsync();

        await page.OpenAsync("/arrangor/temadag/lulea/delning");
        await page.GetByLabel("Doris Vid Dörren").CheckAsync();
        await page.GetByLabel("Länsstyrelsen i Jämtlands län").Or(page.Locator("input[type=checkbox]")).First.CheckAsync();
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Delningen är sparad och gäller nu.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.OpenAsync("/arrangor/logg");
        await Expect(page.GetByText("Ändrade vem temadagen delas med")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr").First.GetByRole(AriaRole.Link, new() { Name = "Sex mot ersättning – fokus efterfrågan" })).ToHaveAttributeAsync("href", "/arrangor/temadag/lulea");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Locator("tbody tr").First.GetByRole(AriaRole.Link, new() { Name = "Bara detta" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visa hela loggen" })).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whoever_the_provider_knows_comes_in_from_its_site_and_who_has_no_account_is_told()
    {
        await using var peer = await OidcPeer.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. peer.Settings, "--environment=Development"]);
        await service.InvitedAsync("asa@example.org", name: "Åsa Öberg");
        peer.IsSignedIn("s1", "okand@example.org");
        var page = await browser.NewPageAsync(service.Address, 320, height: 640);

        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" }).ClickAsync();
        await Expect(page.GetByText("Kontot finns inte här, eller så är det avstängt.")).ToBeVisibleAsync();
        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        Assert.Equal(new Uri(service.Address, "/arrangor").ToString(), page.Url);
        await AccessibilityTests.CheckAsync(page, "sv");

        // The cookie is SameSite=Strict and was set on a way that began at another site (the provider's): the page's own calls have it all the same.
        peer.IsSignedIn("s2", "asa@example.org");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" }).ClickAsync();
        await Expect(page.GetByText("Åsa Öberg, arrangör")).ToBeVisibleAsync();
        Assert.NotEqual(service.Address.Host, peer.Address.Host);
        await page.Button("Logga ut").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Länsstyrelsen" })).ToBeVisibleAsync();
    }

    /// <summary>A page of someone who is signed in, at no address yet.</summary>
    internal static async Task<IPage> SignedInAsync(Browser browser, TestService service, Role role, int width = 320)
    {
        var page = await browser.NewPageAsync(service.Address, width: width, height: 800);
        await SignInAsync(page, service, role);
        return page;
    }

    /// <summary>A new account, whose owner chooses a password and is signed in by that: as the page asks for it, without the page.</summary>
    internal static async Task SignInAsync(IPage page, TestService service, Role role, string email = "ada@example.org", bool handlesProtected = false)
    {
        var invitation = await service.InvitedAsync(email, role, "Ada", handlesProtected);
        var chosen = await page.Context.APIRequest.PostAsync(new Uri(service.Address, "/api/invitation").ToString(), new()
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + invitation.Split('#')[1] },
            DataObject = new { password = "elva gula kanoter i rad" },
        });
        Assert.True(chosen.Ok, await chosen.TextAsync());
    }
}
