using System.Globalization;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>A day's programme as its organizer edits it: what this gives can be put back as it is.</summary>
/// <param name="Version">Read only, like all that follows. Rises with each edit; it is the ETag too.</param>
/// <param name="StartsAt">Of the day; wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="Speakers">Those who may be put into it.</param>
public sealed record ProgrammeView(
    IReadOnlyList<PlannedSessionView> Sessions, int Version, DateOnly? Date, string? StartsAt, string? EndsAt, IReadOnlyList<SpeakerChoiceView> Speakers)
{
    public static ProgrammeView Of(ThemeDay day, int version, IEnumerable<SessionPlan> sessions, IEnumerable<SpeakerChoice> speakers) => new(
        [.. sessions.Select(PlannedSessionView.Of)], version, day.Date, Clock(day.StartsAt), Clock(day.EndsAt),
        [.. speakers.Select(speaker => new SpeakerChoiceView(speaker.Id, speaker.Name, speaker.Organization))]);

    internal static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="Abstract">Markdown.</param>
/// <param name="Speakers">Their ids, in order.</param>
public sealed record PlannedSessionView(Guid Id, string StartsAt, string EndsAt, string Title, string? Abstract, SessionKind Kind, string? Room, IReadOnlyList<Guid> Speakers)
{
    public static PlannedSessionView Of(SessionPlan session) => new(
        session.Id, ProgrammeView.Clock(session.StartsAt)!, ProgrammeView.Clock(session.EndsAt)!, session.Title, session.Abstract, session.Kind, session.Room, session.Speakers);
}

public sealed record SpeakerChoiceView(Guid Id, string Name, string? Organization);

/// <summary>A session as the public sees it.</summary>
/// <param name="Speakers">The names of those who have agreed to be shown.</param>
public sealed record ProgrammeSessionView(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string? AbstractHtml, SessionKind Kind, string? Room, IReadOnlyList<string> Speakers);
