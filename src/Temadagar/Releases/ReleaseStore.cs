using Temadagar.Data;

namespace Temadagar.Releases;

/// <summary>Releases are only ever added.</summary>
public sealed class ReleaseStore
{
    /// <summary>Of a day, the latest first.</summary>
    public async Task<IReadOnlyList<Release>> OfDayAsync(Session session, Guid themeDayId) => [.. await session.QueryAsync<Release>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = """
        SELECT e.Id, e.ThemeDayId, e.Reference, e.Shown, e.People, e.Masked, e.ReleasedAt, e.ActorKind, e.ActorId, COALESCE(a.Name, k.Name) AS ActorName
        FROM Releases e
        LEFT JOIN Accounts a ON a.Id = e.ActorId
        LEFT JOIN ApiKeys k ON k.Id = e.ActorId
        WHERE e.ThemeDayId = @ThemeDayId
        ORDER BY e.ReleasedAt DESC, e.Id DESC
        """;

    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Releases) THEN 1 ELSE 0 END
        """;

    public Task AddAsync(Write write, Release release) => write.ExecuteAsync(AddSql, new
    {
        release.Id,
        release.ThemeDayId,
        release.Reference,
        release.Shown,
        Count = release.People,
        release.Masked,
        Now = release.ReleasedAt,
        ActorKind = Code.Of(release.ActorKind),
        release.ActorId,
    });

    private const string AddSql = """
        INSERT INTO Releases (Id, ThemeDayId, Reference, Shown, People, Masked, ReleasedAt, ActorKind, ActorId)
        VALUES (@Id, @ThemeDayId, @Reference, @Shown, @Count, @Masked, @Now, @ActorKind, @ActorId)
        """;
}
