using Dapper;

namespace Temadagar.Series;

/// <summary>The series of theme days that this installation shows.</summary>
/// <param name="Demonstration">Made up: every page and every mail says so.</param>
[method: ExplicitConstructor]
public sealed record ThemeDaySeries(Guid Id, string Name, string? Summary, string? Campaign, bool Demonstration);
