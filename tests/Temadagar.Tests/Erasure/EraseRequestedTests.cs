using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Erasure;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Erasure;

/// <summary>Single people, whose request was granted.</summary>
public class EraseRequestedTests
{
    [Fact]
    public async Task Who_is_granted_it_loses_the_place_at_once_is_told_and_is_then_erased()
    {
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        var day = await OwnDayAsync(service);
        await service.FareAsync(day, "radera@example.org", "kvar@example.org");
        var link = await service.LinkOfAsync("radera@example.org", day);

        await GrantAsync(service, day, link);

        Assert.Equal("cancelled", Assert.Single(await service.QueryAsync<string>("SELECT Status FROM Registrations WHERE Email = 'radera@example.org'")));
        Assert.Equal(1, await service.CountAsync("Places WHERE Taken = 1 AND ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @day)", new { day }));
        await service.MailsAsync("erasure-answered", "radera@example.org");
        await service.MailsAsync("registration-cancelled", "radera@example.org");
        await EraseSoonAsync(service, "radera@example.org");
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Recipient = 'radera@example.org' OR Facts LIKE '%radera@%'"));
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'kvar@example.org' AND Status = 'confirmed'"));
        using (var own = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, link))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, own.StatusCode);
        }

        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        var report = Assert.Single((await organizer.GetJsonAsync("/api/organizer/erasure"))["reports"]!.AsArray())!;
        Assert.Equal(("request", 1), ((string)report["data"]!, (int)report["people"]!));
        Assert.StartsWith("GDPR art. 17, 20", (string)report["decision"]!, StringComparison.Ordinal);
        Assert.Equal(["norrbotten"], await service.QueryAsync<string>("SELECT Board FROM AccessLog WHERE Action = 'erased'"));
        await using (var read = await service.Database.OpenReadAsync())
        {
            // A request is no rule's kind of data.
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => service.Services.GetRequiredService<PersonalDataStore>().CountAsync(read, ErasedData.Request, Guid.NewGuid()));
        }

        await service.AssertConsistentAsync();
        // Ids and times, and nothing else.
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f-]{27} [0-9T:-]{19}Z\n$", await File.ReadAllTextAsync(LedgerIn(folder)));
    }

    [Slow]
    [Fact]
    public async Task Whom_a_restored_database_brings_back_the_ledger_takes_out_once_more()
    {
        using var folder = new DataFolder();
        using var backup = new DataFolder();
        string day;
        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            day = await OwnDayAsync(service);
            await service.FareAsync(day, "radera@example.org", "kvar@example.org");
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Profession = Profession"));
            await service.Database.ForgetErasedAsync(TestContext.Current.CancellationToken);
            File.Copy(Path.Combine(folder.Path, "temadagar.db"), Path.Combine(backup.Path, "temadagar.db"));
            await GrantAsync(service, day, await service.LinkOfAsync("radera@example.org", day));
            await service.MailsAsync("erasure-answered", "radera@example.org");
            await EraseSoonAsync(service, "radera@example.org");
        }

        var lost = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting, $"--Temadagar:ErasureLedger={Path.Combine(folder.Path, "felskriven.txt")}");
        Assert.Contains("names nobody", lost.Errors, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "temadagar.db*"))
        {
            File.Delete(file);
        }

        File.Copy(Path.Combine(backup.Path, "temadagar.db"), Path.Combine(folder.Path, "temadagar.db"));
        // As a power cut would leave it.
        await File.AppendAllTextAsync(LedgerIn(folder), "0198");
        var dry = await BuiltProgram.RunAsync("privacy", "erase", "--dry-run", folder.Setting);
        var verb = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting);
        var again = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting);

        Assert.Equal((0, "Would be erased: 1 person, upon request\n"), (dry.ExitCode, dry.Output));
        Assert.Equal((0, "Erased: 1 person, upon request\n", ""), verb);
        Assert.Equal((0, "Nothing is to be erased.\n"), (again.ExitCode, again.Output));
        await using var restored = await TestService.StartAsync(seed: null, folder: folder.Path);
        Assert.Equal(["kvar@example.org"], await restored.QueryAsync<string>("SELECT Email FROM Registrations WHERE ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @day)", new { day }));
        await restored.AssertConsistentAsync();
        // Who was told of the erasure is not told once more.
        Assert.Equal(0, await restored.CountAsync("Outbox WHERE State IN ('queued', 'sending')"));
    }

    [Fact]
    public async Task Without_its_ledger_nobody_is_erased_and_the_log_says_why()
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "fil"), "");
        var lines = new LogLines();
        await using var service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, null, folder.Path, services => services.AddSingleton<ILoggerProvider>(lines), $"--Temadagar:ErasureLedger={Path.Combine(folder.Path, "fil", "liggare.txt")}");
        var day = await OwnDayAsync(service);
        await service.FareAsync(day, "radera@example.org");
        await GrantAsync(service, day, await service.LinkOfAsync("radera@example.org", day));
        await service.MailsAsync("erasure-answered", "radera@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);

        await service.EraseAsync();

        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'radera@example.org'"));
        Assert.Contains(lines.All, line => line.Contains("The ledger of erasures cannot be read or written", StringComparison.Ordinal));
    }

    [Slow]
    [Fact]
    public async Task A_ledger_that_cannot_be_used_is_said_by_the_verb_and_what_the_rules_say_is_erased_all_the_same()
    {
        using var folder = new DataFolder();
        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            var day = await OwnDayAsync(service);
            await service.FareAsync(day, "radera@example.org");
            await GrantAsync(service, day, await service.LinkOfAsync("radera@example.org", day));
            await service.MailsAsync("erasure-answered", "radera@example.org");
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        }

        // A folder is no file.
        var ledger = $"--Temadagar:ErasureLedger={folder.Path}";
        var dry = await BuiltProgram.RunAsync("privacy", "erase", "--dry-run", folder.Setting, ledger);
        var run = await BuiltProgram.RunAsync("privacy", "erase", folder.Setting, ledger);

        Assert.NotEqual(0, dry.ExitCode);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("nobody was erased upon request", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Erased:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_who_note_at_once_lose_no_line()
    {
        using var folder = new DataFolder();
        var path = Path.Combine(folder.Path, "liggare.txt");
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();

        // Each as another instance would.
        await Parallel.ForEachAsync(ids, TestContext.Current.CancellationToken, (id, _) =>
        {
            new Temadagar.Erasure.ErasureLedger(path).Add(id, DateTimeOffset.UnixEpoch);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(ids.Order(), new Temadagar.Erasure.ErasureLedger(path).Read().Order());
    }

    [Fact]
    public async Task Who_has_been_granted_it_is_not_refused_by_asking_once_more()
    {
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(folder: folder.Path);
        var day = await OwnDayAsync(service);
        await service.FareAsync(day, "radera@example.org");
        var link = await service.LinkOfAsync("radera@example.org", day);
        await GrantAsync(service, day, link);

        var again = await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", link).OkAsync();

        Assert.Equal("granted", (string)again["outcome"]!);
        Assert.Equal(1, await service.CountAsync("ErasureRequests"));
    }

    private static string LedgerIn(DataFolder folder) => Path.Combine(folder.Path, "erasures.txt");

    private static async Task GrantAsync(TestService service, string day, string link)
    {
        await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", link).OkAsync();
        using var organizer = service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten"));
        var request = (await service.QueryAsync<string>("SELECT Id FROM ErasureRequests"))[0];
        using var answered = await organizer.PostAsJsonAsync($"/api/organizer/theme-days/{day}/erasure-requests/{request}/answer", new { outcome = "granted", answer = "Vi raderar allt." });
        Assert.True(answered.IsSuccessStatusCode, await answered.Content.ReadAsStringAsync());
    }

    // The mail has been seen on its way out; that it was is noted a moment later.
    private static Task EraseSoonAsync(TestService service, string email) => Eventually.TrueAsync(async () =>
    {
        await service.EraseAsync();
        return await service.CountAsync("Registrations WHERE Email = @email", new { email }) == 0;
    });

    private static async Task<string> OwnDayAsync(TestService service)
    {
        var id = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = 'norrbotten'"))[0]);
        return await service.AddDayAsync(change: day => day with { BoardId = id });
    }
}
