using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.SeriesAndBoards;

/// <summary>Who organizes the days, how each is reached and what it tells of personal data.</summary>
public class BoardTests
{
    private const string Norrbotten = Editor.Boards + "/norrbotten";

    [Fact]
    public async Task The_real_series_says_how_its_boards_are_reached_once_an_administrator_has_written_it()
    {
        await using var service = await TestService.StartAsync(Seed.Series);
        using var editor = await Editor.OfAsync(service);
        using var planner = await Planner.OfAsync(service);
        // The published days of the seed have no organizer.
        using (var given = await planner.ChangeAsync("lulea", day => day["board"] = "norrbotten"))
        {
            Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        }

        await service.GetJsonAsync("/api/theme-days/lulea");

        using var changed = await editor.ChangeAsync(Norrbotten, board =>
        {
            board["email"] = " temadagar@norrbotten.example.org ";
            board["phone"] = "010-225 50 00";
            board["privacyNotice"] = "## Ansvarig\n\n**Länsstyrelsen**. <script>window.ran=1</script>";
        });

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag!.Tag));
        var series = (await service.GetJsonAsync("/api/series"))["organizers"]!.AsArray();
        Assert.Equal(["norrbotten", "vasterbotten", "vasternorrland", "jamtland"], series.Select(board => (string)board!["slug"]!));
        foreach (var seen in new[] { series[0]!, (await service.GetJsonAsync("/api/theme-days/lulea"))["organizer"]! })
        {
            Assert.Equal(("temadagar@norrbotten.example.org", "010-225 50 00"), ((string)seen["email"]!, (string)seen["phone"]!));
            Assert.Contains("<h2>Ansvarig</h2>", (string)seen["privacyNoticeHtml"]!, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", (string)seen["privacyNoticeHtml"]!, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal([("boardChanged", "board", "norrbotten", "norrbotten")], await editor.LogAsync());
    }

    [Fact]
    public async Task A_new_name_is_in_the_mails_from_then_on()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        // The day is remembered for a second by whoever registers.
        await service.FareAsync("lulea", "bo@example.org");
        using (var changed = await editor.ChangeAsync(Norrbotten, board => (board["name"], board["phone"]) = ("Norrbottens nya namn", "010-225 50 01")))
        {
            changed.EnsureSuccessStatusCode();
        }

        await service.FareAsync("lulea", "asa@example.org");

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "asa@example.org"));
        Assert.Contains("Norrbottens nya namn", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("010-225 50 01", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_is_added_last_changed_and_removed_while_nothing_is_its()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var added = await editor.AddAsync(new { slug = "gavleborg", name = "Länsstyrelsen Gävleborg", phone = "010-225 10 00" });

        Assert.Equal((HttpStatusCode.Created, "/api/organizer/boards/gavleborg", "\"1\""), (added.StatusCode, added.Headers.Location!.OriginalString, added.Headers.ETag!.Tag));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"slug":"gavleborg","name":"Länsstyrelsen Gävleborg","email":null,"phone":"010-225 10 00","privacyNotice":null,"version":1,"position":4}"""), await added.JsonAsync()));
        Assert.Equal("gavleborg", (string)(await editor.ListAsync())[^1]!["slug"]!);
        Assert.Equal("gavleborg", (string)(await service.GetJsonAsync("/api/series"))["organizers"]!.AsArray()[^1]!["slug"]!);
        using (var again = await editor.AddAsync(new { slug = "gavleborg", name = "En till" }))
        {
            await PlanDayTests.AssertProblemAsync(again, HttpStatusCode.Conflict, "slug-taken");
        }

        using (var changed = await editor.ChangeAsync(Editor.Boards + "/gavleborg", board => board["name"] = "Gävleborg"))
        {
            changed.EnsureSuccessStatusCode();
        }

        using (var stale = await editor.RemoveAsync("gavleborg", "\"1\""))
        {
            await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.PreconditionFailed, "stale");
        }

        using (var removed = await editor.RemoveAsync("gavleborg", "\"2\""))
        {
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        using var gone = await editor.RemoveAsync("gavleborg");
        await PlanDayTests.AssertProblemAsync(gone, HttpStatusCode.NotFound, "unknown-board");
        Assert.DoesNotContain((await service.GetJsonAsync("/api/series"))["organizers"]!.AsArray(), board => (string)board!["slug"]! == "gavleborg");
        // What it was about is gone; the log goes on saying whose it was.
        Assert.Equal([("boardRemoved", null, null, "gavleborg"), ("boardChanged", null, null, "gavleborg"), ("boardAdded", null, null, "gavleborg")], await editor.LogAsync());
    }

    [Fact]
    public async Task What_was_read_can_be_put_back_as_it_is_and_leaves_no_trace()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var same = await editor.ChangeAsync(Norrbotten, _ => { });

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (same.StatusCode, same.Headers.ETag!.Tag));
        Assert.Empty(await editor.LogAsync());
    }

    [Fact]
    public async Task Of_two_administrators_who_save_at_once_one_is_told_that_the_other_did()
    {
        await using var service = await TestService.StartAsync();
        using var one = await Editor.OfAsync(service);
        using var other = await Editor.OfAsync(service);
        for (var version = 1; version <= 5; version++)
        {
            var (_, tag) = await one.ReadAsync(Norrbotten);
            var both = await Task.WhenAll(one.PutAsync(Norrbotten, new { name = $"En {version}" }, tag), other.PutAsync(Norrbotten, new { name = $"Två {version}" }, tag));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(response => response.StatusCode).Order());
            Assert.Equal((await both.Single(response => response.StatusCode == HttpStatusCode.OK).JsonAsync()).ToJsonString(), (await one.ReadAsync(Norrbotten)).What.ToJsonString());
        }
    }

    [Fact]
    public async Task Of_those_who_add_the_same_board_at_once_one_does()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => editor.AddAsync(new { slug = "gavleborg", name = $"Gävleborg {i}" })));

        Assert.Equal((1, 5), (all.Count(response => response.StatusCode == HttpStatusCode.Created), all.Count(response => response.StatusCode == HttpStatusCode.Conflict)));
        Assert.Equal(5, await service.CountAsync("Boards"));
    }

    [Fact]
    public async Task Whoever_does_not_say_what_was_read_is_told_to()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var changed = await editor.PutAsync(Norrbotten, new { name = "Namn" }, null);
        using var removed = await editor.RemoveAsync("norrbotten", null);

        await PlanDayTests.AssertProblemAsync(changed, (HttpStatusCode)428, "if-match-missing");
        await PlanDayTests.AssertProblemAsync(removed, (HttpStatusCode)428, "if-match-missing");
    }

    [Theory]
    [InlineData("010-225 50 00")]
    [InlineData("0920-960 00")]
    [InlineData("+46 (0)10 225 50 00")]
    [InlineData("08-785 40 00")]
    public async Task The_number_of_a_switchboard_will_do(string phone)
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var changed = await editor.ChangeAsync(Norrbotten, board => board["phone"] = phone);

        Assert.Equal(phone, (string)(await changed.JsonAsync())["phone"]!);
    }

    [Theory]
    [InlineData("""{ "email": "a@example.org" }""", "name")]
    [InlineData("""{ "name": "Namn", "email": "temadagar" }""", "email")]
    [InlineData("""{ "name": "Namn", "email": "a@example.org, b@example.org" }""", "email")]
    [InlineData("""{ "name": "Namn", "phone": "växeln" }""", "phone")]
    [InlineData("""{ "name": "Namn", "phone": "010-225 50 00 ankn 4" }""", "phone")]
    [InlineData("""{ "name": "Namn", "privacyNotice": 1 }""", "privacyNotice")]
    [InlineData("""{ "name": "Namn", "notice": "Text." }""", "notice")]
    [InlineData("deep", "privacyNotice")]
    [InlineData("long name", "name")]
    [InlineData("long notice", "privacyNotice")]
    public async Task A_fault_is_told_by_field_and_nothing_is_saved(string body, string field)
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        object sent = body switch
        {
            "deep" => new { name = "Namn", privacyNotice = new string('>', 2000) + " x" },
            "long name" => new { name = new string('x', 201) },
            "long notice" => new { name = "Namn", privacyNotice = new string('x', 20_001) },
            _ => JsonNode.Parse(body)!,
        };

        using var response = await editor.PutAsync(Norrbotten, sent, "*");

        Assert.Equal([field], await PlanDayTests.FaultsAsync(response));
        Assert.Equal(1, (int)(await editor.ReadAsync(Norrbotten)).What["version"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gävleborg")]
    [InlineData("gavle--borg")]
    [InlineData("gavle borg")]
    [InlineData("-gavleborg")]
    public async Task A_slug_is_a_part_of_an_address(string slug)
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);

        using var response = await editor.AddAsync(new { slug, name = "Länsstyrelsen Gävleborg" });

        Assert.Equal(["slug"], await PlanDayTests.FaultsAsync(response));
    }

    [Fact]
    public async Task A_notice_as_long_as_can_be_is_kept_whole()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        var notice = new string('å', 20_000);

        using var changed = await editor.PutAsync(Norrbotten, new { name = new string('Å', 200), privacyNotice = notice }, "*");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(notice, (string)(await service.GetJsonAsync("/api/series"))["organizers"]![0]!["privacyNotice"]!);
    }
}
