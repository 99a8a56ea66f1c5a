using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Links;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.OwnPage;

public class MyRegistrationTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Mine = "/api/my/registration";
    private const string Cancellation = "/api/my/registration/cancellation";
    private const string Calendar = "/api/my/registration/calendar.ics";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_secret_that_is_not_exactly_right_opens_nothing()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "ratt@example.org", "annans@example.org");
        var secret = await service.LinkOfAsync("ratt@example.org");
        var others = await service.LinkOfAsync("annans@example.org");
        string?[] wrong =
        [
            null, "", "x", secret[..^1], secret[1..], secret + "a", secret + "=", secret.ToUpperInvariant(), secret[..26] + others[26..], others[..26] + secret[26..],
            secret[..^1] + (secret[^1] == 'b' ? 'c' : 'b'), (secret[0] == 'a' ? 'b' : 'a') + secret[1..], new string('a', 52), new string('å', 52), $"{secret} {secret}",
            service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Interest, PersonalLinks.IdOf(secret)!.Value, 0),
            service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Registration, PersonalLinks.IdOf(secret)!.Value, 1),
            service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Registration, Guid.CreateVersion7(), 0),
        ];

        foreach (var attempt in wrong)
        {
            foreach (var (method, path) in new[] { (HttpMethod.Get, Mine), (HttpMethod.Get, Calendar), (HttpMethod.Post, Cancellation) })
            {
                var request = new HttpRequestMessage(method, path);
                if (attempt is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {attempt}");
                }

                using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
                using var client = new HttpClient(handler) { BaseAddress = service.Address };
                TestService.OverHttps(client);
                using var response = await client.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} with '{attempt}' gave {(int)response.StatusCode}.");
                Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
                Assert.Equal("/problems/link-not-valid", (string)(await response.JsonAsync())["type"]!);
            }
        }

        Assert.Equal("confirmed", (string)(await (await service.MyAsync(HttpMethod.Get, Mine, secret)).JsonAsync())["status"]!);
    }

    [Theory]
    [InlineData("Basic {0}")]
    [InlineData("{0}")]
    [InlineData("Bearer")]
    public async Task Only_a_bearer_is_let_in(string header)
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, $"bar{header.Length}@example.org");
        var request = new HttpRequestMessage(HttpMethod.Get, Mine);
        request.Headers.TryAddWithoutValidation("Authorization", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, await service.LinkOfAsync($"bar{header.Length}@example.org")));

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_secret_in_the_address_opens_nothing()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "adressrad@example.org");
        var secret = await service.LinkOfAsync("adressrad@example.org");

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Client.GetAsync($"{Mine}?secret={secret}&access_token={secret}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"{Mine}/{secret}")).StatusCode);
    }

    [Fact]
    public async Task Cancelling_frees_the_place_and_doing_it_again_says_the_same_and_changes_nothing()
    {
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "avboka@example.org");
        var secret = await service.LinkOfAsync("avboka@example.org");

        using var first = await service.MyAsync(HttpMethod.Post, Cancellation, secret);
        var text = await first.Content.ReadAsStringAsync();
        using var second = await service.MyAsync(HttpMethod.Post, Cancellation, secret, new { reason = "notMe" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(text, await second.Content.ReadAsStringAsync());
        var mine = JsonNode.Parse(text)!;
        Assert.Equal("cancelled", (string)mine["status"]!);
        Assert.NotNull(mine["cancelledAt"]);
        Assert.False((bool)mine["canCancel"]! || (bool)mine["hasCalendar"]!);
        Assert.Equal(["self"], await service.QueryAsync<string>("SELECT CancelReason FROM Registrations WHERE Email = 'avboka@example.org'"));
        var mail = Assert.Single(await service.MailsAsync("registration-cancelled", "avboka@example.org"));
        Assert.Contains(mail.BodyParts, part => part.ContentType.MimeType == "text/calendar" && part.ContentType.Parameters["method"] == "CANCEL");
        Assert.DoesNotContain("#", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("confirmed", await service.FareAsync(day, "efter@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task One_who_waited_is_sent_no_calendar_to_cancel()
    {
        var day = await service.AddFullDayAsync();
        await service.FareAsync(day, "ko@example.org");
        var secret = await service.LinkOfAsync("ko@example.org");

        using var calendar = await service.MyAsync(HttpMethod.Get, Calendar, secret);
        await service.CancelAsync("ko@example.org");

        Assert.Equal("/problems/no-calendar", (string)(await calendar.JsonAsync())["type"]!);
        foreach (var kind in new[] { "registration-waitlisted", "registration-cancelled" })
        {
            Assert.DoesNotContain(Assert.Single(await service.MailsAsync(kind, "ko@example.org")).BodyParts, part => part.ContentType.MimeType == "text/calendar");
        }
    }

    [Fact]
    public async Task Many_cancellations_at_once_free_one_place()
    {
        var day = await service.AddDayAsync(onSite: 3);
        await service.FareAsync(day, "en@example.org", "en-kvar@example.org", "en-till@example.org");
        var secret = await service.LinkOfAsync("en@example.org");

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await service.MyAsync(HttpMethod.Post, Cancellation, secret)).StatusCode));

        Assert.All(replies, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal([2L], await service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task That_it_was_not_me_is_recorded()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "intejag@example.org");

        using var response = await service.MyAsync(HttpMethod.Post, Cancellation, await service.LinkOfAsync("intejag@example.org"), new { reason = "notMe" });

        Assert.Equal("cancelled", (string)(await response.JsonAsync())["status"]!);
        Assert.Equal(["notMe"], await service.QueryAsync<string>("SELECT CancelReason FROM Registrations WHERE Email = 'intejag@example.org'"));
    }

    [Theory]
    [InlineData("""{"reason":"annat"}""", "reason")]
    [InlineData("""{"reason":1}""", "reason")]
    [InlineData("""{"why":"notMe"}""", "why")]
    [InlineData("""[]""", "")]
    public async Task A_cancellation_with_a_bad_reason_cancels_nothing(string body, string path)
    {
        var day = await service.AddDayAsync();
        var email = $"skal{body.Length}@example.org";
        await service.FareAsync(day, email);

        using var response = await service.MyAsync(HttpMethod.Post, Cancellation, await service.LinkOfAsync(email), JsonNode.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([path], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(["confirmed"], await service.QueryAsync<string>("SELECT Status FROM Registrations WHERE Email = @email", new { email }));
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "lasa@example.org");
        var secret = await service.LinkOfAsync("lasa@example.org");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await service.MyAsync(HttpMethod.Get, Cancellation, secret)).StatusCode);
        foreach (var path in new[] { Mine, Calendar })
        {
            Assert.Equal(HttpStatusCode.OK, (await service.MyAsync(HttpMethod.Get, path, secret)).StatusCode);
        }

        Assert.Equal("confirmed", (string)(await (await service.MyAsync(HttpMethod.Get, Mine, secret)).JsonAsync())["status"]!);
    }

    [Fact]
    public async Task After_the_day_nothing_can_be_cancelled_and_a_cancellation_from_before_still_shows()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        await clocked.FareAsync("lulea", "fore@example.org");
        await clocked.FareAsync("lulea", "kvar@example.org");
        var (before, stays) = (await clocked.LinkOfAsync("fore@example.org"), await clocked.LinkOfAsync("kvar@example.org"));
        await clocked.CancelAsync("fore@example.org");
        clock.Advance(TimeSpan.FromDays(30));

        using var late = await clocked.MyAsync(HttpMethod.Post, Cancellation, stays);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("/problems/theme-day-held", (string)(await late.JsonAsync())["type"]!);
        var mine = await (await clocked.MyAsync(HttpMethod.Get, Mine, stays)).JsonAsync();
        Assert.Equal(("confirmed", "held"), ((string)mine["status"]!, (string)mine["themeDay"]!["state"]!));
        Assert.False((bool)mine["canCancel"]!);
        Assert.Equal(HttpStatusCode.OK, (await clocked.MyAsync(HttpMethod.Post, Cancellation, before)).StatusCode);
        await clocked.AssertConsistentAsync();
    }

    [Fact]
    public async Task One_may_cancel_when_registration_is_closed_and_on_the_day_itself()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        await clocked.FareAsync("lulea", "sista@example.org");
        clock.Advance(DateTimeOffset.Parse((string)(await clocked.GetJsonAsync("/api/theme-days/lulea"))["endsAt"]!, System.Globalization.CultureInfo.InvariantCulture) - clock.GetUtcNow() - TimeSpan.FromSeconds(1));

        await clocked.CancelAsync("sista@example.org");

        Assert.Equal(["cancelled"], await clocked.QueryAsync<string>("SELECT Status FROM Registrations"));
    }

    [Fact]
    public async Task Who_registers_again_after_cancelling_has_a_new_registration_a_new_link_and_a_new_calendar_entry()
    {
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "ater@example.org");
        var old = await service.LinkOfAsync("ater@example.org");
        var oldUid = Uid(await CalendarAsync(old));
        await service.CancelAsync("ater@example.org", day);

        Assert.Equal("confirmed", await service.FareAsync(day, "ater@example.org"));

        var mails = await service.MailsAsync("registration-confirmed", "ater@example.org", 2);
        var secret = Assert.Single(mails.Select(TestService.SecretIn), link => link != old);
        Assert.NotEqual(oldUid, Uid(await CalendarAsync(secret)));
        Assert.Equal("cancelled", (string)(await (await service.MyAsync(HttpMethod.Get, Mine, old)).JsonAsync())["status"]!);
        Assert.Equal("confirmed", (string)(await (await service.MyAsync(HttpMethod.Get, Mine, secret)).JsonAsync())["status"]!);
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task The_calendar_file_says_what_the_mail_says_and_holds_no_secret()
    {
        await service.FareAsync("lulea", "kalender@example.org");
        var secret = await service.LinkOfAsync("kalender@example.org");
        var day = await service.GetJsonAsync("/api/theme-days/lulea");

        using var response = await service.MyAsync(HttpMethod.Get, Calendar, secret);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.DoesNotContain(secret[26..], text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var calendar = Ical.Net.Calendar.Load(text)!;
        var entry = Assert.Single(calendar.Events)!;
        Assert.Equal((string)day["title"]!, entry.Summary);
        Assert.Equal(DateTimeOffset.Parse((string)day["startsAt"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, entry.Start!.AsUtc);
        Assert.Equal(DateTimeOffset.Parse((string)day["endsAt"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, entry.End!.AsUtc);
        Assert.Equal(0, entry.Sequence);
        var mailed = Assert.Single(await service.MailsAsync("registration-confirmed", "kalender@example.org")).BodyParts.OfType<MimeKit.TextPart>().Single(part => part.ContentType.MimeType == "text/calendar");
        Assert.Equal(entry.Uid, Ical.Net.Calendar.Load(mailed.Text)!.Events.Single()!.Uid);
    }

    [Fact]
    public async Task The_page_of_one_person_is_kept_by_no_cache()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "cache@example.org");

        using var response = await service.MyAsync(HttpMethod.Get, Mine, await service.LinkOfAsync("cache@example.org"));

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    private async Task<string> CalendarAsync(string secret) => await (await service.MyAsync(HttpMethod.Get, Calendar, secret)).Content.ReadAsStringAsync();

    private static string Uid(string calendar) => Ical.Net.Calendar.Load(calendar)!.Events.Single()!.Uid!;
}
