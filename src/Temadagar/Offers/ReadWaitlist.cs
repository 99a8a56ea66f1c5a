using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Offers;

/// <summary>A day's waitlist, for its own organizer. Each look is in the log before it is shown.</summary>
public sealed class ReadWaitlist(LookAtOwnDay looking, ThemeDayStore days, PlaceStore places, WaitlistReader reader, TimeProvider clock)
{
    private const int LatestEnded = 50;

    /// <returns>Null where the day is not the caller's.</returns>
    public Task<WaitlistView?> RunAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        looking.RunAsync(caller, slug, AccessAction.WaitlistListed, async (read, own) =>
        {
            var view = await ViewAsync(read, own);
            return (view, (int?)view.People);
        }, cancellationToken);

    internal async Task<WaitlistView> ViewAsync(Session session, OrganizerDay own)
    {
        var day = (await days.FindAsync(session, own.Id))!;
        var live = await reader.LiveAsync(session, own.Id);
        var offered = live.Where(wait => wait.OfferedAt is not null).ToList();
        var ways = (await places.OfDayAsync(session, own.Id)).OrderBy(place => place.Participation).Select(place => new WayView(
            place.Participation, place.Capacity, place.Taken, offered.Count(offer => offer.Participation == place.Participation), Math.Max(0, place.Capacity - place.Taken))).ToList();
        var late = day.CancelledAt is not null ? Standing.DayCancelled : OfferDeadline.Of(day, clock.GetUtcNow()) is null ? Standing.TooLate : (Standing?)null;
        var groups = live.Where(wait => wait.OfferedAt is null).GroupBy(wait => wait.GroupId).Select(group => GroupView(
            [.. group], late ?? StandingOf(group.First().Asked, ways.First(way => way.Participation == group.First().Participation).Free)));
        return new WaitlistView(
            ways, [.. groups], [.. offered.OrderBy(offer => offer.Deadline).Select(OfferView)],
            [.. (await reader.EndedAsync(session, own.Id, LatestEnded)).Select(OfferView)]);
    }

    private static Standing StandingOf(int asked, int free) => free == 0 ? Standing.NoPlaceFree : asked > free ? Standing.TooFewFree : Standing.Next;

    private static WaitlistGroupView GroupView(IReadOnlyList<WaitRow> group, Standing standing) => new(
        group[0].GroupId, group[0].Participation, group[0].Asked, standing, group[0].MovedAt, group[0].MoveReason,
        [.. group.Select(wait => new WaitingPersonView(
            wait.Id, wait.RegistrationId, wait.FirstName, wait.LastName, wait.Organization, wait.HasEmail, wait.Since, wait.WaitsElsewhere))]);

    private static OfferView OfferView(WaitRow wait) => new(
        wait.Id, wait.RegistrationId, wait.FirstName, wait.LastName, wait.Organization, wait.HasEmail, wait.Participation,
        wait.OfferedAt!.Value, wait.Deadline!.Value, wait.OfferReason, wait.EndedAt, wait.Outcome, wait.EndedAt is null && wait.WaitsElsewhere);
}
