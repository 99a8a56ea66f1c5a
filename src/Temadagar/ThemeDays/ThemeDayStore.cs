using Temadagar.Data;

namespace Temadagar.ThemeDays;

public sealed class ThemeDayStore
{
    private const string SelectSql = """
        SELECT d.Id, d.BoardId, d.Number, d.Slug, d.Title, d.Summary, d.Description, d.City, d.Venue, d.Directions, d.Date, d.StartsAt, d.EndsAt,
            d.CertificateHours, d.RegistrationOpensAt, d.RegistrationClosesAt, d.CancelledAt, d.CancellationReason, d.Version, d.OfferHours,
            CASE WHEN d.PublishedAt IS NULL THEN 0 ELSE 1 END AS Published, s.Name AS SeriesName, s.Demonstration, b.Name AS OrganizerName, b.Email AS OrganizerEmail, b.Phone AS OrganizerPhone, d.MeetingAddress, d.ServesFood
        FROM ThemeDays d
        JOIN Series s ON s.Id = d.SeriesId
        LEFT JOIN Boards b ON b.Id = d.BoardId
        """;

    /// <summary>The published days, in order of their dates and times; those without a date come last, in order of their numbers.</summary>
    public async Task<IReadOnlyList<ThemeDay>> ListAsync(Session session) => [.. await session.QueryAsync<ThemeDay>(ListSql)];

    private const string ListSql = SelectSql + """

        WHERE d.PublishedAt IS NOT NULL
        """ + OrderSql;

    /// <summary>Of days d: by date and time, what is not known last, and then by number.</summary>
    internal const string OrderSql = """

        ORDER BY CASE WHEN d.Date IS NULL THEN 1 ELSE 0 END, d.Date, CASE WHEN d.StartsAt IS NULL THEN 1 ELSE 0 END, d.StartsAt, d.Number
        """;

    /// <summary>The days that may be over: with a date that has come, or cancelled. In order of their numbers.</summary>
    public async Task<IReadOnlyList<ThemeDay>> OverAsync(Session session, DateOnly today) => [.. await session.QueryAsync<ThemeDay>(OverSql, new { Today = today })];

    private const string OverSql = SelectSql + """

        WHERE d.Date <= @Today OR d.CancelledAt IS NOT NULL
        ORDER BY d.Number
        """;

    /// <summary>A published day.</summary>
    public Task<ThemeDay?> FindBySlugAsync(Session session, string slug) => session.FindAsync<ThemeDay>(FindBySlugSql, new { Slug = slug });

    private const string FindBySlugSql = SelectSql + """

        WHERE d.Slug = @Slug AND d.PublishedAt IS NOT NULL
        """;

    /// <summary>A day, published or not.</summary>
    public Task<ThemeDay?> FindAsync(Session session, Guid id) => session.FindAsync<ThemeDay>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE d.Id = @Id
        """;

    /// <summary>
    /// The first statement of a write that gives places on a day: it holds the day's row until the commit and counts the arrival.
    /// False where the day has been edited since <paramref name="version"/> was read: what was decided from it may be wrong.
    /// </summary>
    public async Task<bool> ArriveAsync(Write write, Guid id, int version) =>
        await write.ExecuteAsync(ArriveSql, new { Id = id, Version = version }) == 1;

    private const string ArriveSql = """
        UPDATE ThemeDays
        SET Arrivals = Arrivals + 1
        WHERE Id = @Id AND Version = @Version
        """;

    /// <summary>As <see cref="ArriveAsync(Write, Guid, int)"/>, whatever an organizer has edited.</summary>
    public Task ArriveAsync(Write write, Guid id) => write.ExecuteAsync(ArriveAnyhowSql, new { Id = id });

    private const string ArriveAnyhowSql = """
        UPDATE ThemeDays
        SET Arrivals = Arrivals + 1
        WHERE Id = @Id
        """;

    /// <summary>The first statement of any other write that touches a day: it holds the day's row until the commit. False where the day is not there any more.</summary>
    public async Task<bool> LockAsync(Write write, Guid id) => await write.ExecuteAsync(LockSql, new { Id = id }) == 1;

    private const string LockSql = """
        UPDATE ThemeDays
        SET Arrivals = Arrivals
        WHERE Id = @Id
        """;

    /// <summary>As <see cref="LockAsync"/>, for what concerns the whole series.</summary>
    public Task LockAllAsync(Write write) => write.ExecuteAsync(LockAllSql);

    private const string LockAllSql = """
        UPDATE ThemeDays
        SET Arrivals = Arrivals
        """;

    /// <summary>The number of the latest arrival.</summary>
    public Task<long> ArrivalsAsync(Write write, Guid id) => write.ScalarAsync<long>(ArrivalsSql, new { Id = id });

    private const string ArrivalsSql = """
        SELECT Arrivals
        FROM ThemeDays
        WHERE Id = @Id
        """;

    public Task AddAsync(Write write, NewThemeDay day) => write.ExecuteAsync(AddSql, day);

    private const string AddSql = """
        INSERT INTO ThemeDays (Id, SeriesId, BoardId, Number, Slug, Title, Summary, Description, City, Venue, Directions, Date, StartsAt, EndsAt,
            CertificateHours, RegistrationOpensAt, RegistrationClosesAt, OfferHours, MeetingAddress, ServesFood, PublishedAt, CancelledAt, Version, Arrivals)
        VALUES (@Id, @SeriesId, @BoardId, @Number, @Slug, @Title, @Summary, @Description, @City, @Venue, @Directions, @Date, @StartsAt, @EndsAt,
            @CertificateHours, @RegistrationOpensAt, @RegistrationClosesAt, @OfferHours, @MeetingAddress, @ServesFood, @PublishedAt, NULL, 1, 0)
        """;

    /// <exception cref="System.Data.Common.DbException">Something belongs to it.</exception>
    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM ThemeDays
        WHERE Id = @Id
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM ThemeDays
        """;
}
