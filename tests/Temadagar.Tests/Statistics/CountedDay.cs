using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Organizers;
using Temadagar.Statistics;
using Temadagar.Tests.Attendance;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Statistics;

/// <summary>A day of a test's own, 9 to 16 on 3 February 2027, counted: it is seven in the morning when people register. Nobody is offered what becomes free.</summary>
public sealed class CountedDay : IAsyncDisposable
{
    private readonly FakeTimeProvider clock;

    private CountedDay(TestService service, FakeTimeProvider clock, Door door) => (Service, this.clock, Door) = (service, clock, door);

    public TestService Service { get; }

    public Door Door { get; }

    public static async Task<CountedDay> StartAsync(int onSite = 30)
    {
        var clock = FakeClock.At("2027-02-03T07:00:00+01:00");
        var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, clock, null, TestService.WithoutOffers);
        return new CountedDay(service, clock, await Door.OfAsync(service, onSite));
    }

    /// <returns>The registrations' ids.</returns>
    public async Task<IReadOnlyList<Guid>> PeopleAsync(int count, string sector, string profession, string? municipality, string participation = "onSite")
    {
        var ids = new List<Guid>();
        foreach (var email in Enumerable.Range(0, count).Select(_ => $"{Guid.NewGuid():N}@example.org"))
        {
            var person = Some.Participant(email);
            (person["sector"], person["profession"], person["municipality"]) = (sector, profession, municipality);
            using var response = await Service.RegisterAsync(new { themeDays = new[] { new { slug = Door.Slug, participation } }, participants = new[] { person } });
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            ids.Add(await Door.IdOfAsync(email));
        }

        return ids;
    }

    public void At(string time) => clock.SetUtcNow(DateTimeOffset.Parse($"2027-02-03T{time}:00+01:00", System.Globalization.CultureInfo.InvariantCulture));

    public async Task CancelAsync(Guid id) =>
        (await Door.Organizer.PostAsync($"/api/organizer/registrations/{id}/cancellation", null)).EnsureSuccessStatusCode();

    public async Task ComesAsync(Guid id) => (await Door.CheckInAsync(id)).EnsureSuccessStatusCode();

    /// <summary>As a reader of another board sees them.</summary>
    public async Task<JsonObject> ReadAsync(string query = "") =>
        JsonNode.Parse(await Service.TextAsAsync(Role.Reader, "jamtland", "/api/organizer/statistics" + query))!.AsObject();

    public async Task<JsonNode> DayAsync() => (await ReadAsync())["days"]!.AsArray().Single(day => (string)day!["themeDay"]! == Door.Slug)!;

    /// <summary>The exact figures of the day, which nobody outside sees.</summary>
    public async Task<IReadOnlyList<DayFigures>> ExactAsync()
    {
        await using var read = await Service.Database.OpenReadAsync();
        var day = (await Service.Services.GetRequiredService<ThemeDayStore>().FindBySlugAsync(read, Door.Slug))!;
        return (await Service.Services.GetRequiredService<CountDay>().RunAsync(read, day)).Figures;
    }

    public async Task<DayFigures> TotalAsync() => (await ExactAsync()).Single(figures => figures.Dimension == Dimension.Total);

    public async Task<bool> FreezeAsync(string? slug = null)
    {
        var id = Guid.Parse((await Service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @slug", new { slug = slug ?? Door.Slug })).Single());
        return await Service.Database.WriteAsync(write => Service.Services.GetRequiredService<FreezeFigures>().RunAsync(write, id));
    }

    /// <summary>"Luleå 10 5 5 – –": what a row says, in the order of the columns.</summary>
    public static IReadOnlyList<string> Rows(JsonNode rows, bool all = false) =>
        [.. rows.AsArray().Where(row => all || Words(row!["figures"]!) is not ("0 0 0 0 0" or "0 0 0 – –")).Select(row => $"{(string?)row!["value"] ?? "–"} {Words(row["figures"]!)}")];

    public static string Words(JsonNode figures) =>
        string.Join(' ', new[] { "registered", "cancelled", "hadPlace", "attended", "noShows" }.Select(name => figures[name]?.ToString() ?? "–"));

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await Service.DisposeAsync();
    }
}
