using Microsoft.Extensions.Time.Testing;
using Temadagar.Data;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Tests.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Logs;

/// <summary>A database with a log, and what the service does with that; no service that would seal meanwhile.</summary>
internal sealed class SealedLog : IAsyncDisposable
{
    private readonly TestDatabase made;
    private readonly LogSealStore seals;
    private readonly LogPruningStore prunings = new();

    private SealedLog(TestDatabase made)
    {
        this.made = made;
        seals = new LogSealStore(made.Database);
    }

    public FakeTimeProvider Clock { get; } = FakeClock.At();

    public SealLog Sealing => new(made.Database, seals, Clock);

    /// <summary>Another instance's way to the same database.</summary>
    public SealLog Another(Database database) => new(database, new LogSealStore(database), Clock);

    public string File => made.File;

    /// <summary>With rows a minute apart, about different numbers of people, each sealed in the minute.</summary>
    public static async Task<SealedLog> WithAsync(int rows)
    {
        var log = new SealedLog(await TestDatabase.CreateAsync());
        for (var row = 1; row <= rows; row++)
        {
            log.Clock.Advance(TimeSpan.FromMinutes(1));
            await log.AddAsync(row);
            await log.SealAsync();
        }

        return log;
    }

    public Task AddAsync(int people) => made.Database.WriteAsync(write =>
        new AccessLog(made.Database, Clock).AddAsync(write, Caller.Operator, AccessAction.PeopleListed, Guid.CreateVersion7(), "norrbotten", people));

    public Task<LogHead?> SealAsync() => Sealing.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>What someone does who has the database.</summary>
    public Task<int> DoAsync(string sql, object? parameters = null) => made.Database.WriteAsync(write => write.ExecuteAsync(sql, parameters));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var read = await made.Database.OpenReadAsync();
        return [.. await read.QueryAsync<T>(sql)];
    }

    public Task<int> PruneAsync(DateTimeOffset olderThan, string decision = "Dnr 1") =>
        new PruneLog(made.Database, Sealing, prunings, new AccessLog(made.Database, Clock), Clock)
            .RunAsync(Caller.Operator, olderThan, decision, TestContext.Current.CancellationToken);

    public async Task<(LogVerdict Verdict, IReadOnlyList<LogFault> Faults)> VerifyAsync(params LogHead[] noted)
    {
        var faults = new List<LogFault>();
        var verdict = await new VerifyLog(made.Database, Sealing, seals, prunings, Clock).RunAsync(noted, faults.Add, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal(faults.Count, verdict.Faults);
        return (verdict, faults);
    }

    /// <summary>Each fault as "kind number".</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(params LogHead[] noted) =>
        [.. (await VerifyAsync(noted)).Faults.Select(fault => $"{Code.Of(fault.Kind)} {fault.Number}".Trim())];

    public ValueTask DisposeAsync() => made.DisposeAsync();
}
