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

/// <summary>A session as the public sees it.</summary>
/// <param name="Speakers">The names of those who have agreed to be shown.</param>
public sealed record ProgrammeSessionView(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string? AbstractHtml, SessionKind Kind, string? Room, IReadOnlyList<string> Speakers);
