using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Attendance;

public class ImportReportTests : IAsyncLifetime
{
    // The meeting is nearly over.
    private readonly FakeTimeProvider clock = FakeClock.At("2027-02-03T15:59:00+01:00");

    private TestService service = null!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(clock: clock);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_look_says_who_is_who_and_why_not_and_what_is_kept_is_what_was_shown()
    {
        using var door = await FilledAsync();

        var preview = await SendAsync(door, File("teams-en.csv"), "?preview=true");
        Assert.Equal(0, await door.EventsAsync());
        var kept = await SendAsync(door, File("teams-en.csv"));

        Assert.Equal(preview.ToJsonString(), kept.ToJsonString());
        Assert.Equal(
            ["Åsa Öberg email 340", "Bo Zorn name 90", "Ulla Lind name 60"],
            kept["matched"]!.AsArray().Select(one => $"{one!["firstName"]} {one["lastName"]} {one["by"]} {one["minutes"]}"));
        Assert.Equal(
            ["Anna Ek unknown anna.ek@example.org", "Eva Berg ambiguous ", "Väntar Väntarsson notConfirmed vantar@example.org"],
            kept["unmatched"]!.AsArray().Select(one => $"{one!["reportName"]} {one["reason"]} {one["email"]}"));
        Assert.Equal(3, (int)kept["kept"]!);
        Assert.Equal("08:55–12:10, 13:30–16:00", await door.SpansAsync(await door.IdOfAsync("asa@example.org")));
        Assert.Equal(340, await door.MinutesAsync(await door.IdOfAsync("asa@example.org")));
        Assert.Equal([3], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'attendanceImported'"));
        Assert.Equal([3], await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'peopleListed'"));
        Assert.Equal(["report"], await service.QueryAsync<string>("SELECT DISTINCT Source FROM CheckIns"));
    }

    [Fact]
    public async Task The_same_report_twice_adds_nothing_and_brings_back_nobody()
    {
        using var door = await FilledAsync();
        await SendAsync(door, File("teams-en.csv"));
        var events = await door.EventsAsync();
        var asa = await door.IdOfAsync("asa@example.org");
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new[] { new { registrationId = asa, present = false } } })).EnsureSuccessStatusCode();

        var again = await SendAsync(door, File("teams-en.csv"));
        // In another language, with other words for the same.
        var other = await SendAsync(door, File("teams-sv.csv"));

        Assert.Equal((0, 0), ((int)again["kept"]!, (int)other["kept"]!));
        Assert.Equal((events, ""), (await door.EventsAsync(), await door.SpansAsync(asa)));
        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'attendanceImported'"));
    }

    [Fact]
    public async Task What_was_undone_by_hand_is_said_and_not_brought_back()
    {
        using var door = await FilledAsync();
        await SendAsync(door, File("teams-en.csv"));
        var asa = await door.IdOfAsync("asa@example.org");
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new[] { new { registrationId = asa, present = false } } })).EnsureSuccessStatusCode();

        var again = await SendAsync(door, File("teams-en.csv"), "?preview=true");

        Assert.Equal(["True True", "False False", "False False"], again["matched"]!.AsArray().Select(one => $"{(bool)one!["undone"]!} {(bool)one["adds"]!}"));
        Assert.Equal(0, (int)again["kept"]!);
    }

    [Theory]
    [InlineData("09:00 10:00")]
    [InlineData("09:00 15:30")]
    [InlineData("11:00 12:00")]
    public async Task Who_was_removed_by_hand_is_brought_back_by_no_report_but_by_name(string fuller)
    {
        using var door = await Door.OfAsync(service);
        var asa = await door.RegisterAsync("asa@example.org", participation: "online");
        await SendAsync(door, One("09:00", "10:00"));
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new[] { new { registrationId = asa, present = false } } })).EnsureSuccessStatusCode();
        var report = One(fuller[..5], fuller[6..]);

        var unasked = await SendAsync(door, report, $"?restore={Guid.NewGuid()}");
        Assert.Equal((0, ""), ((int)unasked["kept"]!, await door.SpansAsync(asa)));

        var kept = new List<int>();
        for (var time = 0; time < 2; time++)
        {
            kept.Add((int)(await SendAsync(door, report, $"?restore={asa}"))["kept"]!);
        }

        Assert.Equal((1, 0, $"{fuller[..5]}–{fuller[6..]}"), (kept[0], kept[1], await door.SpansAsync(asa)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_brought_back_by_hand_is_left_out_of_no_fuller_report_until_removed_again(bool byName)
    {
        using var door = await Door.OfAsync(service);
        var asa = await door.RegisterAsync("asa@example.org", participation: "online");
        async Task SayAsync(bool present)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            (await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new[] { new { registrationId = asa, present } } })).EnsureSuccessStatusCode();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        async Task<(int, bool)> ReadAsync(string until, string query = "")
        {
            var view = await SendAsync(door, One("09:00", until), query);
            clock.Advance(TimeSpan.FromMinutes(1));
            return ((int)view["kept"]!, (bool)view["matched"]![0]!["undone"]!);
        }

        await ReadAsync("10:00");
        await SayAsync(present: false);
        if (byName)
        {
            await ReadAsync("12:00", $"?restore={asa}");
        }
        else
        {
            await SayAsync(present: true);
        }

        Assert.Equal((1, false), await ReadAsync("15:30"));
        await SayAsync(present: false);
        Assert.Equal((0, true), await ReadAsync("15:40"));
    }

    [Fact]
    public async Task An_undo_between_the_two_ends_of_a_time_takes_both_so_that_the_person_is_brought_back_for_all_of_it()
    {
        using var door = await Door.OfAsync(service);
        var asa = await door.RegisterAsync("asa@example.org", participation: "online");
        await SendAsync(door, One("09:00", "10:00"));
        var came = (await service.QueryAsync<string>("SELECT Id FROM CheckIns WHERE Kind = 'in'"))[0];
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{came}?at={Uri.EscapeDataString(door.At("09:30"))}")).EnsureSuccessStatusCode();

        await SendAsync(door, One("09:00", "15:30"), $"?restore={asa}");

        Assert.Equal("09:00–15:30", await door.SpansAsync(asa));
        Assert.Equal(2, await service.CountAsync("CheckIns WHERE UndoneAt IS NULL"));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "09:00–10:00, 15:30–")]
    public async Task A_no_that_still_stands_holds_a_report_back_and_a_slip_that_was_put_right_does_not(bool slipAlone, string spans)
    {
        using var door = await Door.OfAsync(service);
        var (asa, slip) = (await door.RegisterAsync("asa@example.org", participation: "online"), Guid.NewGuid());
        (await door.CheckInAsync(asa, door.At("08:50"), slip)).EnsureSuccessStatusCode();
        (await door.Organizer.DeleteAsync($"{door.Address}/check-ins/{slip}")).EnsureSuccessStatusCode();
        if (!slipAlone)
        {
            (await door.CheckInAsync(asa, door.At("15:30"))).EnsureSuccessStatusCode();
        }

        await SendAsync(door, One("09:00", "10:00"));

        Assert.Equal(spans, await door.SpansAsync(asa));
    }

    [Theory]
    [InlineData("09:00 10:00", "09:00 15:30", "09:00–15:30")]
    [InlineData("09:00 15:30", "09:00 10:00", "09:00–15:30")]
    [InlineData("09:00 12:00", "11:59 15:00", "09:00–15:00")]
    [InlineData("11:59 15:00", "09:00 12:00", "09:00–15:00")]
    [InlineData("09:00 10:00", "13:00 14:00", "09:00–10:00, 13:00–14:00")]
    public async Task Two_reports_of_one_meeting_add_up_in_either_order(string first, string second, string spans)
    {
        using var door = await Door.OfAsync(service);
        var asa = await door.RegisterAsync("asa@example.org", participation: "online");

        foreach (var times in new[] { first, second, first })
        {
            var (from, to) = (times[..5], times[6..]);
            await SendAsync(door, One(from, to));
        }

        Assert.Equal(spans, await door.SpansAsync(asa));
        Assert.Equal(4, await door.EventsAsync());
    }

    [Theory]
    [InlineData("21:00", "22:00")]
    [InlineData("15:00", "16:30")]
    public async Task Times_that_have_not_been_are_no_report(string from, string to)
    {
        using var door = await Door.OfAsync(service);
        await door.RegisterAsync("asa@example.org", participation: "online");

        using var response = await PostAsync(door, One(from, to));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.JsonAsync())["errors"]!["report"]);
    }

    [Fact]
    public async Task Who_leaves_the_meeting_has_not_left_the_room()
    {
        using var door = await FilledAsync();
        var ulla = await door.IdOfAsync("ulla@example.org");
        (await door.CheckInAsync(ulla, door.At("08:45"))).EnsureSuccessStatusCode();

        await SendAsync(door, File("teams-en.csv"));

        Assert.Equal("08:45–", await door.SpansAsync(ulla));
        Assert.Equal("""{"expected":5,"in":1,"attended":3}""", await door.CountsAsync());
    }

    [Fact]
    public async Task One_faulty_line_and_nothing_is_kept()
    {
        using var door = await FilledAsync();

        using var response = await PostAsync(door, Encoding.UTF8.GetBytes("Namn;Anslöt;Lämnade;E-post\nÅsa Öberg;2027-02-03 09:00;2027-02-03 10:00;asa@example.org\nBo Zorn;i morse;;"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["lines[3]"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(0, await door.EventsAsync());
    }

    [Fact]
    public async Task A_report_of_more_lines_than_are_read_is_refused_whole()
    {
        using var door = await FilledAsync();
        var report = Encoding.UTF8.GetString(One("09:00", "10:00")).TrimEnd('\n');
        byte[] OfLines(int count) => Encoding.UTF8.GetBytes(report + new string('\n', count - report.Split('\n').Length) + "\n");

        foreach (var query in new[] { "?preview=true", "" })
        {
            using var refused = await PostAsync(door, OfLines(10_001), query);
            var problem = await AssertProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-input");
            Assert.Equal("""{"report":["Filen har fler än 10000 rader."]}""", problem["errors"]!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }

        Assert.Equal(0, await door.EventsAsync());
        Assert.Equal(1, (int)(await SendAsync(door, OfLines(10_000)))["kept"]!);
    }

    [Fact]
    public async Task A_name_that_two_in_the_report_have_is_nobody_s()
    {
        using var door = await FilledAsync();

        var view = await SendAsync(door, Encoding.UTF8.GetBytes("""
            Namn;Anslöt;Lämnade;E-post
            Åsa Öberg;2027-02-03 09:00;2027-02-03 10:00;asa@example.org
            Åsa Öberg (Gäst);2027-02-03 11:00;2027-02-03 12:00;
            Bo Zorn (Gäst);2027-02-03 09:00;2027-02-03 10:00;
            Zorn, Bo;2027-02-03 09:00;2027-02-03 10:00;bo.annan@example.org
            """));

        Assert.Equal(["Åsa Öberg"], view["matched"]!.AsArray().Select(one => (string)one!["reportName"]!));
        Assert.Equal(["ambiguous", "ambiguous", "ambiguous"], view["unmatched"]!.AsArray().Select(one => (string)one!["reason"]!));
        Assert.Equal("09:00–10:00", await door.SpansAsync(await door.IdOfAsync("asa@example.org")));
    }

    [Fact]
    public async Task Nobody_in_protection_is_found_by_a_report()
    {
        using var door = await FilledAsync();
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Email = 'asa@example.org'"));

        var view = await SendAsync(door, File("teams-sv.csv"));

        Assert.Equal(["Bo Zorn (Gäst)"], view["matched"]!.AsArray().Select(one => (string)one!["reportName"]!));
        Assert.Equal(["unknown"], view["unmatched"]!.AsArray().Select(one => (string)one!["reason"]!));
    }

    [Fact]
    public async Task A_report_is_text_of_a_day_that_has_begun_from_its_own_organizer()
    {
        using var door = await FilledAsync();
        using var tomorrow = await Door.OfAsync(service, change: day => day with { Date = day.Date!.Value.AddDays(1) });
        using var steward = await door.StewardAsync();
        using var other = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));
        var report = File("teams-en.csv");

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(door, report, client: steward)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(door, report, client: other)).StatusCode);
        Assert.Equal("/problems/not-a-report", await TypeAsync(PostAsync(door, report, type: "application/pdf")));
        Assert.Equal("/problems/too-large", await TypeAsync(PostAsync(door, new byte[(1024 * 1024) + 1])));
        Assert.NotEqual("/problems/too-large", await TypeAsync(PostAsync(door, new byte[1024 * 1024])));
        Assert.Equal("/problems/theme-day-not-begun", await TypeAsync(PostAsync(tomorrow, report)));
        Assert.Equal(0, await service.CountAsync("CheckIns"));
    }

    private static byte[] One(string from, string to) =>
        Encoding.UTF8.GetBytes($"Namn\tAnslöt\tLämnade\tE-post\nÅsa\t2027-02-03 {from}\t2027-02-03 {to}\tasa@example.org\n");

    private static byte[] File(string name) => System.IO.File.ReadAllBytes(MeetingReportTests.PathOf(name));

    private async Task<Door> FilledAsync()
    {
        var door = await Door.OfAsync(service, online: 5);
        await door.RegisterAsync("asa@example.org", participation: "online");
        await door.RegisterAsync("bo@example.org", "Bo", "Zorn", "online");
        await door.RegisterAsync("ulla@example.org", "Ulla", "Lind", "online");
        await door.RegisterAsync("eva1@example.org", "Eva", "Berg", "online");
        await door.RegisterAsync("eva2@example.org", "Eva", "Berg", "online");
        await door.RegisterAsync("vantar@example.org", "Väntar", "Väntarsson", "online");
        return door;
    }

    private static async Task<JsonObject> SendAsync(Door door, byte[] report, string query = "")
    {
        using var response = await PostAsync(door, report, query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(Door door, byte[] report, string query = "", string type = "text/csv", HttpClient? client = null)
    {
        var content = new ByteArrayContent(report);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return (client ?? door.Organizer).PostAsync($"{door.Address}/attendance/report{query}", content);
    }

    private static async Task<string> TypeAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return (string)(await response.JsonAsync())["type"]!;
    }
}
