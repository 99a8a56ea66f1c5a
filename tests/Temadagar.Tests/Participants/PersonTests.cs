using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Participants;

public class PersonTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Someone_without_an_address_is_registered_by_telephone_and_takes_a_place()
    {
        var day = await service.AddDayAsync(onSite: 3);

        var first = await TelephoneAsync(day, Caller("Ek"));
        await TelephoneAsync(day, Caller("Zorn"));

        Assert.Equal("confirmed", (string)first["status"]!);
        Assert.False((bool)first["overbooked"]!);
        var person = await OpenAsync((string)first["id"]!);
        Assert.Null(person["email"]);
        Assert.Equal(2, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId JOIN Places p ON p.ThemeDayId = d.Id WHERE d.Slug = @day AND p.Taken = 2", new { day }));
        Assert.Equal(0, await service.CountAsync("Outbox WHERE About = @id", new { id = (string)first["id"]! }));
    }

    [Fact]
    public async Task Someone_with_an_address_gets_the_mail_and_a_link_that_works()
    {
        var day = await service.AddDayAsync();
        await TelephoneAsync(day, Caller("Ek", "ringde@example.org"));

        var secret = await service.SecretAsync("registration-confirmed", "ringde@example.org");

        using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", secret);
        Assert.Equal("confirmed", (string)(await mine.JsonAsync())["status"]!);
    }

    [Fact]
    public async Task A_full_day_puts_the_caller_on_the_waitlist_unless_it_is_overbooked()
    {
        var day = await service.AddFullDayAsync();

        var waiting = await TelephoneAsync(day, Caller("Ek", "vantar@example.org"));
        var overbooked = await TelephoneAsync(day, Caller("Zorn", "over@example.org"), overbook: true);

        Assert.Equal("waitlisted", (string)waiting["status"]!);
        Assert.Equal(("confirmed", true), ((string)overbooked["status"]!, (bool)overbooked["overbooked"]!));
        Assert.Equal(["personOverbooked"], await service.QueryAsync<string>("SELECT Action FROM AccessLog WHERE SubjectId = @id", new { id = (string)overbooked["id"]! }));
        Assert.Equal([2], await service.QueryAsync<int>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day }));
        Assert.Equal(0, await service.CountAsync("""
            Places p WHERE p.Taken <> (SELECT COUNT(*) FROM Registrations r WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed')
            """));
    }

    [Fact]
    public async Task Overbook_does_not_overbook_a_day_with_room()
    {
        var reply = await TelephoneAsync(await service.AddDayAsync(), Caller("Ek"), overbook: true);

        Assert.False((bool)reply["overbooked"]!);
    }

    [Fact]
    public async Task A_press_twice_with_one_key_registers_once()
    {
        var day = await service.AddDayAsync();
        var body = Caller("Ek");
        body["participation"] = "onSite";

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations", body, "samma-nyckel");
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }));

        Assert.Single(replies.Distinct());
        Assert.Equal(1, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
    }

    [Fact]
    public async Task A_key_that_was_used_for_somebody_else_registers_nobody()
    {
        var day = await service.AddDayAsync();
        var (path, body) = ($"/api/organizer/theme-days/{day}/registrations", With(Caller("Ek"), "participation", "onSite"));
        using var first = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, path, body, "en-nyckel");
        var registered = await first.JsonAsync();

        using var reused = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, path, With(Caller("Zorn"), "participation", "onSite"), "en-nyckel");
        using var again = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, path, body, "en-nyckel");

        await PlanDayTests.AssertProblemAsync(reused, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal((HttpStatusCode.Created, (string)registered["id"]!), (again.StatusCode, (string)(await again.JsonAsync())["id"]!));
        Assert.Equal(["Ek"], await service.QueryAsync<string>("SELECT r.LastName FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
        Assert.Equal([1], await service.QueryAsync<int>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day }));
    }

    [Fact]
    public async Task An_address_that_is_registered_is_told_to_the_organizer()
    {
        var day = await service.AddDayAsync();
        await service.RegisterOneAsync(day, "redan@example.org");

        using var response = await PostAsync(day, Caller("Ek", "REDAN@example.org"));

        Assert.Equal("/problems/already-registered", (string)(await response.JsonAsync())["type"]!);
        // To learn that an address is registered is to learn of a person.
        Assert.Equal(1, await service.CountAsync("AccessLog l JOIN Registrations r ON r.Id = l.SubjectId JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE l.Action = 'personOpened' AND d.Slug = @day", new { day }));
    }

    [Fact]
    public async Task A_closed_window_does_not_stop_the_telephone_but_a_day_that_was_held_does()
    {
        var now = service.Clock.GetUtcNow();
        var closed = await service.AddDayAsync(change: day => day with { RegistrationClosesAt = now.AddHours(-1) });
        var held = await service.AddDayAsync(change: day => day with { Date = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-3) });

        await TelephoneAsync(closed, Caller("Ek"));
        using var response = await PostAsync(held, Caller("Ek"));

        Assert.Equal("/problems/theme-day-held", (string)(await response.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task For_a_cancelled_day_nobody_is_registered_by_telephone_either()
    {
        var day = await service.AddDayAsync();
        using var planner = await Planner.OfAsync(service);
        (await planner.DoAsync(day, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();

        using var response = await PostAsync(day, With(Caller("Ek"), "overbook", true));

        await PlanDayTests.AssertProblemAsync(response, HttpStatusCode.Conflict, "theme-day-cancelled");
        Assert.Equal(0, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        var day = await service.AddDayAsync(online: null);
        using var response = await PostAsync(day, new Dictionary<string, object?> { ["email"] = "fel", ["overbook"] = "ja", ["participation"] = "online", ["extra"] = 1 });

        Assert.Equal(
            ["firstName", "lastName", "email", "organization", "profession", "sector", "language", "overbook", "extra"],
            (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        using var notOffered = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations", With(Caller("Ek"), "participation", "online"));
        Assert.Equal(["participation"], (await notOffered.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task What_GET_gives_can_be_sent_back_and_nothing_changes()
    {
        var id = await RegisteredAsync(await service.AddDayAsync(), "tillbaka@example.org");
        var before = await OpenAsync(id);

        var after = await PutAsync(id, before);

        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        Assert.Equal([0], await service.QueryAsync<int>("SELECT LinkGeneration FROM Registrations WHERE Id = @id", new { id }));
    }

    [Fact]
    public async Task A_corrected_name_is_found_and_the_old_one_is_not()
    {
        var day = await service.AddDayAsync();
        var id = await RegisteredAsync(day, "namn@example.org");
        var person = await OpenAsync(id);
        person["lastName"] = "Ångström";

        await PutAsync(id, person);

        Assert.Contains(id, await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations?q=ångs"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations?q=öberg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_address_gets_a_new_link_and_the_old_link_dies()
    {
        var id = await RegisteredAsync(await service.AddDayAsync(), "felstavad@example.org");
        var old = await service.SecretAsync("registration-confirmed", "felstavad@example.org");
        var person = await OpenAsync(id);
        person["email"] = "ratt@example.org";

        await PutAsync(id, person);

        using var before = await service.MyAsync(HttpMethod.Get, "/api/my/registration", old);
        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
        using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.SecretAsync("registration-confirmed", "ratt@example.org"));
        Assert.Equal("ratt@example.org", (string)(await mine.JsonAsync())["email"]!);
    }

    [Fact]
    public async Task A_first_address_gets_the_mail_with_the_calendar_entry_that_there_was_none_of()
    {
        var id = (string)(await TelephoneAsync(await service.AddDayAsync(), Caller("Ek")))["id"]!;
        var person = await OpenAsync(id);
        person["email"] = "forsta@example.org";

        await PutAsync(id, person);

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "forsta@example.org"));
        Assert.Contains(mail.BodyParts, part => part.ContentType.MimeType == "text/calendar");
    }

    [Fact]
    public async Task An_address_cannot_be_corrected_to_one_that_is_registered()
    {
        var day = await service.AddDayAsync();
        await service.RegisterOneAsync(day, "forst@example.org");
        var id = await RegisteredAsync(day, "sedan@example.org");
        var person = await OpenAsync(id);
        person["email"] = "forst@example.org";

        using var response = await service.SendAsAsync(HttpMethod.Put, Role.Administrator, null, $"/api/organizer/registrations/{id}", person);

        Assert.Equal("/problems/already-registered", (string)(await response.JsonAsync())["type"]!);
        // To learn that an address is registered is to learn of a person.
        Assert.Equal(1, await service.CountAsync("AccessLog l JOIN Registrations r ON r.Id = l.SubjectId JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE l.Action = 'personOpened' AND d.Slug = @day AND r.Email = 'forst@example.org'", new { day }));
        Assert.Equal("sedan@example.org", (string)(await OpenAsync(id))["email"]!);
    }

    [Fact]
    public async Task An_organizer_cancels_for_someone_who_is_told_by_mail_and_a_second_press_changes_nothing()
    {
        var day = await service.AddDayAsync(onSite: 1);
        var id = await RegisteredAsync(day, "avbokas@example.org");

        for (var i = 0; i < 2; i++)
        {
            using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/registrations/{id}/cancellation");
            Assert.Equal("cancelled", (string)(await response.JsonAsync())["status"]!);
        }

        Assert.Single(await service.MailsAsync("registration-cancelled", "avbokas@example.org"));
        // The second reply shows the person all the same.
        Assert.Equal(["personCancelled", "personOpened"], await service.QueryAsync<string>("SELECT Action FROM AccessLog WHERE SubjectId = @id ORDER BY At, Id", new { id }));
        Assert.Equal(["organizer"], await service.QueryAsync<string>("SELECT CancelReason FROM Registrations WHERE Id = @id", new { id }));
        Assert.Equal("confirmed", await service.FareAsync(day, "ny@example.org"));
    }

    [Fact]
    public async Task Nobody_can_say_that_an_organizer_cancelled()
    {
        var day = await service.AddDayAsync();
        await service.RegisterOneAsync(day, "sjalv@example.org");

        using var response = await service.MyAsync(HttpMethod.Post, "/api/my/registration/cancellation", await service.LinkOfAsync("sjalv@example.org"), new { reason = "organizer" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_board_s_person_is_not_there()
    {
        await service.RegisterOneAsync("lulea", "norr@example.org");
        var id = (await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'norr@example.org'")).Single();
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Put, ""), (HttpMethod.Post, "/cancellation") })
        {
            using var response = await service.SendAsAsync(method, Role.Organizer, "jamtland", $"/api/organizer/registrations/{id}{path}", method == HttpMethod.Put ? Caller("Ek") : null);
            Assert.Equal("/problems/unknown-registration", (string)(await response.JsonAsync())["type"]!);
        }
    }

    private async Task<string> RegisteredAsync(string day, string email)
    {
        await service.RegisterOneAsync(day, email);
        return (await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = @email", new { email })).Single();
    }

    [Fact]
    public async Task Whoever_had_the_day_before_it_went_to_another_board_registers_and_corrects_nobody_there_any_more()
    {
        var slug = await service.AddDayAsync();
        await GiveAsync(OrganizerAccounts.Board);
        var id = Guid.Parse((string)(await TelephoneAsync(slug, Caller("Ek")))["id"]!);
        var organizer = new Temadagar.Organizers.Caller(CallerKind.ApiKey, Guid.NewGuid(), "prov", Role.Organizer, OrganizerAccounts.Board);
        var opened = (await service.Services.GetRequiredService<People>().FindAsync(organizer, id, TestContext.Current.CancellationToken))!;
        await GiveAsync("jamtland");
        var person = new PersonDetails("Eva", "Zorn", "Luleå kommun", "Kurator", Sector.HealthCare, Language.Sv, null, null);

        var (reply, refusal) = await service.Services.GetRequiredService<RegisterByTelephone>().RunAsync(
            organizer, opened.Day, new TelephoneRegistration(Participation.OnSite, person, null, WhenFull.Wait, PersonNeeds.None), key: null, TestContext.Current.CancellationToken);
        var unchanged = await service.Services.GetRequiredService<CorrectRegistration>().RunAsync(organizer, opened, person, null, TestContext.Current.CancellationToken);

        Assert.Equal((null, "unknown-theme-day", "not-own-day"), (reply, refusal?.Name, unchanged?.Name));
        Assert.Equal(["Ek"], await service.QueryAsync<string>("SELECT r.LastName FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @slug", new { slug }));

        Task GiveAsync(string board) =>
            service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET BoardId = (SELECT Id FROM Boards WHERE Slug = @board) WHERE Slug = @slug", new { board, slug }));
    }

    private static Dictionary<string, object?> Caller(string lastName, string? email = null)
    {
        var person = Some.Participant();
        (person["lastName"], person["email"]) = (lastName, email);
        return person;
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> body, string name, object value)
    {
        body[name] = value;
        return body;
    }

    private Task<HttpResponseMessage> PostAsync(string day, Dictionary<string, object?> body)
    {
        body.TryAdd("participation", "onSite");
        return service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations", body);
    }

    private async Task<JsonNode> TelephoneAsync(string day, Dictionary<string, object?> body, bool overbook = false)
    {
        using var response = await PostAsync(day, With(body, "overbook", overbook));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task<JsonNode> OpenAsync(string id) => JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{id}"))!;

    private async Task<JsonNode> PutAsync(string id, JsonNode person)
    {
        using var response = await service.SendAsAsync(HttpMethod.Put, Role.Administrator, null, $"/api/organizer/registrations/{id}", person);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
