using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

public static class ThemeDayPageRoute
{
    /// <summary>The page of a theme day; for an unknown one the same file, which says so, with 404.</summary>
    public static void MapThemeDayPage(this IEndpointRouteBuilder app, string path, string file) =>
        app.MapGet(path, async (string slug, HttpContext context, Database database, ThemeDayStore days) =>
        {
            await using var read = await database.OpenReadAsync(context.RequestAborted);
            var known = await days.FindBySlugAsync(read, slug) is not null;
            return Pages.Page(context, file, known ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        }).ExcludeFromDescription();
}
