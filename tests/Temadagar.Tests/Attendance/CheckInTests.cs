using System.Net;
using System.Net.Http.Json;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

public class CheckInTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_first_time_is_201_and_again_200_with_the_time_of_the_first()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("forsta@example.org");

        using var first = await door.CheckInAsync(id, door.At("09:05"));
        using var again = await door.CheckInAsync(id, door.At("09:40"));

        var (came, known) = (await first.JsonAsync(), await again.JsonAsync());
        Assert.Equal((HttpStatusCode.Created, false), (first.StatusCode, (bool)came["alreadyCheckedIn"]!));
        Assert.Equal((HttpStatusCode.OK, true), (again.StatusCode, (bool)known["alreadyCheckedIn"]!));
        Assert.Equal("2027-02-03T09:05:00+01:00", (string)known["checkedInAt"]!);
        Assert.Equal(("Åsa", "Öberg", "Luleå kommun", "onSite"), ((string)came["firstName"]!, (string)came["lastName"]!, (string)came["organization"]!, (string)came["participation"]!));
        Assert.Equal("""{"expected":1,"in":1,"attended":1}""", known["counts"]!.ToJsonString());
        Assert.Equal(["checkedIn", "checkedIn"], await door.LogOfAsync(id));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("lower")]
    [InlineData("hyphen")]
    public async Task A_code_is_read_as_it_was_scanned_or_typed(string way)
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("kod@example.org");
        var code = await door.CodeOfAsync(id);
        var typed = way switch
        {
            "lower" => code.ToLowerInvariant(),
            "hyphen" => CheckInCode.Written(code).Replace("-", " – ", StringComparison.Ordinal),
            _ => way.Replace("{0}", code, StringComparison.Ordinal),
        };

        using var response = await door.SendAsync("check-ins", new { code = typed });

        Assert.Equal((HttpStatusCode.Created, id.ToString()), (response.StatusCode, (string)(await response.JsonAsync())["registrationId"]!));
    }

    [Fact]
    public async Task A_code_of_another_day_is_the_wrong_day_and_does_not_say_which()
    {
        using var door = await Door.OfAsync(service);
        using var other = await Door.OfAsync(service);
        var id = await other.RegisterAsync("annandag@example.org");

        foreach (var body in new object[] { new { code = await other.CodeOfAsync(id) }, new { registrationId = id } })
        {
            using var response = await door.SendAsync("check-ins", body);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.Contains("/problems/wrong-day", text, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Slug, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Öberg", text, StringComparison.Ordinal);
        }

        Assert.Equal((0, 0), (await door.EventsAsync(), await other.EventsAsync()));
    }

    [Theory]
    [InlineData("check-ins")]
    [InlineData("check-outs")]
    public async Task Whoever_has_no_place_is_refused_with_a_reason_that_stays(string path)
    {
        using var door = await Door.OfAsync(service, onSite: 1);
        var cancelled = await door.RegisterAsync("avbokad@example.org");
        await service.CancelAsync("avbokad@example.org", door.Slug);
        await door.RegisterAsync("tarplatsen@example.org");
        var waiting = await door.RegisterAsync("vantar@example.org");

        Assert.Equal("409 /problems/check-in-cancelled", await RefusalAsync(door.SendAsync(path, new { registrationId = cancelled })));
        Assert.Equal("409 /problems/check-in-waitlisted", await RefusalAsync(door.SendAsync(path, new { code = await door.CodeOfAsync(waiting) })));
        Assert.Equal(0, await door.EventsAsync());
    }

    [Fact]
    public async Task Nobody_comes_to_a_day_without_a_date_or_to_one_that_is_cancelled()
    {
        using var undated = await Door.OfAsync(service, change: day => day with { Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null });
        using var cancelled = await Door.OfAsync(service);
        var id = await cancelled.RegisterAsync("installd@example.org");
        (await cancelled.Organizer.PostAsJsonAsync($"{cancelled.Address}/cancellation", new { reason = "Talaren är sjuk." })).EnsureSuccessStatusCode();

        Assert.Equal("409 /problems/theme-day-undated", await RefusalAsync(undated.CheckInAsync(Guid.NewGuid())));
        Assert.Equal("409 /problems/theme-day-cancelled", await RefusalAsync(cancelled.CheckInAsync(id)));
        Assert.Equal(0, await cancelled.EventsAsync());
    }

    [Fact]
    public async Task What_is_no_code_is_a_fault_and_a_code_that_nobody_has_is_unknown()
    {
        using var door = await Door.OfAsync(service);

        Assert.Equal("404 /problems/unknown-check-in-code", await RefusalAsync(door.SendAsync("check-ins", new { code = "BBBBB-BBBBB" })));
        Assert.Equal("404 /problems/unknown-registration", await RefusalAsync(door.CheckInAsync(Guid.NewGuid())));
        foreach (var (field, body) in new (string, object)[]
        {
            ("code", new { code = "ABCDE-FGHJ" }), ("code", new { }), ("code", new { code = "BBBBB-BBBBB", registrationId = Guid.NewGuid() }),
            ("registrationId", new { registrationId = "x" }), ("nonce", new { code = "BBBBB-BBBBB", nonce = "1" }), ("extra", new { code = "BBBBB-BBBBB", extra = 1 }),
        })
        {
            using var response = await door.SendAsync("check-ins", body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    [Theory]
    [InlineData("2027-02-03T12:04:59+01:00", true)]
    [InlineData("2027-02-03T11:04:59Z", true)]
    [InlineData("2027-02-03T00:00:00+01:00", true)]
    [InlineData("2027-02-03T12:05:01+01:00", false)]
    [InlineData("2027-02-02T23:59:59+01:00", false)]
    [InlineData("2026-02-03T10:00:00+01:00", false)]
    [InlineData("0001-01-01T00:00", false)]
    [InlineData("9999-12-31T23:59Z", false)]
    [InlineData("i morse", false)]
    public async Task A_time_is_of_the_day_and_at_most_five_minutes_ahead(string at, bool fits)
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("tid@example.org");

        using var response = await door.CheckInAsync(id, at);

        Assert.Equal(fits ? HttpStatusCode.Created : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fits ? 1 : 0, await door.EventsAsync());
        if (!fits)
        {
            Assert.Equal(["at"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    [Fact]
    public async Task Times_without_network_are_kept_however_late_they_are_told()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("sent@example.org");

        using var late = await door.CheckInAsync(id, door.At("10:12"));
        using var later = await door.CheckInAsync(id, door.At("08:51"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (late.StatusCode, later.StatusCode));
        Assert.Equal("2027-02-03T08:51:00+01:00", (string)(await later.JsonAsync())["checkedInAt"]!);
        Assert.Equal("2027-02-03T08:51:00+01:00", (string)(await door.PersonAsync(id))["checkedInAt"]!);
    }

    [Fact]
    public async Task A_retry_with_its_nonce_gets_the_reply_it_would_have_got()
    {
        using var door = await Door.OfAsync(service);
        var (id, other) = (await door.RegisterAsync("nonce@example.org"), await door.RegisterAsync("nonce2@example.org", "Bo", "Ek"));
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        async Task<(HttpStatusCode, bool)> SendAsync(Guid nonce)
        {
            using var response = await door.CheckInAsync(id, door.At("09:00"), nonce);
            return (response.StatusCode, (bool)(await response.JsonAsync())["alreadyCheckedIn"]!);
        }

        Assert.Equal([(HttpStatusCode.Created, false), (HttpStatusCode.OK, true)], [await SendAsync(first), await SendAsync(second)]);
        Assert.Equal([(HttpStatusCode.Created, false), (HttpStatusCode.OK, true)], [await SendAsync(first), await SendAsync(second)]);
        Assert.Equal("422 /problems/nonce-reused", await RefusalAsync(door.CheckInAsync(other, nonce: first)));
        Assert.Equal("422 /problems/nonce-reused", await RefusalAsync(door.CheckOutAsync(id, nonce: first)));
        Assert.Equal(2, await door.EventsAsync());
    }

    [Fact]
    public async Task A_retry_of_what_was_saved_is_told_so_whatever_has_become_of_the_day_and_the_code()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("omtag@example.org");
        var came = new { code = await door.CodeOfAsync(id), at = door.At("09:00"), nonce = Guid.NewGuid() };
        var walkIn = Some.Participant("gick.in@example.org");
        (walkIn["nonce"], walkIn["at"]) = (Guid.NewGuid().ToString(), door.At("09:00"));
        async Task<(HttpStatusCode, string)> AnswerAsync(string path, object body)
        {
            using var response = await door.SendAsync(path, body);
            var said = await response.JsonAsync();
            return (response.StatusCode, $"{said["registrationId"]} {said["checkInId"]} {said["type"]}");
        }

        var (first, firstWalkIn) = (await AnswerAsync("check-ins", came), await AnswerAsync("check-ins/walk-ins", walkIn));
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET CheckInCode = 'CCCCCCCCCC', Protected = 1 WHERE Id = @id", new { id }));
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @now WHERE Slug = @Slug", new { now = service.Clock.GetUtcNow(), door.Slug }));

        Assert.Equal(HttpStatusCode.Created, first.Item1);
        Assert.Equal((first, firstWalkIn), (await AnswerAsync("check-ins", came), await AnswerAsync("check-ins/walk-ins", walkIn)));
    }

    [Fact]
    public async Task Whoever_leaves_by_the_time_that_the_list_gives_for_coming_has_come()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("mikro@example.org");
        (await door.CheckInAsync(id, "2027-02-03T09:00:00.1234567+01:00")).EnsureSuccessStatusCode();

        using var left = await door.CheckOutAsync(id, "2027-02-03T08:00:00.123Z");

        Assert.Equal((HttpStatusCode.Created, "2027-02-03T09:00:00.123+01:00"), (left.StatusCode, (string)(await door.PersonAsync(id))["checkedInAt"]!));
    }

    [Fact]
    public async Task A_retry_after_an_undo_brings_nobody_back()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("angrad@example.org");
        var nonce = Guid.NewGuid();
        using var first = await door.CheckInAsync(id, door.At("09:00"), nonce);
        await UndoAsync(door, id);

        using var retried = await door.CheckInAsync(id, door.At("09:00"), nonce);

        Assert.Equal(HttpStatusCode.Created, retried.StatusCode);
        Assert.Equal("", await door.SpansAsync(id));
    }

    [Fact]
    public async Task Two_phones_that_scan_one_person_at_once_end_as_one()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("samtidigt@example.org");
        var code = await door.CodeOfAsync(id);

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var response = await door.SendAsync("check-ins", new { code, nonce = Guid.NewGuid() });
            return response.StatusCode;
        }));
        var nonce = Guid.NewGuid();
        var retried = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var response = await door.SendAsync("check-ins", new { code, nonce });
            return response.StatusCode;
        }));

        Assert.Single(replies, status => status == HttpStatusCode.Created);
        Assert.Equal(11, replies.Count(status => status == HttpStatusCode.OK));
        Assert.All(retried, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(13, await door.EventsAsync());
        Assert.Equal("""{"expected":1,"in":1,"attended":1}""", await door.CountsAsync());
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_was_not_there_in_between()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("lunch@example.org");
        Assert.Equal("409 /problems/not-checked-in", await RefusalAsync(door.CheckOutAsync(id, door.At("09:00"))));
        using var came = await door.CheckInAsync(id, door.At("08:30"));
        using var left = await door.CheckOutAsync(id, door.At("10:00"));
        Assert.Equal((HttpStatusCode.Created, "2027-02-03T10:00:00+01:00"), (left.StatusCode, (string)(await left.JsonAsync())["checkedOutAt"]!));
        Assert.Equal("""{"expected":1,"in":0,"attended":1}""", await door.CountsAsync());
        Assert.Equal("2027-02-03T10:00:00+01:00", (string)(await door.PersonAsync(id))["checkedOutAt"]!);

        using var back = await door.CheckInAsync(id, door.At("11:00"));

        Assert.Equal(HttpStatusCode.Created, back.StatusCode);
        Assert.Equal("08:30–10:00, 11:00–", await door.SpansAsync(id));
        // 9 to 10, and 11 to the day's end.
        Assert.Equal(60 + 300, await door.MinutesAsync(id));
        Assert.Null((await door.PersonAsync(id))["checkedOutAt"]);
    }

    [Fact]
    public async Task An_undo_takes_the_presence_away_and_is_logged_once()
    {
        using var door = await Door.OfAsync(service);
        var id = await door.RegisterAsync("undo@example.org");
        using var morning = await door.CheckInAsync(id, door.At("09:00"));
        using var left = await door.CheckOutAsync(id, door.At("10:00"));
        using var again = await door.CheckInAsync(id, door.At("11:00"));

        var undone = await UndoAsync(door, id);
        using var twice = await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{undone}");

        Assert.Equal(HttpStatusCode.NoContent, twice.StatusCode);
        Assert.Equal("09:00–10:00", await door.SpansAsync(id));
        Assert.Equal(["checkInUndone", "checkedIn", "checkedIn", "checkedOut"], await door.LogOfAsync(id));
        Assert.Equal(3, await door.EventsAsync());
        await UndoAsync(door, id);
        Assert.Equal(("", """{"expected":1,"in":0,"attended":0}"""), (await door.SpansAsync(id), await door.CountsAsync()));
    }

    [Fact]
    public async Task The_door_is_for_the_day_s_organizer_and_its_stewards()
    {
        using var door = await Door.OfAsync(service);
        using var other = await Door.OfAsync(service);
        var (id, elsewhere) = (await door.RegisterAsync("roller@example.org"), await other.RegisterAsync("roller2@example.org"));
        using var steward = await door.StewardAsync();
        using var idle = await door.StewardAsync(ofTheDay: false);
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/sharing", new { boards = new[] { "jamtland" }, stewards = (await StewardsAsync(door)) })).EnsureSuccessStatusCode();
        using var looker = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));

        Assert.Equal(HttpStatusCode.Created, (await door.SendAsync("check-ins", new { registrationId = id }, steward)).StatusCode);
        Assert.Equal("404 /problems/unknown-theme-day", await RefusalAsync(other.SendAsync("check-ins", new { registrationId = elsewhere }, steward)));
        Assert.Equal("404 /problems/unknown-theme-day", await RefusalAsync(door.SendAsync("check-ins", new { registrationId = id }, idle)));
        Assert.Equal("403 /problems/not-own-day", await RefusalAsync(door.SendAsync("check-ins", new { registrationId = id }, looker)));
        Assert.Equal("403 /problems/not-own-day", await RefusalAsync(door.SendAsync("check-outs", new { registrationId = id }, looker)));
        Assert.Equal("403 /problems/not-own-day", await RefusalAsync(looker.DeleteAsync($"{door.Address}/check-ins/{Guid.NewGuid()}")));
        Assert.Equal(HttpStatusCode.OK, (await looker.GetAsync($"{door.Address}/check-ins")).StatusCode);
        Assert.Equal("404 /problems/unknown-theme-day", await RefusalAsync(looker.GetAsync($"{other.Address}/check-ins")));
        Assert.Equal(1, await door.EventsAsync());
    }

    [Fact]
    public async Task The_list_has_what_the_door_needs_and_nothing_else_and_is_logged()
    {
        using var door = await Door.OfAsync(service);
        var seen = await door.RegisterAsync("synlig@example.org");
        var hidden = await door.RegisterAsync("skyddad@example.org", "Skyddad", "Person");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Id = @hidden", new { hidden }));
        using var steward = await door.StewardAsync();

        var text = await steward.GetStringAsync($"{door.Address}/check-ins");

        Assert.DoesNotContain("Skyddad", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Socialsekreterare", text, StringComparison.Ordinal);
        Assert.Contains(await door.CodeOfAsync(seen), text, StringComparison.Ordinal);
        Assert.Equal([1], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'peopleListed' AND SubjectId = @id", new { id = (await door.DayIdAsync()).ToString() }));
    }

    [Fact]
    public async Task Whoever_registered_before_there_were_codes_is_given_one_and_nobody_another()
    {
        using var door = await Door.OfAsync(service);
        var (old, fresh) = (await door.RegisterAsync("gammal@example.org"), await door.RegisterAsync("ny@example.org", "Bo", "Ek"));
        var code = await door.CodeOfAsync(fresh);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET CheckInCode = NULL WHERE Id = @old", new { old }));

        await ((FillPersonKeys)service.Services.GetService(typeof(FillPersonKeys))!).RunAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(CheckInCode.Read(await door.CodeOfAsync(old)));
        Assert.Equal(code, await door.CodeOfAsync(fresh));
    }

    private static async Task<string[]> StewardsAsync(Door door)
    {
        using var response = await door.Organizer.GetAsync($"{door.Address}/sharing");
        return [.. (await response.JsonAsync())["stewards"]!.AsArray().Select(id => (string)id!)];
    }

    private static async Task<string> UndoAsync(Door door, Guid id)
    {
        var checkIn = (string)(await door.PersonAsync(id))["checkInId"]!;
        using var response = await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{checkIn}");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return checkIn;
    }

    private static async Task<string> RefusalAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return $"{(int)response.StatusCode} {(string)(await response.JsonAsync())["type"]!}";
    }
}
