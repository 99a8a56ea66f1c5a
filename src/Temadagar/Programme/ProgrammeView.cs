using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>A day's programme as its organizer edits it: what this gives can be put back as it is.</summary>
/// <param name="Version">Read only, like all that follows. Rises with each edit; it is the ETag too.</param>
/// <param name="StartsAt">Of the day; wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="Speakers">Those who may be put into it.</param>
public sealed record ProgrammeView(
    IReadOnlyList<PlannedSessionView> Sessions, int Version, DateOnly? Date, [property: RegularExpression(JsonFields.TimePattern)] string? StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string? EndsAt, IReadOnlyList<SpeakerChoiceView> Speakers)
{
    public static ProgrammeView Of(ThemeDay day, int version, IEnumerable<SessionPlan> sessions, IEnumerable<SpeakerChoice> speakers) => new(
        [.. sessions.Select(PlannedSessionView.Of)], version, day.Date, Stockholm.Clock(day.StartsAt), Stockholm.Clock(day.EndsAt),
        [.. speakers.Select(speaker => new SpeakerChoiceView(speaker.Id, speaker.Name, speaker.Organization))]);
}

/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="Abstract">Markdown.</param>
/// <param name="Speakers">Their ids, in order.</param>
public sealed record PlannedSessionView(Guid Id, [property: RegularExpression(JsonFields.TimePattern)] string StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string EndsAt, string Title, string? Abstract, SessionKind Kind, string? Room, IReadOnlyList<Guid> Speakers)
{
    public static PlannedSessionView Of(SessionPlan session) => new(
        session.Id, Stockholm.Clock(session.StartsAt), Stockholm.Clock(session.EndsAt), session.Title, session.Abstract, session.Kind, session.Room, session.Speakers);
}

public sealed record SpeakerChoiceView(Guid Id, string Name, string? Organization);

/// <summary>A session as the public sees it.</summary>
/// <param name="Speakers">The names of those who have agreed to be shown.</param>
public sealed record ProgrammeSessionView(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string? AbstractHtml, SessionKind Kind, string? Room, IReadOnlyList<string> Speakers);
