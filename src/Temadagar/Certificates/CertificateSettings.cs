using Dapper;

namespace Temadagar.Certificates;

/// <summary>What is asked of a day's certificates, and who signs them.</summary>
/// <param name="Threshold">Per cent of the day that one must have been there, 1 to 100.</param>
/// <param name="Signatory">Null: not decided yet, and nothing can be issued.</param>
/// <param name="Version">Rises with each change; 0: nothing has been said of this day.</param>
[method: ExplicitConstructor]
public sealed record CertificateSettings(Guid ThemeDayId, int Threshold, string? Signatory, string? SignatoryTitle, int Version)
{
    private const int UsualThreshold = 80;

    public static CertificateSettings Usual(Guid themeDayId) => new(themeDayId, UsualThreshold, null, null, 0);
}
