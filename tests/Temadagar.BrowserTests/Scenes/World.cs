using System.Net.Http.Json;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.BrowserTests.Scenes;

/// <summary>
/// A series in which everything has happened: a day that was held, with people who came, certificates and mails, and one that is to come, with people, a waitlist and schedules that were sent.
/// The day is 3 February 2027, in the evening.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly (string First, string Last, string Organization)[] Came =
    [
        ("Åsa", "Öberg", "Luleå kommun"), ("Bo", "Ek", "Polismyndigheten"), ("Cia", "Zorn", "Region Norrbotten"), ("Ávvu", "Čáhppe", "Jokkmokks kommun"),
    ];

    private readonly HeldDay held;

    private World(HeldDay held, string comer, Guid registration, string code, string waiting) => (this.held, Comer, Registration, Code, Waiting) = (held, comer, registration, code, waiting);

    public TestService Service => held.Service;

    public string Held => held.Slug;

    /// <summary>The secret of the link of someone who is to come.</summary>
    public string Comer { get; }

    /// <summary>The secret of the link of someone on a waitlist.</summary>
    public string Waiting { get; }

    /// <summary>The id of someone who was there.</summary>
    public Guid Registration { get; }

    /// <summary>Of a certificate.</summary>
    public string Code { get; }

    public static async Task<World> MakeAsync()
    {
        var held = await HeldDay.StartAsync(settings: "--environment=Development");
        var service = held.Service;
        Guid registration = default;
        foreach (var (first, last, _) in Came)
        {
            registration = await held.AttendeeAsync(first, last, $"{Guid.NewGuid():N}@example.org");
        }

        await held.PersonAsync("Disa", "Å", "disa@example.org");
        await held.EndAsync();
        await held.IssueAsync();
        var code = held.CodeOf(await held.CertificateAsync(registration));
        foreach (var (first, last, organization) in Came)
        {
            await service.ComesAsync("lulea", first, last, organization);
        }

        var full = await service.AddFullDayAsync(change: day => day with
        {
            Title = "Samtal som stöd",
            Summary = "En dag om att fråga, lyssna och hänvisa vidare.",
            City = "Boden",
            Venue = "Folkets hus (exempel)",
            Date = day.Date!.Value.AddDays(60),
        });
        await service.FareAsync(full, "vantar@example.org");
        using (var sent = await held.Organizer.PostAsJsonAsync("/api/organizer/theme-days/lulea/schedules", new { }))
        {
            Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        }

        return new World(held, await service.LinkOfAsync(Door.EmailOf("Åsa", "Öberg", "Luleå kommun"), "lulea"), registration, code, await service.LinkOfAsync("vantar@example.org", full));
    }

    /// <summary>What anyone sees, and whoever has a link.</summary>
    public IEnumerable<Scene> Public() =>
    [
        .. AccessibilityTests.Demonstration.Select(state => new Scene(state.Key.Replace(' ', '-'), state.Value.Address, state.Value.Do)),
        new("a-day-that-was-held", $"/temadag/{Held}"),
        new("the-own-page", $"/anmalan#{Comer}"),
        new("the-own-page-waiting", $"/anmalan#{Waiting}"),
        new("all-that-is-held", $"/anmalan/uppgifter#{Comer}"),
        new("a-certificate-that-is-valid", $"/intyg/{Code}"),
    ];

    /// <summary>What an administrator sees once signed in.</summary>
    public IEnumerable<Scene> Console() =>
    [
        new("console-days", "/arrangor"), new("console-new-day", "/arrangor/ny-temadag"),
        .. new[] { "", "/anmal", "/delning", "/lista", "/vantelista", "/kost", "/radering", "/skyddade", "/utlamnande", "/redigera", "/meddelande", "/program", "/scheman" }
            .Select(part => new Scene($"console-day{part.Replace('/', '-')}", $"/arrangor/temadag/lulea{part}")),
        new("console-attendance", $"/arrangor/temadag/{Held}/narvaro"), new("console-certificates", $"/arrangor/temadag/{Held}/intyg"),
        new("console-person", $"/arrangor/anmalan/{Registration}"), new("console-person-held", $"/arrangor/anmalan/{Registration}/uppgifter"),
        new("console-statistics", "/arrangor/statistik"), new("console-erasing", "/arrangor/gallring"), new("console-speakers", "/arrangor/medverkande"),
        new("console-mails", "/arrangor/mejl"), new("console-accounts", "/arrangor/konton"), new("console-log", "/arrangor/logg"), new("console-series-and-boards", "/arrangor/arrangorer"), new("console-information", "/arrangor/informationssidor"), new("console-password", "/arrangor/byt-losenord"), new("console-handbook", "/arrangor/handbok"),
    ];

    public ValueTask DisposeAsync() => held.DisposeAsync();
}
