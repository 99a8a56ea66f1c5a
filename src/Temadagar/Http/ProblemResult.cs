using Microsoft.AspNetCore.Mvc;

namespace Temadagar.Http;

/// <summary>A <see cref="Problem"/> as a reply: application/problem+json in the reader's language.</summary>
public sealed class ProblemResult(Problem problem, Faults? faults = null, string? themeDay = null) : IResult, IStatusCodeHttpResult
{
    public Problem Problem => problem;

    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = httpContext.ReaderLanguage();
        var details = new ProblemDetails
        {
            Type = problem.Type,
            Status = problem.Status,
            Title = problem.Title.In(language),
            Detail = problem.Detail.In(language),
        };
        if (faults is not null)
        {
            details.Extensions["errors"] = faults.In(language);
        }

        if (themeDay is not null)
        {
            details.Extensions["themeDay"] = themeDay;
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }

        if (problem.Status is StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
        {
            httpContext.RequestServices.GetRequiredService<RefusalLog>().Note(httpContext, problem.Name);
        }

        httpContext.Response.StatusCode = problem.Status;
        return httpContext.Response.WriteAsJsonAsync(details, (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json", httpContext.RequestAborted);
    }

}
