using Dapper;
using Temadagar.Data;

namespace Temadagar.LostLinks;

/// <summary>An address that has asked for the links to its registrations.</summary>
[method: ExplicitConstructor]
public sealed record LostLink(Guid Id, string EmailNormalized);

public sealed class LostLinkStore(Database database) : IDisposable
{
    private readonly Bell asked = new();

    public async Task AddAsync(Write write, LostLink lost, DateTimeOffset now)
    {
        await write.ExecuteAsync(AddSql, new { lost.Id, lost.EmailNormalized, Now = now });
        asked.RingAfter(write);
    }

    private const string AddSql = """
        INSERT INTO LostLinks (Id, EmailNormalized, AskedAt)
        VALUES (@Id, @EmailNormalized, @Now)
        """;

    public async Task<IReadOnlyList<LostLink>> OldestAsync(Session session, int take) =>
        [.. await session.QueryAsync<LostLink>(database.Page(OldestSql), new { Take = take })];

    private const string OldestSql = """
        SELECT Id, EmailNormalized
        FROM LostLinks
        ORDER BY AskedAt, Id
        """;

    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM LostLinks
        WHERE Id = @Id
        """;

    /// <summary>Returns when someone has asked, or after the pause.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => asked.WaitAsync(pause, cancellationToken);

    public void Dispose() => asked.Dispose();
}
