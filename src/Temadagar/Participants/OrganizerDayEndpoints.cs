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
        .WithTags("Organizers' days").For(Role.Organizer, Role.Reader)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The own board's days (an administrator: all), published or not, with how many places are taken and how many people wait.</summary>
    public static async Task<Ok<IEnumerable<OrganizerDayView>>> ListAsync(
        ClaimsPrincipal user, Database database, OrganizerDayStore days, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using var read = await database.OpenReadAsync(cancellationToken);
        var own = await days.ListAsync(read, caller.Role == Role.Administrator ? null : caller.Board);
        var figures = await days.FiguresAsync(read);
        return TypedResults.Ok(own.Select(day => OrganizerDayView.Of(day, figures[day.Id])));
    }
}

public sealed record OrganizerDayView(
    int Number, string Slug, string? Title, string? City, DateOnly? Date, string? Board, bool Published, IReadOnlyList<PlaceFiguresView> Places)
{
    public static OrganizerDayView Of(OrganizerDay day, IEnumerable<PlaceFigures> figures) => new(
        day.Number, day.Slug, day.Title, day.City, day.Date, day.Board, day.Published,
        [.. figures.OrderBy(place => place.Participation).Select(place => new PlaceFiguresView(place.Participation, place.Capacity, place.Taken, place.Waiting))]);
}

/// <param name="Taken">How many are confirmed.</param>
/// <param name="Waiting">How many people wait.</param>
public sealed record PlaceFiguresView(Participation Participation, int Capacity, int Taken, int Waiting);
