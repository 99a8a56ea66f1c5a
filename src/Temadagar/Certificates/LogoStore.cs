using Dapper;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;

namespace Temadagar.Certificates;

public sealed class LogoStore
{
    /// <summary>Those of a board that new certificates have, in order.</summary>
    public async Task<IReadOnlyList<Logo>> OfBoardAsync(Session session, Guid boardId) => [.. await session.QueryAsync<Logo>(OfBoardSql, new { BoardId = boardId })];

    private const string OfBoardSql = """
        SELECT Id, AlternativeText
        FROM Logos
        WHERE BoardId = @BoardId AND RemovedAt IS NULL
        ORDER BY Position
        """;

    /// <summary>One to draw, removed or not.</summary>
    public async Task<CertificateLogo?> FindAsync(Session session, Guid id) =>
        await session.FindAsync<Picture>(FindSql, new { Id = id }) is { } found ? new CertificateLogo(found.AlternativeText, found.Png) : null;

    private const string FindSql = """
        SELECT AlternativeText, Png
        FROM Logos
        WHERE Id = @Id
        """;

    /// <summary>Behind the last one; under the board's lock.</summary>
    public Task AddAsync(Write write, Guid id, Guid boardId, string alternativeText, byte[] png) =>
        write.ExecuteAsync(AddSql, new { Id = id, BoardId = boardId, AlternativeText = alternativeText, Png = png });

    private const string AddSql = """
        INSERT INTO Logos (Id, BoardId, Position, AlternativeText, Png)
        VALUES (@Id, @BoardId, (SELECT COALESCE(MAX(l.Position), 0) + 1 FROM Logos l WHERE l.BoardId = @BoardId), @AlternativeText, @Png)
        """;

    /// <summary>False where the board has no such logo, or has removed it already.</summary>
    public async Task<bool> RemoveAsync(Write write, Guid id, Guid boardId, DateTimeOffset now) =>
        await write.ExecuteAsync(RemoveSql, new { Id = id, BoardId = boardId, Now = now }) == 1;

    private const string RemoveSql = """
        UPDATE Logos
        SET RemovedAt = @Now
        WHERE Id = @Id AND BoardId = @BoardId AND RemovedAt IS NULL
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM Logos
        """;

    [method: ExplicitConstructor]
    private sealed record Picture(string AlternativeText, byte[] Png);
}
