using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Reminders;

/// <summary>
/// Reminds those with a place, a week and a day before. Whom a reminder is due follows from the days and the outbox each minute, so a restart forgets nothing and several
/// instances send it once. Whoever registers after it was due has just been told, but for the address of an online meeting.
/// </summary>
public sealed class RemindParticipants(
    Database database, ReminderStore reminders, ThemeDayStore days, RegistrationStore registrations, RegistrationMails mails, TimeProvider clock, ILogger<RemindParticipants> logger)
    : RecurringWork(logger)
{
    // About 10 ms of the one writer.
    private const int BatchLength = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Queues all that is due now.</summary>
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = Stockholm.Today(clock);
        IReadOnlyList<Guid> near;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            near = await reminders.BetweenAsync(read, today, today.AddDays(Reminder.LongestBefore));
        }

        foreach (var day in near)
        {
            while (await RunAsync(day, cancellationToken))
            {
            }
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Pause, cancellationToken);

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> RunAsync(Guid themeDayId, CancellationToken cancellationToken)
    {
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // An idle service asks without writing, or every pause would cost a commit.
            if (await DueAsync(read, themeDayId, take: 1) is not { People.Count: > 0 })
            {
                return false;
            }
        }

        return await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, themeDayId);
            if (await DueAsync(write, themeDayId, BatchLength) is not var (day, reminder, people))
            {
                return false;
            }

            var daysLeft = day.Date!.Value.DayNumber - Stockholm.Today(clock).DayNumber;
            foreach (var id in people)
            {
                var registration = (await registrations.FindAsync(write, id))!;
                await mails.QueueAsync(write, RegistrationMails.Reminder, reminder.Sequence, registration, new DayNews(
                    ThemeDayFacts.Of(day), DaysLeft: daysLeft,
                    MeetingAddress: reminder.IsLast && registration.Participation == Participation.Online ? day.MeetingAddress : null,
                    NotAfter: daysLeft == 0 ? day.Begins!.Value : reminder.NotAfter(day.Date!.Value)));
            }

            return people.Count == BatchLength;
        }, cancellationToken);
    }

    private async Task<(ThemeDay Day, Reminder Reminder, IReadOnlyList<Guid> People)?> DueAsync(Session session, Guid themeDayId, int take)
    {
        var day = (await days.FindAsync(session, themeDayId))!;
        return day is { CancelledAt: null, Date: { } date } && Reminder.Due(date, day.Begins!.Value, clock.GetUtcNow()) is { } reminder
            ? (day, reminder, await reminders.NotRemindedAsync(session, themeDayId, reminder.Sequence, reminder.DueAt, reminder.IsLast && day.MeetingAddress is not null, take))
            : null;
    }
}
