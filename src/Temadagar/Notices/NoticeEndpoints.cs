using Microsoft.AspNetCore.Http.HttpResults;

namespace Temadagar.Notices;

public static class NoticeEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder app) => app.MapGet("/api/notices", Get).WithTags("Catalogue");

    /// <summary>Who publishes the service, how accessible it is, where to report what is not, and how the boards share responsibility for personal data.</summary>
    public static Ok<NoticeSettings> Get(NoticeSettings notices) => TypedResults.Ok(notices);
}
