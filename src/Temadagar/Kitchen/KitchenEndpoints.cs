using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Kitchen;

/// <summary>What those on site need to eat and to take part: counted, never with a name.</summary>
public static class KitchenEndpoints
{
    public static void MapKitchen(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}").WithTags("Kitchen").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("/diet-counts", GetAsync).Produces<KitchenSheet>();
        day.MapGet("/diet-counts.csv", CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv");
        app.MapPut("/api/organizer/registrations/{id:guid}/needs", ChangeAsync).WithTags("Kitchen").For(Role.Organizer)
            .Accepts<PersonNeeds>("application/json").Produces(StatusCodes.Status204NoContent).ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>How many of each diet, with what people have added, and what they need to take part; of those with a place on site.</summary>
    public static async Task<IResult> GetAsync(string slug, ClaimsPrincipal user, ReadKitchenSheet read, CancellationToken cancellationToken) =>
        await read.RunAsync(Caller.Of(user), slug, cancellationToken) is { } sheet ? TypedResults.Ok(sheet) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>The diets as CSV for the caterer, words in the reader's language.</summary>
    public static async Task<IResult> CsvAsync(string slug, HttpContext context, ClaimsPrincipal user, ReadKitchenSheet read, CancellationToken cancellationToken)
    {
        if (await read.RunAsync(Caller.Of(user), slug, cancellationToken) is not { } sheet)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        context.Response.NameFile($"kost-{sheet.ThemeDay}.csv");
        return Results.Stream(to => KitchenCsv.WriteAsync(to, sheet, context.ReaderLanguage(), cancellationToken), "text/csv; charset=utf-8");
    }

    /// <summary>Writes down what someone who telephoned needs, in place of what was said before. It cannot be read back. What is not asked for is not kept.</summary>
    public static Task<IResult> ChangeAsync(Guid id, HttpContext context, ClaimsPrincipal user, ChangePersonNeeds change, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var needs = NeedsInput.Read(fields);
            fields.RefuseOthers();
            return needs;
        }, async needs => await change.RunAsync(Caller.Of(user), id, needs, cancellationToken) is { } refusal ? new ProblemResult(refusal) : TypedResults.NoContent());
}
