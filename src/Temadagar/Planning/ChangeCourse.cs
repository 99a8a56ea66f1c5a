using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Interest;
using Temadagar.Offers;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Programme;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>A day goes public, moves, or will not be held. Those who are registered are told of the last two.</summary>
public sealed class ChangeCourse(
    EditDay editing, ThemeDayStore days, PlanningStore planning, RegistrationStore registrations, Announcements announcements, OrganizerDayStore ownDays,
    CheckInStore checkIns, MoveProgramme programme, OfferPlaces offering, RegistrationMails mails, InterestMails interest, TimeProvider clock)
{
    /// <summary>Shows the day to the public. Doing it twice is doing it once.</summary>
    public Task<(PlannedDayView? Day, ProblemResult? Refusal)> PublishAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.ThemeDayPublished, async (write, day, own) =>
        {
            if (own.Published)
            {
                return Edit.Unchanged;
            }

            if ((await ownDays.FiguresAsync(write, day.Id)).Count == 0)
            {
                return Edit.Refused(PlanningProblems.NoPlaces);
            }

            await planning.PublishAsync(write, day.Id, clock.GetUtcNow());
            return Edit.Done;
        }, cancellationToken);

    /// <summary>The day will not be held. Registrations stay as they are, for whoever looks at their own page. Doing it twice is doing it once.</summary>
    public Task<(PlannedDayView? Day, ProblemResult? Refusal)> CancelAsync(Caller caller, string slug, string reason, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.ThemeDayCancelled, async (write, day, _) =>
        {
            var now = clock.GetUtcNow();
            if (day.CancelledAt is not null)
            {
                return Edit.Unchanged;
            }

            if (day.StateAt(now) == ThemeDayState.Held)
            {
                return Edit.Refused(PlanningProblems.AlreadyHeld);
            }

            await planning.CancelAsync(write, day.Id, reason, now);
            await mails.WithdrawOfDayAsync(write, day.Id);
            await interest.WithdrawUnlessOpenAsync(write, (await days.FindAsync(write, day.Id))!);
            await registrations.RaiseCalendarsAsync(write, day.Id);
            await AnnounceAsync(write, RegistrationMails.DayCancelled, day.Id, after => new DayNews(after, reason));
            return Edit.Done;
        }, cancellationToken);

    /// <summary>Another time or place. Nothing happens where they are as they were.</summary>
    public Task<(PlannedDayView? Day, ProblemResult? Refusal)> RescheduleAsync(Caller caller, string slug, NewTime time, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.ThemeDayRescheduled, async (write, day, _) =>
        {
            if (day.CancelledAt is not null)
            {
                return Edit.Refused(PlanningProblems.DayCancelled);
            }

            // How long people were there is reckoned to the day's end, so a wrong one can be put right also afterwards.
            var now = clock.GetUtcNow();
            var (start, end) = (Stockholm.At(time.Date, time.StartsAt), time.EndsAt is { } ends ? Stockholm.At(time.Date, ends) : (DateTimeOffset?)null);
            var (begun, held) = (day.Start <= now, day.StateAt(now) == ThemeDayState.Held);
            if ((held || begun || start <= now) && !time.IsOnlyEnd(day.Date, day.StartsAt, day.City, day.Venue))
            {
                return Edit.Refused(begun && !held ? PlanningProblems.AlreadyBegun : PlanningProblems.AlreadyHeld);
            }

            var city = time.City.Given ? time.City.Value : day.City;
            var venue = time.Venue.Given ? time.Venue.Value : day.Venue;
            if ((time.Date, time.StartsAt, time.EndsAt, city, venue) == (day.Date, day.StartsAt, day.EndsAt, day.City, day.Venue))
            {
                return Edit.Unchanged;
            }

            if (time.Date != day.Date && await checkIns.AnyAsync(write, day.Id))
            {
                return Edit.Refused(PlanningProblems.SomeoneCame);
            }

            if (await programme.RunAsync(write, caller, day, time.Date, new DayHours(time.StartsAt, time.EndsAt)) is { } refusal)
            {
                return Edit.Refused(refusal);
            }

            // The directions to another place lead nowhere now.
            var directions = (city, venue) == (day.City, day.Venue) ? day.Directions : null;
            await planning.RescheduleAsync(write, day.Id, time.Date, time.StartsAt, time.EndsAt, city, venue, directions);
            await registrations.RaiseCalendarsAsync(write, day.Id);
            await registrations.StartCalendarsAsync(write, day.Id);
            await mails.WithdrawRemindersAsync(write, day.Id);
            var moved = (await days.FindAsync(write, day.Id))!;
            await interest.WithdrawUnlessOpenAsync(write, moved);
            await offering.ShortenAsync(write, moved);
            if (end is null || end > now)
            {
                await AnnounceAsync(write, RegistrationMails.DayRescheduled, day.Id, after => new DayNews(after, Before: ThemeDayFacts.Of(day)));
            }

            return Edit.Done;
        }, cancellationToken);

    private async Task AnnounceAsync(Write write, string kind, Guid id, Func<ThemeDayFacts, DayNews> news)
    {
        var after = (await days.FindAsync(write, id))!;
        await announcements.AddAsync(write, kind, after.Version, id, news(ThemeDayFacts.Of(after)));
    }
}
