using Dapper;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>A day and a way of taking part where someone who waits could have a place.</summary>
[method: ExplicitConstructor]
public sealed record FreedPlace(Guid ThemeDayId, Participation Participation);
