using Temadagar.Data;

namespace Temadagar.Organizers;

/// <summary>The sessions that somebody has signed out of. Their cookies say that they hold still.</summary>
public sealed class EndedSessionStore
{
    /// <exception cref="System.Data.Common.DbException">It has been ended already (unique violation).</exception>
    public async Task AddAsync(Write write, SignInSession session, DateTimeOffset now)
    {
        await write.ExecuteAsync(ForgetSql, new { Now = now });
        await write.ExecuteAsync(AddSql, new { session.Id, session.Until });
    }

    private const string ForgetSql = """
        DELETE FROM EndedSessions
        WHERE Until <= @Now
        """;

    private const string AddSql = """
        INSERT INTO EndedSessions (Id, Until)
        VALUES (@Id, @Until)
        """;
}
