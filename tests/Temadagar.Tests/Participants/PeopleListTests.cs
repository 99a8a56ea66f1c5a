using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Participants;

public class PeopleListTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task People_come_in_Swedish_order_of_last_then_first_name()
    {
        var day = await DayOfAsync("Öberg Åsa", "Zorn Bo", "Åkerman Bo", "Ek Ulla", "Ek Anna", "Ekman Eva", "Ängman Ida");

        Assert.Equal(["Ek Anna", "Ek Ulla", "Ekman Eva", "Zorn Bo", "Åkerman Bo", "Ängman Ida", "Öberg Åsa"], await NamesAsync(day));
    }

    [Theory]
    [InlineData("åk", "Åkerman Bo")]
    [InlineData("BO åker", "Åkerman Bo")]
    [InlineData("karin", "Lind Anna-Karin")]
    [InlineData("ak")]
    [InlineData("kerman")]
    [InlineData("polisen", "Zorn Bo")]
    // A receipt, which is by lot, may begin with a B and has no O.
    [InlineData("Bo%", "Zorn Bo", "Åkerman Bo")]
    public async Task A_search_goes_by_the_beginning_of_words(string q, params string[] found)
    {
        var day = await service.AddDayAsync(onSite: 10);
        foreach (var (last, first, organization) in new[] { ("Åkerman", "Bo", "Umeå kommun"), ("Lind", "Anna-Karin", "Region Norrbotten"), ("Zorn", "Bo", "Polisen i norr") })
        {
            await RegisterAsync(day, last, first, organization);
        }

        Assert.Equal(found, await NamesAsync(day, $"?q={Uri.EscapeDataString(q)}"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_ \"")]
    [InlineData("\uFFFE")]
    public async Task A_search_for_no_word_is_told_so_and_finds_nobody(string q)
    {
        var day = await DayOfAsync("Ek Anna");

        using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations?q={Uri.EscapeDataString(q)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["q"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task The_log_counts_those_who_were_shown()
    {
        var day = await DayOfAsync("Ek Anna", "Ek Bo", "Ek Cia");

        await NamesAsync(day, "?take=2");

        Assert.Equal([2], await service.QueryAsync<int>("SELECT l.People FROM AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @day AND l.Action = 'peopleListed'", new { day }));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("organization")]
    public async Task Whoever_is_renamed_between_two_pages_takes_nobody_along(string sort)
    {
        var day = await DayOfAsync("Ek Anna", "Ek Bo", "Ek Cia", "Ek Disa");
        var first = await ListAsync(day, $"?sort={sort}&take=2");
        var last = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{first["people"]![1]!["id"]}"))!;
        (last["lastName"], last["organization"]) = ("Öst", "Östersunds kommun");
        (await service.SendAsAsync(HttpMethod.Put, Role.Administrator, null, $"/api/organizer/registrations/{last["id"]}", last)).EnsureSuccessStatusCode();

        Assert.Equal(["Ek Cia", "Ek Disa", "Öst Bo"], await NamesAsync(day, $"?sort={sort}&take=3&cursor={first["cursor"]}"));
    }

    [Fact]
    public async Task A_cursor_holds_no_name_that_can_be_read_and_is_good_for_one_day_and_order()
    {
        var (day, other) = (await DayOfAsync("Ek Anna", "Zorn Bo"), await DayOfAsync("Ek Anna", "Zorn Bo"));
        var cursor = (string)(await ListAsync(day, "?take=1"))["cursor"]!;
        var key = (await service.QueryAsync<string>("SELECT SortName FROM Registrations WHERE LastName = 'Ek'"))[0];

        Assert.DoesNotContain(key, cursor + System.Text.Encoding.Latin1.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(cursor)), StringComparison.Ordinal);
        foreach (var path in new[] { $"{day}/registrations?sort=organization&cursor={cursor}", $"{other}/registrations?cursor={cursor}", $"{day}/registrations?cursor={Guid.NewGuid():N}" })
        {
            using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{path}");
            Assert.Equal(["cursor"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    [Fact]
    public async Task A_receipt_finds_its_people()
    {
        var day = await DayOfAsync("Ek Anna", "Zorn Bo");
        var receipt = (await service.QueryAsync<string>(
            "SELECT s.Receipt FROM Submissions s JOIN Registrations r ON r.SubmissionId = s.Id JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.FirstName = 'Bo'", new { day })).Single();

        Assert.Equal(["Zorn Bo"], await NamesAsync(day, $"?q={receipt}"));
        Assert.Equal(["Zorn Bo"], await NamesAsync(day, $"?q={receipt[..6].ToLowerInvariant()}"));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("organization")]
    [InlineData("registeredAt")]
    public async Task Pages_hold_everyone_once_also_those_of_the_same_name(string sort)
    {
        var day = await service.AddDayAsync(onSite: 40);
        for (var i = 0; i < 17; i++)
        {
            await RegisterAsync(day, i % 3 == 0 ? "Ek" : "Öberg", "Åsa", i % 2 == 0 ? "Umeå kommun" : "Region X");
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(day, $"?sort={sort}&take=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["people"]!.AsArray().Select(person => (string)person!["id"]!));
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);

        Assert.Equal(17, seen.Count);
        Assert.Equal(17, seen.Distinct().Count());
        var whole = (await ListAsync(day, $"?sort={sort}&take=200"))["people"]!.AsArray().Select(person => (string)person!["id"]!);
        Assert.Equal(whole, seen);
    }

    [Fact]
    public async Task Status_narrows_and_the_latest_come_first_by_time()
    {
        var day = await service.AddDayAsync(onSite: 2);
        foreach (var name in new[] { "Ek", "Zorn", "Åkerman" })
        {
            await RegisterAsync(day, name, "Bo", "Umeå kommun");
        }

        Assert.Equal(["Åkerman Bo"], await NamesAsync(day, "?status=waitlisted"));
        Assert.Equal(["Ek Bo", "Zorn Bo"], await NamesAsync(day, "?status=confirmed"));
        Assert.Equal(["Åkerman Bo", "Zorn Bo", "Ek Bo"], await NamesAsync(day, "?sort=registeredAt"));
    }

    [Fact]
    public async Task A_person_with_protected_identity_is_in_no_list_export_or_search()
    {
        var day = await DayOfAsync("Ek Anna", "Zorn Bo");
        var id = await IdOfAsync(day, "Bo");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Id = @id", new { id }));

        Assert.Equal(["Ek Anna"], await NamesAsync(day));
        Assert.Empty(await NamesAsync(day, "?q=zorn"));
        Assert.DoesNotContain("Zorn", await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zorn", await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.json"), StringComparison.Ordinal);
        using var one = await service.AsAsync(Role.Administrator, null, $"/api/organizer/registrations/{id}");
        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
    }

    [Fact]
    public async Task Each_look_is_in_the_log_without_names_or_the_words_of_the_search()
    {
        var day = await DayOfAsync("Ek Hemlige", "Zorn Bo");
        await NamesAsync(day, "?q=hemlige");
        await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{await IdOfAsync(day, "Hemlige")}");

        var log = await service.TextAsAsync(Role.Administrator, null, "/api/organizer/log?take=10");

        var rows = JsonNode.Parse(log)!["rows"]!.AsArray().Where(row => (string)row!["action"]! is "personOpened" or "peopleListed").ToList();
        Assert.Equal(("personOpened", 1), ((string)rows[0]!["action"]!, (int)rows[0]!["people"]!));
        Assert.Equal(("peopleListed", 1), ((string)rows[1]!["action"]!, (int)rows[1]!["people"]!));
        Assert.DoesNotContain("hemlige", log, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("?status=okänd", "status")]
    [InlineData("?sort=lastName", "sort")]
    [InlineData("?take=0", "take")]
    [InlineData("?take=201", "take")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=00000000000000000000000000000000", "cursor")]
    [InlineData("?q=a+b+c+d+e", "q")]
    public async Task A_wrong_question_is_told_what_is_wrong(string query, string field)
    {
        var day = await service.AddDayAsync();
        using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Another_board_sees_a_day_once_it_is_shared_and_changes_nothing()
    {
        await service.RegisterOneAsync("lulea", "delad@example.org");
        var id = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'delad@example.org'")).Single());
        const string List = "/api/organizer/theme-days/lulea/registrations";
        await Expect(HttpStatusCode.NotFound, List);
        await Expect(HttpStatusCode.NotFound, $"/api/organizer/registrations/{id}");

        await ShareAsync(["vasterbotten"], []);

        await Expect(HttpStatusCode.OK, List);
        await Expect(HttpStatusCode.OK, $"/api/organizer/registrations/{id}");
        await Expect(HttpStatusCode.OK, "/api/organizer/theme-days/lulea/attendees.csv");
        await Expect(HttpStatusCode.NotFound, "/api/organizer/theme-days/lulea/sharing");
        using (var cancel = await service.SendAsAsync(HttpMethod.Post, Role.Organizer, "vasterbotten", $"/api/organizer/registrations/{id}/cancellation"))
        {
            Assert.Equal("/problems/not-own-day", (string)(await cancel.JsonAsync())["type"]!);
        }

        using (var other = await service.AsAsync(Role.Organizer, "jamtland", List))
        {
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }

        await ShareAsync([], []);
        await Expect(HttpStatusCode.NotFound, List);

        async Task Expect(HttpStatusCode status, string path)
        {
            using var response = await service.AsAsync(Role.Organizer, "vasterbotten", path);
            Assert.Equal((path, status), (path, response.StatusCode));
        }
    }

    [Fact]
    public async Task A_steward_sees_given_days_and_of_each_person_name_organization_and_status_only()
    {
        await service.RegisterOneAsync("lulea", "dorren@example.org");
        var secret = await service.KeyAsync(Role.Steward, "norrbotten");
        var steward = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Role = 'steward' ORDER BY CreatedAt DESC"))[0]);
        using var client = service.WithKey(secret);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/organizer/theme-days/lulea/registrations")).StatusCode);
        Assert.Equal("[]", await client.GetStringAsync("/api/organizer/theme-days"));

        await ShareAsync([], [steward]);

        var page = JsonNode.Parse(await client.GetStringAsync("/api/organizer/theme-days/lulea/registrations"))!;
        Assert.Equal(["id", "firstName", "lastName", "organization", "status"], page["people"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal("lulea", (string)JsonNode.Parse(await client.GetStringAsync("/api/organizer/theme-days"))![0]!["slug"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/organizer/theme-days/umea/registrations")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/organizer/theme-days/lulea/attendees.csv")).StatusCode);
        await ShareAsync([], []);
    }

    [Fact]
    public async Task A_steward_asks_for_no_more_than_is_shown_and_prints_the_list_in_one_call()
    {
        await service.RegisterOneAsync("lulea", "utan-kvitto@example.org", person => person["lastName"] = "Kvitto");
        var receipt = (await service.QueryAsync<string>("SELECT s.Receipt FROM Submissions s JOIN Registrations r ON r.SubmissionId = s.Id WHERE r.Email = 'utan-kvitto@example.org'")).Single();
        var secret = await service.KeyAsync(Role.Steward, "norrbotten");
        await ShareAsync([], [Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Role = 'steward' ORDER BY CreatedAt DESC"))[0])]);
        using var client = service.WithKey(secret);

        Assert.Equal(0, await FoundAsync(receipt));
        Assert.Equal(0, await FoundAsync($"kvitto {receipt[..2]}"));
        Assert.Equal(1, await FoundAsync("kvitto luleå"));
        using var sorted = await client.GetAsync("/api/organizer/theme-days/lulea/registrations?sort=registeredAt");
        Assert.Equal(["sort"], (await sorted.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        var before = await service.CountAsync("AccessLog");
        var list = JsonNode.Parse(await client.GetStringAsync("/api/organizer/theme-days/lulea/attendees.json"))!.AsArray();
        Assert.All(list, person => Assert.Equal(["id", "firstName", "lastName", "organization", "status"], person!.AsObject().Select(member => member.Key)));
        Assert.Contains(list, person => (string)person!["lastName"]! == "Kvitto");
        Assert.Equal(before + 1, await service.CountAsync("AccessLog"));
        await ShareAsync([], []);

        async Task<int> FoundAsync(string q) => JsonNode.Parse(await client.GetStringAsync($"/api/organizer/theme-days/lulea/registrations?q={Uri.EscapeDataString(q)}"))!["people"]!.AsArray().Count;
    }

    [Fact]
    public async Task A_day_is_shared_only_with_boards_and_stewards_that_there_are()
    {
        using var response = await service.SendAsAsync(
            HttpMethod.Put, Role.Organizer, "norrbotten", "/api/organizer/theme-days/lulea/sharing", new { boards = new[] { "norrbotten", "finns-inte" }, stewards = new[] { Guid.NewGuid() } });

        Assert.Equal(["boards[0]", "boards[1]", "stewards[0]"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    private async Task ShareAsync(string[] boards, Guid[] stewards)
    {
        using var response = await service.SendAsAsync(HttpMethod.Put, Role.Organizer, "norrbotten", "/api/organizer/theme-days/lulea/sharing", new { boards, stewards });
        response.EnsureSuccessStatusCode();
    }

    private async Task<string> DayOfAsync(params string[] names)
    {
        var day = await service.AddDayAsync(onSite: 20);
        foreach (var name in names)
        {
            await RegisterAsync(day, name.Split(' ')[0], name.Split(' ')[1], "Umeå kommun");
        }

        return day;
    }

    private Task RegisterAsync(string day, string last, string first, string organization) => service.RegisterOneAsync(day, $"{Guid.NewGuid():N}@example.org", person =>
        (person["lastName"], person["firstName"], person["organization"]) = (last, first, organization));

    private async Task<string> IdOfAsync(string day, string firstName) => (await service.QueryAsync<string>(
        "SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.FirstName = @firstName", new { day, firstName })).Single();

    private async Task<JsonNode> ListAsync(string day, string query = "") =>
        JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/registrations{query}"))!;

    private async Task<IEnumerable<string>> NamesAsync(string day, string query = "") =>
        (await ListAsync(day, query))["people"]!.AsArray().Select(person => $"{person!["lastName"]} {person["firstName"]}");
}
