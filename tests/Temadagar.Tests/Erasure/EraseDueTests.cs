using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Erasure;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Erasure;

public class EraseDueTests
{
    private const string Rules = "/api/organizer/erasure";

    [Fact]
    public async Task Diet_goes_a_week_after_the_day_under_a_decision_with_a_report_and_without_one_it_stays()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        var day = await DayOfAsync(service, "norrbotten");
        await EatsAsync(service, day, "kost@example.org");
        Assert.Equal(("norrbotten", 7, null), Rule(await organizer.GetJsonAsync(Rules)));

        clock.Advance(TimeSpan.FromDays(36));
        Assert.Empty((await organizer.GetJsonAsync(Rules))["due"]!.AsArray());
        clock.Advance(TimeSpan.FromDays(1));
        await service.EraseAsync();
        var due = Assert.Single((await organizer.GetJsonAsync(Rules))["due"]!.AsArray())!;
        Assert.Equal(("needs", 1, null), ((string)due["data"]!, (int)due["people"]!, (string?)due["decision"]));
        Assert.Equal(1, await service.CountAsync("Needs"));

        using var changed = await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 7, decision = "Dnr 123-2027, gallringsbeslut" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await service.Services.GetRequiredService<LogClock>().RunAsync(TestContext.Current.CancellationToken);
        var head = (await service.QueryAsync<string>("SELECT CONCAT(Number, ':', Seal) FROM LogSeals WHERE Number = (SELECT MAX(n.Number) FROM LogSeals n)"))[0];
        await service.EraseAsync();
        await service.EraseAsync();

        Assert.Equal(0, await service.CountAsync("Needs"));
        var view = await organizer.GetJsonAsync(Rules);
        Assert.Empty(view["due"]!.AsArray());
        var report = Assert.Single(view["reports"]!.AsArray())!;
        Assert.Equal((day, "needs", "Dnr 123-2027, gallringsbeslut", 1, 7), ((string)report["themeDay"]!, (string)report["data"]!, (string)report["decision"]!, (int)report["people"]!, (int)report["daysAfter"]!));
        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'erased' AND People = 1"));
        Assert.Equal(head, (string)report["logHead"]!);
        // Another board sees nothing of it, and cannot change the rule.
        using var another = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));
        Assert.Empty((await another.GetJsonAsync(Rules))["reports"]!.AsArray());
        using var refused = await another.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 1 });
        await AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-erasure-rule");
    }

    [Fact]
    public async Task What_was_restored_is_erased_once_more_and_a_decision_taken_back_erases_nothing()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        var (one, other) = (await DayOfAsync(service, "norrbotten"), await DayOfAsync(service, "norrbotten"));
        await EatsAsync(service, one, "ett@example.org");
        await EatsAsync(service, other, "tva@example.org");
        (await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 0, decision = "Dnr 1" })).EnsureSuccessStatusCode();
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET CancelledAt = @Now WHERE Slug = @one", new { Now = clock.GetUtcNow(), one }));
        var kept = await service.QueryAsync<byte[]>("SELECT n.Sealed FROM Needs n JOIN Registrations r ON r.Id = n.RegistrationId WHERE r.Email = 'ett@example.org'");

        // A day that is cancelled has nobody to feed.
        await service.EraseAsync();
        Assert.Equal(1, await service.CountAsync("Needs"));
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "INSERT INTO Needs (RegistrationId, Sealed) SELECT r.Id, @Sealed FROM Registrations r WHERE r.Email = 'ett@example.org'", new { Sealed = kept[0] }));
        await service.EraseAsync();
        Assert.Equal(2, await service.CountAsync("ErasureReports"));

        (await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 0 })).EnsureSuccessStatusCode();
        clock.Advance(TimeSpan.FromDays(60));
        (await organizer.PostAsync(new Uri(Rules + "/run", UriKind.Relative), null)).EnsureSuccessStatusCode();
        Assert.Equal(1, await service.CountAsync("Needs"));
    }

    [Slow]
    [Fact]
    public async Task The_verb_says_what_would_go_and_why_the_rest_stays()
    {
        var clock = FakeClock.At();
        using var folder = new DataFolder();
        await using (var service = await TestService.StartAsync(clock: clock, folder: folder.Path))
        {
            var (one, other) = (await DayOfAsync(service, "norrbotten"), await DayOfAsync(service, "jamtland"));
            await EatsAsync(service, one, "ett@example.org");
            await EatsAsync(service, other, "tva@example.org");
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2020-01-02' WHERE Slug LIKE 'egen-%'"));
            using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
            (await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 7, decision = "Dnr 1" })).EnsureSuccessStatusCode();
        }

        var dry = await BuiltProgram.RunAsync("privacy", "erase", "--dry-run", folder.Setting);
        var run = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting);
        var again = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting);

        // Of both days nobody has decided what becomes of the people and of their mails.
        static string Kept(string board, string data, string day, string due) => $"Kept, for want of a decision by {board}: {data} of 1 person of {day}, due {due}\n";
        var kept = Kept("jamtland", "needs", "egen-006", "2020-01-09") + Kept("norrbotten", "mails", "egen-005", "2020-04-01") + Kept("jamtland", "mails", "egen-006", "2020-04-01")
            + Kept("norrbotten", "registrations", "egen-005", "2021-01-01") + Kept("jamtland", "registrations", "egen-006", "2021-01-01");
        Assert.Equal((0, $"{kept}Would be erased: needs of 1 person of egen-005, due 2020-01-09, under Dnr 1\n"), (dry.ExitCode, dry.Output));
        Assert.Equal((0, $"{kept}Erased: needs of 1 person of egen-005, due 2020-01-09, under Dnr 1\n"), (run.ExitCode, run.Output));
        Assert.Equal((0, $"{kept}Nothing is to be erased.\n"), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task Erased_data_stay_in_no_file_of_the_database()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await DayOfAsync(service, "norrbotten");
        await EatsAsync(service, day, "spar@example.org");
        var trace = (await service.QueryAsync<byte[]>("SELECT Sealed FROM Needs"))[0];
        Assert.True(await InFilesAsync(service, trace));
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        (await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 0, decision = "Dnr 1" })).EnsureSuccessStatusCode();
        clock.Advance(TimeSpan.FromDays(31));

        await service.EraseAsync();

        Assert.Equal(0, await service.CountAsync("Needs"));
        // The service's own clock may have been first, and be about to empty the log.
        await Eventually.TrueAsync(async () => !await InFilesAsync(service, trace));
    }

    private static async Task<string> DayOfAsync(TestService service, string board)
    {
        var id = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = @board", new { board }))[0]);
        return await service.AddDayAsync(change: day => day with { BoardId = id, ServesFood = true });
    }

    private static async Task EatsAsync(TestService service, string day, string email)
    {
        await service.FareAsync(day, email);
        await service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/needs", await service.LinkOfAsync(email, day), new { diet = "vegan", dietNote = "Utan soja" }).OkAsync();
    }

    private static (string, int, string?) Rule(JsonNode view)
    {
        Assert.Equal(["needs", "mails", "registrations", "certificates"], view["rules"]!.AsArray().Select(one => (string)one!["data"]!));
        var rule = view["rules"]![0]!;
        return ((string)rule["board"]!, (int)rule["daysAfter"]!, (string?)rule["decision"]);
    }

    private static async Task<bool> InFilesAsync(TestService service, byte[] trace) => (await service.DatabaseFilesAsync()).Any(file => file.AsSpan().IndexOf(trace) >= 0);
}

internal static class ErasureCalls
{
    /// <summary>All that is in the database's files: rows, indexes, free pages and the log that is written ahead.</summary>
    public static async Task<IReadOnlyList<byte[]>> DatabaseFilesAsync(this TestService service)
    {
        var files = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(service.Folder, "temadagar.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            files.Add(copy.ToArray());
        }

        return files;
    }

    /// <summary>A rule with a decision.</summary>
    public static async Task DecideAsync(this HttpClient organizer, string data, int daysAfter, string board = "norrbotten")
    {
        using var response = await organizer.PutAsJsonAsync($"/api/organizer/erasure/rules/{board}/{data}", new { daysAfter, decision = "Dnr 7-2027" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static Task EraseAsync(this TestService service) => service.Services.GetRequiredService<ErasureClock>().RunAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
