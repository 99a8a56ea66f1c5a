using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.ProtectedPeople;

namespace Temadagar.Tests.CommandLine;

/// <summary>Moving to another database, from the command line: the built program in a process of its own. Without a SQL Server the other one is SQLite too.</summary>
[Slow]
public class DatabaseVerbTests
{
    private const string Journal = "SchemaVersions";

    [Fact]
    public async Task Everything_is_copied_and_compared_and_the_service_goes_on_there()
    {
        using var folder = new DataFolder();
        using var there = new DataFolder();
        string link;
        await using (var day = await HeldDay.StartAsync(null, _ => { }, folder.Path, TestService.BehindProxy))
        {
            await day.AttendeeAsync("Åsa", "Öberg", "asa@example.org");
            var handler = await ProtectedCalls.HandlerAsync(day);
            await ProtectedCalls.RegisterAsync(handler, day);
            link = await day.Service.LinkOfAsync("asa@example.org", day.Slug);
            await day.Service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", link).OkAsync();
            await day.EndAsync();
            await day.IssueAsync();
            await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        }

        var copied = await CopyAsync(folder, there);

        Assert.Equal((0, ""), (copied.ExitCode, copied.Errors));
        Assert.Matches(@"\nRegistrations: 2\n(.*\n)+Copied and compared: \d+ rows of \d+ tables\.\n\z", copied.Output);
        Assert.Equal(folder.Dump(Journal), there.Dump(Journal));
        foreach (var beside in Directory.EnumerateFiles(folder.Path, "link.key").Concat(Directory.EnumerateFiles(Path.Combine(folder.Path, "keys"))))
        {
            var place = Path.Combine(there.Path, Path.GetRelativePath(folder.Path, beside));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(beside, place);
        }

        await using (var moved = await TestService.StartAsync(seed: null, folder: there.Path))
        {
            Assert.Equal("Åsa", (string)(await moved.MyAsync(HttpMethod.Get, OwnChanges.Mine, link).OkAsync())["firstName"]!);
        }

        var again = await CopyAsync(folder, there);
        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.Contains("has rows already. Nothing was copied", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_to_copy_to_and_to_another_s_tables_nothing_is_copied()
    {
        using var folder = new DataFolder();
        using var there = new DataFolder();
        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            await service.NamedKeyAsync(Role.Reader);
        }

        var nowhere = await BuiltProgram.RunAsync("database", "copy", "--to", "Sqlite", folder.Setting);
        Assert.Equal(1, nowhere.ExitCode);
        Assert.Contains("TEMADAGAR_COPY_TO is not set", nowhere.Errors, StringComparison.Ordinal);
        // As the setting of the same kind, in one line.
        foreach (var (provider, place, fault) in new[] { ("Sqlite", "nonsense", "is not a connection string for SQLite"), ("SqlServer", "Server=db", "names no database") })
        {
            var unfit = await BuiltProgram.RunAsync(["database", "copy", "--to", provider, folder.Setting], new Dictionary<string, string> { ["TEMADAGAR_COPY_TO"] = place });
            Assert.Equal(1, unfit.ExitCode);
            Assert.StartsWith($"temadagar: TEMADAGAR_COPY_TO: {fault}", unfit.Errors, StringComparison.Ordinal);
        }

        await using (var other = await TestService.StartAsync(seed: null, folder: there.Path))
        {
            await other.Database.WriteAsync(write => write.ExecuteAsync("ALTER TABLE Boards DROP COLUMN PrivacyNotice"));
        }

        var refused = await CopyAsync(folder, there);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Boards is another there", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, there.Count("Series"));
    }

    private static Task<(int ExitCode, string Output, string Errors)> CopyAsync(DataFolder from, DataFolder to) => BuiltProgram.RunAsync(
        ["database", "copy", "--to", "Sqlite", from.Setting], new Dictionary<string, string> { ["TEMADAGAR_COPY_TO"] = $"Data Source={Path.Combine(to.Path, "temadagar.db")}" });
}
