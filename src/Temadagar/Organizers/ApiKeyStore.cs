using Temadagar.Data;

namespace Temadagar.Organizers;

public sealed class ApiKeyStore
{
    private const string SelectSql = """
        SELECT Id, Name, Role, Board, CreatedAt, RevokedAt
        FROM ApiKeys
        """;

    public async Task<IReadOnlyList<ApiKey>> ListAsync(Session session) => [.. await session.QueryAsync<ApiKey>(ListSql)];

    private const string ListSql = SelectSql + """

        ORDER BY Name, CreatedAt, Id
        """;

    /// <summary>The key with this hash, unless it has been revoked.</summary>
    public Task<ApiKey?> FindByHashAsync(Session session, string hash) => session.FindAsync<ApiKey>(FindByHashSql, new { KeyHash = hash });

    private const string FindByHashSql = SelectSql + """

        WHERE KeyHash = @KeyHash AND RevokedAt IS NULL
        """;

    public Task AddAsync(Write write, ApiKey key, string hash) =>
        write.ExecuteAsync(AddSql, new { key.Id, key.Name, KeyHash = hash, Role = Code.Of(key.Role), key.Board, key.CreatedAt });

    private const string AddSql = """
        INSERT INTO ApiKeys (Id, Name, KeyHash, Role, Board, CreatedAt, RevokedAt)
        VALUES (@Id, @Name, @KeyHash, @Role, @Board, @CreatedAt, NULL)
        """;

    /// <summary>False where there is no such key in use.</summary>
    public async Task<bool> RevokeAsync(Write write, Guid id, DateTimeOffset now) => await write.ExecuteAsync(RevokeSql, new { Id = id, Now = now }) == 1;

    private const string RevokeSql = """
        UPDATE ApiKeys
        SET RevokedAt = @Now
        WHERE Id = @Id AND RevokedAt IS NULL
        """;
}
