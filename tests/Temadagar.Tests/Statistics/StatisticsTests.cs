using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Statistics;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using static Temadagar.Tests.Statistics.CountedDay;

namespace Temadagar.Tests.Statistics;

public class StatisticsTests
{
    [Fact]
    public async Task A_held_day_is_counted_by_sector_profession_county_and_way_each_figure_rounded_by_itself()
    {
        await using var counted = await StartAsync();
        await HandMadeAsync(counted);

        var tables = (await counted.DayAsync())["tables"]!;

        // Exactly 15 registered, 3 cancelled, 12 had a place, 6 came, 2 did not.
        Assert.Equal("15 5 10 5 0", Words(tables["total"]!));
        Assert.Equal(["onSite 10 5 10 5 0", "online 5 0 5 – –"], Rows(tables["participation"]!));
        Assert.Equal(["socialServices 5 5 5 5 0", "police 5 0 5 5 0"], Rows(tables["sectors"]!));
        Assert.Equal(["Norrbottens län 10 5 10 5 0", "– 5 0 5 5 0"], Rows(tables["counties"]!));
        // The same words however they are spaced, as most have written them; a midwife on her own is nobody's to find.
        Assert.Equal(["Polis 5 0 5 5 0", "Socialsekreterare 5 5 5 5 0", "– 0 0 0 0 0"], Rows(tables["professions"]!, all: true));
        // What nobody has is there all the same, or its absence would tell of one.
        Assert.Equal((9, 22), (tables["sectors"]!.AsArray().Count, tables["counties"]!.AsArray().Count));
        Assert.Equal("15 5 10 5 0", Words((await counted.ReadAsync())["all"]!["total"]!));
    }

    [Fact]
    public async Task Who_had_a_place_who_came_and_who_stayed_away_is_told_apart()
    {
        await using var counted = await StartAsync(onSite: 4);
        var people = await counted.PeopleAsync(4, "police", "Polis", null);
        var waiting = await counted.PeopleAsync(1, "police", "Polis", null);
        await counted.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1 WHERE Id = @Id", new { Id = people[3] }));
        Assert.Equal(new DayFigures(Dimension.Total, null, 5, 0, 4, null, null), await counted.TotalAsync());

        counted.At("09:30");
        await counted.CancelAsync(people[2]);
        await counted.ComesAsync(people[0]);
        var mistake = (string)(await (await counted.Door.CheckInAsync(people[1])).JsonAsync())["checkInId"]!;
        using var undone = await counted.Door.Organizer.DeleteAsync($"{counted.Door.Address}/check-ins/{mistake}?at={Uri.EscapeDataString(counted.Door.At("09:30"))}");
        undone.EnsureSuccessStatusCode();
        using var walkIn = await counted.Door.SendAsync("check-ins/walk-ins", new
        {
            firstName = "Cia",
            lastName = "Zorn",
            organization = "Piteå kommun",
            profession = "Polis",
            sector = "police",
            language = "sv",
            participation = "onSite",
            nonce = Guid.NewGuid(),
            at = counted.Door.At("09:30"),
            overbook = true,
        });
        Assert.True(walkIn.IsSuccessStatusCode, await walkIn.Content.ReadAsStringAsync());
        Assert.Equal(new DayFigures(Dimension.Total, null, 6, 1, 4, 2, null), await counted.TotalAsync());

        // Over: three of the four with a place did not come, one of whom gave it back when the day had begun.
        counted.At("17:00");
        Assert.Equal(new DayFigures(Dimension.Total, null, 6, 1, 4, 2, 3), await counted.TotalAsync());
        Assert.Single(waiting);
    }

    [Fact]
    public async Task Who_has_no_profession_in_the_service_is_in_no_row_of_their_own()
    {
        await using var counted = await StartAsync();
        await counted.PeopleAsync(5, "police", "Polis", null);
        await counted.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Profession = '', Protected = 1"));

        Assert.Equal([null], (await counted.ExactAsync()).Where(row => row.Dimension == Dimension.Profession).Select(row => row.Value));
        Assert.Equal(["– 5 0 5 – –"], Rows((await counted.DayAsync())["tables"]!["professions"]!, all: true));
    }

    [Fact]
    public async Task One_who_came_another_way_than_that_which_is_recorded_is_told_from_nobody()
    {
        await using var counted = await StartAsync();
        await counted.PeopleAsync(5, "police", "Polis", null);
        var online = await counted.PeopleAsync(5, "school", "Lärare", null, "online");
        counted.At("09:30");

        await counted.ComesAsync(online[0]);

        Assert.All(await counted.ExactAsync(), row => Assert.Null(row.Attended));
    }

    [Fact]
    public async Task What_is_frozen_is_as_it_was_at_that_moment_and_stays_whatever_becomes_of_the_rows()
    {
        await using var counted = await StartAsync();
        await HandMadeAsync(counted);
        var (day, all, exact) = (await counted.DayAsync(), (await counted.ReadAsync())["all"]!.ToJsonString(), await counted.ExactAsync());

        Assert.True(await counted.FreezeAsync());
        await counted.Service.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("DELETE FROM CheckIns");
            await write.ExecuteAsync("UPDATE Registrations SET Status = 'cancelled', Sector = 'school', Profession = 'Lärare', Municipality = '0180'");
        });

        var frozen = await counted.DayAsync();
        Assert.Equal((false, true), ((bool)day["frozen"]!, (bool)frozen["frozen"]!));
        Assert.Equal((day["tables"]!.ToJsonString(), all), (frozen["tables"]!.ToJsonString(), (await counted.ReadAsync())["all"]!.ToJsonString()));
        Assert.Equal(exact, await counted.ExactAsync());
        // Nobody's own profession is kept beyond the person.
        Assert.Equal(0, await counted.Service.CountAsync("FrozenFigures WHERE Value = 'Barnmorska'"));

        Assert.False(await counted.FreezeAsync());
        Assert.Equal(exact, await counted.ExactAsync());
    }

    [Fact]
    public async Task A_day_that_is_still_to_come_is_not_frozen()
    {
        await using var counted = await StartAsync();
        await counted.PeopleAsync(3, "police", "Polis", null);

        Assert.False(await counted.FreezeAsync());
        Assert.Equal(0, await counted.Service.CountAsync("FrozenFigures"));
    }

    [Fact]
    public async Task A_series_whose_figures_are_all_that_is_left_is_not_replaced()
    {
        await using var counted = await StartAsync();
        counted.At("17:00");
        Assert.True(await counted.FreezeAsync());

        Assert.Equal(["there are frozen figures"], await counted.Service.Services.GetRequiredService<LoadSeed>().ReplaceAsync(Seed.Demo, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_dates_choose_the_days_and_a_draft_is_in_none()
    {
        await using var counted = await StartAsync();
        await counted.Service.AddDayAsync(change: day => day with { Slug = "utkast", PublishedAt = null, Date = new DateOnly(2027, 2, 3) });
        await counted.Service.AddDayAsync(change: day => day with { Slug = "utan-datum", Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null });

        Assert.Equal([counted.Door.Slug], await DaysAsync("?from=2027-02-03&to=2027-02-03"));
        Assert.Equal([counted.Door.Slug], await DaysAsync("?to=2027-02-03"));
        Assert.DoesNotContain(counted.Door.Slug, await DaysAsync("?from=2027-02-04"));
        Assert.Equal("utan-datum", (await DaysAsync(""))[^1]);
        Assert.DoesNotContain("utan-datum", await DaysAsync("?from=2027-02-04"));
        Assert.DoesNotContain("utkast", await DaysAsync(""));
        Assert.Equal("0 0 0 – –", Words((await counted.ReadAsync("?to=2020-01-01"))["all"]!["total"]!));

        async Task<IReadOnlyList<string>> DaysAsync(string query) => [.. (await counted.ReadAsync(query))["days"]!.AsArray().Select(day => (string)day!["themeDay"]!)];
    }

    [Theory]
    [InlineData("?from=i%20fjol", "from")]
    [InlineData("?to=2027-02-30", "to")]
    [InlineData("?from=2027-02-04&to=2027-02-03", "to")]
    public async Task A_date_that_cannot_be_is_told_so(string query, string field)
    {
        await using var service = await TestService.StartAsync();

        foreach (var address in new[] { "/api/organizer/statistics", "/api/organizer/statistics.csv" })
        {
            using var response = await service.AsAsync(Role.Reader, "norrbotten", address + query);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(fault => fault.Key));
        }
    }

    [Fact]
    public async Task The_spreadsheet_has_the_same_figures_and_no_look_is_logged()
    {
        await using var counted = await StartAsync();
        await HandMadeAsync(counted);
        await counted.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Profession = '=Polis' WHERE Sector = 'police'"));
        var logged = await counted.Service.CountAsync("AccessLog WHERE Action <> 'apiKeyCreated'");

        using var response = await counted.Service.AsAsync(Role.Reader, "jamtland", "/api/organizer/statistics.csv?to=2027-02-03");
        var csv = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        var english = await counted.Service.TextAsAsync(Role.Reader, "jamtland", "/api/organizer/statistics.csv?lang=en");

        Assert.Equal(("text/csv", "statistik.csv", true), (response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentDisposition!.FileName, response.Headers.CacheControl!.NoStore));
        Assert.StartsWith("\uFEFFTemadag;Datum;Uppdelning;Värde;Anmälda;Avbokade;Hade plats;Närvarande;Uteblivna\r\nAlla temadagar;;Alla;Alla;15;5;10;5;0\r\nAlla temadagar;;Sätt att delta;På plats;10;5;10;5;0\r\n",
            csv, StringComparison.Ordinal);
        Assert.Contains("\r\nEn egen dag;2027-02-03;Sätt att delta;Digitalt;5;0;5;;\r\nEn egen dag;2027-02-03;Verksamhet;Socialtjänst;5;5;5;5;0\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nEn egen dag;2027-02-03;Län;Kommun inte angiven;5;0;5;5;0\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nEn egen dag;2027-02-03;Yrke;\"'=Polis\";5;0;5;5;0\r\n", csv, StringComparison.Ordinal);
        Assert.EndsWith("En egen dag;2027-02-03;Yrke;Övriga yrken;0;0;0;0;0\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nAll theme days;;Sector;Police;5;0;5;5;0\r\n", english, StringComparison.Ordinal);
        Assert.Equal(logged, await counted.Service.CountAsync("AccessLog WHERE Action <> 'apiKeyCreated'"));
    }

    /// <summary>On site seven social workers (three of whom cancel), three of the police and a midwife; online four of the police. Three social workers and the police on site come.</summary>
    private static async Task HandMadeAsync(CountedDay counted)
    {
        var workers = new List<Guid>();
        foreach (var (count, written) in new[] { (4, "Socialsekreterare"), (2, "socialsekreterare"), (1, "SOCIALSEKRETERARE") })
        {
            workers.AddRange(await counted.PeopleAsync(count, "socialServices", written, "Luleå"));
        }

        var police = await counted.PeopleAsync(3, "police", "Polis", null);
        await counted.PeopleAsync(1, "healthCare", "Barnmorska", "Umeå");
        await counted.PeopleAsync(2, "police", " Polis ", "2580", "online");
        await counted.PeopleAsync(2, "police", "polis", "2580", "online");
        foreach (var id in workers[..3])
        {
            await counted.CancelAsync(id);
        }

        counted.At("17:00");
        foreach (var id in workers[3..6].Concat(police))
        {
            await counted.ComesAsync(id);
        }
    }
}
