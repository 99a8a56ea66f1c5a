using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Temadagar.Health;

/// <summary>
/// /health/live: the process answers. /health/ready: 503 only where the database refuses to write or its migrations are not there; what
/// an operator should look at but a load balancer should not act on is "degraded" with 200.
/// </summary>
public static class HealthEndpoints
{
    internal const string Ready = "ready";
    private const string Database = "database";

    public static void AddHealth(this IServiceCollection services) => services
        .AddSingleton<WriteProbe>()
        .AddSingleton<LastReport>()
        // As one each: they remember a look that has not ended.
        .AddSingleton<BackupCheck>()
        .AddSingleton<DiskCheck>()
        .AddHealthChecks()
        .AddCheck<DatabaseCheck>(Database, tags: [Ready])
        .AddCheck<OutboxCheck>("mail", HealthStatus.Degraded, tags: [Ready])
        .AddCheck<BackupCheck>("backup", HealthStatus.Degraded, tags: [Ready])
        .AddCheck<DiskCheck>("disk", HealthStatus.Degraded, tags: [Ready])
        .AddCheck<CountersCheck>("counters", HealthStatus.Degraded, tags: [Ready]);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapGet("/health/ready", (RequestDelegate)ReadyAsync).ExcludeFromDescription();
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<LastReport>().GetAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await WriteAsync(context, report);
    }

    // Exceptions stay in the log: this address is open.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = Word(report.Status),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = Word(entry.Value.Status), detail = Detail(entry.Key, entry.Value) }),
    });

    // A check that failed has the exception's words, which may name a path; the database's are its own.
    private static string? Detail(string check, HealthReportEntry entry) => entry.Exception is null || check == Database ? entry.Description : "It could not be looked at; the log says why.";

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unavailable",
    };
}
