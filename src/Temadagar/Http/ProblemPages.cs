using Microsoft.AspNetCore.Diagnostics;
using Temadagar.Data;

namespace Temadagar.Http;

/// <summary>Turns what goes wrong outside a handler, exceptions and bare status codes, into problems.</summary>
public static partial class ProblemPages
{
    /// <param name="notFoundPage">What people see at an address, outside the API, where there is nothing.</param>
    public static void UseProblems(this WebApplication app, string notFoundPage)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            StatusCodeSelector = Status,
            SuppressDiagnosticsCallback = context => Status(context.Exception) != StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context =>
        {
            var (request, status) = (context.HttpContext.Request, context.HttpContext.Response.StatusCode);
            var reply = status == StatusCodes.Status404NotFound && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                ? Pages.Page(context.HttpContext, notFoundPage, status)
                : new ProblemResult(Problem.OfStatus(status));
            return reply.ExecuteAsync(context.HttpContext);
        });
    }

    private static Task WriteAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        if (DatabaseFaults.Translate(exception) is DatabaseUnavailableException unavailable)
        {
            LogUnavailable(context.RequestServices.GetRequiredService<ILogger<Problem>>(), unavailable.Message);
        }

        return new ProblemResult(Problem.OfStatus(Status(exception))).ExecuteAsync(context);
    }

    private static int Status(Exception exception) => exception is BadHttpRequestException bad ? bad.StatusCode
        : DatabaseFaults.Translate(exception) is DatabaseUnavailableException ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;

    [LoggerMessage(LogLevel.Error, "A request was refused with 503: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);
}
