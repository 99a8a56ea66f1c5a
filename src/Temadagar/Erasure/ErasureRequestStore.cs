using Temadagar.Data;

namespace Temadagar.Erasure;

public sealed class ErasureRequestStore(Database database)
{
    private const string SelectSql = """
        SELECT e.Id, e.RegistrationId, e.ThemeDayId, e.Message, e.AskedAt, e.AnsweredAt, e.Outcome, e.Answer
        FROM ErasureRequests e
        """;

    public Task AddAsync(Write write, ErasureRequest request) => write.ExecuteAsync(AddSql, new
    {
        request.Id,
        request.RegistrationId,
        request.ThemeDayId,
        request.Message,
        Now = request.AskedAt,
    });

    private const string AddSql = """
        INSERT INTO ErasureRequests (Id, RegistrationId, ThemeDayId, Message, AskedAt)
        VALUES (@Id, @RegistrationId, @ThemeDayId, @Message, @Now)
        """;

    public Task<ErasureRequest?> FindAsync(Session session, Guid id) => session.FindAsync<ErasureRequest>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE e.Id = @Id
        """;

    /// <summary>The latest of a registration, answered or not.</summary>
    public async Task<ErasureRequest?> LatestAsync(Session session, Guid registrationId) =>
        (await session.QueryAsync<ErasureRequest>(database.Page(LatestSql), new { RegistrationId = registrationId, Take = 1 })).FirstOrDefault();

    private const string LatestSql = SelectSql + """

        WHERE e.RegistrationId = @RegistrationId
        ORDER BY e.AskedAt DESC, e.Id DESC
        """;

    /// <summary>The one of a registration that waits for its answer, or is granted: whoever was refused may ask anew.</summary>
    public async Task<ErasureRequest?> StandingAsync(Session session, Guid registrationId) =>
        await LatestAsync(session, registrationId) is { } latest && latest.Outcome != ErasureOutcome.Refused ? latest : null;

    /// <summary>Those that were granted, and whose registration is still there.</summary>
    public async Task<IReadOnlyList<ErasureRequest>> GrantedAsync(Session session) => [.. await session.QueryAsync<ErasureRequest>(GrantedSql)];

    private const string GrantedSql = SelectSql + """

        WHERE e.Outcome = 'granted'
        ORDER BY e.AnsweredAt, e.Id
        """;

    /// <summary>Those of a day, the ones that wait for an answer first and the oldest of them first.</summary>
    public async Task<IReadOnlyList<ErasureCase>> OfDayAsync(Session session, Guid themeDayId) =>
        [.. await session.QueryAsync<ErasureCase>(OfDaySql, new { ThemeDayId = themeDayId })];

    private const string OfDaySql = """
        SELECT e.Id, e.RegistrationId, r.FirstName, r.LastName, CASE WHEN r.Email = '' THEN 0 ELSE 1 END AS HasEmail, e.Message, e.AskedAt, e.AnsweredAt, e.Outcome, e.Answer
        FROM ErasureRequests e
        JOIN Registrations r ON r.Id = e.RegistrationId
        WHERE e.ThemeDayId = @ThemeDayId AND r.Protected = 0
        ORDER BY CASE WHEN e.AnsweredAt IS NULL THEN 0 ELSE 1 END, e.AskedAt, e.Id
        """;

    /// <summary>Takes away what a registration's person has asked and been answered: it is another person's from now on.</summary>
    public Task ForgetAsync(Write write, Guid registrationId) => write.ExecuteAsync(ForgetSql, new { RegistrationId = registrationId });

    private const string ForgetSql = """
        DELETE FROM ErasureRequests
        WHERE RegistrationId = @RegistrationId
        """;

    public Task AnswerAsync(Write write, Guid id, ErasureOutcome outcome, string? answer, DateTimeOffset now) =>
        write.ExecuteAsync(AnswerSql, new { Id = id, Outcome = Code.Of(outcome), Answer = answer, Now = now });

    private const string AnswerSql = """
        UPDATE ErasureRequests
        SET AnsweredAt = @Now, Outcome = @Outcome, Answer = @Answer
        WHERE Id = @Id
        """;
}
