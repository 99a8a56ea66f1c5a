using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Temadagar.Organizers;
using Temadagar.Tests.Architecture;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.SeriesAndBoards;

/// <summary>A board goes only where nothing belongs to it, and nothing is given to one that has gone.</summary>
public partial class RemoveBoardTests
{
    private static object Day(string slug, string? board) => new { number = 40, slug, title = "Ny dag", board, places = new[] { new { participation = "onSite", capacity = 2 } } };

    [Theory]
    [InlineData("theme-days", "1 temadag.")]
    [InlineData("accounts", "1 konto.")]
    [InlineData("api-keys", "1 API-nyckel.")]
    [InlineData("speakers", "1 medverkande.")]
    [InlineData("rules", "1 gallringsregel.")]
    [InlineData("sharing", "1 temadag som någon delar med den.")]
    public async Task It_stays_as_long_as_anything_is_its_and_what_is_said(string what, string said)
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var added = await editor.AddAsync(new { slug = "gavleborg", name = "Länsstyrelsen Gävleborg" });
        added.EnsureSuccessStatusCode();
        using var given = await (what switch
        {
            "theme-days" => administrator.PostAsJsonAsync(Planner.Days, Day("boden", "gavleborg")),
            "accounts" => administrator.PostAsJsonAsync("/api/organizer/accounts", new { name = "Anna Ek", email = "anna@example.org", role = "organizer", board = "gavleborg" }),
            "api-keys" => administrator.PostAsJsonAsync("/api/organizer/api-keys", new { name = "prov", role = "organizer", board = "gavleborg" }),
            "speakers" => administrator.PostAsJsonAsync("/api/organizer/speakers", new { name = "Maja Holm", email = "maja@example.org", language = "sv", board = "gavleborg" }),
            "rules" => administrator.PutAsJsonAsync("/api/organizer/erasure/rules/gavleborg/needs", new { daysAfter = 14 }),
            _ => administrator.PutAsJsonAsync($"{Planner.Days}/lulea/sharing", new { boards = new[] { "gavleborg" }, stewards = Array.Empty<Guid>() }),
        });
        Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync());

        using var refused = await editor.RemoveAsync("gavleborg");

        var problem = await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.Conflict, "board-in-use");
        Assert.Equal($"Till arrangören hör {said} Inget har tagits bort.", (string)problem["detail"]!);
        Assert.Equal(5, await service.CountAsync("Boards"));
    }

    [Fact]
    public async Task All_that_belongs_to_it_is_said_at_once()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        await service.NamedKeyAsync(Role.Organizer);
        await service.NamedKeyAsync(Role.Steward);

        using var refused = await editor.RemoveAsync("norrbotten");

        Assert.Equal("Till arrangören hör 1 temadag och 2 API-nycklar. Inget har tagits bort.", (string)(await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.Conflict, "board-in-use"))["detail"]!);
    }

    [Fact]
    public async Task A_key_that_was_revoked_does_not_keep_it()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        (await editor.AddAsync(new { slug = "gavleborg", name = "Länsstyrelsen Gävleborg" })).EnsureSuccessStatusCode();
        var key = await (await administrator.PostAsJsonAsync("/api/organizer/api-keys", new { name = "prov", role = "organizer", board = "gavleborg" })).JsonAsync();
        (await administrator.DeleteAsync($"/api/organizer/api-keys/{key["id"]}")).EnsureSuccessStatusCode();

        using var removed = await editor.RemoveAsync("gavleborg");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Whatever_the_database_ties_to_a_board_is_asked_for()
    {
        await using var service = await TestService.StartAsync(seed: null);
        var tied = await service.SqliteQueryAsync<string>("SELECT m.name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = 'Boards'");
        // By its slug, so that a seed can put boards in the place of others. The log is kept whatever becomes of what it tells about.
        var named = await service.SqliteQueryAsync<string>("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'Board' AND m.name <> 'AccessLog'");

        var asked = Asked().Matches(SqlStatements.All["BoardStore.BelongingsSql"]).Select(match => match.Groups[1].Value);

        Assert.Equal(tied.Concat(named).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_its_removal_and_a_day_that_is_given_to_it_at_once_one_is_done()
    {
        await using var service = await TestService.StartAsync();
        using var editor = await Editor.OfAsync(service);
        using var planner = await Planner.OfAsync(service);
        var (kept, removed) = (0, 0);
        for (var round = 0; round < 20; round++)
        {
            var (board, day) = ($"arrangor-{round}", $"dag-{round}");
            (await editor.AddAsync(new { slug = board, name = board })).EnsureSuccessStatusCode();
            (await planner.AddAsync(Day(day, null))).EnsureSuccessStatusCode();

            var giving = Task.Run(() => planner.ChangeAsync(day, one => one["board"] = board), TestContext.Current.CancellationToken);
            // Now before what is given, now after.
            await Task.Delay(round % 5, TestContext.Current.CancellationToken);
            var removing = Task.Run(() => editor.RemoveAsync(board), TestContext.Current.CancellationToken);
            using var given = await giving;
            using var gone = await removing;

            var (left, its) = (await service.CountAsync("Boards WHERE Slug = @board", new { board }), await service.CountAsync("ThemeDays d JOIN Boards b ON b.Id = d.BoardId WHERE b.Slug = @board", new { board }));
            if (gone.StatusCode == HttpStatusCode.NoContent)
            {
                removed++;
                Assert.Equal(["board"], await PlanDayTests.FaultsAsync(given));
                Assert.Equal((0, 0), (left, its));
            }
            else
            {
                kept++;
                await PlanDayTests.AssertProblemAsync(gone, HttpStatusCode.Conflict, "board-in-use");
                Assert.Equal(HttpStatusCode.OK, given.StatusCode);
                Assert.Equal((1, 1), (left, its));
            }
        }

        Assert.Equal(20, kept + removed);
    }

    [Theory]
    [InlineData("new day")]
    [InlineData("day")]
    [InlineData("account")]
    [InlineData("api-key")]
    [InlineData("speaker")]
    [InlineData("moved speaker")]
    [InlineData("rule")]
    public async Task Nothing_is_given_to_one_that_is_removed_after_it_was_named(string what)
    {
        var (service, database) = await InterruptedDatabase.StartAsync();
        await using var started = service;
        using var editor = await Editor.OfAsync(service);
        using var planner = await Planner.OfAsync(service);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        (await editor.AddAsync(new { slug = "gavleborg", name = "Länsstyrelsen Gävleborg" })).EnsureSuccessStatusCode();
        var speaker = new { name = "Maja Holm", email = "maja@example.org", language = "sv", board = what == "speaker" ? "gavleborg" : null };
        var (day, tag) = await planner.ReadAsync("lulea");
        day["board"] = "gavleborg";
        var moved = what == "moved speaker" ? await (await administrator.PostAsJsonAsync("/api/organizer/speakers", speaker)).JsonAsync() : null;
        using var move = new HttpRequestMessage(HttpMethod.Put, $"/api/organizer/speakers/{moved?["id"]}") { Content = JsonContent.Create(new { speaker.name, speaker.email, speaker.language, board = "gavleborg" }), Headers = { { "If-Match", "*" } } };
        var gone = false;
        database.Before(async () =>
        {
            using var removed = await editor.RemoveAsync("gavleborg");
            gone = removed.StatusCode == HttpStatusCode.NoContent;
        });

        using var refused = await (what switch
        {
            "new day" => planner.AddAsync(Day("boden", "gavleborg")),
            "day" => planner.PutAsync("lulea", day, tag),
            "account" => administrator.PostAsJsonAsync("/api/organizer/accounts", new { name = "Anna Ek", email = "anna@example.org", role = "organizer", board = "gavleborg" }),
            "api-key" => administrator.PostAsJsonAsync("/api/organizer/api-keys", new { name = "prov", role = "organizer", board = "gavleborg" }),
            "speaker" => administrator.PostAsJsonAsync("/api/organizer/speakers", speaker),
            "moved speaker" => administrator.SendAsync(move),
            _ => administrator.PutAsJsonAsync("/api/organizer/erasure/rules/gavleborg/needs", new { daysAfter = 14 }),
        });

        Assert.True(gone);
        Assert.Equal(what switch { "rule" => HttpStatusCode.NotFound, "moved speaker" => HttpStatusCode.PreconditionFailed, _ => HttpStatusCode.BadRequest }, refused.StatusCode);
        if (refused.StatusCode == HttpStatusCode.BadRequest)
        {
            Assert.Equal(["board"], await PlanDayTests.FaultsAsync(refused));
        }

        Assert.Equal(0, await service.CountAsync("Accounts WHERE Board = 'gavleborg'") + await service.CountAsync("ApiKeys WHERE Board = 'gavleborg'") + await service.CountAsync("ErasureRules"));
    }

    [GeneratedRegex(@"FROM (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
