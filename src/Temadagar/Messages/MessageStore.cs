using Dapper;
using Temadagar.Data;
using Temadagar.Planning;

namespace Temadagar.Messages;

/// <param name="Reached">People with an address.</param>
/// <param name="WithoutAddress">People who can only be told by telephone.</param>
[method: ExplicitConstructor]
public sealed record MessageRecipients(int Reached, int WithoutAddress);

public sealed class MessageStore
{
    public Task CountMessageAsync(Write write, Guid themeDayId) => write.ExecuteAsync(CountMessageSql, new { ThemeDayId = themeDayId });

    private const string CountMessageSql = """
        UPDATE ThemeDays
        SET Messages = Messages + 1
        WHERE Id = @ThemeDayId
        """;

    /// <summary>The number of the latest message.</summary>
    public Task<int> NumberAsync(Write write, Guid themeDayId) => write.ScalarAsync<int>(NumberSql, new { ThemeDayId = themeDayId });

    private const string NumberSql = """
        SELECT Messages
        FROM ThemeDays
        WHERE Id = @ThemeDayId
        """;

    public async Task<MessageRecipients> RecipientsAsync(Session session, Guid themeDayId, ToldGroup group) =>
        (await session.FindAsync<MessageRecipients>(RecipientsSql, new { ThemeDayId = themeDayId, Status = Code.Of(group.Status), group.Attended }))!;

    private const string RecipientsSql = """
        SELECT COALESCE(SUM(CASE WHEN r.Email <> '' THEN 1 ELSE 0 END), 0) AS Reached, COALESCE(SUM(CASE WHEN r.Email = '' THEN 1 ELSE 0 END), 0) AS WithoutAddress
        FROM Registrations r
        WHERE r.Protected = 0 AND
        """ + " " + AnnouncementStore.GroupSql;
}
