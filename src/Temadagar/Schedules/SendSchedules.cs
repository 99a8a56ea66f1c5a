using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>
/// Sends each speaker of a day the schedule that is due: to whoever has not been told, and to whoever's own part is another than was
/// told. What was told is kept in the write that queues the mail, so that a second sending sends nothing.
/// </summary>
public sealed class SendSchedules(
    LookAtOwnDay looking, EditOwnDay editing, ThemeDayStore days, DaySchedules schedules, SpeakerScheduleStore store, ScheduleMails mails, TimeProvider clock)
{
    /// <summary>The speakers of a day: what they do, what they were told, what they answered.</summary>
    public Task<SchedulesView?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        looking.RunAsync<SchedulesView>(caller, slug, AccessAction.SchedulesListed, async (read, own) =>
        {
            var day = (await days.FindAsync(read, own.Id))!;
            var view = SchedulesView.Of(await schedules.OfAsync(read, day), Refusal(day) is null, RemindSpeakers.IsPossible(day, clock.GetUtcNow()), clock.GetUtcNow());
            return (view, view.Speakers.Count);
        }, cancellationToken);

    /// <summary>Who would get what. Nothing is sent.</summary>
    public async Task<(SchedulesPreview? Preview, EntityTagHeaderValue? Tag, Problem? Refusal)> PreviewAsync(Caller caller, string slug, Language language, CancellationToken cancellationToken)
    {
        var (seen, refusal) = await looking.TryAsync<Seen>(caller, slug, AccessAction.SchedulesListed, async (read, own) =>
        {
            var day = (await days.FindAsync(read, own.Id))!;
            if (Refusal(day) is { } impossible)
            {
                return (null, impossible, null);
            }

            var all = await schedules.OfAsync(read, day);
            var preview = SchedulesPreview.Of(all, language, due => mails.Preview(due, day));
            return (new Seen(preview, TagOf(day, all)), null, preview.Recipients.Count);
        }, cancellationToken);
        return (seen?.Preview, seen?.Tag, refusal);
    }

    /// <param name="isCurrent">Whether a preview's tag is the one that the caller has seen; null: it has seen none.</param>
    public Task<(SchedulesSent? Sent, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, Func<EntityTagHeaderValue, bool>? isCurrent, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sent = new List<ScheduledSpeaker>();
        return editing.RunAsync(caller, slug, AccessAction.SchedulesSent, async (write, day, _) =>
        {
            sent.Clear();
            if (Refusal(day) is { } refusal)
            {
                return Edit.Refused(refusal);
            }

            await store.LockSpeakersAsync(write, day.Id);
            var all = await schedules.OfAsync(write, day);
            if (isCurrent is not null && !isCurrent(TagOf(day, all)))
            {
                return Edit.Refused(ScheduleProblems.Stale);
            }

            foreach (var due in all.Where(one => one.Kind is not null))
            {
                await SendAsync(write, due, day, now);
                sent.Add(due.Speaker);
            }

            return sent.Count == 0 ? Edit.Unchanged : new Edit(true, People: sent.Count);
        }, (_, _) => Task.FromResult(SchedulesSent.Of(sent)), cancellationToken);
    }

    private async Task SendAsync(Write write, DueSchedule due, ThemeDay day, DateTimeOffset now)
    {
        if (due.Schedule is { } told)
        {
            await store.TellAsync(write, told.Id, due.Speaker.Email, due.Now, now);
            await mails.QueueAsync(write, told.Id, told.Sending + 1, told.LinkGeneration, due, day);
            return;
        }

        var id = Guid.CreateVersion7();
        await store.AddAsync(write, id, day.Id, due.Speaker.Id, due.Speaker.Email, due.Now, now);
        await mails.QueueAsync(write, id, sending: 1, linkGeneration: 0, due, day);
    }

    // Those told of a day that is then cancelled must hear of it, date or none.
    private Problem? Refusal(ThemeDay day) => day.CancelledAt is not null ? null
        : day.Date is null ? ScheduleProblems.NoDate
        : day.StateAt(clock.GetUtcNow()) == ThemeDayState.Held ? ScheduleProblems.AlreadyHeld
        : null;

    // Of all that the mails would say.
    private static EntityTagHeaderValue TagOf(ThemeDay day, IReadOnlyList<DueSchedule> all) => EntityTags.Of(
        JsonSerializer.SerializeToUtf8Bytes(new { Day = ThemeDayFacts.Of(day), day.Directions, day.CancellationReason, Due = all.Where(one => one.Kind is not null).Select(one => new { one.Speaker, one.Now, one.Kind }) }),
        weak: false);

    private sealed record Seen(SchedulesPreview Preview, EntityTagHeaderValue Tag);
}
