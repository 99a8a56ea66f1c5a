using Temadagar.Data;

namespace Temadagar.InformationPages;

public sealed class InformationPageStore
{
    /// <summary>What has been written, whether it is shown or not.</summary>
    public async Task<IReadOnlyList<InformationPage>> ListAsync(Session session) => [.. await session.QueryAsync<InformationPage>(ListSql)];

    private const string ListSql = """
        SELECT Id, Language, Title, Text, Version
        FROM InformationPages
        """;

    public Task<InformationPage?> FindAsync(Session session, MinorityLanguage language) => session.FindAsync<InformationPage>(FindSql, new { Language = Code.Of(language) });

    private const string FindSql = """
        SELECT Id, Language, Title, Text, Version
        FROM InformationPages
        WHERE Language = @Language
        """;

    /// <summary>The languages that have a page, always in the same order. Every page asks, so the texts are left where they are.</summary>
    public async Task<IReadOnlyList<MinorityLanguage>> ShownAsync(Session session) =>
        [.. Enum.GetValues<MinorityLanguage>().IntersectBy(await session.QueryAsync<string>(ShownSql), Code.Of)];

    private const string ShownSql = """
        SELECT Language
        FROM InformationPages
        WHERE Text IS NOT NULL
        """;

    /// <summary>Holds it from here to the commit, where anything has been written.</summary>
    public Task LockAsync(Write write, MinorityLanguage language) => write.ExecuteAsync(LockSql, new { Language = Code.Of(language) });

    private const string LockSql = """
        UPDATE InformationPages
        SET Version = Version
        WHERE Language = @Language
        """;

    /// <exception cref="Exception">Another instance has written the first of it (<see cref="Database.IsUniqueViolation"/>).</exception>
    public async Task SaveAsync(Write write, InformationPage page)
    {
        var parameters = new { page.Id, Language = Code.Of(page.Language), page.Title, page.Text, page.Version };
        if (await write.ExecuteAsync(ChangeSql, parameters) == 0)
        {
            await write.ExecuteAsync(AddSql, parameters);
        }
    }

    private const string ChangeSql = """
        UPDATE InformationPages
        SET Title = @Title, Text = @Text, Version = @Version
        WHERE Id = @Id
        """;

    private const string AddSql = """
        INSERT INTO InformationPages (Id, Language, Title, Text, Version)
        VALUES (@Id, @Language, @Title, @Text, @Version)
        """;
}
