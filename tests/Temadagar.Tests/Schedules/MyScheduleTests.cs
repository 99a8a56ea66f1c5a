using System.Net;
using System.Net.Http.Headers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Tests.Portraits;
using Temadagar.Tests.Programme;

namespace Temadagar.Tests.Schedules;

public class MyScheduleTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_speaker_sees_what_was_told_answers_and_may_change_their_mind()
    {
        var (stage, secret, id) = await ToldAsync();
        using (stage)
        {
            // What is planned since is not what was told.
            (await stage.ChangeAsync(sessions => sessions[0]!["title"] = "Ännu hemligt")).EnsureSuccessStatusCode();
            using var read = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret);
            var mine = await read.JsonAsync();
            using var confirmed = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", secret, new { schedule = 1 });
            using var declined = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/declination", secret, new { schedule = 1, message = "Jag är sjuk.\nTyvärr." });
            using var view = await stage.Organizer.GetAsync($"{stage.Address}/schedules");

            Assert.Equal("no-store", read.Headers.CacheControl!.ToString());
            Assert.Equal("Passet", (string)mine["schedule"]!["sessions"]![0]!["title"]!);
            Assert.Equal(((int?)1, (string?)null, true), ((int?)mine["schedule"]!["number"], (string?)mine["answer"], (bool)mine["canAnswer"]!));
            Assert.Equal("confirmed", (string)(await confirmed.JsonAsync())["answer"]!);
            var row = (await view.JsonAsync())["speakers"]!.AsArray().Single(one => (string)one!["id"]! == id.ToString())!;
            Assert.Equal(("declined", "Jag är sjuk.\nTyvärr.", true), ((string)row["answer"]!, (string)row["answerMessage"]!, (bool)row["changed"]!));
            Assert.Equal(HttpStatusCode.OK, declined.StatusCode);
        }
    }

    [Fact]
    public async Task An_answer_is_to_the_last_schedule_and_a_new_one_wants_an_answer_of_its_own()
    {
        var (stage, secret, _) = await ToldAsync();
        using (stage)
        {
            using var first = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", secret, new { schedule = 1 });
            (await stage.ChangeAsync(sessions => sessions[0]!["room"] = "Källaren")).EnsureSuccessStatusCode();
            (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

            using var stale = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", secret, new { schedule = 1 });
            using var read = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret);

            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.Conflict, "schedule-changed");
            var mine = await read.JsonAsync();
            Assert.Equal((2, null, "Källaren"), ((int)mine["schedule"]!["number"]!, (string?)mine["answer"], (string)mine["schedule"]!["sessions"]![0]!["room"]!));
        }
    }

    [Fact]
    public async Task Who_has_no_session_left_or_whose_day_is_cancelled_has_nothing_to_answer()
    {
        using var planner = await Planner.OfAsync(service);
        var (stage, secret, _) = await ToldAsync();
        using (stage)
        {
            (await planner.DoAsync(stage.Slug, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();
            using var cancelled = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", secret, new { schedule = 1 });
            await PlanDayTests.AssertProblemAsync(cancelled, HttpStatusCode.Conflict, "cannot-answer");
        }

        var (other, otherSecret, _) = await ToldAsync();
        using (other)
        {
            (await other.PutAsync()).EnsureSuccessStatusCode();
            (await other.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
            using var removed = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", otherSecret, new { schedule = 2 });
            using var read = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", otherSecret);

            await PlanDayTests.AssertProblemAsync(removed, HttpStatusCode.Conflict, "cannot-answer");
            Assert.Empty((await read.JsonAsync())["schedule"]!["sessions"]!.AsArray());
        }
    }

    [Fact]
    public async Task Needs_and_consent_hold_at_once_and_what_the_public_sees_waits_for_the_organizer()
    {
        var (stage, secret, id) = await ToldAsync();
        using (stage)
        {
            using var corrected = await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { biographySv = "Ny text.", technicalNeeds = "Högtalare", travelNeeds = "Tåg", consent = true });
            using var portrait = await PortraitAsync(secret, TestImages.Jpeg(300, 400, TestImages.Quarters(300, 400)));
            var before = await service.GetJsonAsync($"/api/theme-days/{stage.Slug}");
            using var read = await stage.Organizer.GetAsync($"/api/organizer/speakers/{id}");
            var seen = await read.JsonAsync();
            using var approved = await stage.Organizer.PostAsync($"/api/organizer/speakers/{id}/corrections/{seen["correction"]!["id"]}/approval", null);
            var after = await service.GetJsonAsync($"/api/theme-days/{stage.Slug}");
            using var picture = await service.Client.GetAsync((string)after["speakers"]![0]!["portrait"]!["small"]!);
            using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret);
            using var withdrawn = await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { biographySv = "Ny text.", consent = false });
            var gone = await service.GetJsonAsync($"/api/theme-days/{stage.Slug}");

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (corrected.StatusCode, portrait.StatusCode));
            Assert.Equal((null, null), ((string?)before["speakers"]![0]!["biographySv"], before["speakers"]![0]!["portrait"]));
            Assert.Equal(("Högtalare", "Tåg", "Ny text."), ((string)seen["technicalNeeds"]!, (string)seen["travelNeeds"]!, (string)seen["correction"]!["biographySv"]!));
            Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
            Assert.Equal("Ny text.", (string)after["speakers"]![0]!["biographySv"]!);
            Assert.Equal(("image/jpeg", HttpStatusCode.OK), (picture.Content.Headers.ContentType!.MediaType, picture.StatusCode));
            Assert.Null((await mine.JsonAsync())["profile"]!["correction"]);
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
            Assert.Empty(gone["speakers"]!.AsArray());
            Assert.Empty(gone["programme"]![0]!["speakers"]!.AsArray());
            using var hidden = await service.Client.GetAsync((string)after["speakers"]![0]!["portrait"]!["small"]!);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
    }

    [Fact]
    public async Task A_speaker_sees_the_portrait_that_waits_by_the_own_link_and_nobody_sees_it_by_another_s()
    {
        var (stage, secret, id) = await ToldAsync();
        var (other, otherSecret, _) = await ToldAsync();
        using (stage)
        using (other)
        {
            (await PortraitAsync(secret, TestImages.Jpeg(300, 400, TestImages.Quarters(300, 400)))).EnsureSuccessStatusCode();
            var waits = await MineAsync("small");
            using var others = await service.MyAsync(HttpMethod.Get, "/api/my/schedule/portrait", otherSecret);
            Assert.Null(await ShownAsync());
            await PlanDayTests.AssertProblemAsync(others, HttpStatusCode.NotFound, "no-portrait");
            Assert.NotEqual(waits, await MineAsync("large"));
            using var read = await stage.Organizer.GetAsync($"/api/organizer/speakers/{id}");
            (await stage.Organizer.PostAsync($"/api/organizer/speakers/{id}/corrections/{(await read.JsonAsync())["correction"]!["id"]}/approval", null)).EnsureSuccessStatusCode();

            // It holds now; then another waits, and then that there is none.
            Assert.Equal((waits, waits), (await ShownAsync(), await MineAsync("small")));
            (await PortraitAsync(secret, TestImages.Jpeg(400, 400, (_, _) => (0, 0, 0)))).EnsureSuccessStatusCode();
            Assert.NotEqual(waits, await MineAsync("small"));
            (await service.MyAsync(HttpMethod.Delete, "/api/my/schedule/portrait", secret)).EnsureSuccessStatusCode();
            using var none = await service.MyAsync(HttpMethod.Get, "/api/my/schedule/portrait", secret);

            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
            Assert.Equal(waits, await ShownAsync());
        }

        async Task<string> MineAsync(string size)
        {
            using var mine = await service.MyAsync(HttpMethod.Get, $"/api/my/schedule/portrait?size={size}", secret);
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (mine.StatusCode, mine.Content.Headers.ContentType!.MediaType));
            return Convert.ToHexString(await mine.Content.ReadAsByteArrayAsync());
        }

        // To the public, on the page of the day.
        async Task<string?> ShownAsync() => (string?)(await service.GetJsonAsync($"/api/theme-days/{stage.Slug}"))["speakers"]![0]!["portrait"]?["small"] is { } address
            ? Convert.ToHexString(await service.Client.GetByteArrayAsync(address))
            : null;
    }

    [Fact]
    public async Task What_a_speaker_does_not_say_stays_as_an_organizer_has_written_it()
    {
        var (stage, secret, id) = await ToldAsync();
        using (stage)
        {
            await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { technicalNeeds = "Högtalare" });
            using var changed = await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { travelNeeds = "Tåg" });
            using var read = await stage.Organizer.GetAsync($"/api/organizer/speakers/{id}");

            var speaker = await read.JsonAsync();
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.Equal(("Högtalare", "Tåg", true, null), ((string)speaker["technicalNeeds"]!, (string)speaker["travelNeeds"]!, (bool)speaker["consent"]!, speaker["correction"]));
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/confirmation")]
    [InlineData("POST", "/declination")]
    [InlineData("PUT", "/profile")]
    [InlineData("GET", "/portrait")]
    [InlineData("PUT", "/portrait")]
    [InlineData("DELETE", "/portrait")]
    public async Task Without_the_secret_of_a_schedule_nothing_is_seen_or_done(string method, string path)
    {
        await service.FareAsync("umea", "deltagare.schema@example.org");
        foreach (var secret in new[] { null, "fel", new string('a', 52), await service.LinkOfAsync("deltagare.schema@example.org") })
        {
            using var response = await service.MyAsync(new HttpMethod(method), "/api/my/schedule" + path, secret, method == "GET" ? null : new { });
            await PlanDayTests.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "link-not-valid");
        }
    }

    [Fact]
    public async Task Bad_answers_are_told_by_field()
    {
        var (stage, secret, _) = await ToldAsync();
        using (stage)
        {
            using var none = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", secret, new { });
            using var unknown = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/declination", secret, new { schedule = 1, message = new string('x', 1001), extra = 1 });
            using var profile = await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { biographySv = new string('x', 4001), consent = "ja", email = "ny@example.org" });

            Assert.Equal(["schedule"], await PlanDayTests.FaultsAsync(none));
            Assert.Equal(["extra", "message"], await PlanDayTests.FaultsAsync(unknown));
            Assert.Equal(["biographySv", "consent", "email"], await PlanDayTests.FaultsAsync(profile));
        }
    }

    [Fact]
    public async Task A_speaker_who_is_removed_has_a_link_that_opens_nothing()
    {
        var (stage, secret, id) = await ToldAsync();
        using (stage)
        {
            using var early = await stage.Organizer.DeleteAsync($"/api/organizer/speakers/{id}");
            (await stage.PutAsync()).EnsureSuccessStatusCode();
            using var untold = await stage.Organizer.DeleteAsync($"/api/organizer/speakers/{id}");
            (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
            using var removed = await stage.Organizer.DeleteAsync($"/api/organizer/speakers/{id}");
            using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret);

            Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (early.StatusCode, untold.StatusCode, removed.StatusCode, mine.StatusCode));
        }
    }

    private async Task<HttpResponseMessage> PortraitAsync(string secret, byte[] image)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/my/schedule/portrait") { Content = new ByteArrayContent(image) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return await service.Client.SendAsync(request);
    }

    // Someone with one session who has been told of it.
    private async Task<(Stage Stage, string Secret, Guid Speaker)> ToldAsync()
    {
        var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2035, 1, 1).AddDays(Random.Shared.Next(3000)) }));
        var email = $"{Guid.NewGuid():N}@example.org";
        var id = await stage.SpeakerAsync("Anna Ek", email);
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", "Aulan", id))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        return (stage, await service.SecretAsync("speaker-schedule", email), id);
    }
}
