using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Speakers;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

public static class ThemeDayPageRoute
{
    /// <summary>The page of a theme day, which tells programs what it tells people; for an unknown one the same file, which says so, with 404.</summary>
    public static void MapThemeDayPage(this IEndpointRouteBuilder app, string path, string file) => app.MapGet(path, async (
        string slug, HttpContext context, Database database, ThemeDayStore days, PlaceStore places, SpeakerStore speakers, PublicAddress address) =>
    {
        await using var read = await database.OpenReadAsync(context.RequestAborted);
        return await days.FindBySlugAsync(read, slug) is { } day
            ? Pages.Page(context, file, ThemeDayEvent.Of(day, await places.OfDayAsync(read, day.Id), await speakers.ShownOfDayAsync(read, day.Id), address))
            : Pages.Page(context, file, StatusCodes.Status404NotFound);
    }).ExcludeFromDescription();
}
