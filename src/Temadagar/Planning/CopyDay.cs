using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Programme;
using Temadagar.Series;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>
/// Next year's day without typing: an unpublished copy with places, programme, speakers and what is asked for a certificate, and nobody registered. With a date its
/// window for registration moves by as many days; without one it has neither window nor hours.
/// </summary>
public sealed class CopyDay(
    Database database, EditDay editing, OrganizerDayStore ownDays, ThemeDayStore days, AddThemeDay addThemeDay, PlaceStore places, PlanningStore planning,
    ProgrammeStore programme, MoveProgramme moving, SeriesStore series, CertificateSettingsStore certificates, AccessLog log)
{
    /// <param name="number">Null: the one after the highest.</param>
    public async Task<(PlannedDayView? Day, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, string newSlug, int? number, DateOnly? date, CancellationToken cancellationToken)
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        try
        {
            return await database.WriteAsync<(PlannedDayView?, ProblemResult?)>(async write =>
            {
                await days.LockAsync(write, found.Id);
                if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != found.Id || await series.FindAsync(write) is not { } one)
                {
                    return (null, new ProblemResult(EditOwnDay.Unknown));
                }

                if (await planning.HasSlugAsync(write, newSlug))
                {
                    return (null, new ProblemResult(PlanningProblems.SlugTaken));
                }

                var day = (await days.FindAsync(write, own.Id))!;
                var copy = new NewThemeDay(Copied(day, newSlug, number ?? await planning.NextNumberAsync(write), date), one.Id);
                var sessions = await programme.PlanAsync(write, day.Id);
                await programme.LockAllAsync(write);
                if (await moving.RefusalAsync(write, caller, copy.Id, copy.Date, new DayHours(copy.StartsAt, copy.EndsAt), sessions) is { } refusal)
                {
                    return (null, new ProblemResult(refusal));
                }

                await addThemeDay.RunAsync(write, copy);
                await CopyPlacesAsync(write, day.Id, copy.Id);
                foreach (var session in sessions)
                {
                    await programme.AddAsync(write, copy.Id, session with { Id = Guid.CreateVersion7() });
                }

                if (await certificates.FindAsync(write, day.Id) is { Version: > 0 } settings)
                {
                    await certificates.SaveAsync(write, settings with { ThemeDayId = copy.Id, Version = 1 });
                }

                await log.AddAsync(write, caller, AccessAction.ThemeDayAdded, copy.Id, own.Board);
                return (await editing.FindAsync(write, caller, newSlug), null);
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            return (null, new ProblemResult(PlanningProblems.SlugTaken));
        }
    }

    private static DayPlan Copied(ThemeDay day, string slug, int number, DateOnly? date)
    {
        var days = date is { } to && day.Date is { } from ? to.DayNumber - from.DayNumber : (int?)null;
        return new DayPlan
        {
            Number = number,
            Slug = slug,
            BoardId = day.BoardId,
            Title = day.Title,
            Summary = day.Summary,
            Description = day.Description,
            City = day.City,
            Venue = day.Venue,
            Directions = day.Directions,
            Date = date,
            StartsAt = date is null ? null : day.StartsAt,
            EndsAt = date is null ? null : day.EndsAt,
            CertificateHours = day.CertificateHours,
            RegistrationOpensAt = Moved(day.RegistrationOpensAt, days),
            RegistrationClosesAt = Moved(day.RegistrationClosesAt, days),
            OfferHours = day.OfferHours,
            ServesFood = day.ServesFood,
        };
    }

    // By the wall clock: what opened at nine opens at nine, in summer time too.
    private static DateTimeOffset? Moved(DateTimeOffset? instant, int? days)
    {
        if (instant is not { } value || days is not { } by)
        {
            return null;
        }

        var local = Stockholm.In(value).DateTime;
        return Stockholm.At(DateOnly.FromDateTime(local).AddDays(by), TimeOnly.FromDateTime(local));
    }

    private async Task CopyPlacesAsync(Write write, Guid from, Guid to)
    {
        foreach (var place in await places.OfDayAsync(write, from))
        {
            await places.AddAsync(write, to, place.Participation, place.Capacity);
        }
    }
}
