using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Telemetry;

/// <summary>The built program and a collector: what it hears by OTLP over HTTP, whose strings stand in the bytes as they are.</summary>
[Slow]
public class TelemetryTests
{
    [Fact]
    public async Task A_collector_hears_what_happens_and_nothing_of_whom()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(
            ["--urls=http://127.0.0.1:0", "--environment=Development", folder.Setting],
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            });
        await using var running = program;
        using var asking = client;

        using (var registered = await asking.PostAsync(new Uri("/api/registrations", UriKind.Relative), JsonContent(Some.Submission("lulea", "onSite", "hemlig.person@example.org"))))
        {
            registered.EnsureSuccessStatusCode();
        }

        using var refused = await asking.PostAsync(new Uri("/api/registrations", UriKind.Relative), JsonContent(Some.Submission("finns-inte", "onSite", "hemlig.person@example.org")));
        using var search = await asking.GetAsync(new Uri("/api/organizer/theme-days/lulea/registrations?q=hemligtnamn", UriKind.Relative));
        using var verified = await asking.GetAsync(new Uri("/api/certificates/hemligkod777777777777777777", UriKind.Relative));

        foreach (var name in new[]
        {
            "temadagar.registrations", "confirmed", "refused", "temadagar.mail.results", "registration-confirmed", "temadagar.outbox.depth", "temadagar.outbox.age",
            "temadagar.database.write.wait", "temadagar.database.write.duration", "temadagar.log.sealed", "http.server.request.duration", "dotnet.gc.collections", "database write", "/api/registrations", "/api/organizer/theme-days/{slug}/registrations", "/api/certificates/{code}",
        })
        {
            await Eventually.TrueAsync(() => Task.FromResult(collector.Heard.Contains(name, StringComparison.Ordinal)), TimeSpan.FromSeconds(20), name);
        }

        Assert.Contains("service.name", collector.Heard, StringComparison.Ordinal);
        foreach (var secret in new[] { "hemlig", "Öberg", "url.path", "user_agent" })
        {
            Assert.DoesNotContain(secret, collector.Heard, StringComparison.Ordinal);
        }
    }

    private static StringContent JsonContent(object body) => new(System.Text.Json.JsonSerializer.Serialize(body, System.Text.Json.JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> bodies = [];

        public string Address => app.Urls.First();

        public string Heard => string.Concat(bodies);

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var collector = new Collector(app);
            app.MapPost("/v1/{signal}", collector.HearAsync);
            await app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task HearAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await using (var plain = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body)
            {
                await plain.CopyToAsync(body);
            }

            bodies.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
        }
    }
}
