using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Http;

namespace Temadagar.ProblemTypes;

/// <summary>The types of problems for programs, and the pages that their addresses lead to.</summary>
public static class ProblemTypeEndpoints
{
    private const string PageFile = "problem.html";

    public static void MapProblemTypes(this IEndpointRouteBuilder app) => app.MapGet("/api/problems", List).WithTags("Problems");

    public static void MapProblemPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/problems", PageFile);
        app.MapGet("/problems/{name}", (string name, HttpContext context) => ProblemList.Has(name) ? Pages.Page(context, PageFile) : TypedResults.StatusCode(StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
    }

    /// <summary>All types of problems that this API answers with, by status and name, in the reader's language.</summary>
    public static Ok<IEnumerable<ProblemTypeView>> List(HttpContext context) => TypedResults.Ok(ProblemList.In(context.ReaderLanguage()));
}
