using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Releases;

public class ReleaseTests
{
    [Fact]
    public async Task What_is_not_chosen_is_masked_and_so_is_all_of_those_that_are_named_and_the_release_is_kept_and_logged()
    {
        await using var day = await HeldDay.StartAsync();
        await day.PersonAsync("Åsa", "Öberg", "asa@example.org");
        var bo = await day.PersonAsync("Bo", "Ek", "bo@example.org");
        var hidden = await day.PersonAsync("Zqskyddad", "Person", "zq@example.org");
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Id = @hidden", new { hidden = hidden.ToString() }));

        using var response = await day.Organizer.PostAsJsonAsync($"{day.Address}/releases", new { reference = "Dnr 99-2027", columns = new[] { "name", "sector" }, masked = new[] { bo } });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        var lines = ((string)(await response.JsonAsync())["csv"]!).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "Namn;Organisation;Yrke;Verksamhet;Kommun;Deltar;Status;Anmäld;E-post;Telefon",
                "Åsa Öberg;Maskerat;Maskerat;Socialtjänst;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat",
                "Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat;Maskerat",
            ], lines);
        using var list = await day.Organizer.GetAsync(new Uri($"{day.Address}/releases", UriKind.Relative));
        var kept = Assert.Single(JsonNode.Parse(await list.Content.ReadAsStringAsync())!.AsArray())!;
        Assert.Equal(("Dnr 99-2027", "name sector", 2, 1), ((string)kept["reference"]!, (string)kept["shown"]!, (int)kept["people"]!, (int)kept["masked"]!));
        Assert.Equal(1, await day.Service.CountAsync("AccessLog WHERE Action = 'listReleased' AND People = 2"));
    }

    [Fact]
    public async Task Every_column_that_is_chosen_is_written_in_the_reader_s_language()
    {
        await using var day = await HeldDay.StartAsync();
        foreach (var (participation, change) in new (string, Action<Dictionary<string, object?>>)[]
        {
            ("onSite", person => (person["municipality"], person["phone"]) = ("2580", "070-174 06 05")),
            ("online", person => (person["firstName"], person["lastName"], person["email"]) = ("Bo", "Zorn", null)),
        })
        {
            var person = Some.Participant("asa@example.org");
            person["participation"] = participation;
            change(person);
            using var registered = await day.Organizer.PostAsJsonAsync($"{day.Address}/registrations", person);
            registered.EnsureSuccessStatusCode();
        }

        var columns = new[] { "name", "organization", "profession", "sector", "municipality", "participation", "status", "registeredAt", "email", "phone" };
        var lists = new List<string[]>();
        foreach (var language in new[] { "sv", "en" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{day.Address}/releases") { Content = JsonContent.Create(new { reference = "Dnr 1", columns }) };
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var response = await day.Organizer.SendAsync(request);
            lists.Add([.. ((string)(await response.JsonAsync())["csv"]!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Order(StringComparer.Ordinal)]);
        }

        Assert.Equal(
            [
                "Bo Zorn;Luleå kommun;Socialsekreterare;Socialtjänst;;Digitalt;Bekräftad;2027-02-03 08:00;;",
                "Åsa Öberg;Luleå kommun;Socialsekreterare;Socialtjänst;Luleå;På plats;Bekräftad;2027-02-03 08:00;asa@example.org;070-174 06 05",
            ], lists[0]);
        Assert.Equal(
            [
                "Bo Zorn;Luleå kommun;Socialsekreterare;Social services;;Online;Confirmed;2027-02-03 08:00;;",
                "Åsa Öberg;Luleå kommun;Socialsekreterare;Social services;Luleå;On site;Confirmed;2027-02-03 08:00;asa@example.org;070-174 06 05",
            ], lists[1]);
    }

    [Fact]
    public async Task One_of_those_who_were_registered_together_can_be_masked_and_the_order_tells_nothing_that_is()
    {
        await using var day = await HeldDay.StartAsync();
        foreach (var (first, last, organization) in new[] { ("Cia", "Alm", "Östersunds kommun"), ("Bo", "Ek", "Luleå kommun"), ("Ada", "Ö", "Kiruna kommun") })
        {
            var person = Some.Participant($"{first}@example.org".ToLowerInvariant());
            (person["firstName"], person["lastName"], person["organization"], person["participation"]) = (first, last, organization, "onSite");
            using var registered = await day.Organizer.PostAsJsonAsync($"{day.Address}/registrations", person);
            registered.EnsureSuccessStatusCode();
        }

        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET SubmissionId = (SELECT MIN(SubmissionId) FROM Registrations)"));
        var ada = (await day.Service.QueryAsync<string>("SELECT Id FROM Registrations WHERE FirstName = 'Ada'"))[0];

        using var response = await day.Organizer.PostAsJsonAsync($"{day.Address}/releases", new { reference = "Dnr 1", columns = new[] { "organization" }, masked = new[] { ada } });
        var list = await response.JsonAsync();

        Assert.Equal(1, (int)list["release"]!["masked"]!);
        Assert.Equal(["Luleå kommun", "Östersunds kommun", "Maskerat"], ((string)list["csv"]!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';')[1]));
        // Without names not in the order of names, whatever is shown.
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Phone = CASE FirstName WHEN 'Cia' THEN '070-9' WHEN 'Bo' THEN '070-5' ELSE '070-7' END"));
        using var phones = await day.Organizer.PostAsJsonAsync($"{day.Address}/releases", new { reference = "Dnr 1", columns = new[] { "phone" } });
        Assert.Equal(["070-5", "070-7", "070-9"], ((string)(await phones.JsonAsync())["csv"]!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';')[^1]));
        using var nobody = await day.Organizer.PostAsJsonAsync($"{day.Address}/releases", new { reference = "Dnr 2", columns = new[] { "name" }, masked = (string[]?)null });
        Assert.Equal(HttpStatusCode.OK, nobody.StatusCode);
    }

    [Fact]
    public async Task Without_a_reference_with_an_unknown_column_or_receipt_and_of_another_boards_day_nothing_is_released()
    {
        await using var day = await HeldDay.StartAsync();
        await day.PersonAsync("Åsa", "Öberg", "asa@example.org");
        using var another = day.Service.WithKey(await day.Service.KeyAsync(Role.Organizer, "jamtland"));

        foreach (var (client, body, status, type) in new (HttpClient, object, HttpStatusCode, string)[]
        {
            (day.Organizer, new { columns = new[] { "name" } }, HttpStatusCode.BadRequest, "invalid-input"),
            (day.Organizer, new { reference = "Dnr 1", columns = Array.Empty<string>() }, HttpStatusCode.BadRequest, "invalid-input"),
            (day.Organizer, new { reference = "Dnr 1", columns = new[] { "diet" } }, HttpStatusCode.BadRequest, "invalid-input"),
            (day.Organizer, new { reference = "Dnr 1", columns = new[] { "name" }, masked = new[] { Guid.NewGuid() } }, HttpStatusCode.Conflict, "unknown-masked"),
            (day.Organizer, new { reference = "Dnr 1", columns = new[] { "name" }, masked = new[] { "ABCD-EFGH" } }, HttpStatusCode.BadRequest, "invalid-input"),
            (another, new { reference = "Dnr 1", columns = new[] { "name" } }, HttpStatusCode.NotFound, "unknown-theme-day"),
        })
        {
            using var response = await client.PostAsJsonAsync($"{day.Address}/releases", body);
            await AssertProblemAsync(response, status, type);
        }

        Assert.Equal(0, await day.Service.CountAsync("Releases") + await day.Service.CountAsync("AccessLog WHERE Action = 'listReleased'"));
    }
}
