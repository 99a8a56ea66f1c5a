using Temadagar.Data;

namespace Temadagar.Boards;

public sealed class BoardStore
{
    public async Task<IReadOnlyList<Board>> ListAsync(Session session) => [.. await session.QueryAsync<Board>(ListSql)];

    private const string SelectSql = """
        SELECT Id, Slug, Position, Name, Email, Phone, PrivacyNotice, Version
        FROM Boards
        """;

    private const string ListSql = SelectSql + """

        ORDER BY Position, Id
        """;

    public Task<Board?> FindAsync(Session session, Guid id) => session.FindAsync<Board>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE Id = @Id
        """;

    public Task<Board?> FindAsync(Session session, string slug) => session.FindAsync<Board>(FindBySlugSql, new { Slug = slug });

    private const string FindBySlugSql = SelectSql + """

        WHERE Slug = @Slug
        """;

    /// <summary>Holds the board's row until the commit: nobody takes it away from what is given to it meanwhile. False where it is not there any more.</summary>
    public async Task<bool> HoldAsync(Write write, Guid id) => await write.ExecuteAsync(HoldSql, new { Id = id }) == 1;

    private const string HoldSql = """
        UPDATE Boards
        SET Position = Position
        WHERE Id = @Id
        """;

    /// <inheritdoc cref="HoldAsync(Write, Guid)"/>
    public async Task<bool> HoldAsync(Write write, string slug) => await write.ExecuteAsync(HoldBySlugSql, new { Slug = slug }) == 1;

    private const string HoldBySlugSql = """
        UPDATE Boards
        SET Position = Position
        WHERE Slug = @Slug
        """;

    /// <summary>The position after the last.</summary>
    public Task<int> NextPositionAsync(Session session) => session.ScalarAsync<int>(NextPositionSql);

    private const string NextPositionSql = """
        SELECT COALESCE(MAX(Position) + 1, 0)
        FROM Boards
        """;

    public Task AddAsync(Write write, Board board) => write.ExecuteAsync(AddSql, board);

    private const string AddSql = """
        INSERT INTO Boards (Id, Slug, Position, Name, Email, Phone, PrivacyNotice, Version)
        VALUES (@Id, @Slug, @Position, @Name, @Email, @Phone, @PrivacyNotice, @Version)
        """;

    public Task ChangeAsync(Write write, Board board) => write.ExecuteAsync(ChangeSql, board);

    private const string ChangeSql = """
        UPDATE Boards
        SET Name = @Name, Email = @Email, Phone = @Phone, PrivacyNotice = @PrivacyNotice, Version = @Version
        WHERE Id = @Id
        """;

    public async Task<BoardBelongings> BelongingsAsync(Session session, Board board) =>
        (await session.FindAsync<BoardBelongings>(BelongingsSql, new { board.Id, board.Slug }))!;

    private const string BelongingsSql = """
        SELECT
            (SELECT COUNT(*) FROM ThemeDays WHERE BoardId = @Id) AS ThemeDays,
            (SELECT COUNT(*) FROM Accounts WHERE Board = @Slug) AS Accounts,
            (SELECT COUNT(*) FROM ApiKeys WHERE Board = @Slug AND RevokedAt IS NULL) AS ApiKeys,
            (SELECT COUNT(*) FROM Speakers WHERE BoardId = @Id) AS Speakers,
            (SELECT COUNT(*) FROM Logos WHERE BoardId = @Id) AS Logos,
            (SELECT COUNT(*) FROM ErasureRules WHERE BoardId = @Id) AS ErasureRules,
            (SELECT COUNT(*) FROM SharedDays WHERE Board = @Slug) AS SharedDays,
            (SELECT COUNT(*) FROM ErasureReports WHERE Board = @Slug) AS ErasureReports
        """;

    /// <exception cref="System.Data.Common.DbException">Something belongs to it (<see cref="BelongingsAsync"/>).</exception>
    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM Boards
        WHERE Id = @Id
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM Boards
        """;
}
