using System.Net;
using System.Text;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

public class IdempotencyTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_same_key_and_body_get_the_same_reply_and_one_registration()
    {
        var body = Some.Submission("lulea", "online", "igen@example.org");

        var first = await TextAsync(await service.RegisterAsync(body, "nyckel-1"));
        var second = await TextAsync(await service.RegisterAsync(body, "nyckel-1"));

        Assert.Equal(first, second);
        Assert.StartsWith("201 application/json; charset=utf-8", first, StringComparison.Ordinal);
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'igen@example.org'"));
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Recipient = 'igen@example.org' AND Kind = 'registration-repeated'"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Many_at_once_with_one_key_are_one_registration(int callers)
    {
        var body = Some.Submission("lulea", "online", $"samtidigt{callers}@example.org");

        var replies = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ => await TextAsync(await service.RegisterAsync(body, $"samtidigt-{callers}"))));

        Assert.Single(replies.Distinct());
        Assert.StartsWith("201 ", replies[0], StringComparison.Ordinal);
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = @email", new { email = $"samtidigt{callers}@example.org" }));
        Assert.Equal(1, await service.CountAsync("Outbox WHERE Recipient = @email", new { email = $"samtidigt{callers}@example.org" }));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_and_different_bodies_are_one_registration_and_the_others_are_refused()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
            (int)(await service.RegisterAsync(Some.Submission("lulea", "online", $"olika{number}@example.org"), "olika")).StatusCode));

        Assert.Equal(1, replies.Count(status => status == 201));
        Assert.Equal(9, replies.Count(status => status == 422));
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email LIKE 'olika%'"));
    }

    [Fact]
    public async Task Another_body_under_a_used_key_is_refused_and_stores_nothing()
    {
        await service.RegisterAsync(Some.Submission("lulea", "online", "forsta@example.org"), "upptagen");

        using var response = await service.RegisterAsync(Some.Submission("lulea", "online", "andra@example.org"), "upptagen");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("/problems/idempotency-key-reused", (string)(await response.JsonAsync())["type"]!);
        Assert.Equal(0, await service.CountAsync("Registrations WHERE Email = 'andra@example.org'"));
    }

    [Fact]
    public async Task Without_a_key_each_request_is_a_submission()
    {
        var body = Some.Submission("lulea", "online", "utan@example.org");

        var (first, second) = (await service.RegisterAsync(body), await service.RegisterAsync(body));

        Assert.NotEqual((string)(await first.JsonAsync())["receipt"]!, (string)(await second.JsonAsync())["receipt"]!);
    }

    [Fact]
    public async Task A_failed_request_is_not_remembered()
    {
        var bad = Some.Submission("lulea", "online", "inte en adress");
        Assert.Equal(HttpStatusCode.BadRequest, (await service.RegisterAsync(bad, "misslyckad")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.RegisterAsync(Some.Submission("ingen", "online", "m@example.org"), "misslyckad")).StatusCode);
        var opens = service.Clock.GetUtcNow().AddMinutes(10);
        var planned = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = opens });
        Assert.Equal(HttpStatusCode.Conflict, (await service.RegisterAsync(Some.Submission(planned, "onSite", "m@example.org"), "misslyckad")).StatusCode);

        Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission("lulea", "online", "m@example.org"), "misslyckad")).StatusCode);
    }

    [Fact]
    public async Task The_reply_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("temadagar-test-").FullName;
        try
        {
            var body = Some.Submission("umea", "onSite", "omstart@example.org");
            string first;
            await using (var before = await TestService.StartAsync(folder: folder))
            {
                first = await TextAsync(await before.RegisterAsync(body, "omstart"));
            }

            await using var after = await TestService.StartAsync(folder: folder);
            Assert.Equal(first, await TextAsync(await after.RegisterAsync(body, "omstart")));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await after.RegisterAsync(Some.Submission("umea", "onSite", "annan@example.org"), "omstart")).StatusCode);
            Assert.Equal(1, await after.CountAsync("Registrations"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_key_is_kept_for_twenty_four_hours_and_then_free_again()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        var (body, other) = (Some.Submission("umea", "onSite", "dygn@example.org"), Some.Submission("umea", "onSite", "dygn2@example.org"));
        var first = await TextAsync(await clocked.RegisterAsync(body, "dygn"));

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(first, await TextAsync(await clocked.RegisterAsync(body, "dygn")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clocked.RegisterAsync(other, "dygn")).StatusCode);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Created, (await clocked.RegisterAsync(other, "dygn")).StatusCode);
    }

    [Fact]
    public async Task Old_keys_are_removed_from_the_database()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        await clocked.RegisterAsync(Some.Submission("umea", "onSite", "stad@example.org"), "gammal");
        Assert.Equal(1, await clocked.CountAsync("IdempotencyKeys"));

        clock.Advance(TimeSpan.FromHours(25));

        await Eventually.TrueAsync(async () => await clocked.CountAsync("IdempotencyKeys") == 0);
    }

    [Fact]
    public async Task Once_the_day_is_closed_the_key_still_gives_the_old_reply()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        var closes = clock.GetUtcNow().AddHours(1);
        var day = await clocked.AddDayAsync(change: day => day with { RegistrationClosesAt = closes });
        var body = Some.Submission(day, "onSite", "sent@example.org");
        var first = await TextAsync(await clocked.RegisterAsync(body, "sent"));

        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.Conflict, (await clocked.RegisterAsync(body)).StatusCode);
        Assert.Equal(first, await TextAsync(await clocked.RegisterAsync(body, "sent")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("med mellanslag")]
    [InlineData("\u00e5")]
    [InlineData("a\tb")]
    [InlineData("101")]
    public async Task A_key_that_is_none_is_bad_input(string key)
    {
        var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(Some.Submission("lulea", "online", "nyckel@example.org")), Encoding.UTF8, "application/json");
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = service.Address };
        TestService.OverHttps(client);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations") { Content = body };
        Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "101" ? new string('k', 101) : key));

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((await response.JsonAsync())["errors"]!["Idempotency-Key"]);
        Assert.Equal(0, await service.CountAsync("Registrations WHERE Email = 'nyckel@example.org'"));
    }

    [Fact]
    public async Task A_key_of_a_hundred_signs_and_one_of_odd_ones_are_good()
    {
        foreach (var (index, key) in new[] { new string('k', 100), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" }.Index())
        {
            Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission("lulea", "online", $"lang{index}@example.org"), key)).StatusCode);
        }
    }

    [Fact]
    public async Task A_key_belongs_to_its_address()
    {
        // The same key for something else elsewhere is not this one's: it neither answers nor refuses it.
        var planned = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(3) });
        var interest = new HttpRequestMessage(HttpMethod.Post, "/api/interest")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { themeDay = planned, email = "adress@example.org", language = "sv" }),
        };
        interest.Headers.Add("Idempotency-Key", "delad");
        Assert.Equal(HttpStatusCode.Accepted, (await service.Client.SendAsync(interest)).StatusCode);

        Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(Some.Submission("lulea", "online", "adress@example.org"), "delad")).StatusCode);
    }

    [Fact]
    public async Task Neither_key_nor_body_is_in_the_database()
    {
        await service.RegisterAsync(Some.Submission("lulea", "online", "spar@example.org"), "hemlig-nyckel-4711");

        var kept = await service.QueryAsync<string>("SELECT CONCAT(KeyHash, ' ', BodyHash, ' ', Reply) FROM IdempotencyKeys");

        Assert.NotEmpty(kept);
        Assert.All(kept, text =>
        {
            Assert.DoesNotContain("hemlig-nyckel", text, StringComparison.Ordinal);
            Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        });
        // Hashed under the installation's key: without it nobody can try bodies.
        var plain = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes("/api/registrations\nhemlig-nyckel-4711")));
        Assert.DoesNotContain(kept, text => text.Contains(plain, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {response.Content.Headers.ContentType}\n{await response.Content.ReadAsStringAsync()}";
}
