using Dapper;
using Temadagar.Data;

namespace Temadagar.Organizers;

/// <summary>The attempts to sign in to an account that still count.</summary>
/// <param name="Here">From the network that is asked for.</param>
[method: ExplicitConstructor]
public sealed record AttemptsMade(int Here, int Everywhere);

/// <summary>Who has tried to sign in of late, and from which network. An attempt that counts for nobody is there so that it takes as long as one that does.</summary>
public sealed class SignInAttemptStore
{
    public async Task<AttemptsMade> CountAsync(Session session, Guid? accountId, string network) =>
        (await session.FindAsync<AttemptsMade>(CountSql, new { AccountId = accountId, Network = network }))!;

    private const string CountSql = """
        SELECT COUNT(CASE WHEN Network = @Network THEN 1 END) AS Here, COUNT(*) AS Everywhere
        FROM SignInAttempts
        WHERE AccountId = @AccountId
        """;

    public Task AddAsync(Write write, Guid id, Guid? accountId, string? network, DateTimeOffset now) =>
        write.ExecuteAsync(AddSql, new { Id = id, AccountId = accountId, Network = network, Now = now });

    private const string AddSql = """
        INSERT INTO SignInAttempts (Id, AccountId, Network, At)
        VALUES (@Id, @AccountId, @Network, @Now)
        """;

    public Task ForgetOldAsync(Write write, DateTimeOffset since) => write.ExecuteAsync(ForgetOldSql, new { Since = since });

    private const string ForgetOldSql = """
        DELETE FROM SignInAttempts
        WHERE At <= @Since
        """;

    /// <summary>The owner is there; what others try elsewhere counts on.</summary>
    public Task ForgetHereAsync(Write write, Guid accountId, string network) => write.ExecuteAsync(ForgetHereSql, new { AccountId = accountId, Network = network });

    private const string ForgetHereSql = """
        DELETE FROM SignInAttempts
        WHERE AccountId = @AccountId AND Network = @Network
        """;

    public Task ForgetAllAsync(Write write, Guid accountId) => write.ExecuteAsync(ForgetAllSql, new { AccountId = accountId });

    private const string ForgetAllSql = """
        DELETE FROM SignInAttempts
        WHERE AccountId = @AccountId
        """;
}
