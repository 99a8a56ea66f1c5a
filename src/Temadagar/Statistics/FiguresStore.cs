using Dapper;
using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>People of a day who have a value and a way of taking part in common.</summary>
/// <param name="Absent">Had a place and have not been seen.</param>
[method: ExplicitConstructor]
public sealed record PeopleCount(string? Value, Participation Participation, int Registered, int Cancelled, int HadPlace, int Attended, int Absent);

public sealed class FiguresStore
{
    /// <summary>The people of a day, people in protection too: a figure names nobody.</summary>
    /// <param name="dimension">Sector, profession or county.</param>
    /// <param name="begins">When the day begins; far ahead where that is not known.</param>
    public async Task<IReadOnlyList<PeopleCount>> CountAsync(Session session, Guid themeDayId, Dimension dimension, DateTimeOffset begins) =>
        [.. await session.QueryAsync<PeopleCount>(CountSql, new { ThemeDayId = themeDayId, Dimension = Code.Of(dimension), Begins = begins })];

    // The waitlist closes before a day begins: whoever gave something back after that had a place.
    private const string CountSql = """
        SELECT p.Value, p.Participation, COUNT(*) AS Registered, SUM(p.Cancelled) AS Cancelled, SUM(p.HadPlace) AS HadPlace, SUM(p.Attended) AS Attended,
            SUM(CASE WHEN p.HadPlace = 1 AND p.Attended = 0 THEN 1 ELSE 0 END) AS Absent
        FROM (
            SELECT CASE @Dimension WHEN 'sector' THEN r.Sector WHEN 'profession' THEN r.Profession ELSE SUBSTRING(r.Municipality, 1, 2) END AS Value, r.Participation,
                CASE WHEN r.Status = 'cancelled' THEN 1 ELSE 0 END AS Cancelled,
                CASE WHEN (r.Status = 'confirmed' AND r.RegisteredAt < @Begins)
                    OR (r.Status = 'cancelled' AND r.CancelledAt >= @Begins AND r.CancelReason IN ('self', 'notMe', 'organizer')) THEN 1 ELSE 0 END AS HadPlace,
                CASE WHEN EXISTS (
                    SELECT 1
                    FROM CheckIns c
                    WHERE c.ThemeDayId = @ThemeDayId AND c.RegistrationId = r.Id AND c.Kind = 'in' AND c.UndoneAt IS NULL) THEN 1 ELSE 0 END AS Attended
            FROM Registrations r
            WHERE r.ThemeDayId = @ThemeDayId) p
        GROUP BY p.Value, p.Participation
        """;

    /// <summary>The ways of taking part of a day in which it has been recorded who came.</summary>
    public async Task<IReadOnlyList<Participation>> RecordedAsync(Session session, Guid themeDayId) =>
        [.. (await session.QueryAsync<string>(RecordedSql, new { ThemeDayId = themeDayId })).Select(word => Code.Parse<Participation>(word))];

    private const string RecordedSql = """
        SELECT r.Participation
        FROM Places r
        WHERE r.ThemeDayId = @ThemeDayId AND
        """ + " " + CheckInStore.RecordedSql;

    /// <summary>A day's frozen figures, in order; none: they have not been frozen.</summary>
    public async Task<IReadOnlyList<DayFigures>> FrozenAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<DayFigures>(FrozenSql, new { ThemeDayId = themeDayId })];

    private const string FrozenSql = """
        SELECT f.Dimension, f.Value, f.Registered, f.Cancelled, f.HadPlace, f.Attended, f.NoShows
        FROM FrozenFigures f
        WHERE f.ThemeDayId = @ThemeDayId
        ORDER BY f.Position
        """;

    /// <summary>Whether any day's figures have been frozen.</summary>
    public Task<bool> AnyFrozenAsync(Session session) => session.ScalarAsync<bool>(AnyFrozenSql);

    private const string AnyFrozenSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM FrozenFigures) THEN 1 ELSE 0 END
        """;

    public Task FreezeAsync(Write write, Guid themeDayId, int position, DayFigures figures, DateTimeOffset now) => write.ExecuteAsync(FreezeSql, new
    {
        ThemeDayId = themeDayId,
        Position = position,
        Dimension = Code.Of(figures.Dimension),
        figures.Value,
        figures.Registered,
        figures.Cancelled,
        figures.HadPlace,
        Came = figures.Attended,
        figures.NoShows,
        Now = now,
    });

    private const string FreezeSql = """
        INSERT INTO FrozenFigures (ThemeDayId, Position, Dimension, Value, Registered, Cancelled, HadPlace, Attended, NoShows, FrozenAt)
        VALUES (@ThemeDayId, @Position, @Dimension, @Value, @Registered, @Cancelled, @HadPlace, @Came, @NoShows, @Now)
        """;
}
