using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.OwnPage;

/// <summary>
/// A person takes part another way: at once where there is room, else by waiting for it while what they have stays theirs. Whoever waits for one way and takes a place
/// another way goes on waiting, since a position in the list cannot be had back; where one place is enough, taking one ends the waits.
/// </summary>
public sealed class ChangeParticipation(ChangeOwn changing, PlaceStore places, ThemeDayStore days, WaitlistStore waitlist, EndWait ending, WaitlistBell bell, Alternatives alternatives, RegistrationStore registrations,
    RegistrationMails mails)
{
    public static readonly Problem Full = new("no-place-free", 409,
        new("Det är fullt", "It is full"),
        new("Du kan ställa dig på väntelistan och behåller det du har under tiden. Inget har ändrats.", "You can join the waitlist and keep what you have meanwhile. Nothing was changed."));

    public static readonly Problem TooLate = new("too-late-to-wait", 409,
        new("Det är för sent att vänta på en plats", "It is too late to wait for a place"),
        new("Temadagen börjar snart, och väntelistan är stängd. Inget har ändrats.", "The theme day begins soon, and the waitlist is closed. Nothing was changed."));

    public static readonly Problem NotOffered = new("participation-not-offered", 409,
        new("Temadagen går inte att delta i på det sättet", "One cannot take part in the theme day that way"),
        new("Inget har ändrats.", "Nothing was changed."));

    /// <param name="wait">Whether to wait where there is no room; else that is refused.</param>
    public Task<(Registration? Changed, Problem? Refusal)> RunAsync(Registration opened, Participation wanted, bool wait, CancellationToken cancellationToken)
    {
        var (groupId, waitId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        return changing.RunAsync(opened, async (write, current, day, now) =>
        {
            var waits = await waitlist.LiveOfAsync(write, current.Id);
            if (current.Holds == wanted || waits.Any(live => live.Participation == wanted))
            {
                return (current, null);
            }

            if ((await places.OfDayAsync(write, day.Id)).All(place => place.Participation != wanted))
            {
                return (null, NotOffered);
            }

            if (await places.TakeAsync(write, day.Id, wanted, asked: 1, taken: 1))
            {
                return (await TakeAsync(write, current, wanted, waits, day, now), null);
            }

            if (!wait)
            {
                return (null, Full);
            }

            if (OfferDeadline.Of(day, now) is null)
            {
                return (null, TooLate);
            }

            await waitlist.AddGroupAsync(write, groupId, day.Id, wanted, await days.ArrivalsAsync(write, day.Id), waiting: 1, asked: 1);
            await waitlist.AddAsync(write, waitId, groupId, current.Id, day.Id, wanted, now);
            var waiting = current with { Changes = current.Changes + 1 };
            await registrations.ChangeAsync(write, waiting);
            await mails.QueueAsync(write, RegistrationMails.Waitlisted, waiting.Changes, waiting with { Participation = wanted }, new DayNews(ThemeDayFacts.Of(day), Holds: waiting.Holds));
            return (waiting, null);
        }, cancellationToken);
    }

    private async Task<Registration> TakeAsync(Write write, Registration current, Participation wanted, IReadOnlyList<Wait> waits, ThemeDay day, DateTimeOffset now)
    {
        if (current.Holds is { } held)
        {
            await places.ReleaseAsync(write, day.Id, held);
            bell.RingAfter(write);
        }

        if (current.ChoiceId is not null)
        {
            foreach (var wait in waits)
            {
                await ending.RunAsync(write, wait, WaitOutcome.Left, now);
            }

            waits = [];
        }

        var changed = current.Placed(wanted, day);
        await registrations.ChangeAsync(write, changed);
        if (current.ChoiceId is not null)
        {
            await mails.WithdrawAsync(write, changed.Id);
            await alternatives.ReleaseAsync(write, changed, now);
        }

        await mails.QueueAsync(write, RegistrationMails.ParticipationChanged, changed.Changes, changed, new DayNews(ThemeDayFacts.Of(day), WaitsFor: waits.Count > 0 ? waits[0].Participation : null));
        return changed;
    }
}
