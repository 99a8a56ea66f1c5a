using Temadagar.Data;

namespace Temadagar.Certificates;

public sealed class CertificateSettingsStore
{
    /// <summary>A day's, or the usual ones where nothing has been said.</summary>
    public async Task<CertificateSettings> FindAsync(Session session, Guid themeDayId) =>
        await session.FindAsync<CertificateSettings>(FindSql, new { ThemeDayId = themeDayId }) ?? CertificateSettings.Usual(themeDayId);

    private const string FindSql = """
        SELECT ThemeDayId, Threshold, Signatory, SignatoryTitle, Version
        FROM CertificateSettings
        WHERE ThemeDayId = @ThemeDayId
        """;

    /// <summary>Under the day's lock.</summary>
    public async Task SaveAsync(Write write, CertificateSettings settings)
    {
        if (await write.ExecuteAsync(ChangeSql, settings) == 0)
        {
            await write.ExecuteAsync(AddSql, settings);
        }
    }

    private const string ChangeSql = """
        UPDATE CertificateSettings
        SET Threshold = @Threshold, Signatory = @Signatory, SignatoryTitle = @SignatoryTitle, Version = @Version
        WHERE ThemeDayId = @ThemeDayId
        """;

    private const string AddSql = """
        INSERT INTO CertificateSettings (ThemeDayId, Threshold, Signatory, SignatoryTitle, Version)
        VALUES (@ThemeDayId, @Threshold, @Signatory, @SignatoryTitle, @Version)
        """;

    /// <summary>The extent is the day's own; whoever edits the day meanwhile is told (its version rises).</summary>
    public Task ChangeHoursAsync(Write write, Guid themeDayId, decimal? hours) => write.ExecuteAsync(ChangeHoursSql, new { ThemeDayId = themeDayId, Hours = hours });

    private const string ChangeHoursSql = """
        UPDATE ThemeDays
        SET CertificateHours = @Hours, Version = Version + 1
        WHERE Id = @ThemeDayId
        """;

    public Task RemoveOfDayAsync(Write write, Guid themeDayId) => write.ExecuteAsync(RemoveOfDaySql, new { ThemeDayId = themeDayId });

    private const string RemoveOfDaySql = """
        DELETE FROM CertificateSettings
        WHERE ThemeDayId = @ThemeDayId
        """;

    public Task RemoveAllAsync(Write write) => write.ExecuteAsync(RemoveAllSql);

    private const string RemoveAllSql = """
        DELETE FROM CertificateSettings
        """;
}
