using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Programme;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Speakers;

public class SpeakerTests(SharedService shared) : IClassFixture<SharedService>
{
    private static int next;

    private readonly TestService service = shared.Service;

    private static string Address() => $"medverkande{Interlocked.Increment(ref next)}@example.org";

    private static object Some(string? email = null, string name = "Åsa Öberg") => new { name, email = email ?? Address() };

    [Fact]
    public async Task A_new_speaker_is_the_board_s_and_keeps_all_that_was_written()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        var email = Address();

        using var response = await keeper.AddAsync(new
        {
            name = "  Åsa   Öberg ",
            title = "Professor",
            organization = "Luleå tekniska universitet",
            email,
            phone = "070-174 06 05",
            language = "en",
            biographySv = "Första stycket.\r\n\r\nAndra.  ",
            biographyEn = "First.",
            technicalNeeds = "Projektor\nMikrofon",
            travelNeeds = "Rullstol",
            consent = true,
        });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var added = await response.JsonAsync();
        Assert.Equal($"{SpeakerKeeper.Speakers}/{added["id"]}", response.Headers.Location!.OriginalString);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        var (speaker, tag) = await keeper.ReadAsync(added["id"]);
        Assert.Equal((added.ToJsonString(), "\"1\""), (speaker.ToJsonString(), tag));
        added.Remove("id");
        Assert.Equal(
            JsonNode.Parse($$"""
            {
              "name": "Åsa Öberg", "title": "Professor", "organization": "Luleå tekniska universitet", "email": "{{email}}", "phone": "070-174 06 05", "language": "en",
              "biographySv": "Första stycket.\n\nAndra.", "biographyEn": "First.", "technicalNeeds": "Projektor\nMikrofon", "travelNeeds": "Rullstol", "consent": true,
              "board": "norrbotten", "version": 1, "portrait": null, "correction": null, "themeDays": []
            }
            """)!.ToJsonString(),
            added.ToJsonString());
    }

    [Fact]
    public async Task A_speaker_is_seen_and_changed_by_the_own_board_and_the_series_one_by_all()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var jamtland = await SpeakerKeeper.OfAsync(service, Role.Organizer, "jamtland");
        using var administrator = await SpeakerKeeper.OfAsync(service);
        var own = await norrbotten.AddedAsync(Some());
        var everyones = await norrbotten.AddedAsync(new { name = "Allas", email = Address(), board = (string?)null });

        Assert.Equal(("norrbotten", null), ((string?)own["board"], (string?)everyones["board"]));
        foreach (var refused in new[]
        {
            await jamtland.GetAsync($"/{own["id"]}"), await jamtland.PutAsync(own["id"], WithBoard(own, "jamtland"), "\"1\""), await jamtland.RemoveAsync(own["id"]),
        })
        {
            await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-speaker");
        }

        using var shared = await jamtland.ChangeAsync(everyones["id"], speaker => speaker["title"] = "Överläkare");
        Assert.Equal(HttpStatusCode.OK, shared.StatusCode);
        Assert.Equal("Överläkare", (string)(await norrbotten.ReadAsync(everyones["id"])).Speaker["title"]!);
        Assert.Equal([true, true], Sees(await norrbotten.ListAsync()));
        Assert.Equal([false, true], Sees(await jamtland.ListAsync()));
        Assert.Equal([true, true], Sees(await administrator.ListAsync()));

        IEnumerable<bool> Sees(JsonArray list) => [.. new[] { own, everyones }.Select(speaker => list.Any(listed => (string)listed!["id"]! == (string)speaker["id"]!))];
    }

    [Fact]
    public async Task A_speaker_is_given_to_the_own_board_or_to_all_and_an_administrator_gives_to_any()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var administrator = await SpeakerKeeper.OfAsync(service);
        var speaker = await norrbotten.AddedAsync(Some());

        using var foreign = await norrbotten.ChangeAsync(speaker["id"], changed => changed["board"] = "jamtland");
        Assert.Equal(["board"], await PlanDayTests.FaultsAsync(foreign));
        using var unknown = await administrator.ChangeAsync(speaker["id"], changed => changed["board"] = "finns-inte");
        Assert.Equal(["board"], await PlanDayTests.FaultsAsync(unknown));
        using var untold = await norrbotten.ChangeAsync(speaker["id"], changed => changed.Remove("board"));
        Assert.Equal("norrbotten", (string?)(await untold.JsonAsync())["board"]);
        using var all = await norrbotten.ChangeAsync(speaker["id"], changed => changed["board"] = null);
        Assert.Null((string?)(await all.JsonAsync())["board"]);
        using var still = await norrbotten.ChangeAsync(speaker["id"], changed => changed.Remove("board"));
        Assert.Null((string?)(await still.JsonAsync())["board"]);
        using var given = await administrator.ChangeAsync(speaker["id"], changed => changed["board"] = "jamtland");
        Assert.Equal("jamtland", (string?)(await given.JsonAsync())["board"]);
        Assert.Null((string?)(await administrator.AddedAsync(Some()))["board"]);
    }

    [Fact]
    public async Task What_GET_gives_can_be_put_back_as_it_is_and_is_the_same_but_for_its_version()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = (await keeper.AddedAsync(Some()))["id"];
        var (speaker, tag) = await keeper.ReadAsync(id);

        using var response = await keeper.PutAsync(id, speaker, tag);

        var after = await response.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "\"2\"", 2), (response.StatusCode, response.Headers.ETag!.Tag, (int)after["version"]!));
        after["version"] = 1;
        Assert.Equal(speaker.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_change_needs_the_version_it_was_made_from_and_of_two_at_once_one_wins()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = (await keeper.AddedAsync(Some()))["id"];
        var (speaker, tag) = await keeper.ReadAsync(id);

        using var without = await keeper.PutAsync(id, speaker, null);
        await PlanDayTests.AssertProblemAsync(without, (HttpStatusCode)428, "if-match-missing");
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => keeper.PutAsync(id, speaker, tag)));

        Assert.Equal(1, both.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5, both.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed));
        using var late = await keeper.RemoveAsync(id, tag);
        await PlanDayTests.AssertProblemAsync(late, HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task An_address_is_one_speaker_s_among_those_one_sees()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var jamtland = await SpeakerKeeper.OfAsync(service, Role.Organizer, "jamtland");
        using var administrator = await SpeakerKeeper.OfAsync(service);
        var email = Address();
        await norrbotten.AddedAsync(Some(email));
        var other = await norrbotten.AddedAsync(Some());

        using var again = await norrbotten.AddAsync(Some(email.ToUpperInvariant()));
        await PlanDayTests.AssertProblemAsync(again, HttpStatusCode.Conflict, "speaker-exists");
        using var all = await administrator.AddAsync(Some(email));
        await PlanDayTests.AssertProblemAsync(all, HttpStatusCode.Conflict, "speaker-exists");
        using var moved = await norrbotten.ChangeAsync(other["id"], speaker => speaker["email"] = email);
        await PlanDayTests.AssertProblemAsync(moved, HttpStatusCode.Conflict, "speaker-exists");
        await jamtland.AddedAsync(Some(email));

        var late = Address();
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => norrbotten.AddAsync(Some(late))));
        Assert.Single(both, response => response.StatusCode == HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_fault_is_said_at_once_by_field()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);

        using var response = await keeper.AddAsync(new
        {
            name = "Gå till www.example.org",
            title = new string('x', 201),
            organization = 7,
            email = "ingen adress",
            phone = "ring mig",
            language = "fr",
            biographySv = new string('x', 4001),
            biographyEn = "\u202Edold",
            technicalNeeds = new string('x', 2001),
            travelNeeds = new[] { "lista" },
            consent = "ja",
            board = "finns-inte",
            portraitId = Guid.NewGuid(),
        });

        Assert.Equal(
            ["biographyEn", "biographySv", "board", "consent", "email", "language", "name", "organization", "phone", "portraitId", "technicalNeeds", "title", "travelNeeds"],
            await PlanDayTests.FaultsAsync(response));
        using var empty = await keeper.AddAsync(new { });
        Assert.Equal(["email", "name"], await PlanDayTests.FaultsAsync(empty));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Robert'); DROP TABLE Speakers;--")]
    [InlineData("{{ name }} {% raw %}")]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("%_[a-z]'\"\\")]
    public async Task Hostile_text_is_text_wherever_it_may_stand(string text)
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = (await keeper.AddedAsync(Some()))["id"];
        string[] fields = ["title", "organization", "biographySv", "biographyEn", "technicalNeeds", "travelNeeds"];

        using var response = await keeper.ChangeAsync(id, speaker => fields.ToList().ForEach(field => speaker[field] = text));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (after, _) = await keeper.ReadAsync(id);
        Assert.All(fields, field => Assert.Equal(text, (string?)after[field]));
    }

    [Fact]
    public async Task The_list_is_in_Swedish_order()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service, Role.Organizer, "vasternorrland");
        foreach (var name in new[] { "Östen Ek", "ärla Ek", "Åke Ek", "Zara Ek" })
        {
            await keeper.AddedAsync(Some(name: name));
        }

        var names = (await keeper.ListAsync()).Where(speaker => (string?)speaker!["board"] == "vasternorrland").Select(speaker => (string)speaker!["name"]!);

        Assert.Equal(["Zara Ek", "Åke Ek", "ärla Ek", "Östen Ek"], names);
    }

    [Fact]
    public async Task A_speaker_in_a_programme_is_not_removed_and_says_where_to_those_who_see_the_day()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var jamtland = await SpeakerKeeper.OfAsync(service, Role.Organizer, "jamtland");
        var id = (await norrbotten.AddedAsync(new { name = "Allas", email = Address(), board = (string?)null }))["id"]!;
        var slug = await DayWithAsync("norrbotten", id);

        using var refused = await norrbotten.RemoveAsync(id);
        await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.Conflict, "speaker-in-programme");
        using var taken = await jamtland.ChangeAsync(id, speaker => speaker["board"] = "jamtland");
        await PlanDayTests.AssertProblemAsync(taken, HttpStatusCode.Conflict, "speaker-in-programme");
        using var kept = await norrbotten.ChangeAsync(id, speaker => speaker["board"] = "norrbotten");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        using var back = await norrbotten.ChangeAsync(id, speaker => speaker["board"] = null);

        Assert.Equal(slug, (string?)(await back.JsonAsync())["themeDays"]!.AsArray().Single()!["slug"]);
        Assert.Empty((await jamtland.ReadAsync(id)).Speaker["themeDays"]!.AsArray());
        Assert.Equal(["themeDays: " + slug, "themeDays: "], new[] { await norrbotten.ListAsync(), await jamtland.ListAsync() }
            .Select(list => "themeDays: " + string.Join(' ', list.Single(speaker => (string)speaker!["id"]! == (string)id!)!["themeDays"]!.AsArray())));
    }

    [Fact]
    public async Task One_who_expects_to_speak_is_not_removed_and_one_who_does_not_goes_with_all_that_was_kept()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = (await keeper.AddedAsync(Some()))["id"]!;
        await ToldAsync(id, sessions: 1);

        using var told = await keeper.RemoveAsync(id);
        await PlanDayTests.AssertProblemAsync(told, HttpStatusCode.Conflict, "speaker-in-programme");
        await ExecuteAsync("UPDATE SpeakerSchedules SET ToldSessions = 0 WHERE SpeakerId = @id", id);
        using var removed = await keeper.RemoveAsync(id);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await keeper.GetAsync($"/{id}");
        await PlanDayTests.AssertProblemAsync(gone, HttpStatusCode.NotFound, "unknown-speaker");
        foreach (var table in new[] { "SpeakerSchedules", "SpeakerCorrections", "Portraits" })
        {
            Assert.Equal(0, await service.CountAsync($"{table} WHERE SpeakerId = @id", new { id = (string)id! }));
        }
    }

    [Fact]
    public async Task Another_address_closes_the_links_that_were_sent_to_the_one_before()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var speaker = await keeper.AddedAsync(Some());
        await ToldAsync(speaker["id"]!, sessions: 1);

        using var same = await keeper.ChangeAsync(speaker["id"], changed => changed["email"] = ((string)speaker["email"]!).ToUpperInvariant());
        Assert.Equal(0, await GenerationAsync());
        using var other = await keeper.ChangeAsync(speaker["id"], changed => changed["email"] = Address());
        Assert.Equal(1, await GenerationAsync());

        async Task<int> GenerationAsync() => (await service.QueryAsync<int>("SELECT LinkGeneration FROM SpeakerSchedules WHERE SpeakerId = @id", new { id = (string)speaker["id"]! }))[0];
    }

    [Fact]
    public async Task Who_consented_has_done_so_since_the_first_time()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = (await keeper.AddedAsync(new { name = "Åsa", email = Address(), consent = true }))["id"];
        var first = await ConsentedAsync();

        using var again = await keeper.ChangeAsync(id, speaker => speaker["title"] = "Ny");
        Assert.Equal(first, await ConsentedAsync());
        using var withdrawn = await keeper.ChangeAsync(id, speaker => speaker["consent"] = false);
        Assert.Null(await ConsentedAsync());

        async Task<string?> ConsentedAsync() => (await service.QueryAsync<string?>("SELECT ConsentedAt FROM Speakers WHERE Id = @id", new { id = (string)id! }))[0];
    }

    [Fact]
    public async Task Each_look_and_each_change_has_its_row_in_the_log_and_a_refusal_has_none()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        var id = (await keeper.AddedAsync(Some()))["id"]!;
        (await keeper.ChangeAsync(id, speaker => speaker["title"] = "Ny")).Dispose();
        (await keeper.PutAsync(id, (await keeper.ReadAsync(id)).Speaker, "\"1\"")).Dispose();
        (await keeper.RemoveAsync(id)).Dispose();

        Assert.Equal(
            ["speakerAdded", "speakerOpened", "speakerChanged", "speakerOpened", "speakerRemoved"],
            await service.QueryAsync<string>("SELECT Action FROM AccessLog WHERE SubjectId = @id AND Board = 'norrbotten' ORDER BY At, Id", new { id = (string)id! }));
        var listed = await keeper.ListAsync();
        Assert.Equal(listed.Count, (await service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'speakersListed' ORDER BY At DESC, Id DESC"))[0]);
    }

    private static JsonObject WithBoard(JsonObject speaker, string board)
    {
        var changed = speaker.DeepClone().AsObject();
        changed["board"] = board;
        return changed;
    }

    // A day of the board's with a session of the speaker's.
    private async Task<string> DayWithAsync(string board, JsonNode speakerId)
    {
        var boardId = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = @board", new { board }))[0]);
        var slug = await service.AddDayAsync(change: day => day with { BoardId = boardId });
        var dayId = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @slug", new { slug }))[0]);
        var session = new SessionPlan(Guid.NewGuid(), new TimeOnly(9, 0), new TimeOnly(10, 0), "Ett pass", null, SessionKind.Talk, null, [Guid.Parse((string)speakerId!)]);
        await service.Database.WriteAsync(write => service.Services.GetRequiredService<ProgrammeStore>().AddAsync(write, dayId, session));
        return slug;
    }

    private async Task ToldAsync(JsonNode id, int sessions)
    {
        await service.Database.WriteAsync(write => write.ExecuteAsync("""
            INSERT INTO SpeakerSchedules (Id, ThemeDayId, SpeakerId, LinkGeneration, Sending, SentAt, Recipient, Told, ToldSessions, Reminders)
            SELECT @Row, d.Id, @Id, 0, 1, @Now, 'x@example.org', '{}', @Sessions, 0 FROM ThemeDays d WHERE d.Slug = 'lulea'
            """, new { Row = Guid.NewGuid(), Id = Guid.Parse((string)id!), Now = DateTimeOffset.UtcNow, Sessions = sessions }));
    }

    private Task<int> ExecuteAsync(string sql, JsonNode id) => service.Database.WriteAsync(write => write.ExecuteAsync(sql, new { id = Guid.Parse((string)id!) }));
}
