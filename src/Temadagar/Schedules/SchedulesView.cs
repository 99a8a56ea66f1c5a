using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.Templating;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>How it stands with the schedules of a day.</summary>
/// <param name="ToSend">To how many a sending would go now.</param>
/// <param name="ToRemind">How many would be reminded now.</param>
public sealed record SchedulesView(IReadOnlyList<SpeakerScheduleView> Speakers, int ToSend, int ToRemind)
{
    public static SchedulesView Of(IReadOnlyList<DueSchedule> all, bool maySend, bool mayRemind, DateTimeOffset now) => new(
        [.. all.Where(one => one.Now.Sessions.Count > 0 || one.Schedule is { Told.Sessions.Count: > 0 }).Select(one => SpeakerScheduleView.Of(one))],
        maySend ? all.Count(one => one.Kind is not null) : 0,
        mayRemind ? all.Count(one => RemindSpeakers.IsDue(one, now)) : 0);
}

/// <param name="Sessions">As the programme has them now.</param>
/// <param name="SentAt">When the last schedule was sent; null: none was.</param>
/// <param name="Changed">Whether a sending would go to this speaker.</param>
/// <param name="Answer">To the last schedule.</param>
/// <param name="PreviousAnswer">The last one to a schedule before it; null: none.</param>
public sealed record SpeakerScheduleView(
    Guid Id, string Name, string Email, IReadOnlyList<ScheduledSessionView> Sessions, DateTimeOffset? SentAt, bool Changed,
    ScheduleAnswer? Answer, DateTimeOffset? AnsweredAt, string? AnswerMessage, EarlierAnswerView? PreviousAnswer, DateTimeOffset? RemindedAt)
{
    public static SpeakerScheduleView Of(DueSchedule one) => new(
        one.Speaker.Id, one.Speaker.Name, one.Speaker.Email, [.. one.Now.Sessions.Select(ScheduledSessionView.Of)], one.Schedule?.SentAt, one.Kind is not null,
        one.Schedule?.Answer, one.Schedule?.AnsweredAt, one.Schedule?.AnswerMessage,
        one.Schedule?.EarlierAnswer is { } earlier ? new EarlierAnswerView(earlier, one.Schedule.EarlierAnswerMessage) : null, one.Schedule?.RemindedAt);
}

public sealed record EarlierAnswerView(ScheduleAnswer Answer, string? Message);

/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
public sealed record ScheduledSessionView([property: RegularExpression(JsonFields.TimePattern)] string StartsAt, [property: RegularExpression(JsonFields.TimePattern)] string EndsAt, string Title, string? Room)
{
    public static ScheduledSessionView Of(ToldSession session) => new(Stockholm.Clock(session.StartsAt), Stockholm.Clock(session.EndsAt), session.Title, session.Room);
}

/// <summary>What a sending would send.</summary>
/// <param name="Unchanged">How many get nothing, since what they were told is so.</param>
public sealed record SchedulesPreview(IReadOnlyList<ScheduleRecipient> Recipients, int Unchanged)
{
    public static SchedulesPreview Of(IReadOnlyList<DueSchedule> all, Language language, Func<DueSchedule, RenderedMail> render) => new(
        [.. all.Where(one => one.Kind is not null).Select(one => new ScheduleRecipient(
            one.Speaker.Id, one.Speaker.Name, one.Speaker.Email, one.Kind!.Value, one.Schedule?.Answer ?? one.Schedule?.EarlierAnswer,
            one.Schedule?.Answer is null ? one.Schedule?.EarlierAnswerMessage : one.Schedule.AnswerMessage,
            [.. one.Changes.Select(change => new ScheduleChangeView(change.Kind, (change.After ?? change.Before)?.Title, change.Details(language)))], render(one)))],
        all.Count(one => one.Kind is null && one.Now.Sessions.Count > 0));
}

/// <param name="Answer">The last that the speaker gave, to whichever schedule; null: none.</param>
/// <param name="Mail">As it would look; the own link is masked.</param>
public sealed record ScheduleRecipient(
    Guid Id, string Name, string Email, SendingKind Kind, ScheduleAnswer? Answer, string? AnswerMessage, IReadOnlyList<ScheduleChangeView> Changes, RenderedMail Mail);

/// <param name="Session">Its title; null: it is the day that changed.</param>
/// <param name="Details">In the reader's language.</param>
public sealed record ScheduleChangeView(ChangeKind Change, string? Session, IReadOnlyList<ChangeDetail> Details);

public sealed record SchedulesSent(int Count, IReadOnlyList<SentTo> Recipients)
{
    public static SchedulesSent Of(IReadOnlyCollection<ScheduledSpeaker> speakers) => new(speakers.Count, [.. speakers.Select(speaker => new SentTo(speaker.Id, speaker.Name))]);
}

public sealed record SentTo(Guid Id, string Name);
