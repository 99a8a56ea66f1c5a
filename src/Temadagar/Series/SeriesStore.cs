using Temadagar.Data;

namespace Temadagar.Series;

public sealed class SeriesStore
{
    public Task<ThemeDaySeries?> FindAsync(Session session) => session.FindAsync<ThemeDaySeries>(FindSql);

    private const string FindSql = """
        SELECT Id, Name, Summary, Campaign, Demonstration, Version
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
        await AddPartnersAsync(write, series.Id, partners);
    }

    private const string AddSql = """
        INSERT INTO Series (Id, Name, Summary, Campaign, Demonstration, Version)
        VALUES (@Id, @Name, @Summary, @Campaign, @Demonstration, @Version)
        """;

    /// <summary>Holds the series' row until the commit, as programmes and speakers do.</summary>
    public Task LockAsync(Write write) => write.ExecuteAsync(LockSql);

    private const string LockSql = """
        UPDATE Series
        SET Name = Name
        """;

    public async Task ChangeAsync(Write write, ThemeDaySeries series, IReadOnlyList<string> partners)
    {
        await write.ExecuteAsync(ChangeSql, series);
        await write.ExecuteAsync(RemovePartnersOfSql, new { SeriesId = series.Id });
        await AddPartnersAsync(write, series.Id, partners);
    }

    private const string ChangeSql = """
        UPDATE Series
        SET Name = @Name, Summary = @Summary, Campaign = @Campaign, Version = @Version
        WHERE Id = @Id
        """;

    private const string RemovePartnersOfSql = """
        DELETE FROM SeriesPartners
        WHERE SeriesId = @SeriesId
        """;

    private static async Task AddPartnersAsync(Write write, Guid seriesId, IReadOnlyList<string> partners)
    {
        foreach (var (position, name) in partners.Index())
        {
            await write.ExecuteAsync(AddPartnerSql, new { SeriesId = seriesId, Position = position, Name = name });
        }
    }

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
