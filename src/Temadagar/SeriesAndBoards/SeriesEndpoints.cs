using System.Security.Claims;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Series;

namespace Temadagar.SeriesAndBoards;

public static class SeriesEndpoints
{
    public static void MapSeriesEditing(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer/series").WithTags("Series and boards").For()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", ReadAsync).Produces<EditedSeries>();
        api.MapPut("", ChangeAsync).Accepts<SeriesRequest>("application/json").Produces<EditedSeries>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    /// <summary>The series as it is edited. The ETag is its version.</summary>
    public static async Task<IResult> ReadAsync(HttpContext context, Database database, SeriesStore series, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return Reply(context, await EditSeries.FindAsync(read, series), Problem.NotFound);
    }

    /// <summary>Changes it: every page, and each mail from then on, has it as it is now. What GET gives can be put back as it is. If-Match carries the ETag that GET gave.</summary>
    public static async Task<IResult> ChangeAsync(HttpContext context, ClaimsPrincipal user, EditSeries editing, CancellationToken cancellationToken) =>
        Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch) : await JsonBody.WithAsync(context, SeriesRequest.Read, async wanted =>
        {
            var (changed, refusal) = await editing.RunAsync(Caller.Of(user), isCurrent, wanted, cancellationToken);
            return Reply(context, changed, refusal);
        });

    private static IResult Reply(HttpContext context, EditedSeries? series, Problem? refusal)
    {
        if (series is null)
        {
            return new ProblemResult(refusal!);
        }

        Versions.Tag(context, series.Version);
        return TypedResults.Ok(series);
    }
}
