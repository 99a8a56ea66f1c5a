using Dapper;
using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <param name="Board">The slug of the board that organizes it; null: none has been named, and only administrators see it.</param>
/// <param name="Published">Whether the public sees it.</param>
[method: ExplicitConstructor]
public sealed record OrganizerDay(Guid Id, int Number, string Slug, string? Title, string? City, DateOnly? Date, string? Board, bool Published);

/// <summary>How full a day is for one way of taking part.</summary>
/// <param name="Taken">How many are confirmed, or kept for someone who has been offered a place.</param>
/// <param name="Waiting">How many people wait and have been offered nothing.</param>
[method: ExplicitConstructor]
public sealed record PlaceFigures(Guid ThemeDayId, Participation Participation, int Capacity, int Taken, int Waiting);

/// <summary>The days of a board, published or not, and how full they are.</summary>
public sealed class OrganizerDayStore
{
    private const string SelectSql = """
        SELECT d.Id, d.Number, d.Slug, d.Title, d.City, d.Date, b.Slug AS Board, CASE WHEN d.PublishedAt IS NULL THEN 0 ELSE 1 END AS Published
        FROM ThemeDays d
        LEFT JOIN Boards b ON b.Id = d.BoardId
        """;

    private const string SelectFiguresSql = """
        SELECT p.ThemeDayId, p.Participation, p.Capacity, p.Taken, COALESCE((
            SELECT SUM(g.Waiting)
            FROM WaitlistGroups g
            WHERE g.ThemeDayId = p.ThemeDayId AND g.Participation = p.Participation AND g.Waiting > 0), 0) AS Waiting
        FROM Places p
        """;

    // A board's own days and those shared with it; for a steward the given ones of the own board, or of none.
    private const string SeenSql = """
        ((@StewardId IS NULL AND (@Board IS NULL OR b.Slug = @Board OR EXISTS (SELECT 1 FROM SharedDays s WHERE s.ThemeDayId = d.Id AND s.Board = @Board)))
            OR ((b.Slug IS NULL OR b.Slug = @Board) AND EXISTS (SELECT 1 FROM StewardDays g WHERE g.ThemeDayId = d.Id AND g.StewardId = @StewardId)))
        """;

    /// <summary>The days that one sees, in order of their dates and times; those without a date come last, in order of their numbers.</summary>
    /// <param name="board">The slug of a board; null: all.</param>
    /// <param name="stewardId">Null for anyone but a steward.</param>
    public async Task<IReadOnlyList<OrganizerDay>> ListAsync(Session session, string? board, Guid? stewardId) =>
        [.. await session.QueryAsync<OrganizerDay>(ListSql, new { Board = board, StewardId = stewardId })];

    private const string ListSql = SelectSql + """

        WHERE
        """ + " " + SeenSql + ThemeDayStore.OrderSql;

    /// <summary>The day, if its people are among those visible.</summary>
    public Task<OrganizerDay?> FindVisibleAsync(Session session, string slug, VisiblePeople visible) =>
        session.FindAsync<OrganizerDay>(FindVisibleSql, new { Slug = slug, visible.Board, visible.StewardId });

    private const string FindVisibleSql = SelectSql + """

        WHERE d.Slug = @Slug AND
        """ + " " + SeenSql;

    /// <summary>A day of the board's own, to change.</summary>
    /// <param name="board">The slug of a board; null: any.</param>
    public Task<OrganizerDay?> FindAsync(Session session, string slug, string? board) =>
        session.FindAsync<OrganizerDay>(FindSql, new { Slug = slug, Board = board });

    private const string FindSql = SelectSql + """

        WHERE d.Slug = @Slug AND (@Board IS NULL OR b.Slug = @Board)
        """;

    public async Task<ILookup<Guid, PlaceFigures>> FiguresAsync(Session session) =>
        (await session.QueryAsync<PlaceFigures>(FiguresSql)).ToLookup(figures => figures.ThemeDayId);

    private const string FiguresSql = SelectFiguresSql;

    public async Task<IReadOnlyList<PlaceFigures>> FiguresAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<PlaceFigures>(FiguresOfDaySql, new { ThemeDayId = themeDayId })];

    private const string FiguresOfDaySql = SelectFiguresSql + """

        WHERE p.ThemeDayId = @ThemeDayId
        """;

    /// <summary>When the first person registered, or null: nobody has.</summary>
    public Task<DateTimeOffset?> FirstRegistrationAsync(Session session, Guid themeDayId) =>
        session.FindAsync<DateTimeOffset?>(FirstRegistrationSql, new { ThemeDayId = themeDayId });

    private const string FirstRegistrationSql = """
        SELECT MIN(r.RegisteredAt)
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId
        """;

    /// <summary>How many registered from one instant until before another, also those who have cancelled since.</summary>
    public Task<int> RegisteredBetweenAsync(Session session, Guid themeDayId, DateTimeOffset from, DateTimeOffset until) =>
        session.ScalarAsync<int>(RegisteredBetweenSql, new { ThemeDayId = themeDayId, Since = from, Now = until });

    private const string RegisteredBetweenSql = """
        SELECT COUNT(*)
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.RegisteredAt >= @Since AND r.RegisteredAt < @Now
        """;
}
