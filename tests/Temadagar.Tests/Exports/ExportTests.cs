using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Exports;

public class ExportTests
{
    [Fact]
    public async Task The_CSV_opens_in_Swedish_Excel_and_says_what_the_people_said()
    {
        await using var service = await TestService.StartAsync(clock: FakeClock.At("2027-03-15T12:00:00+01:00"));
        var day = await service.AddDayAsync(onSite: 3);
        await service.RegisterOneAsync(day, "asa@example.org", person => person["organization"] = "Luleå; \"kommun\"");

        using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.csv");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"temadag-{day}.csv", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition.DispositionType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("Efternamn;Förnamn;Organisation;Status;Deltar;E-post;Telefon;Yrke;Verksamhet;Kommun;Språk;Anmäld;Kvittonummer;Anmäld av", lines[0]);
        Assert.StartsWith("Öberg;Åsa;\"Luleå; \"\"kommun\"\"\";Bekräftad;På plats;asa@example.org;;Socialsekreterare;Socialtjänst;;Svenska;2027-03-15 12:00;", lines[1], StringComparison.Ordinal);
        Assert.Equal([""], lines[2..]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(1)")]
    public async Task No_cell_can_become_a_formula(string organization)
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 3);
        await service.RegisterOneAsync(day, "asa@example.org", person => person["organization"] = organization);

        var csv = await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.csv");

        Assert.Equal("'" + organization, csv.Split("\r\n")[1].Split(';')[2].Trim('"'));
    }

    [Fact]
    public async Task The_JSON_has_the_confirmed_unless_others_are_asked_for()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 1);
        await service.RegisterOneAsync(day, "first@example.org");
        await service.RegisterOneAsync(day, "second@example.org");

        Assert.Equal(["first@example.org"], await EmailsAsync(""));
        Assert.Equal(["second@example.org"], await EmailsAsync("?status=waitlisted"));
        Assert.Equal([], await EmailsAsync("?status=cancelled"));
        Assert.Equal(["first@example.org", "second@example.org"], await EmailsAsync("?status=all"));
        using var refused = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.json?status=gone");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        async Task<IEnumerable<string>> EmailsAsync(string query) =>
            JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.json{query}"))!.AsArray()
                .Select(person => (string)person!["email"]!).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_board_exports_its_own_days_and_another_s_are_not_there()
    {
        await using var service = await TestService.StartAsync();
        const string path = "/api/organizer/theme-days/lulea/attendees.csv";

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Role.Organizer, "norrbotten"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Role.Organizer, "jamtland"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Role.Steward, "norrbotten"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Role.Reader, "norrbotten"));
        using var stranger = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);

        async Task<HttpStatusCode> StatusAsync(Role role, string board)
        {
            using var response = await service.AsAsync(role, board, path);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Each_export_is_in_the_log_with_its_count_and_without_a_name()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "asa@example.org");
        await service.TextAsAsync(Role.Organizer, "norrbotten", "/api/organizer/theme-days/lulea/attendees.json");
        using var unseen = await service.AsAsync(Role.Organizer, "jamtland", "/api/organizer/theme-days/lulea/attendees.json");

        var rows = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, "/api/organizer/log"))!["rows"]!.AsArray()
            .Where(row => (string)row!["action"]! == "attendeesExported").ToList();

        var row = Assert.Single(rows)!;
        Assert.Equal(1, (int)row["people"]!);
        Assert.Equal("norrbotten", (string)row["board"]!);
        Assert.Equal((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = 'lulea'"))[0].ToLowerInvariant(), (string)row["subjectId"]!);
        Assert.DoesNotContain("asa@", row.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Öberg", row.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_logged_is_not_exported()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "asa@example.org");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/organizer/theme-days/lulea/attendees.csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.KeyAsync(Role.Organizer, "norrbotten"));
        await service.Database.WriteAsync(write => write.ExecuteAsync("DROP TABLE AccessLog"), TestContext.Current.CancellationToken);

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("asa@", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
