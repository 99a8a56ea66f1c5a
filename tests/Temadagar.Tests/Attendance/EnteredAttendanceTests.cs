using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Attendance;

public sealed class EnteredAttendanceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeClock.At();
    private TestService? started;

    private TestService Service => started!;

    public async ValueTask InitializeAsync() => started = await TestService.StartAsync(clock: clock);

    public async ValueTask DisposeAsync() => await started!.DisposeAsync();

    [Fact]
    public async Task Sixty_ticks_are_one_save_and_unticking_takes_back()
    {
        var emails = Enumerable.Range(0, 60).Select(number => $"p{number}@example.org").ToArray();
        using var door = await Door.OpenAsync(Service, places: 60);
        foreach (var group in emails.Chunk(10))
        {
            await Service.FareAsync(door.Slug, group);
        }

        (await door.InAsync(emails[0], "2027-02-03T10:00:00+01:00")).EnsureSuccessStatusCode();
        var ids = (await door.ListAsync())["people"]!.AsArray().Select(person => (string)person!["id"]!).ToList();

        using var saved = await EnterAsync(door, ids.Select(id => (id, true)));
        using var again = await EnterAsync(door, ids.Select(id => (id, true)));
        using var corrected = await EnterAsync(door, ids.Take(2).Select(id => (id, false)));

        Assert.Equal("""{"entered":59,"undone":0,"counts":{"expected":60,"in":60,"attended":60}}""", await saved.Content.ReadAsStringAsync());
        Assert.Equal("""{"entered":0,"undone":0,"counts":{"expected":60,"in":60,"attended":60}}""", await again.Content.ReadAsStringAsync());
        Assert.Equal("""{"entered":0,"undone":2,"counts":{"expected":60,"in":58,"attended":58}}""", await corrected.Content.ReadAsStringAsync());
        Assert.Equal(2, await Service.CountAsync("AccessLog WHERE Action = 'attendanceEntered'"));
        Assert.Equal("2027-02-03T09:00:00+01:00", (string)(await door.ListAsync())["people"]!.AsArray().Last()!["checkedInAt"]!);
    }

    [Fact]
    public async Task One_line_that_cannot_be_keeps_nothing_of_the_list()
    {
        using var door = await Door.OpenAsync(Service, places: 1, emails: ["a@example.org"]);
        await Service.FareAsync(door.Slug, "waits@example.org");
        var (there, waits) = ((await door.IdAsync("a@example.org")).ToString(), (await door.IdAsync("waits@example.org")).ToString());

        using var waiting = await EnterAsync(door, [(there, true), (waits, true)]);
        using var nobody = await EnterAsync(door, [(there, true), (Guid.NewGuid().ToString(), false)]);
        using var twice = await EnterAsync(door, [(there, true), (there, false)]);
        clock.SetUtcNow(DateTimeOffset.Parse("2027-02-03T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture).AddDays(3));
        using var early = await EnterAsync(await EarlyAsync(), [(there, true)]);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (waiting.StatusCode, nobody.StatusCode, twice.StatusCode));
        Assert.Equal("/problems/attendance-list-changed", (string)(await waiting.JsonAsync())["type"]!);
        Assert.Equal("/problems/theme-day-not-begun", (string)(await early.JsonAsync())["type"]!);
        Assert.Equal(0, await Service.CountAsync("CheckIns"));

        async Task<Door> EarlyAsync() => new(Service, Service.WithKey(await Service.KeyAsync(Temadagar.Organizers.Role.Administrator, null)), await Service.AddDayAsync());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public async Task A_report_of_Teams_is_shown_with_who_was_found_and_who_not_and_kept_once(string encoding)
    {
        using var door = await OnlineAsync();
        var report = Encoding.GetEncoding(encoding).GetPreamble().Concat(Encoding.GetEncoding(encoding).GetBytes(Report)).ToArray();

        using var shown = await SendAsync(door, report, "?preview=true");
        var before = await Service.CountAsync("CheckIns");
        using var kept = await SendAsync(door, report);
        using var again = await SendAsync(door, report);

        var view = await shown.JsonAsync();
        Assert.Equal(0, before);
        Assert.Equal(
            ["Åsa Öberg|email|2|300", "Bo Nyström|name|1|420"],
            view["matched"]!.AsArray().Select(one => $"{one!["firstName"]} {one["lastName"]}|{one["by"]}|{one["spans"]!.AsArray().Count}|{one["minutes"]}"));
        Assert.Equal(
            ["Okänd Person|unknown", "Eva Lind|ambiguous", "Väntar Länge|notConfirmed"],
            view["unmatched"]!.AsArray().Select(one => $"{one!["reportName"]}|{one["reason"]}"));
        Assert.Equal((2, 0), ((int)(await kept.JsonAsync())["kept"]!, (int)(await again.JsonAsync())["kept"]!));
        var person = await door.PersonAsync("asa@example.org");
        Assert.Equal(("2027-02-03T08:55:03+01:00", "2027-02-03T16:02:00+01:00"), ((string)person["checkedInAt"]!, (string)person["checkedOutAt"]!));
    }

    [Theory]
    [InlineData("2027-02-03 09:00:00\t2027-02-03 16:00:00")]
    [InlineData("03/02/2027, 09:00:00\t03/02/2027, 16:00:00")]
    [InlineData("2/3/27, 9:00:00\u202fAM\t2/3/27, 4:00:00\u202fPM")]
    [InlineData("3.2.2027, 9.00.00\t3.2.2027, 16.00.00")]
    public async Task A_report_is_read_however_the_computer_writes_time(string times)
    {
        using var door = await OnlineAsync();

        using var shown = await SendAsync(door, Encoding.UTF8.GetBytes($"2. Deltagare\nNamn\tAnslöt\tLämnade\tE-post\nÅsa\t{times}\tasa@example.org\n"), "?preview=true");

        Assert.Equal(420, (int)(await shown.JsonAsync())["matched"]![0]!["minutes"]!);
    }

    [Fact]
    public async Task Faulty_lines_are_named_and_nothing_is_kept()
    {
        using var door = await OnlineAsync();

        using var faulty = await SendAsync(door, Encoding.UTF8.GetBytes(
            "Namn\tAnslöt\tLämnade\nÅsa\t2027-02-03 09:00\t2027-02-03 16:00\nBo\t2027-02-04 09:00\t2027-02-04 16:00\nEva\t2027-02-33 09:00\t2027-02-03 16:00\nUno\t2027-02-03 16:00\t2027-02-03 09:00\n"));
        using var picture = await SendAsync(door, [0x89, 0x50, 0x4E, 0x47, 0xFF, 0xFE]);
        using var other = await SendAsync(door, Encoding.UTF8.GetBytes("en,fil\nom,annat\n"));

        Assert.Equal(["lines[3]", "lines[4]", "lines[5]"], (await faulty.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (picture.StatusCode, other.StatusCode));
        Assert.Equal(0, await Service.CountAsync("CheckIns"));
    }

    [Fact]
    public async Task Messages_reach_those_who_came_and_those_who_did_not()
    {
        using var door = await Door.OpenAsync(Service, emails: ["came@example.org", "away@example.org"]);
        (await door.InAsync("came@example.org")).EnsureSuccessStatusCode();

        foreach (var (to, subject) in new[] { ("attended", "Tack"), ("absent", "Vi saknade dig") })
        {
            using var sent = await door.SendAsync(HttpMethod.Post, "messages", new { to, subject, body = "Hälsningar" });
            Assert.Equal(1, (int)(await sent.JsonAsync())["count"]!);
        }

        Assert.EndsWith("Tack", Assert.Single(await Service.MailsAsync("organizer-message", "came@example.org")).Subject, StringComparison.Ordinal);
        Assert.EndsWith("Vi saknade dig", Assert.Single(await Service.MailsAsync("organizer-message", "away@example.org")).Subject, StringComparison.Ordinal);
    }

    // As Teams writes it: parts with headings, tabs, a comma within each time; the third part has each time someone joined.
    private const string Report = """
        1. Summary
        Meeting title	Temadag
        Attended participants	5
        Start time	2/3/27, 8:50:00 AM
        End time	2/3/27, 4:10:00 PM

        2. Participants
        Name	First Join	Last Leave	In-Meeting Duration	Email	Participant ID (UPN)	Role
        Åsa Öberg	2/3/27, 8:55:03 AM	2/3/27, 4:02:00 PM	5h 2m 30s	ASA@example.org	ASA@example.org	Attendee

        3. In-Meeting Activities
        Name	Join Time	Leave Time	Duration	Email	Role
        Åsa Öberg	2/3/27, 8:55:03 AM	2/3/27, 12:00:00 PM	3h 4m 57s	ASA@example.org	Attendee
        Åsa Ö	2/3/27, 2:00:00 PM	2/3/27, 4:02:00 PM	2h 2m	asa@example.org	Attendee
        Nyström, Bo (Guest)	2/3/27, 8:50:00 AM	2/3/27, 4:10:00 PM	7h 20m		Attendee
        Okänd Person	2/3/27, 9:00:00 AM	2/3/27, 9:05:00 AM	5m		Attendee
        Eva Lind	2/3/27, 9:00:00 AM	2/3/27, 4:00:00 PM	7h		Attendee
        Väntar Länge	2/3/27, 9:00:00 AM	2/3/27, 4:00:00 PM	7h		Attendee
        """;

    private async Task<Door> OnlineAsync()
    {
        var slug = await Door.TodayAsync(Service, 4);
        await Service.RegisterOneAsync(slug, "asa@example.org");
        foreach (var (email, first, last) in new[] { ("bo@example.org", "Bo", "Nyström"), ("eva1@example.org", "Eva", "Lind"), ("eva2@example.org", "Eva", "Lind"), ("vl@example.org", "Väntar", "Länge") })
        {
            await Service.RegisterOneAsync(slug, email, person => (person["firstName"], person["lastName"]) = (first, last));
        }

        return new Door(Service, Service.WithKey(await Service.KeyAsync(Temadagar.Organizers.Role.Administrator, null)), slug);
    }

    private static Task<HttpResponseMessage> SendAsync(Door door, byte[] report, string query = "")
    {
        var content = new ByteArrayContent(report);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return door.SendAsync(HttpMethod.Post, "attendance/report" + query, content);
    }

    private static Task<HttpResponseMessage> EnterAsync(Door door, IEnumerable<(string Id, bool Present)> list) =>
        door.SendAsync(HttpMethod.Put, "attendance", new { people = list.Select(line => new { registrationId = line.Id, present = line.Present }) });
}
