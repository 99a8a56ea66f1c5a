using Temadagar.Data;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

public sealed class PortraitStore
{
    public Task AddAsync(Write write, Guid id, Guid speakerId, PortraitImage image) =>
        write.ExecuteAsync(AddSql, new { Id = id, SpeakerId = speakerId, image.Small, image.Large });

    private const string AddSql = """
        INSERT INTO Portraits (Id, SpeakerId, Small, Large)
        VALUES (@Id, @SpeakerId, @Small, @Large)
        """;

    /// <summary>The JPEG.</summary>
    public Task<byte[]?> FindAsync(Session session, Guid id, PortraitSize size) => size == PortraitSize.Small
        ? session.ScalarAsync<byte[]>(FindSmallSql, new { Id = id })
        : session.ScalarAsync<byte[]>(FindLargeSql, new { Id = id });

    private const string FindSmallSql = """
        SELECT Small
        FROM Portraits
        WHERE Id = @Id
        """;

    private const string FindLargeSql = """
        SELECT Large
        FROM Portraits
        WHERE Id = @Id
        """;

    /// <summary>Removes those that neither hold nor wait.</summary>
    public Task RemoveUnusedAsync(Write write, Guid speakerId) => write.ExecuteAsync(RemoveUnusedSql, new { SpeakerId = speakerId });

    private const string RemoveUnusedSql = """
        DELETE FROM Portraits
        WHERE SpeakerId = @SpeakerId
            AND NOT EXISTS (SELECT 1 FROM Speakers p WHERE p.Id = Portraits.SpeakerId AND p.PortraitId = Portraits.Id)
            AND NOT EXISTS (SELECT 1 FROM SpeakerCorrections c WHERE c.PortraitId = Portraits.Id)
        """;
}
