using Temadagar.Data;

namespace Temadagar.ThemeDays;

public sealed class PlaceStore
{
    private const string SelectSql = """
        SELECT p.ThemeDayId, p.Participation, p.Capacity, p.Taken, (
            SELECT MIN(g.Asked)
            FROM WaitlistGroups g
            WHERE g.ThemeDayId = p.ThemeDayId AND g.Participation = p.Participation AND g.Waiting > 0
        ) AS SmallestWaiting
        FROM Places p
        """;

    /// <summary>The places of all published days.</summary>
    public async Task<ILookup<Guid, Place>> ListAsync(Session session) =>
        (await session.QueryAsync<Place>(ListSql)).ToLookup(place => place.ThemeDayId);

    private const string ListSql = SelectSql + """

        JOIN ThemeDays d ON d.Id = p.ThemeDayId
        WHERE d.PublishedAt IS NOT NULL
        ORDER BY p.ThemeDayId
        """;

    public async Task<IReadOnlyList<Place>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<Place>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = SelectSql + """

        WHERE p.ThemeDayId = @ThemeDayId
        """;

    /// <summary>
    /// Takes <paramref name="taken"/> places if <paramref name="asked"/> are free and no group that waits would fit in what is
    /// free: it came first. True where they were given.
    /// </summary>
    public async Task<bool> TakeAsync(Write write, Guid themeDayId, Participation participation, int asked, int taken) =>
        await write.ExecuteAsync(TakeSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation), Asked = asked, Count = taken }) == 1;

    private const string TakeSql = """
        UPDATE Places
        SET Taken = Taken + @Count
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation AND Taken + @Asked <= Capacity
            AND NOT EXISTS (
                SELECT 1
                FROM WaitlistGroups g
                WHERE g.ThemeDayId = Places.ThemeDayId AND g.Participation = Places.Participation
                    AND g.Waiting > 0 AND g.Asked <= Places.Capacity - Places.Taken)
        """;

    /// <summary>
    /// Takes a place whether one is free or not: for whoever waits and has been found to fit, or as an organizer's decision, above capacity and before those who wait.
    /// </summary>
    public Task TakeOneAsync(Write write, Guid themeDayId, Participation participation) =>
        write.ExecuteAsync(TakeOneSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation) });

    private const string TakeOneSql = """
        UPDATE Places
        SET Taken = Taken + 1
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        """;

    public Task ReleaseAsync(Write write, Guid themeDayId, Participation participation) =>
        write.ExecuteAsync(ReleaseSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation) });

    private const string ReleaseSql = """
        UPDATE Places
        SET Taken = Taken - 1
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        """;

    public Task AddAsync(Write write, Guid themeDayId, Participation participation, int capacity) =>
        write.ExecuteAsync(AddSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation), Capacity = capacity });

    private const string AddSql = """
        INSERT INTO Places (ThemeDayId, Participation, Capacity, Taken)
        VALUES (@ThemeDayId, @Participation, @Capacity, 0)
        """;

    public Task RemoveOfDayAsync(Write write, Guid themeDayId) => write.ExecuteAsync(RemoveOfDaySql, new { ThemeDayId = themeDayId });

    private const string RemoveOfDaySql = """
        DELETE FROM Places
        WHERE ThemeDayId = @ThemeDayId
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM Places
        """;
}
