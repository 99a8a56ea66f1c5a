using Dapper;

namespace Temadagar.Series;

/// <summary>The series of theme days that this installation shows.</summary>
/// <param name="Demonstration">Made up: every page and every mail says so.</param>
/// <param name="Version">Of what an administrator edits.</param>
[method: ExplicitConstructor]
public sealed record ThemeDaySeries(Guid Id, string Name, string? Summary, string? Campaign, bool Demonstration, int Version = 1)
{
    public const int MaxNameLength = 200;
    public const int MaxSummaryLength = 1000;
    public const int MaxCampaignLength = 200;
    public const int MaxPartnerLength = 200;
    public const int MaxPartners = 50;
}
