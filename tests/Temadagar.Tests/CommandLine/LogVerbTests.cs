using Microsoft.Extensions.DependencyInjection;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>The log from the command line: the built program in a process of its own.</summary>
[Slow]
public class LogVerbTests
{
    [Fact]
    public async Task The_log_is_verified_pruned_under_a_decision_and_verified_again_and_what_was_changed_is_named()
    {
        using var folder = new DataFolder();
        await using (var service = await TestService.StartAsync(folder: folder.Path, clock: FakeClock.At("2020-05-01T12:00:00+02:00")))
        {
            await service.NamedKeyAsync(Role.Reader);
            await service.NamedKeyAsync(Role.Reader);
            await service.Services.GetRequiredService<LogClock>().RunAsync(TestContext.Current.CancellationToken);
        }

        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            await service.NamedKeyAsync(Role.Reader);
        }

        var before = await BuiltProgram.RunAsync("log", "verify", folder.Setting);
        var head = before.Output.Trim().Split(' ')[^1];
        var dry = await BuiltProgram.RunAsync("log", "prune", "--before", "2020-05-02", "--decision", "Dnr 7", "--dry-run", folder.Setting);
        var run = await BuiltProgram.RunAsync("log", "prune", "--before", "2020-05-02", "--decision", "Dnr 7", folder.Setting);
        var again = await BuiltProgram.RunAsync("log", "prune", "--before", "2020-05-02", "--decision", "Dnr 7", folder.Setting);
        var after = await BuiltProgram.RunAsync("log", "verify", "--head", head[..18], folder.Setting);

        Assert.Equal((0, ""), (before.ExitCode, before.Errors));
        Assert.Matches(@"\AAs sealed: 3 rows\. Pruned: 0 rows\. Head: 3:[0-9a-f]{64}\n\z", before.Output);
        Assert.Equal((0, "Would be pruned: 2 rows from before 2020-05-02, under Dnr 7\n"), (dry.ExitCode, dry.Output));
        Assert.Equal((0, "Pruned: 2 rows from before 2020-05-02, under Dnr 7\n"), (run.ExitCode, run.Output));
        Assert.Equal((0, "Nothing is from before 2020-05-02.\n"), (again.ExitCode, again.Output));
        Assert.Equal((0, ""), (after.ExitCode, after.Errors));
        Assert.Matches(@"\APruned at [^\n]+: rows from before 2020-05-01T22:00:00\.0000000Z, 2 in all, under Dnr 7\nAs sealed: 2 rows\. Pruned: 2 rows\. Head: 4:", after.Output);

        await using (var service = await TestService.StartAsync(folder: folder.Path))
        {
            await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE AccessLog SET Action = 'signedIn' WHERE SealNumber = 3"));
        }

        var changed = await BuiltProgram.RunAsync("log", "verify", "--head", head, "--head", "9:0123456789abcdef", folder.Setting);
        var refused = await BuiltProgram.RunAsync("log", "prune", "--before", "2026-01-01", "--decision", "Dnr 7", folder.Setting);

        Assert.Equal((1, "temadagar: the log is not as it was sealed: 2 faults.\n"), (changed.ExitCode, changed.Errors));
        Assert.Matches(@"\ANumber 3, row [0-9a-f-]{36}, [0-9T:.-]+Z: changed since it was sealed\.\nNumber 9: the chain ends before this head", changed.Output);
        Assert.Equal((1, "temadagar: the log is not as it was sealed: nothing was pruned.\n"), (refused.ExitCode, refused.Errors));
    }

    [Theory]
    [InlineData("--head", "verify", "--head", "3:abc")]
    [InlineData("--before", "prune", "--before", "i går", "--decision", "Dnr 1")]
    [InlineData("--before", "prune", "--before", "2999-01-01", "--decision", "Dnr 1")]
    [InlineData("--decision", "prune", "--before", "2020-01-01", "--decision", " ")]
    [InlineData("'--decision' is required", "prune", "--before", "2020-01-01")]
    public async Task What_it_cannot_take_is_named_and_nothing_is_done(string named, params string[] words)
    {
        using var folder = new DataFolder();

        var (exitCode, _, errors) = await BuiltProgram.RunAsync(["log", .. words, folder.Setting]);

        Assert.Equal(1, exitCode);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }
}
