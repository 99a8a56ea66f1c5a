using System.Net.Http.Json;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>An organizer plans a day, writes to its people and follows the mails.</summary>
public class PlanningTests(Browser browser)
{
    [Slow]
    [Fact]
    public async Task A_day_that_nobody_has_used_is_removed_and_one_that_somebody_has_cannot_be()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var unused = await service.AddDayAsync(change: day => day with { PublishedAt = null, Title = "Ett misstag" });
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator);
        await page.OpenAsync($"/arrangor/temadag/{unused}/redigera");
        await page.Locator("summary", new() { HasText = "Ta bort temadagen" }).ClickAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Ta bort temadagen").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Ta bort Ett misstag?")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();
        Assert.Equal(1, await service.CountAsync("ThemeDays WHERE Slug = @unused", new { unused }));

        await page.Button("Ta bort temadagen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort temadagen" }).ClickAsync();
        await Expect(page.GetByText("Temadagen är borttagen.")).ToBeFocusedAsync();
        await Expect(page.GetByText("Ett misstag")).ToHaveCountAsync(0);
        await AccessibilityTests.CheckAsync(page, "sv");

        await page.OpenAsync("/arrangor/logg");
        await Expect(page.GetByText("Tog bort en temadag")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody a[href^='/arrangor/temadag/']")).ToHaveCountAsync(0);

        // Someone registers while the page is open; then it does not offer it at all.
        var used = await service.AddDayAsync(change: day => day with { Title = "En riktig dag" });
        await page.OpenAsync($"/arrangor/temadag/{used}/redigera");
        await page.Locator("summary", new() { HasText = "Ta bort temadagen" }).ClickAsync();
        Assert.Equal("confirmed", await service.FareAsync(used, "asa@example.org"));
        await page.Button("Ta bort temadagen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort temadagen" }).ClickAsync();
        await Expect(page.Locator(".notice", new() { HasText = "kan den ställas in i stället." })).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Ställ in temadagen").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Ta bort temadagen")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_day_is_added_described_published_moved_and_cancelled()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lägg till en temadag" }).ClickAsync();
        await Expect(page.Heading("Lägg till en temadag")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#title", "En ny dag");
        await page.FillAsync("#description", "## Varför?\n<img src=x onerror=\"window.ran=1\">\n\n**Viktigt**");
        await page.Button("Visa beskrivningen som den blir").ClickAsync();
        await Expect(page.Locator(".own h3")).ToHaveTextAsync("Varför?");
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        await page.FillAsync("#onSite", "tio");
        await page.Button("Lägg till").ClickAsync();
        await Expect(page.Locator("#slug")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#onSite", "10");
        await page.FillAsync("#slug", "ny-dag");
        await page.FillAsync("#date", "2027-03-15");
        await page.FillAsync("#startsAt", "09:00");
        await page.FillAsync("#endsAt", "16:00");
        await page.FillAsync("#registrationOpensAt", "2026-01-01T08:00");
        await page.Button("Lägg till").ClickAsync();

        await Expect(page.Heading("Redigera En ny dag")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.FillAsync("#venue", "Kulturens hus");
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Temadagen är sparad.")).ToBeVisibleAsync();
        await page.Button("Publicera").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publicera" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Temadagens sida" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Temadagen är publicerad.", new() { Exact = true })).ToBeFocusedAsync();
        Assert.Equal("confirmed", await service.FareAsync("ny-dag", "asa@example.org"));

        await page.ReloadAsync();
        await Expect(page.GetByText("Någon är anmäld.")).ToBeVisibleAsync();
        // What the service would refuse, so that people are told, does not look as if it could be written.
        foreach (var moved in new[] { "#date", "#startsAt", "#endsAt", "#city", "#venue" })
        {
            await Expect(page.Locator(moved)).Not.ToBeEditableAsync();
        }

        await page.GetByText("Ny tid eller plats", new() { Exact = true }).ClickAsync();
        await page.FillAsync("#new-startsAt", "2027-03-16T10:00");
        await page.FillAsync("#new-endsAt", "2027-03-16T17:00");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Ändra tid eller plats").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("2027-03-16 10:00–17:00")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'theme-day-rescheduled'"));
        await page.Button("Ändra tid eller plats").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ändra tid eller plats" }).ClickAsync();
        await Expect(page.GetByText("Temadagen har ny tid eller plats. Mejlen är på väg.")).ToBeFocusedAsync();
        Assert.Single(await service.MailsAsync("theme-day-rescheduled", "asa@example.org"));

        await page.Locator("summary", new() { HasText = "Ställ in temadagen" }).ClickAsync();
        await page.FillAsync("#reason", "Talaren är sjuk.");
        await page.Button("Ställ in temadagen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ställ in temadagen" }).ClickAsync();
        await Expect(page.GetByText("Temadagen är inställd. Mejlen är på väg.")).ToBeVisibleAsync();
        Assert.Single(await service.MailsAsync("theme-day-cancelled", "asa@example.org"));
    }

    [Slow]
    [Theory]
    [InlineData("/arrangor/temadag/finns-inte/meddelande")]
    [InlineData("/arrangor/temadag/finns-inte/anmal")]
    [InlineData("/arrangor/temadag/%E0%A4%A")]
    public async Task A_day_that_is_not_there_is_said_so(string path)
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync(path);

        await Expect(page.GetByText("Temadagen finns inte").First).ToBeVisibleAsync();
    }

    [Slow]
    [Fact]
    public async Task What_is_written_and_not_saved_is_lost_by_no_other_press_and_a_draft_with_people_can_be_cancelled()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var slug = await service.AddDayAsync(change: day => day with { PublishedAt = null, RegistrationClosesAt = new DateTimeOffset(2034, 1, 1, 22, 59, 59, TimeSpan.Zero), Date = new DateOnly(2035, 5, 4) });
        var person = Some.Participant("ringde@example.org");
        person["participation"] = "onSite";
        using (var administrator = await service.WithKeyAsync(Role.Administrator))
        {
            (await administrator.PostAsJsonAsync($"/api/organizer/theme-days/{slug}/registrations", person)).EnsureSuccessStatusCode();
        }

        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Administrator, 1280);
        await page.OpenAsync($"/arrangor/temadag/{slug}/redigera");
        await page.FillAsync("#summary", "Skrivet");

        await page.Button("Publicera").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Spara det du har ändrat");
        foreach (var (part, press) in new[] { ("Kopiera till en ny temadag", "Kopiera"), ("Ny tid eller plats", "Ändra tid eller plats"), ("Ställ in temadagen", "Ställ in temadagen") })
        {
            await page.Locator("summary", new() { HasText = part }).ClickAsync();
            await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = press, Exact = true }).ClickAsync();
            await Expect(page.Locator("details[open] .summary")).ToContainTextAsync("Spara det du har ändrat");
            await page.Locator("summary", new() { HasText = part }).ClickAsync();
        }

        await Expect(page.Locator("#summary")).ToHaveValueAsync("Skrivet");
        await page.Button("Spara").ClickAsync();
        await Expect(page.GetByText("Temadagen är sparad.")).ToBeVisibleAsync();
        Assert.Equal(1, await service.CountAsync("ThemeDays WHERE Slug = @slug AND Summary = 'Skrivet' AND RegistrationClosesAt = '2034-01-01T22:59:59.0000000Z'", new { slug }));
        await page.Locator("summary", new() { HasText = "Ställ in temadagen" }).ClickAsync();
        await page.FillAsync("#reason", "Storm");
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Ställ in temadagen" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ställ in temadagen" }).ClickAsync();
        await Expect(page.GetByText("Temadagen är inställd. Mejlen är på väg.")).ToBeVisibleAsync();
    }

    [Slow]
    [Fact]
    public async Task A_change_without_an_answer_may_have_been_made_and_it_says_so()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);
        await page.OpenAsync("/arrangor/temadag/lulea/redigera");
        await page.Context.SetOfflineAsync(true);

        await page.Button("Spara").ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Expect(page.Locator(".summary")).Not.ToContainTextAsync("Kontrollera att du är ansluten till internet och försök igen.");
    }

    [Slow]
    [Fact]
    public async Task Whoever_saves_what_another_has_changed_meanwhile_is_told_and_overwrites_nothing()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer, 1280);
        await page.OpenAsync("/arrangor/temadag/lulea/redigera");
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync("/arrangor/temadag/lulea/redigera");
        await other.FillAsync("#title", "Den andres titel");
        await other.Button("Spara").ClickAsync();
        await Expect(other.GetByText("Temadagen är sparad.")).ToBeVisibleAsync();

        await page.FillAsync("#title", "Min titel");
        await page.Button("Spara").ClickAsync();

        await Expect(page.Locator(".summary")).ToBeFocusedAsync();
        Assert.Equal("Den andres titel", (string)(await service.GetJsonAsync("/api/theme-days/lulea"))["title"]!);
    }

    [Slow]
    [Fact]
    public async Task A_message_is_written_looked_at_sent_once_and_followed()
    {
        await using var service = await TestService.StartAsync(settings: "--environment=Development");
        await service.FareAsync("lulea", "asa@example.org", "bo@example.org");
        var page = await OrganizerTests.SignedInAsync(browser, service, Role.Organizer);

        await page.OpenAsync("/arrangor/temadag/lulea/meddelande");
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Granska").ClickAsync();
        await Expect(page.Locator("#body")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#subject", "Ta med legitimation");
        await page.FillAsync("#body", "Dörrarna öppnar 8.30.\n\nVälkommen!");
        await page.Button("Granska").ClickAsync();
        await Expect(page.GetByText("Mejlet går till 2 personer.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Dörrarna öppnar 8.30.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Skicka till 2 personer").ClickAsync();
        await Expect(page.Heading("Meddelandet är på väg till 2 personer")).ToBeFocusedAsync();
        Assert.Single(await service.MailsAsync("organizer-message", "asa@example.org"));
        Assert.Single(await service.MailsAsync("organizer-message", "bo@example.org"));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Följ mejlen" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(4);
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.SelectOptionAsync("#state", "failed");
        await Expect(page.GetByText("Det finns inga mejl här.")).ToBeVisibleAsync();
        await page.SelectOptionAsync("#state", "sent");
        await page.GetByRole(AriaRole.Link, new() { Name = "Meddelande" }).First.ClickAsync();
        await Expect(page.GetByText("Dörrarna öppnar 8.30.")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Skicka en gång till").ClickAsync();
        await Expect(page.GetByText("Mejlet är på väg en gång till.")).ToBeVisibleAsync();
    }
}
