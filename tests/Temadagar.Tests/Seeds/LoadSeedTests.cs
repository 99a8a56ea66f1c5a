using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Programme;
using Temadagar.Tests.SeriesAndBoards;

namespace Temadagar.Tests.Seeds;

public class LoadSeedTests
{
    [Theory]
    [InlineData("2027-02-01T00:00:00+01:00")] // Monday
    [InlineData("2027-02-05T12:00:00+01:00")]
    [InlineData("2027-02-06T12:00:00+01:00")]
    [InlineData("2027-02-07T23:59:59+01:00")] // Sunday
    [InlineData("2027-03-27T23:30:00+01:00")] // summer time begins in the night
    [InlineData("2027-10-31T02:30:00+02:00")] // the hour that comes twice
    [InlineData("2027-12-24T12:00:00+01:00")]
    [InlineData("2028-02-29T12:00:00+01:00")]
    public async Task The_demonstration_has_four_open_days_ahead_whenever_it_is_loaded(string now)
    {
        var clock = FakeClock.At(now);
        await using var service = await TestService.StartAsync(Seed.Demo, clock);

        var days = (await service.GetJsonAsync("/api/theme-days")).AsArray();

        Assert.Equal(["Luleå", "Umeå", "Härnösand", "Östersund"], days.Select(day => (string)day!["city"]!));
        Assert.All(days, day => Assert.Equal("open", (string)day!["state"]!));
        var dates = days.Select(day => DateOnly.Parse((string)day!["date"]!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(dates.Order(), dates);
        Assert.All(dates, date => Assert.True(date > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(7) && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), $"{date}"));
        Assert.Equal(12, days.SelectMany(day => day!["places"]!.AsArray()).Where(place => (string)place!["participation"]! == "onSite").Min(place => (int)place!["capacity"]!));
        Assert.Contains(days, day => day!["places"]!.AsArray().Any(place => (string)place!["participation"]! == "online"));
    }

    [Fact]
    public async Task The_demonstration_is_marked_and_shows_a_programme_speakers_by_role_and_addresses_that_are_nobodys()
    {
        await using var service = await TestService.StartAsync();

        var series = await service.GetJsonAsync("/api/series");
        Assert.True((bool)series["demonstration"]!);
        Assert.Equal(4, series["organizers"]!.AsArray().Count);
        Assert.All(series["organizers"]!.AsArray(), board => Assert.EndsWith("example.org", (string)board!["email"]!, StringComparison.Ordinal));
        Assert.All(await service.QueryAsync<string>("SELECT Email FROM Speakers UNION SELECT Email FROM Boards"), email => Assert.EndsWith("@example.org", email, StringComparison.Ordinal));
        foreach (var slug in new[] { "lulea", "umea", "harnosand", "ostersund" })
        {
            var day = await service.GetJsonAsync($"/api/theme-days/{slug}");
            var named = day["speakers"]!.AsArray().Select(speaker => (string)speaker!["name"]!).ToList();
            Assert.True(named.Count >= 2, slug);
            Assert.NotEmpty(day["programme"]!.AsArray());
            foreach (var session in day["programme"]!.AsArray())
            {
                var (starts, ends) = (At(session!["startsAt"]!), At(session["endsAt"]!));
                Assert.True(At(day["startsAt"]!) <= starts && starts < ends && ends <= At(day["endsAt"]!), $"{slug}: {session["title"]}");
                Assert.All(session["speakers"]!.AsArray(), speaker => Assert.Contains((string)speaker!, named));
            }

            Assert.NotNull(day["organizer"]!["privacyNoticeHtml"]);
        }

        static DateTimeOffset At(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_series_that_is_there_is_kept_and_one_that_nobody_chose_from_can_be_replaced()
    {
        await using var service = await TestService.StartAsync(Seed.Series);
        var seeds = service.Services.GetRequiredService<LoadSeed>();

        Assert.False(await seeds.IntoEmptyAsync(Seed.Demo, CancellationToken.None));
        Assert.False((bool)(await service.GetJsonAsync("/api/series"))["demonstration"]!);

        Assert.Empty(await seeds.ReplaceAsync(Seed.Demo, CancellationToken.None));
        Assert.True((bool)(await service.GetJsonAsync("/api/series"))["demonstration"]!);
        Assert.Equal([1L, 4L, 4L], await service.QueryAsync<long>("SELECT COUNT(*) FROM Series UNION ALL SELECT COUNT(*) FROM Boards UNION ALL SELECT COUNT(*) FROM ThemeDays"));

        Assert.Empty(await seeds.ReplaceAsync(Seed.Series, CancellationToken.None));
        Assert.Equal(0, await service.CountAsync("Sessions"));
        Assert.Equal(0, await service.CountAsync("Speakers"));
    }

    [Fact]
    public async Task What_was_said_of_certificates_goes_with_the_series_that_it_was_said_of()
    {
        await using var service = await TestService.StartAsync();
        using var organizer = await service.WithKeyAsync(Role.Organizer);
        using (var settings = new HttpRequestMessage(HttpMethod.Put, "/api/organizer/theme-days/lulea/certificate-settings") { Content = JsonContent.Create(new { threshold = 50, signatory = "Karin Ström" }) })
        {
            settings.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            (await organizer.SendAsync(settings)).EnsureSuccessStatusCode();
        }

        await LogoTests.AddAsync(organizer, "Länsstyrelsen");

        Assert.Empty(await service.Services.GetRequiredService<LoadSeed>().ReplaceAsync(Seed.Demo, CancellationToken.None));

        Assert.Equal((0, 0), (await service.CountAsync("CertificateSettings"), await service.CountAsync("Logos")));
    }

    [Fact]
    public async Task Each_speaker_of_a_seed_can_be_saved_as_it_is()
    {
        await using var service = await TestService.StartAsync(Seed.Demo);
        using var stage = await Stage.OfAsync(service, "lulea");
        foreach (var id in await service.QueryAsync<string>("SELECT Id FROM Speakers"))
        {
            using var read = await stage.Organizer.GetAsync($"/api/organizer/speakers/{id}");
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/organizer/speakers/{id}") { Content = System.Net.Http.Json.JsonContent.Create(await read.JsonAsync()) };
            request.Headers.IfMatch.Add(read.Headers.ETag!);
            using var saved = await stage.Organizer.SendAsync(request);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("registration", "people have registered")]
    [InlineData("cancelled registration", "people have registered")]
    [InlineData("interest", "people have left an address")]
    [InlineData("schedule", "speakers have their schedules")]
    [InlineData("rule of erasure", "there are rules of erasure")]
    [InlineData("report of erasure", "there are reports of erasure")]
    [InlineData("release", "there are released lists")]
    [InlineData("edited organizer", "an administrator has edited the series or an organizer")]
    public async Task Where_people_have_chosen_nothing_is_replaced(string what, string use)
    {
        await using var service = await TestService.StartAsync(what == "interest" ? Seed.Series : Seed.Demo);
        if (what == "interest")
        {
            await service.LeaveInterestAsync("temadag-3", "a@example.org");
        }
        else if (what == "rule of erasure")
        {
            await service.Database.WriteAsync(write => write.ExecuteAsync("INSERT INTO ErasureRules (BoardId, Data, DaysAfter) SELECT Id, 'needs', 7 FROM Boards WHERE Slug = 'norrbotten'"));
        }
        else if (what == "report of erasure")
        {
            await service.Database.WriteAsync(write => write.ExecuteAsync("""
                INSERT INTO ErasureReports (Id, ThemeDayId, Board, Data, DaysAfter, Decision, People, ErasedAt, ActorKind)
                SELECT Id, Id, 'norrbotten', 'needs', 7, 'Dnr 1', 1, '2027-01-01T00:00:00.0000000+00:00', 'operator' FROM ThemeDays WHERE Slug = 'lulea'
                """));
        }
        else if (what == "edited organizer")
        {
            using var editor = await Editor.OfAsync(service);
            (await editor.ChangeAsync(Editor.Boards + "/norrbotten", board => board["phone"] = "010-225 50 00")).EnsureSuccessStatusCode();
        }
        else if (what == "release")
        {
            using var organizer = await service.WithKeyAsync(Role.Organizer);
            (await organizer.PostAsJsonAsync("/api/organizer/theme-days/lulea/releases", new { reference = "Dnr 1", columns = new[] { "name" } })).EnsureSuccessStatusCode();
        }
        else if (what == "schedule")
        {
            using var stage = await Stage.OfAsync(service, "lulea");
            (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        }
        else
        {
            await service.FareAsync("lulea", "a@example.org");
            if (what == "cancelled registration")
            {
                await service.CancelAsync("a@example.org");
            }
        }

        var before = await service.QueryAsync<string>("SELECT Id FROM ThemeDays ORDER BY Id");

        Assert.Equal([use], await service.Services.GetRequiredService<LoadSeed>().ReplaceAsync(Seed.Demo, CancellationToken.None));
        Assert.Equal(before, await service.QueryAsync<string>("SELECT Id FROM ThemeDays ORDER BY Id"));
    }

    [Theory]
    [InlineData("""{"series":{"name":"S","demonstration":true,"partners":[]},"boards":[],"speakers":[],"themeDays":[{"number":1,"slug":"a"},{"number":2,"slug":"Fel"}]}""")]
    [InlineData("""{"series":{"name":"S","demonstration":true,"partners":[]},"boards":[],"speakers":[],"themeDays":[{"number":1,"slug":"a"},{"number":2,"slug":"a"}]}""")]
    [InlineData("""{"series":{"name":"S","demonstration":true,"partners":[]},"boards":[],"speakers":[],"themeDays":[{"number":1,"slug":"a","board":"ingen"}]}""")]
    [InlineData("""{"series":{"name":"S","demonstration":true,"partners":[]},"boards":[],"speakers":[],"themeDays":[{"number":1,"slug":"a","ort":"Luleå"}]}""")]
    [InlineData("""{"series":{"demonstration":true,"partners":[]},"boards":[],"speakers":[],"themeDays":[]}""")]
    public async Task A_seed_with_a_fault_leaves_all_as_it_was(string file)
    {
        await using var service = await TestService.StartAsync(Seed.Series);
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "demo.json"), file);
        var seeds = ActivatorUtilities.CreateInstance<LoadSeed>(service.Services, folder.Path);

        await Assert.ThrowsAnyAsync<Exception>(() => seeds.ReplaceAsync(Seed.Demo, CancellationToken.None));

        Assert.Equal(4, await service.CountAsync("ThemeDays"));
        Assert.Equal("Temadagar inom kampanjen Du avgör!", (string)(await service.GetJsonAsync("/api/series"))["name"]!);
    }
}
