using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

public sealed class CheckInTests : IAsyncLifetime
{
    // Noon in Stockholm, on the day.
    private readonly FakeTimeProvider clock = FakeClock.At();
    private TestService? started;

    private TestService Service => started!;

    public async ValueTask InitializeAsync() => started = await TestService.StartAsync(clock: clock);

    public async ValueTask DisposeAsync() => await started!.DisposeAsync();

    [Fact]
    public async Task The_first_time_is_new_and_the_second_says_since_when()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org", "b@example.org"]);

        using var first = await door.InAsync("a@example.org", "2027-02-03T08:52:00+01:00");
        using var again = await door.InAsync("a@example.org");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var (one, other) = (await first.JsonAsync(), await again.JsonAsync());
        Assert.Equal((false, true), ((bool)one["alreadyCheckedIn"]!, (bool)other["alreadyCheckedIn"]!));
        Assert.Equal("2027-02-03T08:52:00+01:00", (string)other["checkedInAt"]!);
        Assert.Equal("""{"expected":2,"in":1,"attended":1}""", other["counts"]!.ToJsonString());
        Assert.Equal("Öberg", (string)one["lastName"]!);
    }

    [Fact]
    public async Task A_code_is_read_as_people_write_it_and_a_person_may_be_named_instead()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org", "b@example.org"]);
        var code = await door.CodeAsync("a@example.org");

        using var typed = await door.SendAsync(HttpMethod.Post, "check-ins", new { code = $" {code[..5].ToLowerInvariant()}-{code[5..]} " });
        using var named = await door.SendAsync(HttpMethod.Post, "check-ins", new { registrationId = await door.IdAsync("b@example.org") });
        using var neither = await door.SendAsync(HttpMethod.Post, "check-ins", new { });
        using var receipt = await door.SendAsync(HttpMethod.Post, "check-ins", new { code = "BCDF-GHJK" });
        using var unknown = await door.SendAsync(HttpMethod.Post, "check-ins", new { code = "BCDFG-HJKMN" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (typed.StatusCode, named.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (neither.StatusCode, receipt.StatusCode));
        Assert.Equal("/problems/unknown-check-in-code", (string)(await unknown.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task Who_cannot_come_in_is_told_why_and_nothing_is_kept()
    {
        using var door = await Door.OpenAsync(Service, places: 2, emails: ["gone@example.org", "here@example.org"]);
        await Service.FareAsync(door.Slug, "waits@example.org");
        await Service.CancelAsync("gone@example.org", door.Slug);
        using var other = await Door.OpenAsync(Service, emails: ["elsewhere@example.org"]);

        var types = new List<string>();
        foreach (var (at, email) in new[] { (door, "gone@example.org"), (door, "waits@example.org") })
        {
            using var refused = await at.InAsync(email);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            types.Add((string)(await refused.JsonAsync())["type"]!);
        }

        using var wrongDay = await door.SendAsync(HttpMethod.Post, "check-ins", Door.Report(await other.CodeAsync("elsewhere@example.org")));
        types.Add((string)(await wrongDay.JsonAsync())["type"]!);
        using var left = await door.OutAsync("here@example.org");
        types.Add((string)(await left.JsonAsync())["type"]!);

        Assert.Equal(["/problems/check-in-cancelled", "/problems/check-in-waitlisted", "/problems/wrong-day", "/problems/not-checked-in"], types);
        Assert.DoesNotContain(other.Slug, await wrongDay.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Service.CountAsync("CheckIns"));
    }

    [Theory]
    [InlineData("2027-02-03T12:06:00+01:00")]
    [InlineData("2027-02-02T23:59:00+01:00")]
    [InlineData("i morse")]
    public async Task A_time_that_is_not_on_the_day_or_not_yet_is_a_fault(string at)
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);

        using var refused = await door.InAsync("a@example.org", at);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull((await refused.JsonAsync())["errors"]!["at"]);
    }

    [Fact]
    public async Task A_report_that_is_sent_again_gets_the_reply_it_had_and_is_one()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org", "b@example.org"]);
        var (came, went) = (Guid.NewGuid(), Guid.NewGuid());

        using var first = await door.InAsync("a@example.org", "2027-02-03T09:00:00+01:00", came);
        using var second = await door.InAsync("a@example.org", "2027-02-03T09:00:00+01:00", came);
        using var left = await door.OutAsync("a@example.org", "2027-02-03T11:00:00+01:00", went);
        using var leftAgain = await door.OutAsync("a@example.org", "2027-02-03T11:00:00+01:00", went);
        using var another = await door.InAsync("b@example.org", null, came);
        using var turned = await door.OutAsync("a@example.org", null, came);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (left.StatusCode, leftAgain.StatusCode));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (another.StatusCode, turned.StatusCode));
        Assert.Equal(2, await Service.CountAsync("CheckIns"));
    }

    [Fact]
    public async Task Many_phones_that_scan_one_person_at_once_end_as_one_and_one_of_them_is_the_first()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(minute => door.InAsync("a@example.org", $"2027-02-03T09:{minute:00}:00+01:00")));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, replies.Count(reply => reply.StatusCode == HttpStatusCode.OK));
        Assert.Equal("2027-02-03T09:00:00+01:00", (string)(await door.PersonAsync("a@example.org"))["checkedInAt"]!);
        Assert.Equal("""{"expected":1,"in":1,"attended":1}""", (await door.ListAsync())["counts"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_has_two_presences_and_an_earlier_report_that_is_late_moves_the_first()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        (await door.InAsync("a@example.org", "2027-02-03T09:10:00+01:00")).EnsureSuccessStatusCode();
        (await door.OutAsync("a@example.org", "2027-02-03T10:00:00+01:00")).EnsureSuccessStatusCode();
        Assert.Equal("""{"expected":1,"in":0,"attended":1}""", (await door.ListAsync())["counts"]!.ToJsonString());

        using var back = await door.InAsync("a@example.org", "2027-02-03T11:00:00+01:00");
        using var late = await door.InAsync("a@example.org", "2027-02-03T08:55:00+01:00");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (back.StatusCode, late.StatusCode));
        var person = await door.PersonAsync("a@example.org");
        Assert.Equal(("2027-02-03T08:55:00+01:00", null), ((string)person["checkedInAt"]!, (string?)person["checkedOutAt"]));
    }

    [Fact]
    public async Task Undoing_takes_the_presence_away_is_logged_and_done_twice_takes_no_more()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        (await door.InAsync("a@example.org", "2027-02-03T09:00:00+01:00")).EnsureSuccessStatusCode();
        (await door.OutAsync("a@example.org", "2027-02-03T10:00:00+01:00")).EnsureSuccessStatusCode();
        using var back = await door.InAsync("a@example.org", "2027-02-03T11:00:00+01:00");
        (await door.InAsync("a@example.org", "2027-02-03T11:05:00+01:00")).EnsureSuccessStatusCode();
        var id = (string)(await back.JsonAsync())["checkInId"]!;

        using var undone = await door.SendAsync(HttpMethod.Delete, $"check-ins/{id}");
        using var again = await door.SendAsync(HttpMethod.Delete, $"check-ins/{id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (undone.StatusCode, again.StatusCode));
        var person = await door.PersonAsync("a@example.org");
        Assert.Equal(("2027-02-03T09:00:00+01:00", "2027-02-03T10:00:00+01:00"), ((string)person["checkedInAt"]!, (string)person["checkedOutAt"]!));
        Assert.Equal(1, await Service.CountAsync("AccessLog WHERE Action = 'checkInUndone'"));
    }

    [Fact]
    public async Task A_walk_in_is_registered_and_in_at_once_and_a_full_day_asks_first()
    {
        using var door = await Door.OpenAsync(Service, places: 1);
        var (nonce, next) = (Guid.NewGuid(), Guid.NewGuid());

        using var first = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Siv", "siv@example.org", nonce));
        using var again = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Siv", "siv@example.org", nonce));
        using var full = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Bo", null, next));
        using var over = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Bo", null, next, overbook: true));
        using var known = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Siv", "siv@example.org", Guid.NewGuid(), overbook: true));
        using var stolen = await door.SendAsync(HttpMethod.Post, "check-ins/walk-ins", Person("Eva", null, nonce, overbook: true));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode, over.StatusCode));
        Assert.Equal(["/problems/theme-day-full", "/problems/already-registered", "/problems/nonce-reused"], [await TypeAsync(full), await TypeAsync(known), await TypeAsync(stolen)]);
        Assert.Equal("""{"expected":2,"in":2,"attended":2}""", (await door.ListAsync())["counts"]!.ToJsonString());
        await Service.MailsAsync("registration-confirmed", "siv@example.org");

        static object Person(string firstName, string? email, Guid nonce, bool overbook = false) => new
        {
            firstName,
            lastName = "Dahl",
            email,
            organization = "Region Norrbotten",
            profession = "Barnmorska",
            sector = "healthCare",
            language = "sv",
            nonce,
            overbook,
            at = "2027-02-03T08:59:00+01:00",
        };
    }

    [Fact]
    public async Task A_steward_checks_in_at_the_given_day_alone_and_a_board_that_it_is_shared_with_looks_on()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        await Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET BoardId = (SELECT Id FROM Boards WHERE Slug = 'norrbotten') WHERE Slug = @slug", new { slug = door.Slug }));
        using var steward = door.As(Service.WithKey(await Service.KeyAsync(Role.Steward, "norrbotten")));
        var id = Guid.Parse((await Service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Role = 'steward'")).Single());
        using var before = await steward.InAsync("a@example.org");
        (await door.SendAsync(HttpMethod.Put, "sharing", new { boards = new[] { "jamtland" }, stewards = new[] { id } })).EnsureSuccessStatusCode();
        using var shared = door.As(Service.WithKey(await Service.KeyAsync(Role.Organizer, "jamtland")));
        using var stranger = door.As(Service.WithKey(await Service.KeyAsync(Role.Organizer, "vasterbotten")));

        using var after = await steward.InAsync("a@example.org");
        using var theirs = await shared.InAsync("a@example.org");
        using var nobodys = await stranger.InAsync("a@example.org");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Created), (before.StatusCode, after.StatusCode));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (theirs.StatusCode, nobodys.StatusCode));
        Assert.Equal((true, false), ((bool)(await steward.ListAsync())["mayCheckIn"]!, (bool)(await shared.ListAsync())["mayCheckIn"]!));
        Assert.DoesNotContain("a@example.org", (await steward.ListAsync()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_s_own_page_has_the_code_until_the_day_is_over()
    {
        using var door = await Door.OpenAsync(Service, online: 5, emails: ["a@example.org"]);
        using var online = await Service.RegisterAsync(Some.Submission(door.Slug, "online", "digital@example.org"));
        online.EnsureSuccessStatusCode();

        var mine = await MineAsync("a@example.org");
        var code = await door.CodeAsync("a@example.org");
        Assert.Equal($"{code[..5]}-{code[5..]}", (string)mine["checkIn"]!["code"]!);
        Assert.StartsWith("M4 4h7v1H4z", (string)mine["checkIn"]!["qr"]!["path"]!, StringComparison.Ordinal);
        Assert.Null((await MineAsync("digital@example.org"))["checkIn"]);
        clock.Advance(TimeSpan.FromHours(12));
        Assert.Null((await MineAsync("a@example.org"))["checkIn"]);

        async Task<JsonObject> MineAsync(string email)
        {
            using var response = await Service.MyAsync(HttpMethod.Get, "/api/my/registration", await Service.LinkOfAsync(email, door.Slug));
            return await response.JsonAsync();
        }
    }

    [Fact]
    public async Task Who_registered_before_there_were_codes_gets_one_at_the_next_start()
    {
        using var door = await Door.OpenAsync(Service, emails: ["a@example.org"]);
        await Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET CheckInCode = NULL"));

        await new Temadagar.Registrations.FillPersonKeys(Service.Database).RunAsync(CancellationToken.None);

        Assert.Equal(10, (await door.CodeAsync("a@example.org")).Length);
    }

    private static async Task<string> TypeAsync(HttpResponseMessage response) => (string)(await response.JsonAsync())["type"]!;
}
