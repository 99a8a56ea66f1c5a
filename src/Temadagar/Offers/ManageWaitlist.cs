using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>
/// What an organizer does with the list against its order, always with a reason that stays: moves a group, offers a place to someone before their turn. And what someone
/// answers by telephone.
/// </summary>
public sealed class ManageWaitlist(
    Database database, EditOwnDay editing, OrganizerDayStore ownDays, PlaceStore places, WaitlistStore waitlist, WaitlistBell bell, RegistrationStore registrations,
    OfferPlaces offering, AnswerOffer answering, ReadWaitlist reading, AccessLog log, TimeProvider clock)
{
    /// <param name="before">The group that it is to stand right before, of the same list.</param>
    public Task<(WaitlistView? Waitlist, ProblemResult? Refusal)> MoveAsync(
        Caller caller, string slug, Guid id, Guid before, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return editing.RunAsync(caller, slug, AccessAction.WaitlistMoved, async (write, day, _) =>
        {
            if (await waitlist.FindGroupAsync(write, id) is not { } group || await waitlist.FindGroupAsync(write, before) is not { } other
                || group.Id == other.Id || group.ThemeDayId != day.Id || (other.ThemeDayId, other.Participation) != (group.ThemeDayId, group.Participation))
            {
                return Edit.Refused(OfferProblems.UnknownGroup);
            }

            await waitlist.MoveAsync(write, group, other, reason, now);
            bell.RingAfter(write);
            return new Edit(true, People: group.Waiting);
        }, reading.ViewAsync, cancellationToken);
    }

    /// <summary>Offers a free place to one who waits, out of order.</summary>
    public Task<(WaitlistView? Waitlist, ProblemResult? Refusal)> OfferAsync(Caller caller, string slug, Guid waitId, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return editing.RunAsync(caller, slug, AccessAction.PlaceOffered, async (write, day, _) =>
        {
            if (await waitlist.FindAsync(write, waitId) is not { IsLive: true, OfferedAt: null } wait || wait.ThemeDayId != day.Id)
            {
                return Edit.Refused(OfferProblems.UnknownWait);
            }

            if (OfferDeadline.Of(day, now) is not { } deadline)
            {
                return Edit.Refused(OfferProblems.TooLate);
            }

            var place = (await places.OfDayAsync(write, day.Id)).Single(place => place.Participation == wait.Participation);
            if (place.Taken >= place.Capacity)
            {
                return Edit.Refused(OfferProblems.NoPlaceFree);
            }

            await offering.OfferAsync(write, wait, day, now, deadline, reason);
            return new Edit(true, People: 1);
        }, reading.ViewAsync, cancellationToken);
    }

    /// <summary>What someone has said on the telephone.</summary>
    public async Task<(WaitlistView? Waitlist, ProblemResult? Refusal)> AnswerAsync(Caller caller, string slug, Guid waitId, OfferAnswer answer, CancellationToken cancellationToken)
    {
        OrganizerDay? own;
        Registration? registration = null;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is not null && await waitlist.FindAsync(read, waitId) is { } wait && wait.ThemeDayId == own.Id)
            {
                registration = await registrations.FindAsync(read, wait.RegistrationId);
            }
        }

        if (own is null || registration is null)
        {
            return (null, new ProblemResult(own is null ? EditOwnDay.Unknown : OfferProblems.Unknown));
        }

        var (_, refusal) = await answering.RunAsync(registration, waitId, answer, cancellationToken, async write =>
        {
            // Given to another board since it was looked at: not the caller's to answer for.
            if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } still || still.Id != own.Id)
            {
                return EditOwnDay.Unknown;
            }

            await log.AddAsync(write, caller, AccessAction.OfferAnswered, registration.Id, still.Board, 1);
            return null;
        });
        if (refusal is not null)
        {
            return (null, new ProblemResult(refusal));
        }

        return (await reading.RunAsync(caller, slug, cancellationToken), null);
    }
}
