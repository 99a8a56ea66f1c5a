using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

public class QueryPlanTests
{
    // What each registration, own page, mail and portrait runs: none may read a table from end to end.
    public static TheoryData<string> Hot => new(
        "ThemeDayStore.FindBySlugSql", "ThemeDayStore.FindSql", "ThemeDayStore.ArriveSql", "ThemeDayStore.LockSql", "PlaceStore.OfDaySql", "PlaceStore.TakeSql",
        "PlaceStore.ReleaseSql", "RegistrationStore.FindSql", "RegistrationStore.FindByAddressSql", "RegistrationStore.CancelSql", "RegistrationStore.OfAddressSql", "RegistrationStore.CancelledOfAddressSql", "NeedsStore.FindSql", "NeedsStore.OfDaySql", "NeedsStore.ForgetUnlessOnSiteSql", "Outbox.RefusedSql", "OwnDataStore.MailsSql", "OwnLooks.OfSql", "LogSealStore.HeadSql", "LogSealStore.OldestUnsealedSql", "LogSealStore.UnsealedSql", "LogSealStore.NumberSql", "WaitlistStore.LeaveGroupSql", "WaitlistStore.LiveOfSql", "WaitlistStore.NextGroupSql", "WaitlistStore.WaitingOfSql", "WaitlistStore.OverdueSql",
        "InterestStore.FindByAddressSql", "InterestStore.UntoldSql", "InterestStore.RemoveUselessSql", "Idempotency.FindSql", "Outbox.AnyDueSql", "Outbox.DueSql", "Outbox.ClaimSql", "Outbox.SentSql",
        "SpeakerStore.FindShownPortraitSql", "PortraitStore.FindSmallSql", "PortraitStore.FindLargeSql", "CheckInStore.FindByCodeSql", "AccountStore.FindSignedInSql", "SignInAttemptStore.CountSql", "SignInAttemptStore.ForgetOldSql",
        "CheckInStore.FindSql", "CheckInStore.EventsOfSql", "CheckInStore.EventsOfDaySql", "CheckInStore.FindEventSql", "CheckInStore.CountSql", "CheckInStore.AnySql",
        "CertificateStore.FindByCodeSql", "CertificateStore.LatestSql", "CertificateStore.StreamValidSql", "CertificateStore.LastSequenceSql",
        "FiguresStore.CountSql", "FiguresStore.RecordedSql", "FiguresStore.FrozenSql");

    [Fact]
    public async Task A_start_reads_none_of_those_who_lack_nothing()
    {
        var steps = await PlanAsync("RegistrationStore.WithoutKeysSql");

        Assert.Equal(2, steps.Count(step => step.Contains("IX_Registrations_Without", StringComparison.Ordinal)));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Hot))]
    public async Task A_hot_statement_finds_its_rows_by_an_index(string name)
    {
        var steps = await PlanAsync(name);

        Assert.NotEmpty(steps);
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync(string name)
    {
        var sql = SqlStatements.All[name];
        await using var service = await TestService.StartAsync(seed: null);
        await using var read = await service.Sqlite.OpenReadAsync(TestContext.Current.CancellationToken);
        using var command = read.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var parameter in SqlStatements.ParametersOf(sql))
        {
            command.Parameters.Add(new SqliteParameter(parameter, "x"));
        }

        var steps = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }
}
