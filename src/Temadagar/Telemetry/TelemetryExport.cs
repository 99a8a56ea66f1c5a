using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Temadagar.Telemetry;

/// <summary>Sends what is counted and timed to a collector by OTLP (opentelemetry.io/docs/specs/otlp), where the standard variables name one.</summary>
internal static class TelemetryExport
{
    /// <summary>OpenTelemetry's own name of where the collector is; the exporter reads the other settings (<c>…_PROTOCOL</c>, <c>…_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>) itself.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Of a request nothing is told that could name someone: a search stands in the query, ids in the path. The route tells which kind it was.
    private static readonly string[] Hidden = ["url.path", "url.query", "url.full", "user_agent.original", "client.address", "network.peer.address"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            Add(services);
        }

        return services;
    }

    private static void Add(IServiceCollection services) => services
        .AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("temadagar", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString(3)).AddEnvironmentVariableDetector())
        .WithMetrics(metrics => metrics.AddMeter(Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"))
        .WithTracing(traces => traces
            .AddSource(Instruments.Name)
            .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = (trace, _) => Array.ForEach(Hidden, name => trace.SetTag(name, null))))
        .UseOtlpExporter();
}
