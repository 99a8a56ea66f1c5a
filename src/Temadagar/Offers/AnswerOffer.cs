using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// A person takes an offered place or declines it. Either ends the offer for good; the same answer once more changes nothing. Whoever takes a place, and needs one, leaves the
/// other waitlists; declining leaves the others as they are.
/// </summary>
public sealed class AnswerOffer(
    Database database, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, EndWait ending, LeaveWaitlist leaving, RegistrationStore registrations,
    Alternatives alternatives, RegistrationMails mails, TimeProvider clock)
{
    /// <param name="also">What belongs in the same write where something is changed, such as the log's row. What it says stands in the way: nothing is changed.</param>
    /// <returns>The registration as it is after, or why nothing was changed.</returns>
    public async Task<(Registration? Registration, Problem? Refusal)> RunAsync(
        Registration registration, Guid waitId, OfferAnswer answer, CancellationToken cancellationToken, Func<Write, Task<Problem?>>? also = null)
    {
        var outcome = answer == OfferAnswer.Claim ? WaitOutcome.Claimed : WaitOutcome.Declined;
        var now = clock.GetUtcNow();
        var touched = answer == OfferAnswer.Claim ? await alternatives.DaysAsync(registration, cancellationToken) : [registration.ThemeDayId];
        return await database.WriteAsync<(Registration?, Problem?)>(async write =>
        {
            await alternatives.LockAsync(write, touched);
            if (await registrations.FindAsync(write, registration.Id) is not { } current || !current.IsStill(registration))
            {
                return (null, Problem.LinkNotValid);
            }

            if (await waitlist.FindAsync(write, waitId) is not { OfferedAt: not null } wait || wait.RegistrationId != current.Id)
            {
                return (null, OfferProblems.Unknown);
            }

            if (wait.Outcome == outcome)
            {
                return (current, null);
            }

            var day = (await days.FindAsync(write, current.ThemeDayId))!;
            if (OfferProblems.Refusing(wait, day, now) is { } refusal)
            {
                return (null, wait.Outcome == WaitOutcome.Left && await alternatives.HasTakenOtherAsync(write, current) ? OfferProblems.TookOther : refusal);
            }

            if (also is not null && await also(write) is { } impossible)
            {
                return (null, impossible);
            }

            return (await (answer == OfferAnswer.Claim ? ClaimAsync(write, current, wait, day, now) : leaving.RunAsync(write, wait, day, WaitOutcome.Declined, CancelReason.Declined, now)), null);
        }, cancellationToken);
    }

    private async Task<Registration> ClaimAsync(Write write, Registration current, Wait wait, ThemeDay day, DateTimeOffset now)
    {
        await ending.RunAsync(write, wait, WaitOutcome.Claimed, now);
        var others = await waitlist.LiveOfAsync(write, current.Id);
        // A position in the list cannot be had back, so it is given up only where one place was said to be enough.
        if (current.ChoiceId is not null)
        {
            foreach (var other in others)
            {
                await ending.RunAsync(write, other, WaitOutcome.Left, now);
            }

            others = [];
        }

        if (current.Status == RegistrationStatus.Confirmed)
        {
            await places.ReleaseAsync(write, day.Id, current.Participation);
        }

        var claimed = current.Placed(wait.Participation, day);
        await registrations.ChangeAsync(write, claimed);
        if (!others.Any(other => other.HoldsPlace))
        {
            await mails.WithdrawAsync(write, claimed.Id);
        }

        await mails.QueueAsync(write, RegistrationMails.Confirmed, claimed.Changes, claimed, new DayNews(ThemeDayFacts.Of(day), WaitsFor: others.Count > 0 ? others[0].Participation : null));
        await alternatives.ReleaseAsync(write, claimed, now);
        return claimed;
    }
}

public enum OfferAnswer
{
    Claim,
    Decline,
}
