using Temadagar.Data;

namespace Temadagar.Series;

public sealed class SeriesStore
{
    public Task<ThemeDaySeries?> FindAsync(Session session) => session.FindAsync<ThemeDaySeries>(FindSql);

    private const string FindSql = """
        SELECT Id, Name, Summary, Campaign, Demonstration
        FROM Series
        """;

    public async Task<IReadOnlyList<string>> PartnersAsync(Session session, Guid seriesId) =>
        [.. await session.QueryAsync<string>(PartnersSql, new { SeriesId = seriesId })];

    private const string PartnersSql = """
        SELECT Name
        FROM SeriesPartners
        WHERE SeriesId = @SeriesId
        ORDER BY Position
        """;

    public async Task AddAsync(Write write, ThemeDaySeries series, IReadOnlyList<string> partners)
    {
        await write.ExecuteAsync(AddSql, series);
        foreach (var (position, name) in partners.Index())
        {
            await write.ExecuteAsync(AddPartnerSql, new { SeriesId = series.Id, Position = position, Name = name });
        }
    }

    private const string AddSql = """
        INSERT INTO Series (Id, Name, Summary, Campaign, Demonstration)
        VALUES (@Id, @Name, @Summary, @Campaign, @Demonstration)
        """;

    private const string AddPartnerSql = """
        INSERT INTO SeriesPartners (SeriesId, Position, Name)
        VALUES (@SeriesId, @Position, @Name)
        """;

    public async Task RemoveAllAsync(Write write)
    {
        await write.ExecuteAsync(RemovePartnersSql);
        await write.ExecuteAsync(RemoveAllSql);
    }

    private const string RemovePartnersSql = """
        DELETE FROM SeriesPartners
        """;

    private const string RemoveAllSql = """
        DELETE FROM Series
        """;
}
