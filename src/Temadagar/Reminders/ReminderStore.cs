using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Reminders;

/// <summary>Which days are near, and who has not been reminded of them. What was sent is in the outbox; nothing else is noted.</summary>
public sealed class ReminderStore(Database database)
{
    /// <summary>Days that are to be held, from one date to another.</summary>
    public async Task<IReadOnlyList<Guid>> BetweenAsync(Session session, DateOnly from, DateOnly until) =>
        [.. await session.QueryAsync<Guid>(BetweenSql, new { From = from, Until = until })];

    private const string BetweenSql = """
        SELECT d.Id
        FROM ThemeDays d
        WHERE d.CancelledAt IS NULL AND d.Date >= @From AND d.Date <= @Until
        ORDER BY d.Date, d.Id
        """;

    /// <summary>
    /// Those with a place who have not got it, and have not been told of the place or the day since it was due. The address of the meeting stands in no other mail than the last
    /// reminder, so those online get that one whatever they have been told.
    /// </summary>
    /// <param name="bringsAddress">Whether it has the address of the online meeting.</param>
    /// <param name="sequence">The reminder's number: its mail is there already where it has been queued.</param>
    public async Task<IReadOnlyList<Guid>> NotRemindedAsync(Session session, Guid themeDayId, int sequence, DateTimeOffset dueAt, bool bringsAddress, int take) =>
        [.. await session.QueryAsync<Guid>(database.Page(NotRemindedSql), new { ThemeDayId = themeDayId, Kind = RegistrationMails.Reminder, Sequence = sequence, At = dueAt, BringsAddress = bringsAddress, Take = take })];

    private const string NotRemindedSql = """
        SELECT r.Id
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.Status = 'confirmed' AND r.Email <> ''
            AND NOT EXISTS (SELECT 1 FROM Outbox o WHERE o.About = r.Id AND o.Kind = @Kind AND o.Sequence = @Sequence)
            AND ((@BringsAddress = 1 AND r.Participation = 'online')
                OR NOT EXISTS (SELECT 1 FROM Outbox t WHERE t.About = r.Id AND t.Kind IN ('registration-confirmed', 'theme-day-rescheduled') AND t.CreatedAt >= @At))
        ORDER BY r.Id
        """;
}
