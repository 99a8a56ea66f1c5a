using System.Text.Json.Serialization;
using Dapper;
using Temadagar.Organizers;

namespace Temadagar.Releases;

/// <summary>What of a person a released list can show. What is not shown is masked, and the list says so.</summary>
public enum ReleasedColumn
{
    Name,
    Organization,
    Profession,
    Sector,
    Municipality,
    Participation,
    Status,
    RegisteredAt,
    Email,
    Phone,
}

/// <summary>A list of a day's people that was given out as a public record (allmän handling), after it was decided what secrecy requires to be masked.</summary>
/// <param name="Reference">Of the request, in the board's register.</param>
/// <param name="Shown">The columns that were not masked, with spaces between.</param>
/// <param name="People">How many rows.</param>
/// <param name="Masked">How many of them are masked whole.</param>
/// <param name="ActorName">Who released it, as they are called now.</param>
[method: ExplicitConstructor]
public sealed record Release(
    Guid Id, [property: JsonIgnore] Guid ThemeDayId, string Reference, string Shown, int People, int Masked, DateTimeOffset ReleasedAt, [property: JsonIgnore] CallerKind ActorKind,
    [property: JsonIgnore] Guid? ActorId, string? ActorName);
