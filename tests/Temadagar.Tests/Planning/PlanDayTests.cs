using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Planning;

public class PlanDayTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    private static object New(string slug) => new { number = 40, slug, title = "Ny dag", city = "Boden", places = new[] { new { participation = "onSite", capacity = 2 } } };

    [Theory]
    [InlineData(">", 3000)]
    [InlineData("_*", 9000)]
    [InlineData("1. ", 6000)]
    public async Task A_description_too_deep_to_show_is_refused_and_one_that_is_there_breaks_no_page(string nesting, int depth)
    {
        var deep = string.Concat(Enumerable.Repeat(nesting, depth));
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(change: day => day with { Description = deep });

        using var again = await planner.ChangeAsync(slug, day => day["summary"] = "Ny");
        using var preview = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, "/api/organizer/markdown", new { markdown = deep });
        using var page = await service.Client.GetAsync($"/api/theme-days/{slug}");

        Assert.Equal(["description"], await FaultsAsync(again));
        Assert.Equal(["markdown"], await FaultsAsync(preview));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(WebUtility.HtmlEncode(nesting.Trim()), (string)(await page.JsonAsync())["descriptionHtml"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_day_stays_once_someone_has_telephoned()
    {
        var slug = await service.AddDayAsync(change: day => day with { PublishedAt = null });
        using var planner = await Planner.OfAsync(service);
        var person = Some.Participant("ringde@example.org");
        person["participation"] = "onSite";
        using var registered = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Planner.Days}/{slug}/registrations", person);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);

        using var moved = await planner.ChangeAsync(slug, day => day["slug"] = $"{slug}-ny");

        await AssertProblemAsync(moved, HttpStatusCode.Conflict, "slug-fixed");
    }

    [Fact]
    public async Task A_new_day_is_the_board_s_and_nobody_else_s_and_not_yet_public()
    {
        using var planner = await Planner.OfAsync(service, Role.Organizer, "norrbotten");
        using var other = await Planner.OfAsync(service, Role.Organizer, "jamtland");

        using var added = await planner.AddAsync(New("boden"));

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("\"1\"", added.Headers.ETag!.Tag);
        Assert.Equal("/api/organizer/theme-days/boden", added.Headers.Location!.OriginalString);
        var day = await added.JsonAsync();
        Assert.Equal(("norrbotten", false, "planned"), ((string)day["board"]!, (bool)day["published"]!, (string)day["state"]!));
        using var publicly = await service.Client.GetAsync("/api/theme-days/boden");
        Assert.Equal(HttpStatusCode.NotFound, publicly.StatusCode);
        foreach (var refused in new[]
        {
            await other.GetAsync("boden"), await other.PutAsync("boden", WithBoard(day, "jamtland"), "\"1\""), await other.DoAsync("boden", "publication"),
            await other.DoAsync("boden", "copy", new { slug = "boden-2" }), await other.DoAsync("boden", "cancellation", new { reason = "x" }),
            await other.DoAsync("boden", "rescheduling", new { startsAt = "2035-01-01T09:00" }),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal("\"1\"", (await planner.ReadAsync("boden")).Tag);
        Assert.Equal(1, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = 'boden' AND l.Action = 'themeDayAdded' AND l.Board = 'norrbotten'"));
        using var again = await planner.AddAsync(New("boden"));
        await AssertProblemAsync(again, HttpStatusCode.Conflict, "slug-taken");
        using var foreign = await planner.AddAsync(WithBoard(JsonOf(New("boden-3")), "jamtland"));
        Assert.Equal(["board"], await FaultsAsync(foreign));
    }

    [Fact]
    public async Task Another_board_s_day_is_not_there_in_the_same_words_for_every_look_at_it()
    {
        var slug = await service.AddDayAsync();
        var details = new List<string>();
        foreach (var part in new[] { "", "/registrations", "/sharing", "/arrivals", "/attendees.json" })
        {
            using var response = await service.AsAsync(Role.Organizer, "jamtland", $"{Planner.Days}/{slug}{part}");
            details.Add((string)(await AssertProblemAsync(response, HttpStatusCode.NotFound, "unknown-theme-day"))["detail"]!);
        }

        Assert.Equal("Du har ingen temadag med den adressen.", Assert.Single(details.Distinct()));
    }

    [Fact]
    public async Task Every_fault_is_said_at_once_by_field()
    {
        using var planner = await Planner.OfAsync(service);

        using var response = await planner.AddAsync(new
        {
            number = 1.5,
            slug = 7,
            title = new string('x', 201),
            date = "2027-02-30",
            startsAt = "9",
            endsAt = "25:00",
            certificateHours = 1.25,
            registrationOpensAt = "i morgon",
            board = "finns-inte",
            unknown = true,
            places = new object[] { new { participation = "onSite", capacity = -1 }, new { participation = "onSite", capacity = 1 } },
        });

        Assert.Equal(
            ["board", "certificateHours", "date", "endsAt", "number", "places[0].capacity", "places[1].participation", "registrationOpensAt", "slug", "startsAt", "title", "unknown"],
            await FaultsAsync(response));
        using var contradicting = await planner.AddAsync(new
        {
            number = 1,
            slug = "Å",
            startsAt = "16:00",
            endsAt = "09:00",
            registrationOpensAt = "2027-02-01T09:00",
            registrationClosesAt = "2027-01-01T09:00+01:00",
            places = Array.Empty<object>(),
        });
        Assert.Equal(["date", "endsAt", "registrationClosesAt", "registrationOpensAt", "slug"], await FaultsAsync(contradicting));
        using var neverOpens = await planner.AddAsync(new { number = 1, slug = "oppnar-aldrig", date = "2027-03-01", registrationClosesAt = "2027-02-01T09:00", places = Array.Empty<object>() });
        Assert.Equal(["registrationOpensAt"], await FaultsAsync(neverOpens));
    }

    [Fact]
    public async Task What_GET_gives_can_be_put_back_as_it_is_and_is_the_same_but_for_its_version()
    {
        using var planner = await Planner.OfAsync(service, Role.Organizer, "norrbotten");
        var (day, tag) = await planner.ReadAsync("lulea");

        using var response = await planner.PutAsync("lulea", day, tag);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var after = await response.JsonAsync();
        Assert.Equal((int)day["version"]! + 1, (int)after["version"]!);
        Assert.Equal($"\"{(int)after["version"]!}\"", response.Headers.ETag!.Tag);
        day["version"] = after["version"]!.DeepClone();
        Assert.Equal(day.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_change_needs_the_version_it_was_made_from()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync();
        var (day, tag) = await planner.ReadAsync(slug);

        using var without = await planner.PutAsync(slug, day, null);
        await AssertProblemAsync(without, (HttpStatusCode)428, "if-match-missing");
        using var weak = await planner.PutAsync(slug, day, "W/" + tag);
        await AssertProblemAsync(weak, HttpStatusCode.PreconditionFailed, "stale");

        await service.FareAsync(slug, "mellan@example.org");
        Assert.Equal(tag, (await planner.ReadAsync(slug)).Tag);
        day["title"] = "Två samtidigt";
        var both = await Task.WhenAll(planner.PutAsync(slug, day, tag), planner.PutAsync(slug, day, tag));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(response => response.StatusCode).Order());
        using var late = await planner.PutAsync(slug, day, tag);
        await AssertProblemAsync(late, HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task Places_that_are_taken_cannot_be_taken_away()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(onSite: 5, online: 5);
        await service.FareAsync(slug, "a@example.org", "b@example.org", "c@example.org");
        var before = (await planner.ReadAsync(slug)).Tag;

        using var below = await planner.ChangeAsync(slug, day => day["places"]![0]!["capacity"] = 1);
        var problem = await AssertProblemAsync(below, HttpStatusCode.Conflict, "below-taken");
        Assert.Contains("På plats: 3 platser är tagna, 2 fler än 1.", (string)problem["detail"]!, StringComparison.Ordinal);
        using var gone = await planner.ChangeAsync(slug, day => day["places"]!.AsArray().RemoveAt(0));
        await AssertProblemAsync(gone, HttpStatusCode.Conflict, "has-people");
        Assert.Equal(before, (await planner.ReadAsync(slug)).Tag);

        using var changed = await planner.ChangeAsync(slug, day =>
        {
            day["places"]![0]!["capacity"] = 3;
            day["places"]!.AsArray().RemoveAt(1);
        });
        Assert.Equal("""[{"participation":"onSite","capacity":3,"taken":3,"waiting":0}]""", (await changed.JsonAsync())["places"]!.ToJsonString());
        Assert.Equal("waitlisted", await service.FareAsync(slug, "d@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task An_overbooked_day_can_be_put_back_as_it_is_and_made_larger_but_not_smaller()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddFullDayAsync(places: 2);
        for (var i = 0; i < 3; i++)
        {
            var person = Some.Participant($"over{i}-{slug}@example.org");
            (person["participation"], person["overbook"]) = ("onSite", true);
            (await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Planner.Days}/{slug}/registrations", person)).EnsureSuccessStatusCode();
        }

        using var asItIs = await planner.ChangeAsync(slug, day => day["summary"] = "Ny");
        using var larger = await planner.ChangeAsync(slug, day => day["places"]![0]!["capacity"] = 3);
        using var smaller = await planner.ChangeAsync(slug, day => day["places"]![0]!["capacity"] = 2);
        using var enough = await planner.ChangeAsync(slug, day => day["places"]![0]!["capacity"] = 5);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (asItIs.StatusCode, larger.StatusCode, enough.StatusCode));
        await AssertProblemAsync(smaller, HttpStatusCode.Conflict, "below-taken");
    }

    [Fact]
    public async Task A_published_day_keeps_a_way_of_taking_part_and_a_draft_needs_none()
    {
        using var planner = await Planner.OfAsync(service);
        var (published, draft) = (await service.AddDayAsync(), await service.AddDayAsync(change: day => day with { PublishedAt = null }));

        using var bare = await planner.ChangeAsync(published, day => day["places"]!.AsArray().Clear());
        using var bareDraft = await planner.ChangeAsync(draft, day => day["places"]!.AsArray().Clear());

        await AssertProblemAsync(bare, HttpStatusCode.Conflict, "no-places");
        Assert.Equal(HttpStatusCode.OK, bareDraft.StatusCode);
    }

    [Fact]
    public async Task The_address_of_a_published_day_stays_and_a_draft_s_may_change()
    {
        using var planner = await Planner.OfAsync(service);
        var published = await service.AddDayAsync();
        var draft = await service.AddDayAsync(change: day => day with { PublishedAt = null });

        using var @fixed = await planner.ChangeAsync(published, day => day["slug"] = "annan");
        await AssertProblemAsync(@fixed, HttpStatusCode.Conflict, "slug-fixed");
        using var taken = await planner.ChangeAsync(draft, day => day["slug"] = published);
        await AssertProblemAsync(taken, HttpStatusCode.Conflict, "slug-taken");
        using var changed = await planner.ChangeAsync(draft, day => day["slug"] = draft + "-ny");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var old = await planner.GetAsync(draft);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

    [Theory]
    [InlineData("date", "2035-05-04")]
    [InlineData("startsAt", "08:00")]
    [InlineData("endsAt", "17:00")]
    [InlineData("city", "Kiruna")]
    [InlineData("venue", "Folkets hus")]
    public async Task Time_and_place_are_not_changed_behind_people_s_backs(string field, string value)
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync();

        using var free = await planner.ChangeAsync(slug, day => day[field] = value);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        await service.FareAsync(slug, "anmald@example.org");
        using var refused = await planner.ChangeAsync(slug, day => day[field] = null);
        await AssertProblemAsync(refused, (field is "date" or "startsAt") ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict, (field is "date" or "startsAt") ? "invalid-input" : "needs-rescheduling");
        using var moved = await planner.ChangeAsync(slug, day => day["date"] = "2035-06-01");
        var problem = await AssertProblemAsync(moved, HttpStatusCode.Conflict, "needs-rescheduling");
        Assert.Contains("Flytta temadagen", (string)problem["detail"]!, StringComparison.Ordinal);
        using var other = await planner.ChangeAsync(slug, day =>
        {
            day["title"] = "Annan rubrik";
            day["description"] = "# Rubrik\r\n\r\n- ett\r\n  - två  \n";
        });
        Assert.Equal("# Rubrik\n\n- ett\n  - två", (string)(await other.JsonAsync())["description"]!);
    }

    [Fact]
    public async Task A_day_is_copied_with_all_but_its_people()
    {
        using var planner = await Planner.OfAsync(service, Role.Organizer, "norrbotten");
        await service.FareAsync("lulea", "forra-aret@example.org");
        var (day, _) = await planner.ReadAsync("lulea");
        var date = DateOnly.Parse((string)day["date"]!, System.Globalization.CultureInfo.InvariantCulture).AddDays(364);
        (await planner.ChangeAsync("lulea/certificate-settings", settings => (settings["threshold"], settings["signatory"]) = (75, "Åsa Öberg"))).EnsureSuccessStatusCode();

        using var dated = await planner.DoAsync("lulea", "copy", new { slug = "lulea-2", date });
        using var undated = await planner.DoAsync("lulea", "copy", new { slug = "lulea-3", number = 77 });

        Assert.Equal(HttpStatusCode.Created, dated.StatusCode);
        var copy = await dated.JsonAsync();
        Assert.Equal(((string)day["description"]!, (string)day["startsAt"]!, false, 1), ((string)copy["description"]!, (string)copy["startsAt"]!, (bool)copy["published"]!, (int)copy["version"]!));
        Assert.Equal(day["places"]!.AsArray().Count, copy["places"]!.AsArray().Count);
        Assert.All(copy["places"]!.AsArray(), place => Assert.Equal(0, (int)place!["taken"]!));
        Assert.Equal(
            DateTimeOffset.Parse((string)day["registrationOpensAt"]!, System.Globalization.CultureInfo.InvariantCulture).DateTime.AddDays(364),
            DateTimeOffset.Parse((string)copy["registrationOpensAt"]!, System.Globalization.CultureInfo.InvariantCulture).DateTime);
        const string sessions = "Sessions s JOIN ThemeDays d ON d.Id = s.ThemeDayId LEFT JOIN SessionSpeakers p ON p.SessionId = s.Id WHERE d.Slug = @slug";
        Assert.True(await service.CountAsync(sessions, new { slug = "lulea" }) > 0);
        Assert.Equal(await service.CountAsync(sessions, new { slug = "lulea" }), await service.CountAsync(sessions, new { slug = "lulea-2" }));
        foreach (var slug in (string[])["lulea-2", "lulea-3"])
        {
            var (settings, _) = await planner.ReadAsync(slug + "/certificate-settings");
            Assert.Equal((75, "Åsa Öberg"), ((int)settings["threshold"]!, (string)settings["signatory"]!));
        }

        var bare = await undated.JsonAsync();
        Assert.Equal((77, null, null, null), ((int)bare["number"]!, (string?)bare["date"], (string?)bare["startsAt"], (string?)bare["registrationOpensAt"]));
        using var taken = await planner.DoAsync("lulea", "copy", new { slug = "lulea-2" });
        await AssertProblemAsync(taken, HttpStatusCode.Conflict, "slug-taken");
    }

    [Fact]
    public async Task A_day_edited_while_people_register_stays_consistent()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(onSite: 40);
        var editing = Task.Run(async () =>
        {
            for (var edit = 0; edit < 25; edit++)
            {
                using var response = await planner.ChangeAsync(slug, day => day["places"]![0]!["capacity"] = 30 + (edit % 20));
                Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
            }
        });

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (person, _) =>
            await service.FareAsync(slug, $"redigerad{person}@example.org"));
        await editing;

        await service.AssertConsistentAsync();
    }

    internal static async Task<JsonObject> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        var problem = await response.JsonAsync();
        Assert.Equal((status, "/problems/" + type), (response.StatusCode, (string)problem["type"]!));
        return problem;
    }

    internal static async Task<IEnumerable<string>> FaultsAsync(HttpResponseMessage response) =>
        (await AssertProblemAsync(response, HttpStatusCode.BadRequest, "invalid-input"))["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal);

    private static JsonObject WithBoard(JsonObject day, string board)
    {
        day["board"] = board;
        return day;
    }

    private static JsonObject JsonOf(object day) => JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(day))!.AsObject();
}
