using Dapper;
using Temadagar.Data;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>One wait, with who it is and where its group stands.</summary>
[method: ExplicitConstructor]
public sealed record WaitRow(
    Guid Id, Guid GroupId, Guid RegistrationId, Participation Participation, DateTimeOffset Since, DateTimeOffset? OfferedAt, DateTimeOffset? Deadline, string? OfferReason,
    DateTimeOffset? EndedAt, WaitOutcome? Outcome, int Asked, DateTimeOffset? MovedAt, string? MoveReason, string FirstName, string LastName, string Organization, bool HasEmail,
    bool WaitsElsewhere);

/// <summary>The waits of a day with their people. Those with protected identity are in no list.</summary>
public sealed class WaitlistReader(Database database)
{
    private const string SelectSql = """
        SELECT w.Id, w.GroupId, w.RegistrationId, w.Participation, w.Since, w.OfferedAt, w.Deadline, w.OfferReason, w.EndedAt, w.Outcome,
            g.Asked, g.MovedAt, g.MoveReason, r.FirstName, r.LastName, r.Organization, CASE WHEN r.Email = '' THEN 0 ELSE 1 END AS HasEmail,
            CASE WHEN EXISTS (
                SELECT 1
                FROM Registrations o
                WHERE o.ChoiceId = r.ChoiceId AND o.Id <> r.Id AND EXISTS (SELECT 1 FROM Waits e WHERE e.RegistrationId = o.Id AND e.EndedAt IS NULL)
            ) THEN 1 ELSE 0 END AS WaitsElsewhere
        FROM Waits w
        JOIN WaitlistGroups g ON g.Id = w.GroupId
        JOIN Registrations r ON r.Id = w.RegistrationId
        """;

    /// <summary>Those who wait or have an offer that stands, in the order of the list.</summary>
    public async Task<IReadOnlyList<WaitRow>> LiveAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<WaitRow>(LiveSql, new { ThemeDayId = themeDayId })];

    private const string LiveSql = SelectSql + """

        WHERE w.ThemeDayId = @ThemeDayId AND w.EndedAt IS NULL AND r.Protected = 0
        ORDER BY w.Participation DESC, g.Position, g.Id, w.Id
        """;

    /// <summary>Offers that have ended, latest first.</summary>
    public async Task<IReadOnlyList<WaitRow>> EndedAsync(Session session, Guid themeDayId, int take) =>
        [.. await session.QueryAsync<WaitRow>(database.Page(EndedSql), new { ThemeDayId = themeDayId, Take = take })];

    private const string EndedSql = SelectSql + """

        WHERE w.ThemeDayId = @ThemeDayId AND w.EndedAt IS NOT NULL AND w.OfferedAt IS NOT NULL AND r.Protected = 0
        ORDER BY w.EndedAt DESC, w.Id DESC
        """;
}
