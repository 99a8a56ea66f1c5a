using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Interest;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Programme;
using Temadagar.Series;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Planning;

/// <summary>Adds a day to the series, and changes what an organizer has decided of it.</summary>
public sealed class PlanDay(
    Database database, EditDay editing, AddThemeDay addThemeDay, PlaceStore places, PlanningStore planning, SharingStore sharing, OrganizerDayStore ownDays, SeriesStore series, BoardStore boards,
    MoveProgramme programme, ThemeDayStore days, InterestMails interest, WaitlistBell bell, AccessLog log)
{
    /// <returns>The new day, unpublished, or why it was not added.</returns>
    public async Task<(PlannedDayView? Day, ProblemResult? Refusal)> AddAsync(
        Caller caller, DayPlan plan, IReadOnlyList<PlannedPlace> planned, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync<(PlannedDayView?, ProblemResult?)>(async write =>
            {
                if (await series.FindAsync(write) is not { } one)
                {
                    return (null, new ProblemResult(PlanningProblems.NoSeries));
                }

                if (await planning.HasSlugAsync(write, plan.Slug))
                {
                    return (null, new ProblemResult(PlanningProblems.SlugTaken));
                }

                if (plan.BoardId is { } board && !await boards.HoldAsync(write, board))
                {
                    return (null, new ProblemResult(Problem.InvalidInput, Board.Gone()));
                }

                var id = await addThemeDay.RunAsync(write, new NewThemeDay(plan, one.Id));
                foreach (var place in planned)
                {
                    await places.AddAsync(write, id, place.Participation, place.Capacity);
                }

                var view = (await editing.FindAsync(write, caller, plan.Slug))!;
                await log.AddAsync(write, caller, AccessAction.ThemeDayAdded, id, view.Board);
                return (view, null);
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            return (null, new ProblemResult(PlanningProblems.SlugTaken));
        }
    }

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    public Task<(PlannedDayView? Day, ProblemResult? Refusal)> ChangeAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, DayPlan plan, IReadOnlyList<PlannedPlace> planned, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.ThemeDayChanged, async (write, day, own) =>
        {
            if (!isCurrent(day.Version))
            {
                return Edit.Refused(Versions.Stale);
            }

            if (plan.BoardId is { } board && board != day.BoardId && !await boards.HoldAsync(write, board))
            {
                return new Edit(false, Problem.InvalidInput, Faults: Board.Gone());
            }

            var figures = await ownDays.FiguresAsync(write, day.Id);
            // A seed may have published one without; that one can be put back as it is.
            if (own.Published && planned.Count == 0 && figures.Count > 0)
            {
                return Edit.Refused(PlanningProblems.NoPlaces);
            }

            if (await RefusalAsync(write, day, own, plan) is { } refusal || (refusal = await RefusalAsync(write, figures, planned)) is not null
                || (refusal = await programme.RunAsync(write, caller, day, plan.Date, new DayHours(plan.StartsAt, plan.EndsAt))) is not null)
            {
                return Edit.Refused(refusal);
            }

            await planning.ChangeAsync(write, day.Id, plan);
            await interest.WithdrawUnlessOpenAsync(write, (await days.FindAsync(write, day.Id))!);
            if (plan.BoardId != day.BoardId)
            {
                // Whom the board before let see its people, the next has not.
                await sharing.ReplaceAsync(write, day.Id, [], []);
            }

            foreach (var place in planned)
            {
                if (!await planning.ChangeCapacityAsync(write, day.Id, place.Participation, place.Capacity))
                {
                    await places.AddAsync(write, day.Id, place.Participation, place.Capacity);
                }
            }

            foreach (var gone in Gone(figures, planned))
            {
                await planning.RemovePlaceAsync(write, day.Id, gone);
            }

            bell.RingAfter(write);
            return Edit.Done;
        }, cancellationToken);

    private async Task<Problem?> RefusalAsync(Write write, ThemeDay day, OrganizerDay own, DayPlan plan)
    {
        if (plan.Slug != day.Slug)
        {
            // Mails lead to the address, also those of people who telephoned before it was published.
            if (own.Published || await planning.AnyoneAsync(write, day.Id))
            {
                return PlanningProblems.SlugFixed;
            }

            if (await planning.HasSlugAsync(write, plan.Slug))
            {
                return PlanningProblems.SlugTaken;
            }
        }

        if (plan.Date is null && day.Date is not null && await planning.AnySpeakerToldAsync(write, day.Id))
        {
            return PlanningProblems.SpeakersTold;
        }

        var moved = (plan.Date, plan.StartsAt, plan.EndsAt, plan.City, plan.Venue) != (day.Date, day.StartsAt, day.EndsAt, day.City, day.Venue);
        return moved && await planning.AnyoneAsync(write, day.Id) ? PlanningProblems.NeedsRescheduling : null;
    }

    private async Task<Problem?> RefusalAsync(Write write, IReadOnlyList<PlaceFigures> figures, IReadOnlyList<PlannedPlace> planned)
    {
        // A day that was overbooked can be put back as it is.
        var tooSmall = figures
            .Join(planned, place => place.Participation, place => place.Participation, (has, wanted) => (has, wanted.Capacity))
            .Where(place => place.Capacity < place.has.Taken && place.Capacity < place.has.Capacity).ToList();
        if (tooSmall.Count > 0)
        {
            return PlanningProblems.CapacityBelowTaken(tooSmall);
        }

        var used = new List<Participation>();
        foreach (var gone in Gone(figures, planned))
        {
            if (await planning.EverUsedAsync(write, figures[0].ThemeDayId, gone))
            {
                used.Add(gone);
            }
        }

        return used.Count > 0 ? PlanningProblems.PlaceHasPeople(used) : null;
    }

    private static IEnumerable<Participation> Gone(IEnumerable<PlaceFigures> figures, IEnumerable<PlannedPlace> planned) =>
        figures.Select(place => place.Participation).Except(planned.Select(place => place.Participation));
}
