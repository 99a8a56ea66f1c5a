using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>Gives a place, or a place on the waitlist, back. Doing it twice is doing it once.</summary>
public sealed class CancelRegistration(
    Database database, ThemeDayStore days, PlaceStore places, WaitingGroupStore waiting, RegistrationStore registrations, RegistrationMails mails, TimeProvider clock)
{
    public static readonly Problem AlreadyHeld = new("already-held", 409,
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
            var current = (await registrations.FindAsync(write, registration.Id))!;
            var day = (await days.FindAsync(write, registration.ThemeDayId))!;
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

            var cancelled = current with
            {
                Status = RegistrationStatus.Cancelled,
                CancelledAt = now,
                CalendarSequence = current.CalendarSequence + 1,
            };
            await registrations.CancelAsync(write, current, reason, cancelled.CalendarSequence, now);
            await (current.Status == RegistrationStatus.Confirmed
                ? places.ReleaseAsync(write, day.Id, current.Participation)
                : waiting.LeaveAsync(write, current.SubmissionId, day.Id));
            await mails.QueueAsync(write, RegistrationMails.Cancelled, 0, cancelled, day);
            await AlsoAsync(write, cancelledNow: true);
            return (cancelled, null);
        }, cancellationToken);

        Task AlsoAsync(Write write, bool cancelledNow) => also?.Invoke(write, cancelledNow) ?? Task.CompletedTask;
    }
}
