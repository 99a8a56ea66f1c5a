using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.SubjectAccess;

/// <summary>Who has seen one's registration, on the own page.</summary>
public class LookTests
{
    private const string Board = "Länsstyrelsen Norrbotten";

    [Fact]
    public async Task The_own_page_says_which_board_has_seen_the_registration_how_and_when_the_latest_first()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        using var administrator = service.WithKey(await service.KeyAsync(Role.Administrator, null));
        await service.FareAsync("lulea", "andra@example.org");
        await ListAsync(organizer);
        clock.Advance(TimeSpan.FromMinutes(1));
        await service.FareAsync("lulea", "kim@example.org");
        Assert.Equal("", await LooksAsync(service, "kim@example.org"));

        var id = (await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'kim@example.org'"))[0];
        foreach (var (caller, path) in new[]
        {
            (organizer, $"/api/organizer/registrations/{id}"), (organizer, "/api/organizer/theme-days/lulea/registrations"), (organizer, "/api/organizer/theme-days/lulea/attendees.csv"),
            (organizer, $"/api/organizer/registrations/{id}"), (administrator, $"/api/organizer/registrations/{id}"), (organizer, "/api/organizer/theme-days/lulea/waitlist"),
            // About others, or nobody.
            (organizer, "/api/organizer/theme-days/lulea/registrations?q=finnsinte"), (organizer, "/api/organizer/theme-days/lulea/kitchen"), (organizer, "/api/organizer/theme-days/umea/registrations"),
        })
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            using var response = await caller.GetAsync(new Uri(path, UriKind.Relative));
        }

        Assert.Equal($"– opened 1 12:06, {Board} opened 2 12:05, {Board} exported 1 12:04, {Board} listed 1 12:03", await LooksAsync(service, "kim@example.org"));
    }

    [Fact]
    public async Task Whoever_takes_a_registration_over_is_told_of_looks_at_themselves_only()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        await service.FareAsync("lulea", "kim@example.org");
        await ListAsync(organizer);
        clock.Advance(TimeSpan.FromMinutes(1));
        await service.HandOverAsync(await service.LinkOfAsync("kim@example.org"), "bo@example.org").OkAsync();
        var secret = (string)(await service.AcceptAsync("handover-asked", "bo@example.org").OkAsync())["secret"]!;
        Assert.Equal("", Looks(await DataAsync(service, secret: secret)));

        clock.Advance(TimeSpan.FromMinutes(1));
        await ListAsync(organizer);

        Assert.Equal($"{Board} listed 1 12:02", Looks(await DataAsync(service, secret: secret)));
    }

    [Fact]
    public async Task A_list_has_not_shown_someone_since_their_identity_is_protected()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        await service.FareAsync("lulea", "andra@example.org", "kim@example.org");
        await ListAsync(organizer);
        Assert.Equal($"{Board} listed 1 12:00", await LooksAsync(service, "kim@example.org"));

        clock.Advance(TimeSpan.FromMinutes(1));
        await service.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Email = 'kim@example.org'");
            await write.ExecuteAsync("INSERT INTO ProtectedPeople (RegistrationId, Sealed, ProtectedAt) SELECT Id, x'00', @Now FROM Registrations WHERE Protected = 1", new { Now = clock.GetUtcNow() });
        });
        clock.Advance(TimeSpan.FromMinutes(1));
        await ListAsync(organizer);

        Assert.Equal($"{Board} listed 1 12:00", await LooksAsync(service, "kim@example.org"));
    }

    [Fact]
    public async Task A_look_at_the_waitlist_is_told_to_those_who_waited_then()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Places SET Capacity = Taken + 1 WHERE ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = 'lulea')"));
        await service.FareAsync("lulea", "plats@example.org");
        await service.FareAsync("lulea", "kim@example.org");
        Assert.Equal(1, await service.CountAsync("Waits"));
        clock.Advance(TimeSpan.FromMinutes(1));

        (await organizer.GetAsync(new Uri("/api/organizer/theme-days/lulea/waitlist", UriKind.Relative))).EnsureSuccessStatusCode();

        Assert.Equal($"{Board} waitlist 1 12:01", await LooksAsync(service, "kim@example.org"));
        Assert.Equal("", await LooksAsync(service, "plats@example.org"));
    }

    [Fact]
    public async Task The_board_is_the_one_whose_the_account_was_then_and_mails_and_requests_that_were_listed_are_looks_too()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var key = await service.KeyAsync(Role.Organizer, "norrbotten");
        using var organizer = service.WithKey(key);
        await service.FareAsync("lulea", "kim@example.org", "andra@example.org");
        await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", await service.LinkOfAsync("kim@example.org")).OkAsync();
        foreach (var path in new[] { "mails", "theme-days/lulea/erasure-requests" })
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            (await organizer.GetAsync(new Uri($"/api/organizer/{path}", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ApiKeys SET Board = 'jamtland' WHERE Board = 'norrbotten'"));

        Assert.Equal($"{Board} listed 1 12:02, {Board} mails 1 12:01", await LooksAsync(service, "kim@example.org"));
        Assert.Equal($"{Board} mails 1 12:01", await LooksAsync(service, "andra@example.org"));
    }

    [Fact]
    public async Task Since_when_the_log_goes_back_is_said_once_it_has_been_pruned()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        await service.FareAsync("lulea", "kim@example.org");
        await ListAsync(organizer);
        Assert.Null((await DataAsync(service, "kim@example.org"))["looksSince"]);
        clock.Advance(TimeSpan.FromDays(1));

        await service.Services.GetRequiredService<PruneLog>().RunAsync(Caller.Operator, clock.GetUtcNow(), "Dnr 1", TestContext.Current.CancellationToken);

        Assert.Equal("", await LooksAsync(service, "kim@example.org"));
        Assert.Equal(clock.GetUtcNow(), (DateTimeOffset)(await DataAsync(service, "kim@example.org"))["looksSince"]!);
    }

    private static async Task ListAsync(HttpClient organizer) =>
        (await organizer.GetAsync(new Uri("/api/organizer/theme-days/lulea/registrations", UriKind.Relative))).EnsureSuccessStatusCode();

    private static async Task<JsonObject> DataAsync(TestService service, string email = "", string? secret = null) =>
        await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret ?? await service.LinkOfAsync(email)).OkAsync();

    private static async Task<string> LooksAsync(TestService service, string email) => Looks(await DataAsync(service, email));

    private static string Looks(JsonObject data) => string.Join(", ", data["looks"]!.AsArray()
        .Select(look => $"{(string?)look!["board"] ?? "–"} {(string)look["kind"]!} {(int)look["times"]!} {(DateTimeOffset)look["latestAt"]!:HH:mm}"));
}
