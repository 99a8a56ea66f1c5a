using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>An organizer's own days.</summary>
public static class OrganizerDayEndpoints
{
    public static void MapOrganizerDays(this IEndpointRouteBuilder app) => app.MapGet("/api/organizer/theme-days", ListAsync)
        .WithTags("Organizers' days").ForAnyRole()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The own board's days and those shared with it (an administrator: all; a steward: those given), with how many places are taken and how many people wait.</summary>
    public static async Task<Ok<IEnumerable<OrganizerDayView>>> ListAsync(
        ClaimsPrincipal user, Database database, OrganizerDayStore days, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using var read = await database.OpenReadAsync(cancellationToken);
        var seen = caller.Role == Role.Steward ? await days.OfStewardAsync(read, caller.Id!.Value)
            : await days.ListAsync(read, caller.Role == Role.Administrator ? null : caller.Board);
        var figures = await days.FiguresAsync(read);
        return TypedResults.Ok(seen.Select(day => OrganizerDayView.Of(day, VisiblePeople.MayChange(caller, day.Board), figures[day.Id])));
    }
}

/// <param name="MayChange">Whether the caller may change it and its people.</param>
public sealed record OrganizerDayView(
    int Number, string Slug, string? Title, string? City, DateOnly? Date, string? Board, bool Published, bool MayChange, IReadOnlyList<PlaceFiguresView> Places)
{
    public static OrganizerDayView Of(OrganizerDay day, bool mayChange, IEnumerable<PlaceFigures> figures) => new(
        day.Number, day.Slug, day.Title, day.City, day.Date, day.Board, day.Published, mayChange,
        [.. figures.OrderBy(place => place.Participation).Select(place => new PlaceFiguresView(place.Participation, place.Capacity, place.Taken, place.Waiting))]);
}

/// <param name="Taken">How many are confirmed.</param>
/// <param name="Waiting">How many people wait.</param>
public sealed record PlaceFiguresView(Participation Participation, int Capacity, int Taken, int Waiting);
