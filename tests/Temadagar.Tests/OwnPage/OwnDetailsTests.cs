using System.Net;
using Temadagar.Tests.Infrastructure;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.OwnPage;

public class OwnDetailsTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_person_corrects_the_own_details_and_organizers_find_the_new_name()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "ratta@example.org");
        var secret = await service.LinkOfAsync("ratta@example.org", day);
        var details = OwnChanges.Details("Åsa-Lill", "Nyström");
        (details["organization"], details["municipality"], details["language"]) = ("Umeå kommun", "Umeå", "en");

        var mine = await service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/details", secret, details).OkAsync();

        Assert.Equal(("Åsa-Lill", "Nyström", "Umeå kommun", "Umeå", "en", "ratta@example.org", "confirmed"), (
            (string)mine["firstName"]!, (string)mine["lastName"]!, (string)mine["organization"]!, (string)mine["municipality"]!, (string)mine["language"]!,
            (string)mine["email"]!, (string)mine["status"]!));
        Assert.Contains("nyström umeå", (await service.QueryAsync<string>("SELECT SearchText FROM Registrations WHERE Email = 'ratta@example.org'"))[0], StringComparison.Ordinal);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Faults_are_said_by_field_and_nothing_is_saved()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "fel@example.org");
        var secret = await service.LinkOfAsync("fel@example.org", day);
        var details = OwnChanges.Details(firstName: "");
        details["email"] = "annan@example.org";

        using var refused = await service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/details", secret, details);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var errors = (await refused.JsonAsync())["errors"]!.AsObject();
        Assert.Equal(["email", "firstName"], errors.Select(error => error.Key).Order());
        Assert.Equal(["Åsa"], await service.QueryAsync<string>("SELECT FirstName FROM Registrations WHERE Email = 'fel@example.org'"));
    }

    [Theory]
    [InlineData("PUT", "/details")]
    [InlineData("PUT", "/participation")]
    [InlineData("PUT", "/transfer")]
    [InlineData("DELETE", "/transfer")]
    [InlineData("POST", "/link-renewal")]
    public async Task What_is_cancelled_or_has_been_held_is_not_changed(string method, string path)
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock);
        var day = await own.AddDayAsync(online: 3);
        await own.FareAsync(day, "avbokad@example.org", "kvar@example.org");
        await own.CancelAsync("avbokad@example.org", day);

        using var cancelled = await own.MyAsync(new HttpMethod(method), OwnChanges.Mine + path, await own.LinkOfAsync("avbokad@example.org", day), Body());
        await AssertProblemAsync(cancelled, HttpStatusCode.Conflict, "registration-cancelled");
        clock.Advance(TimeSpan.FromDays(40));
        using var held = await own.MyAsync(new HttpMethod(method), OwnChanges.Mine + path, await own.LinkOfAsync("kvar@example.org", day), Body());
        await AssertProblemAsync(held, HttpStatusCode.Conflict, "theme-day-held");
        using var unknown = await own.MyAsync(new HttpMethod(method), OwnChanges.Mine + path, "x", Body());
        await AssertProblemAsync(unknown, HttpStatusCode.Unauthorized, "link-not-valid");

        object? Body() => path switch
        {
            "/details" => OwnChanges.Details(),
            "/participation" => new { participation = "online" },
            "/transfer" when method == "PUT" => new { email = "ny@example.org" },
            _ => null,
        };
    }

    [Fact]
    public async Task Whoever_is_checked_in_changes_nothing()
    {
        var day = await service.AddDayAsync(online: 3);
        await service.FareAsync(day, "incheckad@example.org");
        await service.Database.WriteAsync(write => write.ExecuteAsync("""
            INSERT INTO CheckIns (Id, RegistrationId, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind)
            SELECT @Id, r.Id, r.ThemeDayId, 'in', @Now, @Now, 'door', 0, 'account' FROM Registrations r WHERE r.Email = 'incheckad@example.org'
            """, new { Id = Guid.CreateVersion7(), Now = service.Clock.GetUtcNow() }));
        var secret = await service.LinkOfAsync("incheckad@example.org", day);

        using var details = await service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/details", secret, OwnChanges.Details());
        using var participation = await service.TakePartAsync(secret, "online");
        using var handover = await service.HandOverAsync(secret, "kollega@example.org");

        await AssertProblemAsync(details, HttpStatusCode.Conflict, "checked-in");
        await AssertProblemAsync(participation, HttpStatusCode.Conflict, "checked-in");
        await AssertProblemAsync(handover, HttpStatusCode.Conflict, "checked-in");
        Assert.False((bool)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["canChange"]!);
    }

    [Fact]
    public async Task A_new_link_closes_the_others_and_comes_by_mail()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "lankar@example.org");
        var before = await service.LinkOfAsync("lankar@example.org", day);

        var renewed = await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/link-renewal", before).OkAsync();

        var secret = (string)renewed["secret"]!;
        Assert.NotEqual(before, secret);
        Assert.Equal(secret, await service.SecretAsync("registration-link", "lankar@example.org"));
        Assert.Equal("confirmed", (string)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["status"]!);
        using var closed = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, before);
        await AssertProblemAsync(closed, HttpStatusCode.Unauthorized, "link-not-valid");
    }
}
