using System.Text.Json.Serialization;
using Dapper;
using Temadagar.Organizers;

namespace Temadagar.Erasure;

/// <summary>What was erased under which decision. It names nobody.</summary>
/// <param name="ThemeDay">The slug of the day.</param>
/// <param name="Board">The slug of the board that had decided it.</param>
/// <param name="DaysAfter">The rule's, when it was erased; 0 where it was upon request.</param>
/// <param name="People">Of how many it was.</param>
/// <param name="ActorName">Who ran it, as they are called now; null: the service itself, or an operator at the command line.</param>
/// <param name="LogHead">How far the log was sealed by then, as <c>log verify --head</c> takes it: so the report shows later whether anything up to there was changed. The store notes it; null: nothing was sealed.</param>
[method: ExplicitConstructor]
public sealed record ErasureReport(
    Guid Id, [property: JsonIgnore] Guid ThemeDayId, string ThemeDay, string? ThemeDayTitle, string Board, ErasedData Data, int DaysAfter, string Decision, int People, DateTimeOffset ErasedAt,
    CallerKind ActorKind, [property: JsonIgnore] Guid? ActorId, string? ActorName, string? LogHead = null);
