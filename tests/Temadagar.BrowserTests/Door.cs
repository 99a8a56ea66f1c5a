using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>A theme day that is held today, by a clock that is not the phone's, and those who are to come.</summary>
internal static class Door
{
    public const string Status = ".figures [role=status]";

    /// <summary>A script that gives the lists of people that are on the device.</summary>
    public const string StoredLists = """
        () => new Promise(resolve => {
          const opening = indexedDB.open('temadagar-incheckning');
          opening.onsuccess = () => {
            const asking = opening.result.transaction('lists').objectStore('lists').getAll();
            asking.onsuccess = () => resolve(JSON.stringify(asking.result));
          };
        })
        """;

    public static async Task<TestService> StartAsync(string now = "2027-02-03T12:00:00+01:00") =>
        // On the day itself the waitlist is closed by the clock; who waits at the door is met an hour before.
        await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, FakeClock.At(now), null, TestService.WithoutOffers, "--environment=Development");

    public static async Task<string> DayTodayAsync(this TestService service, int places = 60, TimeOnly? endsAt = null)
    {
        var board = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = 'norrbotten'"))[0]);
        return await service.AddDayAsync(
            onSite: places, online: 20, change: day => day with { Title = "Att se och fråga", City = "Luleå", Date = Stockholm.Today(service.Clock), BoardId = board, EndsAt = endsAt ?? day.EndsAt });
    }

    public static async Task ComesAsync(this TestService service, string slug, string first, string last, string organization, string participation = "onSite")
    {
        var person = Some.Participant(EmailOf(first, last, organization));
        (person["firstName"], person["lastName"], person["organization"]) = (first, last, organization);
        using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug, participation } }, participants = new[] { person } });
        response.EnsureSuccessStatusCode();
    }

    public static string EmailOf(string first, string last, string organization) => $"{$"{first} {last} {organization}".GetHashCode(StringComparison.Ordinal):x}@example.org";

    public static async Task<string> CodeOfAsync(this TestService service, string first, string last) => (await service.QueryAsync<string>(
        "SELECT CheckInCode FROM Registrations WHERE FirstName = @first AND LastName = @last ORDER BY Id", new { first, last }))[0];

    public static async Task<IPage> AtTheDoorAsync(this IPage page, string slug)
    {
        await page.OpenAsync($"/incheckning/?dag={slug}");
        await Expect(page.Locator(".counter")).ToBeVisibleAsync();
        await Expect(page.Locator(Status)).ToContainTextAsync("Uppkopplad");
        return page;
    }

    /// <summary>Waits until the browser keeps what the page needs to open without network.</summary>
    public static Task KeptAsync(this IPage page) => page.EvaluateAsync("() => navigator.serviceWorker.ready");

    public static ILocator Verdict(this IPage page) => page.Locator(".verdict");

    public static ILocator Find(this IPage page) => page.Locator("#find");

    public static ILocator Hits(this IPage page) => page.Locator("button.hit");

    public static async Task CheckInAsync(this IPage page, string text)
    {
        await page.Find().FillAsync(text);
        await page.Find().PressAsync("Enter");
    }

    public static Task UndoAsync(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = $"Ångra incheckningen av {name}" }).ClickAsync();

    public static async Task FillWalkInAsync(this IPage page, string firstName)
    {
        await page.FillAsync("#firstName", firstName);
        await page.FillAsync("#lastName", "Oanmäld");
        await page.FillAsync("#organization", "Piteå kommun");
        await page.FillAsync("#profession", "Kurator");
        await page.SelectOptionAsync("#sector", "school");
        await page.Button("Anmäl och checka in").ClickAsync();
    }

    public static void TimePasses(this TestService service, TimeSpan time) => ((FakeTimeProvider)service.Clock).Advance(time);

    public static Task<IReadOnlyList<string>> InsAsync(this TestService service) => service.QueryAsync<string>("""
        SELECT r.FirstName FROM CheckIns c JOIN Registrations r ON r.Id = c.RegistrationId WHERE c.UndoneAt IS NULL AND c.Kind = 'in' ORDER BY c.At
        """);
}
