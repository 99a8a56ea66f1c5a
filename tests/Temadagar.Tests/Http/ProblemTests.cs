using System.Net;
using System.Text;
using System.Text.Json;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

public class ProblemTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData("GET", "/api/finns-inte", 404, "/problems/not-found")]
    [InlineData("GET", "/api", 404, "/problems/not-found")]
    [InlineData("GET", "/api/theme-days/finns-inte", 404, "/problems/unknown-theme-day")]
    [InlineData("GET", "/api/theme-days/'%20OR%201=1--", 404, "/problems/unknown-theme-day")]
    [InlineData("GET", "/api/registrations", 405, "/problems/method-not-allowed")]
    [InlineData("PUT", "/api/registrations", 405, "/problems/method-not-allowed")]
    [InlineData("DELETE", "/api/theme-days", 405, "/problems/method-not-allowed")]
    [InlineData("PATCH", "/api/my/registration", 405, "/problems/method-not-allowed")]
    [InlineData("GET", "/api/my/registration", 401, "/problems/link-not-valid")]
    [InlineData("POST", "/api/registrations", 415, "/problems/not-json")]
    [InlineData("POST", "/api/interest", 415, "/problems/not-json")]
    public async Task A_refusal_is_a_problem_with_a_stable_type_whatever_the_reader_accepts(string method, string path, int status, string type)
    {
        foreach (var accept in new[] { "application/json", "text/html", "image/png", "*/*", "" })
        {
            var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (accept.Length > 0)
            {
                request.Headers.Accept.ParseAdd(accept);
            }

            using var response = await service.Client.SendAsync(request);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = await response.JsonAsync();
            Assert.Equal((type, status), ((string)problem["type"]!, (int)problem["status"]!));
            Assert.NotEmpty((string)problem["title"]!);
            Assert.NotEmpty((string)problem["detail"]!);
            Assert.True(status != 405 || response.Content.Headers.Allow.Count > 0);
        }
    }

    [Theory]
    [InlineData("sv", "Det finns inte")]
    [InlineData("en", "Not found")]
    [InlineData("en-GB,en;q=0.9,sv;q=0.8", "Not found")]
    [InlineData("sv;q=0.5,en;q=0.7", "Not found")]
    [InlineData("de,fr;q=0.9,en;q=0.1", "Not found")]
    [InlineData("de", "Det finns inte")]
    [InlineData("*", "Det finns inte")]
    [InlineData("en;q=0", "Det finns inte")]
    [InlineData(";;;,,q=x", "Det finns inte")]
    [InlineData("english", "Det finns inte")]
    public async Task A_problem_is_told_in_the_language_that_the_reader_wants_most(string accepted, string title)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        TestService.OverHttps(client);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        Assert.Equal(title, (string)(await (await client.GetAsync("/api/finns-inte")).JsonAsync())["title"]!);
    }

    [Theory]
    [InlineData("application/json", 404)]
    [InlineData("application/json; charset=utf-8", 404)]
    [InlineData("APPLICATION/JSON", 404)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("json", 415)]
    public async Task Only_JSON_is_read(string contentType, int status)
    {
        using var content = Body("finns-inte");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        Assert.Equal(status, (int)(await service.Client.PostAsync("/api/registrations", content)).StatusCode);
    }

    [Theory]
    [InlineData(65536, false, 404)]
    [InlineData(65537, false, 413)]
    [InlineData(65536, true, 404)]
    [InlineData(65537, true, 413)]
    [InlineData(500_000, true, 413)]
    public async Task A_body_may_be_64_KiB_said_beforehand_or_sent_in_pieces(int length, bool chunked, int status)
    {
        var json = await Body("finns-inte").ReadAsStringAsync();
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes(json), .. Enumerable.Repeat((byte)' ', length - Encoding.UTF8.GetByteCount(json))]);
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await service.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 413 ? "/problems/too-large" : "/problems/unknown-theme-day", (string)(await response.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task A_body_sent_in_pieces_registers_like_any_other()
    {
        using var content = Body("lulea");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.Created, (await service.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task An_address_outside_the_API_where_nothing_is_gives_no_problem_of_the_API()
    {
        using var response = await service.Client.GetAsync("/finns-inte");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_without_its_insides()
    {
        await using var broken = await TestService.StartAsync();
        await broken.Database.WriteAsync(write => write.ExecuteAsync("DROP TABLE IdempotencyKeys; DROP TABLE Waits; DROP TABLE WaitlistGroups"));

        using var response = await broken.RegisterAsync(Some.Submission());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal("/problems/failed", (string)JsonDocument.Parse(text).RootElement.GetProperty("type").GetString()!);
        Assert.DoesNotContain("WaitlistGroups", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reply_is_told_to_be_kept_by_nobody_and_framed_by_nobody()
    {
        using var response = await service.Client.GetAsync("/api/series");

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/theme-days")]
    [InlineData("/api/organizer/theme-days")]
    [InlineData("/finns-inte")]
    [InlineData("/docs")]
    public async Task Over_https_every_reply_says_to_stay_there_for_a_year_and_none_lets_another_site_read(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Host = "temadagar.example.org";
        request.Headers.Add("Origin", "https://example.net");
        using var response = await service.Client.SendAsync(request);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Origin", "https://example.net");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        using var asked = await service.Client.SendAsync(preflight);

        Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.All(response.Headers.Concat(asked.Headers), header => Assert.False(header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase), header.Key));
    }

    [Fact]
    public async Task The_API_describes_itself()
    {
        var document = await service.GetJsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        foreach (var (path, method, statuses) in new[]
        {
            ("/api/theme-days", "get", new[] { "200" }),
            ("/api/theme-days/{slug}", "get", ["200", "304", "404"]),
            ("/api/registrations", "post", ["201", "400", "404", "409", "413", "415", "422", "429", "503"]),
            ("/api/interest", "post", ["202", "400", "404", "409", "413", "415", "429", "503"]),
            ("/api/interest", "delete", ["204"]),
            ("/api/my/registration", "get", ["200", "401"]),
            ("/api/my/registration/cancellation", "post", ["200", "401", "409"]),
            ("/api/my/registration/calendar.ics", "get", ["200", "401", "409"]),
        })
        {
            var operation = document["paths"]![path]?[method];
            Assert.True(operation is not null, $"{method} {path} is not described.");
            Assert.All(statuses, status => Assert.True(operation["responses"]![status] is not null, $"{method} {path} does not tell of {status}."));
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), $"{method} {path} has no words.");
        }

        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/docs/")).StatusCode);
    }

    private static StringContent Body(string slug) =>
        new(JsonSerializer.Serialize(Some.Submission(slug, "onSite", $"{Guid.NewGuid():N}@example.org")), Encoding.UTF8, "application/json");
}
