namespace Temadagar.Tests.Logs;

/// <summary>Old rows of the log go under a decision; nothing else goes with them.</summary>
public class PruneLogTests
{
    [Fact]
    public async Task What_is_older_goes_under_a_decision_and_the_chain_holds()
    {
        await using var log = await SealedLog.WithAsync(10);
        var noted = (await log.SealAsync())!;

        Assert.Equal(5, await log.PruneAsync(await AtAsync(log, 6)));
        Assert.Equal(0, await log.PruneAsync(await AtAsync(log, 6)));
        Assert.Equal(2, await log.PruneAsync(await AtAsync(log, 8), "Dnr 2"));

        var (verdict, faults) = await log.VerifyAsync(noted);
        Assert.Empty(faults);
        Assert.Equal((12, 5, 7), (verdict.Head!.Number, verdict.Sealed, verdict.Pruned));
        Assert.Equal([("Dnr 1", "5"), ("Dnr 2", "2")], verdict.Prunings.Select(one => (one.Decision, one.Pruned)));
        Assert.Equal(["logPruned operator", "logPruned operator"], await log.QueryAsync<string>("SELECT CONCAT(Action, ' ', ActorKind) FROM AccessLog WHERE SealNumber > 10"));
    }

    [Fact]
    public async Task The_row_that_tells_of_a_pruning_is_never_pruned()
    {
        await using var log = await SealedLog.WithAsync(3);
        log.Clock.Advance(TimeSpan.FromDays(1));
        await log.PruneAsync(log.Clock.GetUtcNow());
        log.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await log.PruneAsync(log.Clock.GetUtcNow()));
        Assert.Equal(["logPruned"], await log.QueryAsync<string>("SELECT Action FROM AccessLog"));
        Assert.Empty(await log.FaultsAsync());
    }

    [Fact]
    public async Task What_was_deleted_before_is_not_taken_for_pruned()
    {
        await using var log = await SealedLog.WithAsync(10);
        var at = await AtAsync(log, 6);
        await log.DoAsync("DELETE FROM AccessLog WHERE SealNumber = 2");

        Assert.Equal(4, await log.PruneAsync(at));

        Assert.Equal(["missing 2"], await log.FaultsAsync());
    }

    [Theory]
    // A row deleted in the name of the pruning; one exchanged for another; its facts, its record or its row in the log changed or gone.
    [InlineData("UPDATE LogSeals SET PrunedById = (SELECT Id FROM LogPrunings) WHERE Number = 8; DELETE FROM AccessLog WHERE SealNumber = 8", "pruning")]
    [InlineData("UPDATE LogSeals SET PrunedById = NULL WHERE Number = 2", "missing 2", "pruning")]
    [InlineData("""
        UPDATE LogSeals SET PrunedById = CASE Number WHEN 8 THEN (SELECT Id FROM LogPrunings) END WHERE Number IN (2, 8);
        INSERT INTO AccessLog SELECT (SELECT LogRowId FROM LogSeals WHERE Number = 2), At, ActorKind, ActorId, Action, SubjectId, Board, 2, 2, NULL FROM AccessLog WHERE SealNumber = 8;
        DELETE FROM AccessLog WHERE SealNumber = 8
        """, "changed 2", "pruning")]
    [InlineData("UPDATE LogPrunings SET Decision = 'Dnr 3'", "changed 11", "pruning")]
    [InlineData("DELETE FROM LogPrunings", "changed 11", "pruning")]
    [InlineData("DELETE FROM AccessLog WHERE Action = 'logPruned'", "missing 11", "pruning")]
    [InlineData("INSERT INTO AccessLog SELECT s.LogRowId, l.At, l.ActorKind, l.ActorId, l.Action, l.SubjectId, l.Board, 2, 2, NULL FROM LogSeals s, AccessLog l WHERE s.Number = 2 AND l.SealNumber = 8", "returned 2")]
    public async Task Nothing_goes_in_the_name_of_a_pruning_that_it_did_not_take(string sql, params string[] faults)
    {
        await using var log = await SealedLog.WithAsync(10);
        await log.PruneAsync(await AtAsync(log, 6));

        await log.DoAsync(sql);

        Assert.Equal(faults, await log.FaultsAsync());
    }

    private static async Task<DateTimeOffset> AtAsync(SealedLog log, int number) => (await log.QueryAsync<DateTimeOffset>($"SELECT At FROM AccessLog WHERE SealNumber = {number}"))[0];
}
