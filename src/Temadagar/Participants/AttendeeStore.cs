using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Participants;

public sealed class AttendeeStore
{
    public Task<int> CountAsync(Session session, Guid themeDayId, RegistrationStatus? status) =>
        session.ScalarAsync<int>(CountSql, new { ThemeDayId = themeDayId, Status = status is { } value ? Code.Of(value) : null });

    private const string CountSql = """
        SELECT COUNT(*)
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND (@Status IS NULL OR r.Status = @Status)
        """;

    /// <summary>The people of a day by way of taking part and status (the order of an index, so nothing is sorted), a row at a time.</summary>
    /// <param name="status">Null: all.</param>
    public IAsyncEnumerable<Attendee> StreamAsync(Session session, Guid themeDayId, RegistrationStatus? status) =>
        session.StreamAsync<Attendee>(StreamSql, new { ThemeDayId = themeDayId, Status = status is { } value ? Code.Of(value) : null });

    private const string StreamSql = """
        SELECT r.Id, r.FirstName, r.LastName, r.Organization, r.Status, r.Participation, r.Email, r.Phone, r.Profession, r.Sector, r.Municipality,
            r.Language, r.RegisteredAt, s.Receipt, s.SubmittedBy
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        WHERE r.ThemeDayId = @ThemeDayId AND (@Status IS NULL OR r.Status = @Status)
        ORDER BY r.Participation, r.Status
        """;
}
