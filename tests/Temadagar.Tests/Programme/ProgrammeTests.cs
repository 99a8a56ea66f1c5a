using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Programme;

public class ProgrammeTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task What_is_read_can_be_put_back_and_a_session_that_stays_keeps_its_id()
    {
        using var stage = await Stage.OfAsync(service);
        var (anna, bo) = (await stage.SpeakerAsync("Anna Ek"), await stage.SpeakerAsync("Bo Öberg"));
        using var put = await stage.PutAsync(Stage.Session("09:00", "10:00", "Först", "Aulan", bo, anna), Stage.Session("10:00", "11:00", "Sedan", "Aulan", anna));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.StatusCode, put.Headers.ETag!.Tag));
        var (before, tag) = await stage.ReadAsync();

        using var again = await stage.PutTaggedAsync(before, tag);

        Assert.Equal((HttpStatusCode.OK, "\"3\""), (again.StatusCode, again.Headers.ETag!.Tag));
        Assert.Equal(before["sessions"]!.ToJsonString(), (await again.JsonAsync())["sessions"]!.ToJsonString());
        Assert.Equal([bo.ToString(), anna.ToString()], before["sessions"]![0]!["speakers"]!.AsArray().Select(id => (string)id!));
        Assert.Contains(before["speakers"]!.AsArray(), speaker => (string)speaker!["name"]! == "Anna Ek");
    }

    [Fact]
    public async Task The_public_sees_it_with_the_names_of_those_who_consent_and_its_abstract_made_safe()
    {
        using var stage = await Stage.OfAsync(service);
        var (shown, hidden) = (await stage.SpeakerAsync("Syns Gärna"), await stage.SpeakerAsync("Syns Inte", consents: false));
        var session = Stage.Session("09:00", "10:00", "Först", "Aulan", hidden, shown);
        session["abstract"] = "**Fet** <script>alert(1)</script>";
        using var put = await stage.PutAsync(session);
        put.EnsureSuccessStatusCode();

        var page = await service.GetJsonAsync($"/api/theme-days/{stage.Slug}");

        Assert.Equal(["Syns Gärna"], page["programme"]![0]!["speakers"]!.AsArray().Select(name => (string)name!));
        Assert.DoesNotContain("Syns Inte", page.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", page["speakers"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("08:30", "09:30", null, "session-outside-day", "”Nytt” kl. 08.30–09.30", "kl. 09.00–16.00")]
    [InlineData("15:30", "16:01", null, "session-outside-day", "”Nytt” kl. 15.30–16.01", "kl. 09.00–16.00")]
    [InlineData("09:59", "10:30", "aulan", "room-taken", "”Gammalt” kl. 09.00–10.00", "”Nytt” kl. 09.59–10.30")]
    [InlineData("09:30", "09:40", "Källaren", "speaker-in-two-places", "Anna Ek är med i både ”Gammalt” kl. 09.00–10.00", "”Nytt” kl. 09.30–09.40")]
    public async Task What_contradicts_itself_is_refused_and_both_are_named(string startsAt, string endsAt, string? room, string problem, string one, string other)
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek");
        using var old = await stage.PutAsync(Stage.Session("09:00", "10:00", "Gammalt", "Aulan", anna));
        old.EnsureSuccessStatusCode();

        using var added = await stage.SendAsync(HttpMethod.Post, "sessions", Stage.Session(startsAt, endsAt, "Nytt", room, anna));

        var reply = await PlanDayTests.AssertProblemAsync(added, HttpStatusCode.Conflict, problem);
        Assert.Contains(one, (string)reply["detail"]!, StringComparison.Ordinal);
        Assert.Contains(other, (string)reply["detail"]!, StringComparison.Ordinal);
        Assert.Single((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Fact]
    public async Task One_session_may_begin_when_another_ends_and_rooms_without_a_name_are_not_the_same()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek");

        using var put = await stage.PutAsync(
            Stage.Session("09:00", "10:00", "A", "Aulan", anna), Stage.Session("10:00", "11:00", "B", "Aulan", anna),
            Stage.Session("11:00", "12:00", "C"), Stage.Session("11:00", "12:00", "D"));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_on_two_days_of_one_date_at_once()
    {
        using var here = await Stage.OfAsync(service);
        using var there = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { City = "Umeå", Title = "Den andra dagen" }));
        var anna = await here.SpeakerAsync("Anna Ek");
        using var first = await here.PutAsync(Stage.Session("09:00", "10:00", "Hemma", null, anna));
        first.EnsureSuccessStatusCode();

        using var clash = await there.PutAsync(Stage.Session("09:30", "10:30", "Borta", null, anna));
        using var later = await there.PutAsync(Stage.Session("13:00", "14:00", "Borta", null, anna));

        var reply = await PlanDayTests.AssertProblemAsync(clash, HttpStatusCode.Conflict, "speaker-in-two-places");
        Assert.Equal(
            $"Anna Ek är med i både ”Borta” kl. 09.30–10.30 och ”Hemma” kl. 09.00–10.00 på en annan temadag (En egen dag). Inget har sparats.", (string)reply["detail"]!);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Another_board_s_draft_is_told_of_by_its_hours_alone()
    {
        var date = new DateOnly(2031, 5, 5);
        using var theirs = await Stage.OfAsync(service, await OfBoardAsync("jamtland", day => day with { Date = date, PublishedAt = null }));
        using var mine = await Stage.OfAsync(service, await OfBoardAsync("norrbotten", day => day with { Date = date }), Role.Organizer, "norrbotten");
        var anna = await mine.SpeakerAsync("Anna Ek");
        (await theirs.PutAsync(Stage.Session("09:00", "10:00", "Hemligt utkast", null, anna))).EnsureSuccessStatusCode();

        using var clash = await mine.PutAsync(Stage.Session("09:30", "10:30", "Mitt", null, anna));

        var reply = await PlanDayTests.AssertProblemAsync(clash, HttpStatusCode.Conflict, "speaker-in-two-places");
        Assert.Equal("Anna Ek är med i både ”Mitt” kl. 09.30–10.30 och ett pass kl. 09.00–10.00 som en annan myndighet planerar. Inget har sparats.", (string)reply["detail"]!);
    }

    [Fact]
    public async Task Two_days_that_take_one_speaker_at_once_do_not_both_get_her()
    {
        for (var round = 0; round < 5; round++)
        {
            var date = new DateOnly(2031, 1, 10).AddDays(round);
            using var one = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = date }));
            using var other = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = date }));
            var anna = await one.SpeakerAsync("Anna Ek");

            var replies = await Task.WhenAll(new[] { one, other }.Select(stage => stage.SendAsync(HttpMethod.Post, "sessions", Stage.Session("09:00", "10:00", "Pass", null, anna))));

            Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], replies.Select(reply => reply.StatusCode).Order());
        }
    }

    [Fact]
    public async Task Faults_are_told_by_field_and_nothing_is_kept()
    {
        using var stage = await Stage.OfAsync(service);
        var faulty = Stage.Session("9", "08:00", " ", new string('x', 101));
        faulty["kind"] = "dans";
        faulty["speakers"] = new JsonArray("inget id");
        faulty["annat"] = 1;
        var backwards = Stage.Session("10:00", "10:00");

        using var put = await stage.PutAsync(Stage.Session("09:00", "10:00"), faulty);
        using var turned = await stage.PutAsync(backwards);

        Assert.Equal(
            ["sessions[1].annat", "sessions[1].kind", "sessions[1].room", "sessions[1].speakers[0]", "sessions[1].startsAt", "sessions[1].title"],
            (await PlanDayTests.FaultsAsync(put)).Order(StringComparer.Ordinal));
        Assert.Equal(["sessions[0].endsAt"], await PlanDayTests.FaultsAsync(turned));
        Assert.Empty((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Fact]
    public async Task A_session_of_another_day_and_a_speaker_of_another_board_are_not_there()
    {
        using var mine = await Stage.OfAsync(service, await OfBoardAsync("norrbotten"), Role.Organizer, "norrbotten");
        using var strange = await Stage.OfAsync(service);
        using var kept = await strange.PutAsync(Stage.Session("09:00", "10:00", "Någon annans"));
        var id = (string)(await kept.JsonAsync())["sessions"]![0]!["id"]!;
        var theirs = await mine.SpeakerAsync("Jämtlands Egen", board: "jamtland");
        var stolen = Stage.Session("09:00", "10:00", "Stulet");
        stolen["id"] = id;

        using var session = await mine.PutAsync(stolen);
        using var speaker = await mine.PutAsync(Stage.Session("09:00", "10:00", "Lånat", null, theirs));

        await PlanDayTests.AssertProblemAsync(session, HttpStatusCode.Conflict, "session-not-in-programme");
        await PlanDayTests.AssertProblemAsync(speaker, HttpStatusCode.Conflict, "speaker-not-yours");
        Assert.DoesNotContain("Jämtlands Egen", (await mine.ReadAsync()).Programme.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Någon annans", (string)(await strange.ReadAsync()).Programme["sessions"]![0]!["title"]!);
    }

    [Fact]
    public async Task An_organizer_edits_a_programme_that_an_administrator_gave_a_speaker_of_another_board()
    {
        var slug = await OfBoardAsync("norrbotten");
        using var administrator = await Stage.OfAsync(service, slug);
        var theirs = await administrator.SpeakerAsync("Utlånad Ek", board: "jamtland");
        using var put = await administrator.PutAsync(Stage.Session("09:00", "10:00", "Gäst", null, theirs));
        put.EnsureSuccessStatusCode();
        using var organizer = await Stage.OfAsync(service, slug, Role.Organizer, "norrbotten");

        using var changed = await organizer.ChangeAsync(sessions => sessions[0]!["title"] = "Gästen");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Of_many_who_save_what_they_read_one_does()
    {
        using var stage = await Stage.OfAsync(service);
        var (programme, tag) = await stage.ReadAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => stage.PutTaggedAsync(
            new JsonObject { ["sessions"] = new JsonArray(Stage.Session("09:00", "10:00", $"Nummer {number}")) }, tag)));
        using var without = await stage.PutTaggedAsync(programme, null);

        Assert.Equal(1, replies.Count(reply => reply.StatusCode == HttpStatusCode.OK));
        Assert.Equal(7, replies.Count(reply => reply.StatusCode == HttpStatusCode.PreconditionFailed));
        await PlanDayTests.AssertProblemAsync(without, HttpStatusCode.PreconditionRequired, "if-match-missing");
        Assert.Single((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Fact]
    public async Task A_session_is_added_changed_and_taken_off_by_itself()
    {
        using var stage = await Stage.OfAsync(service);
        using var added = await stage.SendAsync(HttpMethod.Post, "sessions", Stage.Session("09:00", "10:00", "Nytt"));
        Assert.Equal((HttpStatusCode.Created, "\"2\""), (added.StatusCode, added.Headers.ETag!.Tag));
        var address = $"sessions/{(string)(await added.JsonAsync())["id"]!}";
        Assert.EndsWith(address, added.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var read = await stage.Organizer.GetAsync(added.Headers.Location);
        var session = await read.JsonAsync();
        session["title"] = "Ändrat";

        using var changed = await stage.SendAsync(HttpMethod.Put, address, session, "\"2\"");
        using var stale = await stage.SendAsync(HttpMethod.Delete, address, null, "\"2\"");
        using var removed = await stage.SendAsync(HttpMethod.Delete, address, null, "\"3\"");
        using var gone = await stage.SendAsync(HttpMethod.Put, address, session, "\"4\"");

        Assert.Equal((HttpStatusCode.OK, "Ändrat"), (changed.StatusCode, (string)(await changed.JsonAsync())["title"]!));
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.NoContent), (stale.StatusCode, removed.StatusCode));
        await PlanDayTests.AssertProblemAsync(gone, HttpStatusCode.NotFound, "unknown-session");
        Assert.Equal(3, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @slug AND l.Action = 'programmeChanged'", new { slug = stage.Slug }));
    }

    [Fact]
    public async Task A_programme_of_sixty_sessions_with_long_abstracts_fits_and_one_more_is_told()
    {
        using var stage = await Stage.OfAsync(service);
        JsonObject Nth(int number)
        {
            var start = new TimeOnly(9, 0).AddMinutes(number * 5);
            var session = Stage.Session(start.ToString("HH:mm", null), start.AddMinutes(5).ToString("HH:mm", null), $"Pass {number}", "Aulan");
            session["abstract"] = string.Concat(Enumerable.Repeat("ord ", 999)) + "slut";
            return session;
        }

        using var full = await stage.PutAsync([.. Enumerable.Range(0, 60).Select(Nth)]);
        using var more = await stage.PutAsync([.. Enumerable.Range(0, 61).Select(Nth)]);
        using var another = await stage.SendAsync(HttpMethod.Post, "sessions", Nth(60));

        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(["sessions"], await PlanDayTests.FaultsAsync(more));
        await PlanDayTests.AssertProblemAsync(another, HttpStatusCode.Conflict, "too-many-sessions");
    }

    [Fact]
    public async Task A_session_of_twenty_speakers_fits_and_one_more_is_told()
    {
        using var stage = await Stage.OfAsync(service);
        var speakers = new List<Guid>();
        for (var number = 0; number < 21; number++)
        {
            speakers.Add(await stage.SpeakerAsync($"Medverkande {number}"));
        }

        using var full = await stage.PutAsync(Stage.Session("09:00", "10:00", "Panel", "Aulan", [.. speakers[..20]]));
        using var more = await stage.PutAsync(Stage.Session("09:00", "10:00", "Panel", "Aulan", [.. speakers]));
        using var another = await stage.SendAsync(HttpMethod.Post, "sessions", Stage.Session("11:00", "12:00", "En till", "Aulan", [.. speakers]));

        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(["sessions[0].speakers"], await PlanDayTests.FaultsAsync(more));
        Assert.Equal(["speakers"], await PlanDayTests.FaultsAsync(another));
        Assert.Equal(20, Assert.Single((await stage.ReadAsync()).Programme["sessions"]!.AsArray())!["speakers"]!.AsArray().Count);
    }

    private async Task<string> OfBoardAsync(string board, Func<Temadagar.ThemeDays.NewThemeDay, Temadagar.ThemeDays.NewThemeDay>? change = null)
    {
        var id = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = @board", new { board })).Single());
        return await service.AddDayAsync(change: day => (change?.Invoke(day) ?? day) with { BoardId = id });
    }
}
