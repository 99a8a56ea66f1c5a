using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Attendance;

public class WalkInTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Whoever_comes_unregistered_is_registered_and_in_at_once()
    {
        using var door = await Door.OfAsync(service);
        using var steward = await door.StewardAsync();

        using var response = await door.SendAsync("check-ins/walk-ins", Person("Ek", at: door.At("09:20")), steward);

        var reply = await response.JsonAsync();
        var id = Guid.Parse((string)reply["registrationId"]!);
        Assert.Equal((HttpStatusCode.Created, false, "2027-02-03T09:20:00+01:00"), (response.StatusCode, (bool)reply["alreadyCheckedIn"]!, (string)reply["checkedInAt"]!));
        Assert.Equal("""{"expected":1,"in":1,"attended":1}""", reply["counts"]!.ToJsonString());
        Assert.Equal("confirmed", (string)(await door.PersonAsync(id))["status"]!);
        Assert.Equal(["checkedIn", "personRegistered"], await door.LogOfAsync(id));
        await service.AssertPlacesAsync();
    }

    [Fact]
    public async Task A_full_day_takes_nobody_more_unless_it_is_overbooked()
    {
        using var door = await Door.OfAsync(service, onSite: 1);
        await door.RegisterAsync("platsen@example.org");

        using var refused = await door.SendAsync("check-ins/walk-ins", Person("Ek"));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/theme-day-full"), (refused.StatusCode, (string)(await refused.JsonAsync())["type"]!));
        Assert.Equal("""{"expected":1,"in":0,"attended":0}""", await door.CountsAsync());

        using var overbooked = await door.SendAsync("check-ins/walk-ins", Person("Ek", change: person => person["overbook"] = true));
        Assert.Equal(HttpStatusCode.Created, overbooked.StatusCode);
        Assert.Equal("""{"expected":2,"in":1,"attended":1}""", await door.CountsAsync());
        await service.AssertPlacesAsync();
    }

    [Fact]
    public async Task Namesakes_are_two_people_and_a_retry_is_not()
    {
        using var door = await Door.OfAsync(service);
        var (one, two) = (Person("Ek"), Person("Ek", change: person => person["organization"] = "Piteå kommun"));

        var replies = await Task.WhenAll(new[] { one, one, one, two, two }.Select(async person =>
        {
            using var response = await door.SendAsync("check-ins/walk-ins", person);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return (string)(await response.JsonAsync())["registrationId"]!;
        }));

        Assert.Equal(2, replies.Distinct().Count());
        Assert.Equal("""{"expected":2,"in":2,"attended":2}""", await door.CountsAsync());
        using var steward = await door.StewardAsync();
        using var other = await door.SendAsync("check-ins/walk-ins", Person("Zorn", change: person => person["nonce"] = (string)one["nonce"]!), steward);
        Assert.Equal(422, (int)other.StatusCode);
    }

    [Theory]
    [InlineData("LastName = 'Åkesson'")]
    [InlineData("Protected = 1")]
    public async Task A_retry_is_told_so_though_the_name_was_corrected_or_the_person_protected_since(string change)
    {
        using var door = await Door.OfAsync(service);
        using var steward = await door.StewardAsync();
        var person = Person("Akesson", at: door.At("09:20"));
        using var first = await door.SendAsync("check-ins/walk-ins", person);
        var id = (string)(await first.JsonAsync())["registrationId"]!;
        await service.Database.WriteAsync(write => write.ExecuteAsync($"UPDATE Registrations SET {change} WHERE Id = @id", new { id = Guid.Parse(id) }));

        using var again = await door.SendAsync("check-ins/walk-ins", person);
        using var other = await door.SendAsync("check-ins/walk-ins", person, steward);

        Assert.Equal((HttpStatusCode.Created, id), (again.StatusCode, (string)(await again.JsonAsync())["registrationId"]!));
        Assert.Equal(422, (int)other.StatusCode);
        Assert.Equal(1, await door.EventsAsync());
    }

    [Fact]
    public async Task A_check_in_of_someone_registered_is_no_walk_in_of_another()
    {
        using var door = await Door.OfAsync(service);
        var nonce = Guid.NewGuid();
        (await door.CheckInAsync(await door.RegisterAsync("anmald@example.org"), door.At("09:00"), nonce)).EnsureSuccessStatusCode();

        using var response = await door.SendAsync("check-ins/walk-ins", Person("Ek", change: person => person["nonce"] = nonce.ToString()));

        Assert.Equal(422, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_registered_is_told_so_and_nothing_changes()
    {
        using var door = await Door.OfAsync(service);
        await door.RegisterAsync("redan@example.org");

        using var response = await door.SendAsync("check-ins/walk-ins", Person("Ek", "redan@example.org"));

        Assert.Equal((HttpStatusCode.Conflict, "/problems/already-registered"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.Equal((1, 0), (await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @Slug", new { door.Slug }), await door.EventsAsync()));
    }

    [Fact]
    public async Task A_walk_in_with_an_address_gets_the_mail()
    {
        using var door = await Door.OfAsync(service);

        using var response = await door.SendAsync("check-ins/walk-ins", Person("Ek", "kom@example.org"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Single(await service.MailsAsync("registration-confirmed", "kom@example.org"));
    }

    [Fact]
    public async Task Every_fault_is_told_and_a_way_that_the_day_has_not_is_one()
    {
        using var door = await Door.OfAsync(service, online: null);

        using var response = await door.SendAsync("check-ins/walk-ins", new { firstName = "", participation = "online", nonce = "x", at = "igår", extra = 1 });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var faults = (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key).ToList();
        Assert.All(new[] { "firstName", "lastName", "organization", "profession", "participation", "nonce", "at", "extra" }, field => Assert.Contains(field, faults));
    }

    private static JsonObject Person(string lastName, string? email = null, string? at = null, Action<JsonObject>? change = null)
    {
        var person = new JsonObject
        {
            ["firstName"] = "Anna",
            ["lastName"] = lastName,
            ["organization"] = "Luleå kommun",
            ["profession"] = "Kurator",
            ["sector"] = "socialServices",
            ["language"] = "sv",
            ["email"] = email,
            ["at"] = at,
            ["nonce"] = Guid.NewGuid().ToString(),
        };
        change?.Invoke(person);
        return person;
    }
}

file static class Places
{
    /// <summary>The counters are the rows, overbooked or not.</summary>
    public static async Task AssertPlacesAsync(this TestService service) => Assert.Equal(0, await service.CountAsync("""
        Places p WHERE p.Taken <> (SELECT COUNT(*) FROM Registrations r WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed')
        """));
}
