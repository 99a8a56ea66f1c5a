using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>Changes of a day. Each raises its version: what was decided from the day as it was (<see cref="RememberedDays"/>) is decided again.</summary>
public sealed class PlanningStore
{
    public Task ChangeAsync(Write write, Guid id, DayPlan plan) => write.ExecuteAsync(ChangeSql, new
    {
        Id = id,
        plan.BoardId,
        plan.Number,
        plan.Slug,
        plan.Title,
        plan.Summary,
        plan.Description,
        plan.City,
        plan.Venue,
        plan.Directions,
        plan.Date,
        plan.StartsAt,
        plan.EndsAt,
        plan.CertificateHours,
        plan.RegistrationOpensAt,
        plan.RegistrationClosesAt,
        plan.OfferHours,
        plan.MeetingAddress,
        plan.ServesFood,
    });

    private const string ChangeSql = """
        UPDATE ThemeDays
        SET BoardId = @BoardId, Number = @Number, Slug = @Slug, Title = @Title, Summary = @Summary, Description = @Description, City = @City,
            Venue = @Venue, Directions = @Directions, Date = @Date, StartsAt = @StartsAt, EndsAt = @EndsAt, CertificateHours = @CertificateHours,
            RegistrationOpensAt = @RegistrationOpensAt, RegistrationClosesAt = @RegistrationClosesAt, OfferHours = @OfferHours, MeetingAddress = @MeetingAddress, ServesFood = @ServesFood, Version = Version + 1
        WHERE Id = @Id
        """;

    public Task PublishAsync(Write write, Guid id, DateTimeOffset now) => write.ExecuteAsync(PublishSql, new { Id = id, Now = now });

    private const string PublishSql = """
        UPDATE ThemeDays
        SET PublishedAt = @Now, Version = Version + 1
        WHERE Id = @Id
        """;

    public Task CancelAsync(Write write, Guid id, string reason, DateTimeOffset now) =>
        write.ExecuteAsync(CancelSql, new { Id = id, Reason = reason, Now = now });

    private const string CancelSql = """
        UPDATE ThemeDays
        SET CancelledAt = @Now, CancellationReason = @Reason, Version = Version + 1
        WHERE Id = @Id
        """;

    public Task RescheduleAsync(Write write, Guid id, DateOnly date, TimeOnly startsAt, TimeOnly? endsAt, string? city, string? venue, string? directions) =>
        write.ExecuteAsync(RescheduleSql, new { Id = id, Date = date, StartsAt = startsAt, EndsAt = endsAt, City = city, Venue = venue, Directions = directions });

    private const string RescheduleSql = """
        UPDATE ThemeDays
        SET Date = @Date, StartsAt = @StartsAt, EndsAt = @EndsAt, City = @City, Venue = @Venue, Directions = @Directions, Version = Version + 1
        WHERE Id = @Id
        """;

    /// <summary>Whether a day has that slug.</summary>
    public Task<bool> HasSlugAsync(Session session, string slug) => session.ScalarAsync<bool>(HasSlugSql, new { Slug = slug });

    private const string HasSlugSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM ThemeDays WHERE Slug = @Slug) THEN 1 ELSE 0 END
        """;

    /// <summary>The number after the highest.</summary>
    public Task<int> NextNumberAsync(Session session) => session.ScalarAsync<int>(NextNumberSql);

    private const string NextNumberSql = """
        SELECT COALESCE(MAX(Number), 0) + 1
        FROM ThemeDays
        """;

    /// <summary>False where the day does not have that way of taking part.</summary>
    public async Task<bool> ChangeCapacityAsync(Write write, Guid themeDayId, Participation participation, int capacity) =>
        await write.ExecuteAsync(ChangeCapacitySql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation), Capacity = capacity }) == 1;

    private const string ChangeCapacitySql = """
        UPDATE Places
        SET Capacity = @Capacity
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        """;

    /// <exception cref="System.Data.Common.DbException">Someone is or was registered that way.</exception>
    public Task RemovePlaceAsync(Write write, Guid themeDayId, Participation participation) =>
        write.ExecuteAsync(RemovePlaceSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation) });

    private const string RemovePlaceSql = """
        DELETE FROM Places
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        """;

    /// <summary>Whether anyone is or was registered that way, or waits or waited for it.</summary>
    public Task<bool> EverUsedAsync(Session session, Guid themeDayId, Participation participation) =>
        session.ScalarAsync<bool>(EverUsedSql, new { ThemeDayId = themeDayId, Participation = Code.Of(participation) });

    private const string EverUsedSql = """
        SELECT CASE WHEN EXISTS (
            SELECT 1 FROM Registrations WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        ) OR EXISTS (
            SELECT 1 FROM WaitlistGroups WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation
        ) THEN 1 ELSE 0 END
        """;

    /// <summary>
    /// Whether anyone has had anything to do with the day: registered or left an address (be it that they are erased by now), been told of it by mail, or got a certificate; or anything
    /// was erased, frozen or released of it.
    /// </summary>
    public Task<bool> IsUsedAsync(Session session, Guid themeDayId) => session.ScalarAsync<bool>(IsUsedSql, new { ThemeDayId = themeDayId });

    private const string IsUsedSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM ThemeDays WHERE Id = @ThemeDayId AND (Arrivals > 0 OR Messages > 0))
            OR EXISTS (SELECT 1 FROM Registrations WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM WaitlistGroups WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM Interests WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM Outbox WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM SpeakerSchedules WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM CheckIns WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM Certificates WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM ErasureRequests WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM ErasureReports WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM FrozenFigures WHERE ThemeDayId = @ThemeDayId)
            OR EXISTS (SELECT 1 FROM Releases WHERE ThemeDayId = @ThemeDayId)
        THEN 1 ELSE 0 END
        """;

    /// <summary>Whether any speaker has been told of a session of the day.</summary>
    public Task<bool> AnySpeakerToldAsync(Session session, Guid themeDayId) => session.ScalarAsync<bool>(AnySpeakerToldSql, new { ThemeDayId = themeDayId });

    private const string AnySpeakerToldSql = """
        SELECT CASE WHEN EXISTS (
            SELECT 1 FROM SpeakerSchedules WHERE ThemeDayId = @ThemeDayId AND ToldSessions > 0
        ) THEN 1 ELSE 0 END
        """;

    /// <summary>Whether anyone is registered for the day, confirmed or waiting.</summary>
    public Task<bool> AnyoneAsync(Session session, Guid themeDayId) => session.ScalarAsync<bool>(AnyoneSql, new { ThemeDayId = themeDayId });

    private const string AnyoneSql = """
        SELECT CASE WHEN EXISTS (
            SELECT 1 FROM Registrations WHERE ThemeDayId = @ThemeDayId AND Status IN ('confirmed', 'waitlisted')
        ) THEN 1 ELSE 0 END
        """;
}
