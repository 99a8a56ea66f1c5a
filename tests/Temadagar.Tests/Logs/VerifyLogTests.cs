using CsCheck;
using Microsoft.Data.Sqlite;
using Temadagar.Data;
using Temadagar.Logs;
using Temadagar.Tests.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Logs;

/// <summary>What was done to the log by someone who has the database, and whether it shows.</summary>
public class VerifyLogTests
{
    [Fact]
    public async Task A_log_that_nobody_has_touched_is_as_it_was_sealed()
    {
        await using var log = await SealedLog.WithAsync(10);
        var noted = (await log.SealAsync())!;
        await log.AddAsync(11);

        var (verdict, faults) = await log.VerifyAsync(noted);

        Assert.Empty(faults);
        Assert.Equal((11, 11, 0, 0), (verdict.Head!.Number, verdict.Sealed, verdict.Pruned, verdict.Late));
        Assert.Equal(10, noted.Number);
    }

    [Fact]
    public async Task The_sum_can_be_done_again_by_hand()
    {
        await using var log = await SealedLog.WithAsync(2);
        Assert.Equal("981cff9d3c10e1cb2787a48a0dd19279c23ad168b9fb80bc8783fbab5dd95633", LogChain.HashOf(["a", null, "åäx"]));

        var hashes = await log.QueryAsync<string>("""
            SELECT '36:' || Id || '28:' || At || '8:operator-' || '12:peopleListed' || '36:' || SubjectId || '10:norrbotten' || '1:' || People || '-----' || '11:ActorBoard='
            FROM AccessLog ORDER BY SealNumber
            """);
        var seals = await log.QueryAsync<string>("SELECT Number || ' ' || LogRowId || ' ' || RowHash || ' ' || SealedAt FROM LogSeals ORDER BY Number");

        Assert.Equal(hashes.Select(Sha256), await log.QueryAsync<string>("SELECT RowHash FROM LogSeals ORDER BY Number"));
        var first = Sha256($"{new string('0', 64)} {seals[0]}");
        Assert.Equal([first, Sha256($"{first} {seals[1]}")], await log.QueryAsync<string>("SELECT Seal FROM LogSeals ORDER BY Number"));
    }

    [Theory]
    [InlineData("UPDATE AccessLog SET People = 99 WHERE SealNumber = 3", "changed 3")]
    [InlineData("UPDATE AccessLog SET ActorBoard = 'jamtland' WHERE SealNumber = 3", "changed 3")]
    [InlineData("UPDATE AccessLog SET ActorBoard = NULL WHERE SealNumber = 3", "changed 3")]
    [InlineData("UPDATE AccessLog SET At = 'igår' WHERE SealNumber = 3", "changed 3")]
    [InlineData("UPDATE AccessLog SET SubjectId = UPPER(SubjectId) WHERE SealNumber = 3", "changed 3")]
    [InlineData("UPDATE AccessLog SET People = 7 - People WHERE SealNumber IN (3, 4)", "changed 3", "changed 4")]
    [InlineData("DELETE FROM AccessLog WHERE SealNumber = 3", "missing 3")]
    [InlineData("DELETE FROM LogSeals WHERE Number = 3", "sealMissing 3", "withoutSeal")]
    [InlineData("DELETE FROM LogSeals WHERE Number IN (1, 2)", "sealMissing 1", "withoutSeal", "withoutSeal")]
    [InlineData("DELETE FROM AccessLog WHERE SealNumber = 3; DELETE FROM LogSeals WHERE Number = 3", "sealMissing 3")]
    [InlineData("DELETE FROM LogSeals WHERE Number = 10", "withoutSeal")]
    [InlineData("UPDATE LogSeals SET RowHash = Seal WHERE Number = 3", "sealChanged 3", "changed 3")]
    [InlineData("UPDATE LogSeals SET Seal = RowHash WHERE Number = 3", "sealChanged 3", "sealChanged 4")]
    [InlineData("UPDATE LogSeals SET SealedAt = '2027-01-01T00:00:00.0000000Z' WHERE Number = 3", "sealChanged 3")]
    [InlineData("UPDATE LogSeals SET PrunedById = 'x' WHERE Number = 3; DELETE FROM AccessLog WHERE SealNumber = 3", "pruning")]
    [InlineData("INSERT INTO AccessLog SELECT 'ny', At, ActorKind, ActorId, Action, SubjectId, Board, People, 11, NULL FROM AccessLog WHERE SealNumber = 3", "withoutSeal")]
    [InlineData("INSERT INTO AccessLog SELECT 'ny', '2027-02-03T09:00:00.0000000Z', ActorKind, ActorId, Action, SubjectId, Board, People, NULL, NULL FROM AccessLog WHERE SealNumber = 3", "unsealed")]
    public async Task What_was_changed_taken_away_or_put_in_is_named(string sql, params string[] faults)
    {
        await using var log = await SealedLog.WithAsync(10);

        await log.DoAsync(sql);

        Assert.Equal(faults, await log.FaultsAsync());
    }

    [Fact]
    public async Task Two_rows_that_have_changed_places_are_named()
    {
        await using var log = await SealedLog.WithAsync(10);
        await log.DoAsync("""
            UPDATE LogSeals SET LogRowId = 'x' WHERE Number = 3;
            UPDATE LogSeals SET LogRowId = (SELECT Id FROM AccessLog WHERE SealNumber = 3) WHERE Number = 4;
            UPDATE LogSeals SET LogRowId = (SELECT Id FROM AccessLog WHERE SealNumber = 4) WHERE Number = 3
            """);

        Assert.Equal(["sealChanged 3", "changed 3", "sealChanged 4", "changed 4"], await log.FaultsAsync());
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_or_a_chain_made_anew_shows_by_a_head_that_was_noted()
    {
        await using var log = await SealedLog.WithAsync(10);
        var (tenth, third) = ((await log.SealAsync())!, (await log.QueryAsync<string>("SELECT Seal FROM LogSeals WHERE Number = 3"))[0]);
        await log.DoAsync("DELETE FROM AccessLog WHERE SealNumber > 7; DELETE FROM LogSeals WHERE Number > 7");

        Assert.Empty(await log.FaultsAsync());
        Assert.Equal(["cut 10"], await log.FaultsAsync(tenth));
        Assert.Empty(await log.FaultsAsync(LogHead.Parse($"3:{third[..16].ToUpperInvariant()}")!));

        await log.DoAsync("UPDATE AccessLog SET People = 99 WHERE SealNumber = 2; DELETE FROM LogSeals; UPDATE AccessLog SET SealNumber = NULL");
        Assert.Empty(await log.FaultsAsync());
        Assert.Equal(["another 3", "cut 10"], await log.FaultsAsync(tenth, new LogHead(3, third)));
    }

    [Theory]
    [InlineData("3:0123456789abcde")]
    [InlineData("0:0123456789abcdef")]
    [InlineData("99999999999:0123456789abcdef")]
    [InlineData("3:0123456789abcdeg")]
    [InlineData("0123456789abcdef")]
    [InlineData("")]
    public void What_is_no_head_is_not_taken_for_one(string noted) => Assert.Null(LogHead.Parse(noted));

    [Fact]
    public async Task A_number_that_was_taken_away_is_given_back_and_the_sealing_goes_on()
    {
        await using var log = await SealedLog.WithAsync(3);
        await log.DoAsync("UPDATE AccessLog SET SealNumber = NULL WHERE SealNumber = 2");
        await log.AddAsync(4);

        Assert.Equal(4, (await log.SealAsync())!.Number);
        Assert.Equal([1, 2, 3, 4], await log.QueryAsync<int>("SELECT SealNumber FROM AccessLog ORDER BY People"));
        Assert.Empty(await log.FaultsAsync());
    }

    [Fact]
    public async Task What_there_was_before_sealing_began_is_not_late_and_what_is_dated_back_since_is_counted()
    {
        await using var log = await SealedLog.WithAsync(0);
        await log.AddAsync(1);
        log.Clock.Advance(TimeSpan.FromDays(100));
        await log.SealAsync();
        await log.AddAsync(2);
        await log.SealAsync();
        log.Clock.Advance(TimeSpan.FromDays(1));
        await log.AddAsync(3);
        await log.DoAsync("UPDATE AccessLog SET At = '2027-03-01T00:00:00.0000000Z' WHERE People = 3");
        await log.SealAsync();

        var (verdict, faults) = await log.VerifyAsync();

        Assert.Empty(faults);
        Assert.Equal((1, 3), (verdict.Late, verdict.FirstLate));
    }

    [Slow]
    [Fact]
    public async Task Several_that_seal_at_once_make_one_chain()
    {
        await using var log = await SealedLog.WithAsync(0);
        for (var row = 1; row <= 1_200; row++)
        {
            await log.AddAsync(row);
        }

        await using SqliteDatabase second = new(log.File, TestDatabase.AllMigrations), third = new(log.File, TestDatabase.AllMigrations);
        await Task.WhenAll(new[] { log.Sealing, log.Another(second), log.Another(third) }
            .Select(sealing => Task.Run(() => sealing.RunAsync(TestContext.Current.CancellationToken))));

        var (verdict, faults) = await log.VerifyAsync();
        Assert.Empty(faults);
        Assert.Equal((1_200, 1_200), (verdict.Head!.Number, verdict.Sealed));
    }

    // Every column of what makes the log, in any row, to anything else that the database takes.
    [Slow]
    [Fact]
    public async Task Any_single_change_is_found()
    {
        await using var log = await SealedLog.WithAsync(12);
        await log.PruneAsync(log.Clock.GetUtcNow().AddMinutes(-8));
        log.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await log.FaultsAsync());
        var columns = new[]
        {
            ("AccessLog", new[] { "Id", "At", "ActorKind", "ActorId", "Action", "SubjectId", "Board", "People", "SealNumber" }),
            ("LogSeals", ["Number", "LogRowId", "RowHash", "Seal", "SealedAt", "PrunedById"]),
            ("LogPrunings", ["Id", "OlderThan", "Decision", "Pruned", "NumbersHash", "PrunedAt"]),
        }.SelectMany(table => table.Item2.Select(column => (Table: table.Item1, Column: column))).ToArray();
        var numbers = new HashSet<string> { "People", "SealNumber", "Number", "Pruned" };
        var (changes, found) = (0, 0);

        await Gen.Select(Gen.Int[0, columns.Length - 1], Gen.Int[0, 12], Gen.Int[-5, 200], Gen.Int[0, 6]).SampleAsync(async (which, row, number, kind) =>
        {
            var where = columns[which];
            var rows = await log.QueryAsync<long>($"SELECT rowid FROM {where.Table} ORDER BY rowid");
            var at = rows[row % rows.Count];
            var before = (await log.QueryAsync<object?>($"SELECT {where.Column} AS Value FROM {where.Table} WHERE rowid = {at}")).Cast<IDictionary<string, object?>>().Single()["Value"];
            object? after = kind == 0 ? null : numbers.Contains(where.Column) ? number : (kind, before) switch
            {
                (1, string text) => text.ToUpperInvariant(),
                (2, string text) => text + " ",
                (3, string { Length: > 0 } text) => text[..^1],
                (4, _) => "",
                (5, _) => "account",
                _ => Guid.NewGuid().ToString(),
            };
            if (Equals(before?.ToString(), after?.ToString()))
            {
                return;
            }

            try
            {
                await log.DoAsync($"UPDATE {where.Table} SET {where.Column} = @after WHERE rowid = {at}", new { after });
            }
            catch (SqliteException)
            {
                // The schema forbids it.
                return;
            }

            changes++;
            var faults = await log.FaultsAsync();
            found += faults.Count > 0 ? 1 : 0;
            Assert.True(faults.Count > 0, $"{where.Table}.{where.Column} of {at} from '{before}' to '{after}'");
            await log.DoAsync($"UPDATE {where.Table} SET {where.Column} = @before WHERE rowid = {at}", new { before });
        }, iter: 400, threads: 1);

        Assert.True(changes > 100 && found == changes, $"{found} of {changes}");
        Assert.Empty(await log.FaultsAsync());
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
