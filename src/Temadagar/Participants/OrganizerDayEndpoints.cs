using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>An organizer's own days.</summary>
public static class OrganizerDayEndpoints
{
    // A chart of more points than this is no clearer.
    private const int MostPoints = 60;

    public static void MapOrganizerDays(this IEndpointRouteBuilder app)
    {
        var days = app.MapGroup("/api/organizer/theme-days").WithTags("Organizers' days").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        days.MapGet("", ListAsync).ForAnyRole();
        days.MapGet("/{slug}/arrivals", ArrivalsAsync).For(Role.Organizer, Role.Reader).Produces<ArrivalsView>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The own board's days and those shared with it (an administrator: all; a steward: those given), with how many places are taken and how many people wait; in order of their dates and times, those without a date last.</summary>
    public static async Task<Ok<IEnumerable<OrganizerDayView>>> ListAsync(
        ClaimsPrincipal user, Database database, OrganizerDayStore days, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using var read = await database.OpenReadAsync(cancellationToken);
        var seen = await days.ListAsync(read, caller.SeenBoard, caller.Role == Role.Steward ? caller.Id : null);
        var figures = await days.FiguresAsync(read);
        return TypedResults.Ok(seen.Select(day => OrganizerDayView.Of(day, VisiblePeople.MayChange(caller, day.Board), figures[day.Id])));
    }

    /// <summary>How many registered, in steps of whole days from the first registration until today; those who have cancelled since count too.</summary>
    public static async Task<IResult> ArrivalsAsync(
        string slug, ClaimsPrincipal user, Database database, OrganizerDayStore days, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await days.FindAsync(read, slug, caller.SeenBoard) is not { } day)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        var steps = new List<ArrivalsStep>();
        var today = Stockholm.Today(clock);
        if (await days.FirstRegistrationAsync(read, day.Id) is { } first)
        {
            var date = Stockholm.DateOf(first);
            var length = ((today.DayNumber - date.DayNumber) / MostPoints) + 1;
            for (; date <= today; date = date.AddDays(length))
            {
                steps.Add(new ArrivalsStep(date, await days.RegisteredBetweenAsync(
                    read, day.Id, Stockholm.At(date, TimeOnly.MinValue), Stockholm.At(date.AddDays(length), TimeOnly.MinValue))));
            }
        }

        return TypedResults.Ok(new ArrivalsView(today, steps));
    }
}

/// <param name="Until">The last day that the steps reach, today in Sweden.</param>
public sealed record ArrivalsView(DateOnly Until, IReadOnlyList<ArrivalsStep> Steps);

/// <param name="From">The first day of the step; it ends where the next begins.</param>
public sealed record ArrivalsStep(DateOnly From, int Registered);

/// <param name="MayChange">Whether the caller may change it and its people.</param>
public sealed record OrganizerDayView(
    int Number, string Slug, string? Title, string? City, DateOnly? Date, string? Board, bool Published, bool MayChange, IReadOnlyList<PlaceFiguresView> Places)
{
    public static OrganizerDayView Of(OrganizerDay day, bool mayChange, IEnumerable<PlaceFigures> figures) => new(
        day.Number, day.Slug, day.Title, day.City, day.Date, day.Board, day.Published, mayChange,
        PlaceFiguresView.Of(figures));
}

/// <param name="Taken">How many are confirmed, or kept for someone who has been offered a place.</param>
/// <param name="Waiting">How many people wait and have been offered nothing.</param>
public sealed record PlaceFiguresView(Participation Participation, int Capacity, int Taken, int Waiting)
{
    public static IReadOnlyList<PlaceFiguresView> Of(IEnumerable<PlaceFigures> figures) =>
        [.. figures.OrderBy(place => place.Participation).Select(place => new PlaceFiguresView(place.Participation, place.Capacity, place.Taken, place.Waiting))];
}
