using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Attendance;
using Temadagar.Boards;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Attendance;

/// <summary>A service whose clock stands at noon of a Wednesday, 3 February 2027: the day of all days in these tests.</summary>
public sealed class DoorService : IAsyncLifetime
{
    private TestService? service;

    public TestService Service => service!;

    public FakeTimeProvider Clock { get; } = FakeClock.At();

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, Clock, null, TestService.WithoutOffers);

    public async ValueTask DisposeAsync() => await service!.DisposeAsync();
}

/// <summary>The door of a day of a test's own, from 9 to 16 on the day where the clock stands, and an organizer at it.</summary>
public sealed class Door : IDisposable
{
    public const string Board = "norrbotten";

    private readonly TestService service;

    private Door(TestService service, HttpClient organizer, string slug) => (this.service, Organizer, Slug) = (service, organizer, slug);

    public HttpClient Organizer { get; }

    public string Slug { get; }

    public string Address => $"/api/organizer/theme-days/{Slug}";

    public static async Task<Door> OfAsync(TestService service, int onSite = 10, int? online = 10, Func<NewThemeDay, NewThemeDay>? change = null)
    {
        Guid board;
        await using (var read = await service.Database.OpenReadAsync())
        {
            board = (await service.Services.GetRequiredService<BoardStore>().ListAsync(read)).Single(one => one.Slug == Board).Id;
        }

        var slug = await service.AddDayAsync(onSite, online, day =>
        {
            var today = day with { BoardId = board, Date = Stockholm.Today(service.Clock), RegistrationClosesAt = service.Clock.GetUtcNow().AddHours(3) };
            return change?.Invoke(today) ?? today;
        });
        return new Door(service, service.WithKey(await service.KeyAsync(Role.Organizer, Board)), slug);
    }

    /// <summary>An instant of the day.</summary>
    public string At(string time) => Stockholm.At(Stockholm.Today(service.Clock), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).ToString("O");

    public async Task<Guid> RegisterAsync(string email, string firstName = "Åsa", string lastName = "Öberg", string participation = "onSite", string organization = "Luleå kommun")
    {
        var person = Some.Participant(email);
        (person["firstName"], person["lastName"], person["organization"]) = (firstName, lastName, organization);
        using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug = Slug, participation } }, participants = new[] { person } });
        response.EnsureSuccessStatusCode();
        return await IdOfAsync(email);
    }

    public async Task<Guid> IdOfAsync(string email) => Guid.Parse((await service.QueryAsync<string>(
        "SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE r.Email = @email AND d.Slug = @Slug ORDER BY r.RegisteredAt DESC", new { email, Slug }))[0]);

    public async Task<string> CodeOfAsync(Guid id) => (await service.QueryAsync<string>("SELECT CheckInCode FROM Registrations WHERE Id = @id", new { id = id.ToString() })).Single();

    public Task<HttpResponseMessage> SendAsync(string path, object body, HttpClient? client = null) => (client ?? Organizer).PostAsJsonAsync($"{Address}/{path}", body);

    public Task<HttpResponseMessage> CheckInAsync(Guid id, string? at = null, Guid? nonce = null) =>
        SendAsync("check-ins", new { registrationId = id, at, nonce = nonce ?? Guid.NewGuid() });

    public Task<HttpResponseMessage> CheckOutAsync(Guid id, string? at = null, Guid? nonce = null) =>
        SendAsync("check-outs", new { registrationId = id, at, nonce = nonce ?? Guid.NewGuid() });

    public async Task<JsonObject> ListAsync()
    {
        using var response = await Organizer.GetAsync($"{Address}/check-ins");
        response.EnsureSuccessStatusCode();
        return await response.JsonAsync();
    }

    public async Task<JsonNode> PersonAsync(Guid id) => (await ListAsync())["people"]!.AsArray().Single(person => (string)person!["id"]! == id.ToString())!;

    public async Task<string> CountsAsync() => (await ListAsync())["counts"]!.ToJsonString();

    /// <summary>When a person was there, as the service sees it: "09:00–10:30, 11:00–".</summary>
    public async Task<string> SpansAsync(Guid id)
    {
        await using var read = await service.Database.OpenReadAsync();
        var spans = PresenceSpans.Of(await service.Services.GetRequiredService<CheckInStore>().EventsOfAsync(read, id));
        return string.Join(", ", spans.Select(span => $"{Stockholm.In(span.From):HH:mm}–{(span.Until is { } until ? Stockholm.In(until).ToString("HH:mm", null) : "")}"));
    }

    public async Task<int> MinutesAsync(Guid id)
    {
        await using var read = await service.Database.OpenReadAsync();
        var day = (await service.Services.GetRequiredService<ThemeDayStore>().FindBySlugAsync(read, Slug))!;
        return (await service.Services.GetRequiredService<DayAttendance>().MinutesOfDayAsync(read, day)).GetValueOrDefault(id);
    }

    public Task<long> EventsAsync() => service.CountAsync("CheckIns c JOIN ThemeDays d ON d.Id = c.ThemeDayId WHERE d.Slug = @Slug", new { Slug });

    /// <summary>What was done with someone, in alphabetical order: the clock may stand still.</summary>
    public async Task<IReadOnlyList<string>> LogOfAsync(Guid subject) =>
        await service.QueryAsync<string>("SELECT Action FROM AccessLog WHERE SubjectId = @subject ORDER BY Action", new { subject = subject.ToString() });

    public async Task<Guid> DayIdAsync() => Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @Slug", new { Slug })).Single());

    /// <summary>A steward of the board, at this door or at none.</summary>
    public async Task<HttpClient> StewardAsync(bool ofTheDay = true)
    {
        var client = service.WithKey(await service.KeyAsync(Role.Steward, Board));
        if (ofTheDay)
        {
            var id = (await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Role = 'steward' ORDER BY CreatedAt DESC, Id DESC"))[0];
            (await Organizer.PutAsJsonAsync($"{Address}/sharing", new { boards = Array.Empty<string>(), stewards = new[] { id } })).EnsureSuccessStatusCode();
        }

        return client;
    }

    public void Dispose() => Organizer.Dispose();
}
