using System.Net;
using System.Net.Http.Json;
using CsCheck;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

public class EnterAttendanceTests(DoorService shared) : IClassFixture<DoorService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Sixty_ticks_are_one_write_and_count_from_the_day_s_beginning()
    {
        using var door = await Door.OfAsync(service, onSite: 80);
        var people = await PeopleAsync(door, 60);

        using var response = await PutAsync(door, people.Select(id => (id, true)));

        Assert.Equal((HttpStatusCode.OK, """{"expected":60,"in":60,"attended":60}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(["60"], await service.QueryAsync<string>("SELECT COUNT(*) FROM CheckIns c JOIN ThemeDays d ON d.Id = c.ThemeDayId WHERE d.Slug = @Slug AND c.Source = 'list' GROUP BY c.ReportedAt, c.At", new { door.Slug }));
        Assert.Equal([60], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'attendanceEntered' AND SubjectId = @id", new { id = (await door.DayIdAsync()).ToString() }));
        Assert.Equal("09:00–", await door.SpansAsync(people[59]));
        Assert.Equal(420, await door.MinutesAsync(people[0]));
    }

    [Fact]
    public async Task One_wrong_line_and_nothing_is_kept()
    {
        using var door = await Door.OfAsync(service, onSite: 4);
        using var other = await Door.OfAsync(service);
        var people = await PeopleAsync(door, 4);
        var waiting = await door.RegisterAsync($"vantar-{Guid.NewGuid():N}@example.org");
        var elsewhere = await other.RegisterAsync("annat@example.org");

        using var response = await PutAsync(door, [(people[0], true), (waiting, true), (people[1], true), (elsewhere, true), (Guid.NewGuid(), false)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["people[1].registrationId", "people[3].registrationId", "people[4].registrationId"],
            (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal((0, 0), (await door.EventsAsync(), await other.EventsAsync()));
    }

    [Fact]
    public async Task What_is_so_already_stays_so_and_who_is_left_out_too()
    {
        using var door = await Door.OfAsync(service);
        var people = await PeopleAsync(door, 3);
        (await door.CheckInAsync(people[0], door.At("09:40"))).EnsureSuccessStatusCode();
        (await door.CheckInAsync(people[1], door.At("10:00"))).EnsureSuccessStatusCode();

        for (var time = 0; time < 2; time++)
        {
            using var response = await PutAsync(door, [(people[0], true), (people[2], false)]);
            Assert.Equal("""{"expected":3,"in":2,"attended":2}""", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(("09:40–", "10:00–", ""), (await door.SpansAsync(people[0]), await door.SpansAsync(people[1]), await door.SpansAsync(people[2])));
        Assert.Equal(2, await door.EventsAsync());
        Assert.Equal(0, await service.CountAsync("AccessLog WHERE Action = 'attendanceEntered' AND SubjectId = @id", new { id = (await door.DayIdAsync()).ToString() }));
    }

    [Fact]
    public async Task A_tick_that_is_taken_away_undoes_all_of_the_person_s_and_is_logged_by_person()
    {
        using var door = await Door.OfAsync(service);
        var people = await PeopleAsync(door, 2);
        (await door.CheckInAsync(people[0], door.At("09:00"))).EnsureSuccessStatusCode();
        (await door.CheckOutAsync(people[0], door.At("10:00"))).EnsureSuccessStatusCode();
        (await door.CheckInAsync(people[0], door.At("11:00"))).EnsureSuccessStatusCode();

        using var away = await PutAsync(door, [(people[0], false)]);
        Assert.Equal(("", """{"expected":2,"in":0,"attended":0}"""), (await door.SpansAsync(people[0]), await away.Content.ReadAsStringAsync()));
        Assert.Single(await door.LogOfAsync(people[0]), "checkInUndone");

        using var back = await PutAsync(door, [(people[0], true)]);
        Assert.Equal("09:00–", await door.SpansAsync(people[0]));
        Assert.Equal(4, await door.EventsAsync());
    }

    [Fact]
    public async Task A_day_that_has_not_begun_has_no_attendance_and_its_steward_enters_it_when_it_has()
    {
        using var tomorrow = await Door.OfAsync(service, change: day => day with { Date = day.Date!.Value.AddDays(1) });
        using var soon = await Door.OfAsync(service, change: day => day with { StartsAt = new TimeOnly(12, 1), RegistrationClosesAt = null });
        using var today = await Door.OfAsync(service);
        var people = await PeopleAsync(today, 1);
        using var steward = await today.StewardAsync();

        foreach (var door in new[] { tomorrow, soon })
        {
            using var response = await PutAsync(door, [((await PeopleAsync(door, 1))[0], true)]);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/theme-day-not-begun"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        }

        using var entered = await PutAsync(today, [(people[0], true)], steward);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        using var other = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(today, [(people[0], false)], other)).StatusCode);
    }

    [Fact]
    public async Task A_line_that_does_not_say_whether_is_a_fault_and_not_a_no()
    {
        using var door = await Door.OfAsync(service);
        var id = (await PeopleAsync(door, 1))[0];
        (await door.CheckInAsync(id)).EnsureSuccessStatusCode();

        using var silent = await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new object[] { new { registrationId = id }, new { registrationId = id, present = true }, new { registrationId = "x", present = "ja" } } });
        using var many = await PutAsync(door, Enumerable.Range(0, 501).Select(_ => (Guid.NewGuid(), false)));

        Assert.Equal(
            ["people[0].present", "people[1].registrationId", "people[2].registrationId", "people[2].present"],
            (await silent.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(["people"], (await many.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal("""{"expected":1,"in":1,"attended":1}""", await door.CountsAsync());
    }

    // Deeds at the door, some of them undone as of a time that leaves check-outs over.
    [Slow]
    [Fact]
    public async Task Whoever_is_not_in_and_was_there_by_the_list_was_there_the_whole_day_whatever_came_before() =>
        await Gen.Select(Gen.Int[0, 170], Gen.Bool, Gen.Int[-1, 170]).Array[1, 6].SampleAsync(async deeds =>
        {
            using var door = await Door.OfAsync(service);
            var id = (await PeopleAsync(door, 1))[0];
            string At(int minute) => door.At($"{9 + (minute / 60):00}:{minute % 60:00}");
            foreach (var (minute, isIn, _) in deeds)
            {
                using var response = await (isIn ? door.CheckInAsync(id, At(minute)) : door.CheckOutAsync(id, At(minute)));
            }

            foreach (var (_, _, undone) in deeds.Where(deed => deed.Item3 >= 0))
            {
                var checkIn = (await door.PersonAsync(id))["checkInId"];
                using var response = checkIn is null ? null : await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{(string)checkIn!}?at={Uri.EscapeDataString(At(undone))}");
            }

            var before = await door.SpansAsync(id);
            (await PutAsync(door, [(id, true)])).EnsureSuccessStatusCode();

            Assert.Equal(before.Length == 0 ? "09:00–" : before, await door.SpansAsync(id));
        }, iter: 40, threads: 1);

    [Fact]
    public async Task A_check_out_that_an_undo_has_left_over_ends_no_day_that_the_list_gives()
    {
        using var door = await Door.OfAsync(service);
        var (id, mistake) = ((await PeopleAsync(door, 1))[0], Guid.NewGuid());
        (await door.CheckInAsync(id, door.At("09:00"), mistake)).EnsureSuccessStatusCode();
        (await door.CheckOutAsync(id, door.At("10:00"))).EnsureSuccessStatusCode();
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{mistake}?at={Uri.EscapeDataString(door.At("09:30"))}")).EnsureSuccessStatusCode();

        (await PutAsync(door, [(id, true)])).EnsureSuccessStatusCode();

        Assert.Equal(("09:00–", 420), (await door.SpansAsync(id), await door.MinutesAsync(id)));
    }

    private async Task<List<Guid>> PeopleAsync(Door door, int count)
    {
        var emails = Enumerable.Range(0, count).Select(_ => $"{Guid.NewGuid():N}@example.org").ToArray();
        foreach (var some in emails.Chunk(20))
        {
            await service.FareAsync(door.Slug, some);
        }

        return [.. await Task.WhenAll(emails.Select(door.IdOfAsync))];
    }

    private static Task<HttpResponseMessage> PutAsync(Door door, IEnumerable<(Guid Id, bool Present)> people, HttpClient? client = null) =>
        (client ?? door.Organizer).PutAsJsonAsync($"{door.Address}/attendance", new { people = people.Select(one => new { registrationId = one.Id, present = one.Present }) });
}
