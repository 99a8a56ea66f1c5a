using Temadagar.Data;

namespace Temadagar.Boards;

public sealed class BoardStore
{
    public async Task<IReadOnlyList<Board>> ListAsync(Session session) => [.. await session.QueryAsync<Board>(ListSql)];

    private const string ListSql = """
        SELECT Id, Slug, Position, Name, Email, Phone, PrivacyNotice
        FROM Boards
        ORDER BY Position
        """;

    public Task<Board?> FindAsync(Session session, Guid id) => session.FindAsync<Board>(FindSql, new { Id = id });

    private const string FindSql = """
        SELECT Id, Slug, Position, Name, Email, Phone, PrivacyNotice
        FROM Boards
        WHERE Id = @Id
        """;

    public Task AddAsync(Write write, Board board) => write.ExecuteAsync(AddSql, board);

    private const string AddSql = """
        INSERT INTO Boards (Id, Slug, Position, Name, Email, Phone, PrivacyNotice)
        VALUES (@Id, @Slug, @Position, @Name, @Email, @Phone, @PrivacyNotice)
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM Boards
        """;
}
