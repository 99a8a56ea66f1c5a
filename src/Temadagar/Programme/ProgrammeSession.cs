using Dapper;

namespace Temadagar.Programme;

public enum SessionKind
{
    Talk,
    Panel,
    Break,
    GroupWork,
}

/// <summary>A session (Swedish: pass) of a day's programme. Times are wall clock in Europe/Stockholm.</summary>
/// <param name="Abstract">Markdown.</param>
[method: ExplicitConstructor]
public sealed record ProgrammeSession(
    Guid Id, Guid ThemeDayId, TimeOnly StartsAt, TimeOnly EndsAt, string Title, string? Abstract, SessionKind Kind, string? Room);

/// <summary>A session with those who speak in it, in their order there.</summary>
public sealed record SessionPlan(
    Guid Id, TimeOnly StartsAt, TimeOnly EndsAt, string Title, string? Abstract, SessionKind Kind, string? Room, IReadOnlyList<Guid> Speakers)
{
    public bool IsAtTheTimeOf(TimeOnly startsAt, TimeOnly endsAt) => StartsAt < endsAt && startsAt < EndsAt;

    /// <summary>Whether all of it is alike, the order of the speakers too.</summary>
    public bool IsAs(SessionPlan other) => this with { Speakers = other.Speakers } == other && Speakers.SequenceEqual(other.Speakers);
}
