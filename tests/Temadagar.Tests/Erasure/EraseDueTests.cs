using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Erasure;
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
        await RunAsync(service);
        Assert.Equal((1, null), ((int)(await organizer.GetJsonAsync(Rules))["due"]![0]!["people"]!, (string?)(await organizer.GetJsonAsync(Rules))["due"]![0]!["decision"]));
        Assert.Equal(1, await service.CountAsync("Needs"));

        using var changed = await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 7, decision = "Dnr 123-2027, gallringsbeslut" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await RunAsync(service);
        await RunAsync(service);

        Assert.Equal(0, await service.CountAsync("Needs"));
        var view = await organizer.GetJsonAsync(Rules);
        Assert.Empty(view["due"]!.AsArray());
        var report = Assert.Single(view["reports"]!.AsArray())!;
        Assert.Equal((day, "needs", "Dnr 123-2027, gallringsbeslut", 1, 7), ((string)report["themeDay"]!, (string)report["data"]!, (string)report["decision"]!, (int)report["people"]!, (int)report["daysAfter"]!));
        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'erased' AND People = 1"));
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
        await RunAsync(service);
        Assert.Equal(1, await service.CountAsync("Needs"));
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "INSERT INTO Needs (RegistrationId, Sealed) SELECT r.Id, @Sealed FROM Registrations r WHERE r.Email = 'ett@example.org'", new { Sealed = kept[0] }));
        await RunAsync(service);
        Assert.Equal(2, await service.CountAsync("ErasureReports"));

        (await organizer.PutAsJsonAsync(Rules + "/rules/norrbotten/needs", new { daysAfter = 0 })).EnsureSuccessStatusCode();
        clock.Advance(TimeSpan.FromDays(60));
        (await organizer.PostAsync(new Uri(Rules + "/run", UriKind.Relative), null)).EnsureSuccessStatusCode();
        Assert.Equal(1, await service.CountAsync("Needs"));
    }

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

        const string kept = "Kept, for want of a decision by jamtland: needs of 1 person of egen-006, due 2020-01-09";
        Assert.Equal((0, $"{kept}\nWould be erased: needs of 1 person of egen-005, due 2020-01-09, under Dnr 1\n"), (dry.ExitCode, dry.Output));
        Assert.Equal((0, $"{kept}\nErased: needs of 1 person of egen-005, due 2020-01-09, under Dnr 1\n"), (run.ExitCode, run.Output));
        Assert.Equal((0, $"{kept}\nNothing is to be erased.\n"), (again.ExitCode, again.Output));
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

        await RunAsync(service);

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

    private static Task RunAsync(TestService service) => service.Services.GetRequiredService<ErasureClock>().RunAsync(TestContext.Current.CancellationToken);

    private static (string, int, string?) Rule(JsonNode view)
    {
        var rule = Assert.Single(view["rules"]!.AsArray())!;
        return ((string)rule["board"]!, (int)rule["daysAfter"]!, (string?)rule["decision"]);
    }

    private static async Task<bool> InFilesAsync(TestService service, byte[] trace)
    {
        foreach (var file in Directory.EnumerateFiles(service.Folder, "temadagar.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            if (copy.ToArray().AsSpan().IndexOf(trace) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}

internal static class ErasureCalls
{
    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
