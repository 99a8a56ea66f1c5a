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

public sealed record ProgrammeSessionView(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, SessionKind Kind, string? Room, IReadOnlyList<string> Speakers);
