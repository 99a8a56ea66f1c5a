using Dapper;

namespace Temadagar.Certificates;

/// <summary>A board's logo, on the certificates of its days.</summary>
/// <param name="AlternativeText">Whose it is, for those who do not see it.</param>
[method: ExplicitConstructor]
public sealed record Logo(Guid Id, string AlternativeText);
