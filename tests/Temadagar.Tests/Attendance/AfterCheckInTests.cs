using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Attendance;

/// <summary>What becomes of someone who has been checked in: undone, moved, cancelled, corrected.</summary>
public class AfterCheckInTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_undo_takes_back_what_that_one_said_and_not_what_another_has_seen(bool undoneFirst)
    {
        using var door = await Door.OfAsync(service);
        using var other = await door.StewardAsync();
        var id = await door.RegisterAsync($"ångrad{undoneFirst}@example.org".Replace("å", "a", StringComparison.Ordinal));
        using var mistake = await door.CheckInAsync(id, door.At("09:00"));
        var undo = $"{door.Address}/check-ins/{(string)(await mistake.JsonAsync())["checkInId"]!}?at={Uri.EscapeDataString(door.At("09:01"))}";

        foreach (var undoes in new[] { undoneFirst, !undoneFirst })
        {
            using var response = undoes
                ? await door.Organizer.DeleteAsync(undo)
                : await door.SendAsync("check-ins", new { registrationId = id, at = door.At("10:00"), nonce = Guid.NewGuid() }, other);
            response.EnsureSuccessStatusCode();
        }

        Assert.Equal("10:00–", await door.SpansAsync(id));
    }

    [Fact]
    public async Task What_happened_after_the_undo_was_decided_stays_though_the_undo_comes_late()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("sent@example.org");
        using var mistake = await door.CheckInAsync(id, door.At("09:00"));
        (await door.CheckInAsync(id, door.At("10:00"))).EnsureSuccessStatusCode();

        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{(string)(await mistake.JsonAsync())["checkInId"]!}?at={Uri.EscapeDataString(door.At("09:01"))}")).EnsureSuccessStatusCode();

        Assert.Equal("10:00–", await door.SpansAsync(id));
    }

    [Fact]
    public async Task When_an_undo_was_decided_is_read_as_in_a_body()
    {
        using var door = await Door.OfAsync(service);
        var (id, mistake) = (await door.RegisterAsync("lokaltid@example.org"), Guid.NewGuid());
        (await door.CheckInAsync(id, "2027-02-03T09:00", mistake)).EnsureSuccessStatusCode();
        (await door.CheckInAsync(id, "2027-02-03T10:00")).EnsureSuccessStatusCode();

        // No time, none that can be, one that has not come, and one of another day.
        foreach (var at in new[] { "nyss", "0001-01-01T00:00", "2027-02-03T12:06", "2027-01-13T09:00" })
        {
            using var refused = await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{mistake}?at={at}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.NotNull((await refused.JsonAsync())["errors"]!["at"]);
        }

        Assert.Equal("09:00–", await door.SpansAsync(id));
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{mistake}?at=2027-02-03T09:01")).EnsureSuccessStatusCode();
        Assert.Equal("10:00–", await door.SpansAsync(id));
    }

    [Fact]
    public async Task A_report_that_is_sent_again_after_the_undo_is_told_so()
    {
        using var door = await Door.OfAsync(service);
        var (id, nonce) = (await door.RegisterAsync("igen@example.org"), Guid.NewGuid());
        (await door.CheckInAsync(id, door.At("09:00"), nonce)).EnsureSuccessStatusCode();
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{nonce}")).EnsureSuccessStatusCode();

        using var again = await door.CheckInAsync(id, door.At("09:00"), nonce);

        Assert.True((bool)(await again.JsonAsync())["undone"]!);
    }

    [Fact]
    public async Task A_check_out_that_is_sent_again_after_the_check_in_was_undone_says_that_nobody_is_in()
    {
        using var door = await Door.OfAsync(service);
        using var steward = await door.StewardAsync();
        var (id, came) = (await door.RegisterAsync("ute@example.org"), Guid.NewGuid());
        var left = new { registrationId = id, at = door.At("10:00"), nonce = Guid.NewGuid() };
        (await door.CheckInAsync(id, door.At("09:00"), came)).EnsureSuccessStatusCode();
        using var first = await door.SendAsync("check-outs", left, steward);
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{came}")).EnsureSuccessStatusCode();

        using var again = await door.SendAsync("check-outs", left, steward);

        var (before, after) = (await first.JsonAsync(), await again.JsonAsync());
        Assert.Equal((HttpStatusCode.Created, "2027-02-03T09:00:00+01:00"), (first.StatusCode, (string?)before["checkedInAt"]));
        Assert.Equal((HttpStatusCode.Created, null, null), (again.StatusCode, (string?)after["checkedInAt"], (string?)after["checkedOutAt"]));
        Assert.Equal("""{"expected":1,"in":0,"attended":0}""", after["counts"]!.ToJsonString());
    }

    [Fact]
    public async Task Nobody_in_protection_is_left_checked_in_by_mistake()
    {
        using var door = await Door.OfAsync(service);
        var (id, nonce) = (await door.RegisterAsync("skyddad@example.org"), Guid.NewGuid());
        var code = await door.CodeOfAsync(id);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Id = @Id", new { Id = id }));
        using var came = await door.SendAsync("check-ins", new { code, nonce });
        came.EnsureSuccessStatusCode();

        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{nonce}")).EnsureSuccessStatusCode();

        Assert.Equal("", await door.SpansAsync(id));
    }

    [Fact]
    public async Task A_day_that_someone_has_been_at_keeps_its_date()
    {
        // It has not begun: the clock stands at noon.
        using var door = await Door.OfAsync(service, change: day => day with { StartsAt = new TimeOnly(13, 0) });
        var id = await door.RegisterAsync("plats@example.org");
        using var came = await door.CheckInAsync(id, door.At("09:00"));
        came.EnsureSuccessStatusCode();

        using var refused = await door.SendAsync("rescheduling", new { startsAt = "2027-03-10T09:00", endsAt = "2027-03-10T16:00" });
        using var later = await door.SendAsync("rescheduling", new { startsAt = "2027-02-03T14:00", endsAt = "2027-02-03T17:00", city = "Kiruna" });
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{(string)(await came.JsonAsync())["checkInId"]!}")).EnsureSuccessStatusCode();
        using var moved = await door.SendAsync("rescheduling", new { startsAt = "2027-03-10T09:00", endsAt = "2027-03-10T16:00" });

        Assert.Equal((HttpStatusCode.Conflict, "/problems/someone-came"), (refused.StatusCode, (string)(await refused.JsonAsync())["type"]!));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (later.StatusCode, moved.StatusCode));
    }

    [Fact]
    public async Task A_day_that_has_begun_is_moved_to_no_later_hour_no_other_date_and_no_other_town()
    {
        using var door = await Door.OfAsync(service);

        object[] moves = [
            new { startsAt = "2027-02-03T13:00", endsAt = "2027-02-03T17:00" }, new { startsAt = "2027-02-03T13:00", endsAt = "2027-02-03T16:00", city = "Kiruna" },
            new { startsAt = "2027-03-10T09:00", endsAt = "2027-03-10T16:00" },
        ];
        foreach (var move in moves)
        {
            using var refused = await door.SendAsync("rescheduling", move);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/theme-day-begun"), (refused.StatusCode, (string)(await refused.JsonAsync())["type"]!));
        }

        Assert.Equal(("2027-02-03", "09:00:00"), (await service.QueryAsync<(string, string)>("SELECT Date, StartsAt FROM ThemeDays WHERE Slug = @Slug", new { door.Slug }))[0]);
    }

    // The clock stands at noon: the second end is over, the third is still to come.
    [Fact]
    public async Task A_day_that_has_begun_or_is_over_gets_its_end_corrected_and_nothing_else()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("sluttid@example.org");
        (await door.CheckInAsync(id, door.At("09:00"))).EnsureSuccessStatusCode();

        var told = new List<(HttpStatusCode, int Minutes)>();
        foreach (var end in new[] { "11:00", "11:30" })
        {
            using var corrected = await door.SendAsync("rescheduling", new { startsAt = "2027-02-03T09:00", endsAt = $"2027-02-03T{end}" });
            told.Add((corrected.StatusCode, await door.MinutesAsync(id)));
        }

        Assert.Equal([(HttpStatusCode.OK, 120), (HttpStatusCode.OK, 150)], told);
        Assert.Equal(0, await service.CountAsync("Announcements") + await service.CountAsync("Outbox WHERE Kind = 'theme-day-rescheduled' AND Recipient = 'sluttid@example.org'"));
        object[] others = [
            new { startsAt = "2027-02-03T08:00", endsAt = "2027-02-03T11:00" }, new { startsAt = "2027-02-03T09:00", endsAt = "2027-02-03T11:00", city = "Kiruna" },
            new { startsAt = "2027-02-03T09:00" }, new { startsAt = "2027-02-02T09:00", endsAt = "2027-02-02T11:00" },
        ];
        foreach (var body in others)
        {
            using var refused = await door.SendAsync("rescheduling", body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var longer = await door.SendAsync("rescheduling", new { startsAt = "2027-02-03T09:00", endsAt = "2027-02-03T17:00" });
        Assert.Equal((HttpStatusCode.OK, 480), (longer.StatusCode, await door.MinutesAsync(id)));
        Assert.Single(await service.MailsAsync("theme-day-rescheduled", "sluttid@example.org"));
    }

    [Fact]
    public async Task Who_is_there_is_not_cancelled_until_the_check_in_is_undone()
    {
        using var door = await Door.OfAsync(service);
        var (id, nonce) = (await door.RegisterAsync("kvar@example.org"), Guid.NewGuid());
        (await door.CheckInAsync(id, door.At("09:00"), nonce)).EnsureSuccessStatusCode();
        var secret = await service.LinkOfAsync("kvar@example.org", door.Slug);

        using var own = await service.MyAsync(HttpMethod.Post, "/api/my/registration/cancellation", secret);
        using var organizers = await door.Organizer.PostAsync($"/api/organizer/registrations/{id}/cancellation", null);
        using var page = await service.MyAsync(HttpMethod.Get, "/api/my/registration", secret);
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{nonce}")).EnsureSuccessStatusCode();
        using var after = await service.MyAsync(HttpMethod.Post, "/api/my/registration/cancellation", secret);

        Assert.Equal(["/problems/checked-in", "/problems/checked-in"], [(string)(await own.JsonAsync())["type"]!, (string)(await organizers.JsonAsync())["type"]!]);
        Assert.False((bool)(await page.JsonAsync())["canCancel"]!);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal("""{"expected":0,"in":0,"attended":0}""", await door.CountsAsync());
    }

    [Fact]
    public async Task A_code_that_went_to_the_wrong_address_dies_with_the_link()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("fel.adress@example.org");
        var code = await door.CodeOfAsync(id);
        var person = JsonNode.Parse(await door.Organizer.GetStringAsync($"/api/organizer/registrations/{id}"))!.AsObject();
        person["email"] = "ratt.adress@example.org";
        (await door.Organizer.PutAsJsonAsync($"/api/organizer/registrations/{id}", person)).EnsureSuccessStatusCode();

        using var old = await door.SendAsync("check-ins", new { code });
        using var live = await door.SendAsync("check-ins", new { code = await door.CodeOfAsync(id) });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Created), (old.StatusCode, live.StatusCode));
        var mail = (await service.MailsAsync("registration-confirmed", "ratt.adress@example.org"))[^1];
        Assert.Contains((await door.CodeOfAsync(id))[5..], mail.TextBody, StringComparison.Ordinal);
    }
}
