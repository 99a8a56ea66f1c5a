using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>Gives a place, or a place on the waitlist, back. Doing it twice is doing it once.</summary>
public sealed class CancelRegistration(
    Database database, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, EndWait ending, WaitlistBell bell, RegistrationStore registrations, RegistrationMails mails,
    TimeProvider clock)
{
    public static readonly Problem AlreadyHeld = new("theme-day-held", 409,
        new("Temadagen har redan varit", "The theme day has already been held"),
        new("En plats kan inte avbokas efteråt. Inget har ändrats.", "A place cannot be cancelled afterwards. Nothing was changed."));

    public static readonly Problem HasCome = new("checked-in", 409,
        new("Personen är incheckad", "The person is checked in"),
        new("Den som har varit på temadagen kan inte avbokas. Är incheckningen fel kan arrangören ångra den först. Inget har ändrats.",
            "Whoever has been at the theme day cannot be cancelled. If the check-in is wrong the organizer can undo it first. Nothing was changed."));

    /// <returns>The cancelled registration, or why it was not cancelled.</returns>
    /// <param name="also">What belongs in the same write, such as the log's row; false where it was cancelled already.</param>
    public Task<(Registration? Cancelled, Problem? Refusal)> RunAsync(Registration registration, CancelReason reason, CancellationToken cancellationToken, Func<Write, bool, Task>? also = null)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync<(Registration?, Problem?)>(async write =>
        {
            await days.LockAsync(write, registration.ThemeDayId);
            var day = (await days.FindAsync(write, registration.ThemeDayId))!;
            if (await registrations.FindAsync(write, registration.Id) is not { } current || (reason is CancelReason.Self or CancelReason.NotMe && !current.IsStill(registration)))
            {
                return (null, Problem.LinkNotValid);
            }

            if (current.Status == RegistrationStatus.Cancelled)
            {
                await AlsoAsync(write, cancelledNow: false);
                return (current, null);
            }

            if (day.StateAt(now) == ThemeDayState.Held)
            {
                return (null, AlreadyHeld);
            }

            if (await registrations.HasComeAsync(write, current.Id))
            {
                return (null, HasCome);
            }

            var cancelled = await CancelAsync(write, current, day, reason, now);
            await AlsoAsync(write, cancelledNow: true);
            return (cancelled, null);
        }, cancellationToken);

        Task AlsoAsync(Write write, bool cancelledNow) => also?.Invoke(write, cancelledNow) ?? Task.CompletedTask;
    }

    /// <summary>Cancels it within a write that holds the day's row: its place is free for the next, its waits are over, and the person is told.</summary>
    /// <param name="current">As it is now, and not cancelled.</param>
    public async Task<Registration> CancelAsync(Write write, Registration current, ThemeDay day, CancelReason reason, DateTimeOffset now)
    {
        var cancelled = current with
        {
            Status = RegistrationStatus.Cancelled,
            CancelledAt = now,
            CalendarSequence = current.CalendarSequence + 1,
        };
        await registrations.CancelAsync(write, current, reason, cancelled.CalendarSequence, now);
        if (current.Status == RegistrationStatus.Confirmed)
        {
            await places.ReleaseAsync(write, day.Id, current.Participation);
            bell.RingAfter(write);
        }

        foreach (var wait in await waitlist.LiveOfAsync(write, current.Id))
        {
            await ending.RunAsync(write, wait, WaitOutcome.Left, now);
        }

        await mails.WithdrawAsync(write, current.Id);
        await mails.QueueAsync(write, RegistrationMails.Cancelled, 0, cancelled, new DayNews(ThemeDayFacts.Of(day), CancelledFor: reason));
        return cancelled;
    }
}
