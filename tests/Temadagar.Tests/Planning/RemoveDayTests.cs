using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Temadagar.Organizers;
using Temadagar.Tests.Architecture;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Planning;

/// <summary>A day that nobody has had anything to do with can be taken away, and no other.</summary>
public partial class RemoveDayTests(SharedService shared) : IClassFixture<SharedService>
{
    // All that an organizer has planned of a day goes with it.
    private static readonly string[] GoesWithIt = ["Places", "Sessions", "SharedDays", "StewardDays", "CertificateSettings"];

    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unused_day_is_removed_with_all_that_was_planned_of_it(bool published)
    {
        var slug = await service.AddDayAsync(online: 5, change: day => published ? day : day with { PublishedAt = null });
        using var planner = await Planner.OfAsync(service);
        using var organizer = await service.WithKeyAsync(Role.Administrator);
        using var programme = await organizer.PostAsJsonAsync($"{Planner.Days}/{slug}/sessions", new { startsAt = "09:00", endsAt = "10:00", title = "Välkomna", kind = "talk", speakers = Array.Empty<Guid>() });
        Assert.True(programme.IsSuccessStatusCode, await programme.Content.ReadAsStringAsync());
        using var shared = await organizer.PutAsJsonAsync($"{Planner.Days}/{slug}/sharing", new { boards = new[] { "jamtland" }, stewards = Array.Empty<Guid>() });
        Assert.True(shared.IsSuccessStatusCode, await shared.Content.ReadAsStringAsync());
        using var settings = new HttpRequestMessage(HttpMethod.Put, $"{Planner.Days}/{slug}/certificate-settings") { Content = JsonContent.Create(new { threshold = 50 }), Headers = { { "If-Match", "*" } } };
        using var set = await organizer.SendAsync(settings);
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        var (day, tag) = await planner.ReadAsync(slug);
        Assert.True((bool)day["removable"]!);
        var id = (await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @slug", new { slug })).Single();

        using var removed = await planner.RemoveAsync(slug, tag);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var read = await planner.GetAsync(slug);
        await PlanDayTests.AssertProblemAsync(read, HttpStatusCode.NotFound, "unknown-theme-day");
        using var page = await service.Client.GetAsync($"/api/theme-days/{slug}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain((await service.GetJsonAsync("/api/theme-days")).AsArray(), one => (string)one!["slug"]! == slug);
        foreach (var table in GoesWithIt)
        {
            Assert.Equal((table, 0), (table, await service.CountAsync($"{table} WHERE ThemeDayId = @id", new { id })));
        }

        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'themeDayRemoved' AND SubjectId = @id", new { id }));
        using var again = await planner.RemoveAsync(slug);
        await PlanDayTests.AssertProblemAsync(again, HttpStatusCode.NotFound, "unknown-theme-day");
    }

    [Fact]
    public async Task A_day_that_someone_has_registered_for_stays_also_when_they_have_cancelled()
    {
        var slug = await service.AddDayAsync();
        using var planner = await Planner.OfAsync(service);
        var email = $"{slug}@example.org";
        await service.RegisterOneAsync(slug, email);
        await RefusedAsync(planner, slug);

        await service.CancelAsync(email, slug);
        await RefusedAsync(planner, slug);
    }

    [Fact]
    public async Task A_day_whose_people_have_been_erased_stays()
    {
        var slug = await service.AddDayAsync();
        using var planner = await Planner.OfAsync(service);
        // All that is left of a registration that was erased upon request.
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Arrivals = 1 WHERE Slug = @slug", new { slug }), TestContext.Current.CancellationToken);

        await RefusedAsync(planner, slug);
    }

    [Fact]
    public async Task A_day_that_someone_wants_to_hear_of_stays()
    {
        var slug = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = null, RegistrationClosesAt = null });
        using var planner = await Planner.OfAsync(service);
        using var left = await service.LeaveInterestAsync(slug, $"{slug}@example.org");
        Assert.Equal(HttpStatusCode.Accepted, left.StatusCode);

        await RefusedAsync(planner, slug);
    }

    [Fact]
    public async Task A_day_whose_speakers_have_their_schedules_stays()
    {
        await using var own = await TestService.StartAsync();
        using var planner = await Planner.OfAsync(own);
        using var organizer = await own.WithKeyAsync(Role.Administrator);
        using var sent = await organizer.PostAsJsonAsync($"{Planner.Days}/lulea/schedules", new { });
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());

        await RefusedAsync(planner, "lulea");
    }

    [Fact]
    public async Task Whoever_has_not_seen_the_day_as_it_is_does_not_remove_it()
    {
        var slug = await service.AddDayAsync();
        using var planner = await Planner.OfAsync(service);
        var (_, tag) = await planner.ReadAsync(slug);
        using (var changed = await planner.ChangeAsync(slug, day => day["title"] = "Ny titel"))
        {
            changed.EnsureSuccessStatusCode();
        }

        using var stale = await planner.RemoveAsync(slug, tag);
        using var silent = await planner.RemoveAsync(slug, null);

        await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.PreconditionFailed, "stale");
        await PlanDayTests.AssertProblemAsync(silent, (HttpStatusCode)428, "if-match-missing");
    }

    [Fact]
    public async Task Another_board_s_day_is_not_there_to_remove()
    {
        using var organizer = await Planner.OfAsync(service, Role.Organizer, "norrbotten");
        using var other = await Planner.OfAsync(service, Role.Organizer, "jamtland");
        using var added = await organizer.AddAsync(new { number = 41, slug = "kiruna", title = "Ny dag", places = Array.Empty<object>() });
        added.EnsureSuccessStatusCode();

        using var refused = await other.RemoveAsync("kiruna");
        using var removed = await organizer.RemoveAsync("kiruna");

        await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-theme-day");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task No_registration_is_lost_to_a_removal_at_the_same_time()
    {
        using var planner = await Planner.OfAsync(service);
        var outcomes = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        for (var round = 0; round < 30; round++)
        {
            var slug = await service.AddDayAsync();
            var email = $"{slug}@example.org";

            var registering = Task.Run(() => service.RegisterAsync(Some.Submission(slug, emails: email)), TestContext.Current.CancellationToken);
            await Task.Delay(round % 6, TestContext.Current.CancellationToken);
            var removing = Task.Run(() => planner.RemoveAsync(slug), TestContext.Current.CancellationToken);
            using var registered = await registering;
            using var removed = await removing;

            var registrations = await service.CountAsync("Registrations WHERE Email = @email", new { email });
            var days = await service.CountAsync("ThemeDays WHERE Slug = @slug", new { slug });
            if (removed.StatusCode == HttpStatusCode.NoContent)
            {
                await PlanDayTests.AssertProblemAsync(registered, HttpStatusCode.NotFound, "unknown-theme-day");
                Assert.Equal((0, 0), (registrations, days));
            }
            else
            {
                await PlanDayTests.AssertProblemAsync(removed, HttpStatusCode.Conflict, "theme-day-used");
                Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
                Assert.Equal((1, 1), (registrations, days));
            }

            outcomes[removed.StatusCode == HttpStatusCode.NoContent]++;
        }

        await service.AssertConsistentAsync();
        Assert.Equal(30, outcomes.Values.Sum());
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("telephone")]
    [InlineData("interest")]
    public async Task Whoever_comes_after_it_was_seen_and_before_it_is_gone_is_told_that_it_is_gone(string what)
    {
        var (interrupted, database) = await InterruptedDatabase.StartAsync();
        await using var started = interrupted;
        using var planner = await Planner.OfAsync(interrupted);
        using var organizer = await interrupted.WithKeyAsync(Role.Administrator);
        var slug = await interrupted.AddDayAsync(change: day => what == "interest" ? day with { RegistrationOpensAt = null, RegistrationClosesAt = null } : day);
        var person = Some.Participant("asa@example.org");
        person["participation"] = "onSite";
        var gone = false;
        database.Before(async () =>
        {
            using var removed = await planner.RemoveAsync(slug);
            gone = removed.StatusCode == HttpStatusCode.NoContent;
        });

        using var refused = await (what switch
        {
            "registration" => interrupted.RegisterAsync(Some.Submission(slug, emails: "asa@example.org")),
            "telephone" => organizer.PostAsJsonAsync($"{Planner.Days}/{slug}/registrations", person),
            _ => interrupted.LeaveInterestAsync(slug, "asa@example.org"),
        });

        Assert.True(gone);
        await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-theme-day");
        Assert.Equal(0, await interrupted.CountAsync("Registrations") + await interrupted.CountAsync("Interests") + await interrupted.CountAsync("Submissions"));
    }

    [Fact]
    public async Task No_interest_is_lost_to_a_removal_at_the_same_time()
    {
        using var planner = await Planner.OfAsync(service);
        for (var round = 0; round < 20; round++)
        {
            var slug = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = null, RegistrationClosesAt = null });
            var email = $"{slug}@example.org";

            var leaving = Task.Run(() => service.LeaveInterestAsync(slug, email), TestContext.Current.CancellationToken);
            await Task.Delay(round % 5, TestContext.Current.CancellationToken);
            var removing = Task.Run(() => planner.RemoveAsync(slug), TestContext.Current.CancellationToken);
            using var left = await leaving;
            using var removed = await removing;

            Assert.Equal(
                removed.StatusCode == HttpStatusCode.NoContent ? (HttpStatusCode.NoContent, HttpStatusCode.NotFound, 0L) : (HttpStatusCode.Conflict, HttpStatusCode.Accepted, 1L),
                (removed.StatusCode, left.StatusCode, await service.CountAsync("Interests WHERE Email = @email", new { email })));
        }
    }

    [Fact]
    public async Task Whatever_the_database_ties_to_a_day_is_asked_for_or_goes_with_it()
    {
        await using var empty = await TestService.StartAsync(seed: null);
        var tied = await empty.SqliteQueryAsync<string>("SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'ThemeDayId'");

        var asked = Asked().Matches(SqlStatements.All["PlanningStore.IsUsedSql"]).Select(match => match.Groups[1].Value).Except(["ThemeDays"]);

        // A wait has its group, and its registration.
        Assert.Equal(tied.Except(["Waits"]).Order(StringComparer.Ordinal), asked.Concat(GoesWithIt).Order(StringComparer.Ordinal));
    }

    private static async Task RefusedAsync(Planner planner, string slug)
    {
        var (day, tag) = await planner.ReadAsync(slug);
        Assert.False((bool)day["removable"]!);

        using var refused = await planner.RemoveAsync(slug, tag);

        var problem = await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.Conflict, "theme-day-used");
        Assert.Contains("ställas in", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"FROM (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
