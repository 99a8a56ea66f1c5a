using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>
/// Reminds those who have been told of their schedule and have not answered. Whose part has changed since is due a new schedule
/// instead. Nobody is reminded twice within a day.
/// </summary>
public sealed class RemindSpeakers(
    LookAtOwnDay looking, EditOwnDay editing, ThemeDayStore days, DaySchedules schedules, SpeakerScheduleStore store, ScheduleMails mails, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    public static bool IsPossible(ThemeDay day, DateTimeOffset now) => !day.IsOverAt(now);

    public static bool IsDue(DueSchedule one, DateTimeOffset now) => one.AwaitsAnswer && (one.Schedule!.RemindedAt is not { } reminded || reminded + Pause <= now);

    /// <summary>Who would be reminded, and how the first would look. Nothing is sent.</summary>
    public Task<(RemindersPreview? Preview, Problem? Refusal)> PreviewAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return looking.TryAsync<RemindersPreview>(caller, slug, AccessAction.SchedulesListed, async (read, own) =>
        {
            var day = (await days.FindAsync(read, own.Id))!;
            if (!IsPossible(day, now))
            {
                return (null, ScheduleProblems.CannotRemind, null);
            }

            var due = (await schedules.OfAsync(read, day)).Where(one => IsDue(one, now)).ToList();
            var preview = new RemindersPreview(
                [.. due.Select(one => new ReminderRecipient(one.Speaker.Id, one.Speaker.Name, one.Speaker.Email))],
                due is [var first, ..] ? mails.PreviewReminder(first, first.Schedule!, day) : null);
            return (preview, null, preview.Recipients.Count);
        }, cancellationToken);
    }

    public Task<(RemindersSent? Sent, ProblemResult? Refusal)> RunAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var count = 0;
        return editing.RunAsync(caller, slug, AccessAction.SchedulesReminded, async (write, day, _) =>
        {
            count = 0;
            if (!IsPossible(day, now))
            {
                return Edit.Refused(ScheduleProblems.CannotRemind);
            }

            foreach (var one in (await schedules.OfAsync(write, day)).Where(one => IsDue(one, now)))
            {
                await store.RemindAsync(write, one.Schedule!.Id, now);
                await mails.QueueReminderAsync(write, one, one.Schedule, day);
                count++;
            }

            return count == 0 ? Edit.Unchanged : new Edit(true, People: count);
        }, (_, _) => Task.FromResult(new RemindersSent(count)), cancellationToken);
    }
}

public sealed record ReminderRecipient(Guid Id, string Name, string Email);

/// <param name="Mail">As the first would get it, the own link masked; null where nobody is reminded.</param>
public sealed record RemindersPreview(IReadOnlyList<ReminderRecipient> Recipients, RenderedMail? Mail);

public sealed record RemindersSent(int Count);
