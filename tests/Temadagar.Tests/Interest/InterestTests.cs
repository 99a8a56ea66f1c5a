using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Interest;

public class InterestTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_reply_is_the_same_whether_the_address_is_there_or_not()
    {
        var day = await PlannedAsync();

        var first = await ReplyAsync(day, "samma@example.org");
        var second = await ReplyAsync(day, "samma@example.org");
        var third = await ReplyAsync(day, " SAMMA@example.org", "en");

        Assert.Equal("202 Accepted\n{\"status\":\"received\"}", first.Replace("\r", "", StringComparison.Ordinal).Split("|")[0]);
        Assert.Equal(first, second);
        Assert.Equal(first, third);
        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'samma@example.org'"));
    }

    [Fact]
    public async Task A_mail_says_that_one_is_on_the_list_and_its_link_takes_one_off()
    {
        var day = await PlannedAsync();
        await service.LeaveInterestAsync(day, "lista@example.org", "en");
        var mail = Assert.Single(await service.MailsAsync("interest-received", "lista@example.org"));
        Assert.Contains("/intresse?lang=en#", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("en", mail.Body!.Headers["Content-Language"]);
        var secret = TestService.SecretIn(mail);

        foreach (var attempt in new[] { null, "", secret[..^1], secret.ToUpperInvariant(), secret[..^2] + (secret[^2] == 'a' ? 'b' : 'a') + secret[^1] })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await service.MyAsync(HttpMethod.Delete, "/api/interest", attempt)).StatusCode);
        }

        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'lista@example.org'"));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await service.MyAsync(HttpMethod.Delete, "/api/interest", secret)).StatusCode);
            Assert.Equal(0, await service.CountAsync("Interests WHERE Email = 'lista@example.org'"));
        }
    }

    [Fact]
    public async Task Its_secret_opens_no_registration_and_a_registrations_takes_nobody_off_the_list()
    {
        var day = await PlannedAsync();
        await service.LeaveInterestAsync(day, "skild@example.org");
        var secret = await service.SecretAsync("interest-received", "skild@example.org");
        await service.FareAsync("lulea", "skild@example.org");

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.MyAsync(HttpMethod.Get, "/api/my/registration", secret)).StatusCode);
        await service.MyAsync(HttpMethod.Delete, "/api/interest", await service.LinkOfAsync("skild@example.org"));
        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'skild@example.org'"));
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'skild@example.org' AND Status = 'confirmed'"));
    }

    [Fact]
    public async Task In_twenty_four_hours_there_is_at_most_one_mail_for_an_address_and_a_day()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        Task<long> Told() => clocked.CountAsync("Outbox WHERE Kind = 'interest-received'");
        var day = await clocked.AddDayAsync(change: day => day with { RegistrationOpensAt = clock.GetUtcNow().AddDays(9) });
        await clocked.LeaveInterestAsync(day, "ofta@example.org");
        await clocked.LeaveInterestAsync(day, "Ofta@example.org");
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await clocked.LeaveInterestAsync(day, "ofta@example.org");
        Assert.Equal(1, await Told());

        clock.Advance(TimeSpan.FromSeconds(1));
        await clocked.LeaveInterestAsync(day, "ofta@example.org");
        Assert.Equal(2, await Told());
    }

    [Fact]
    public async Task Many_at_once_for_one_address_are_one()
    {
        var day = await PlannedAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await service.LeaveInterestAsync(day, "flod@example.org")).StatusCode));

        Assert.All(replies, status => Assert.Equal(HttpStatusCode.Accepted, status));
        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'flod@example.org'"));
        Assert.Equal(1, await service.CountAsync("Outbox WHERE Recipient = 'flod@example.org'"));
    }

    [Fact]
    public async Task An_open_day_is_not_waited_for_and_an_unknown_one_is_unknown()
    {
        using var open = await service.LeaveInterestAsync("lulea", "oppen@example.org");
        using var unknown = await service.LeaveInterestAsync("ingen", "oppen@example.org");

        Assert.Equal(("/problems/not-planned", HttpStatusCode.Conflict), ((string)(await open.JsonAsync())["type"]!, open.StatusCode));
        Assert.Equal(("/problems/unknown-theme-day", HttpStatusCode.NotFound), ((string)(await unknown.JsonAsync())["type"]!, unknown.StatusCode));
        Assert.Equal(0, await service.CountAsync("Interests WHERE Email = 'oppen@example.org'"));
    }

    [Theory]
    [InlineData("{}", "themeDay,email,language")]
    [InlineData("""{"themeDay":1,"email":[],"language":null}""", "themeDay,email,language")]
    [InlineData("""{"themeDay":"x","email":"a","language":"fi"}""", "email,language")]
    [InlineData("""{"themeDay":"x","email":"a@example.org","language":"sv","website":"x"}""", "website")]
    [InlineData("""{"themeDay":"x","email":"a@example.org","language":"sv","name":"Åsa"}""", "name")]
    public async Task Faults_are_named_by_field(string body, string paths)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await service.Client.PostAsync("/api/interest", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(paths.Split(','), (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    private Task<string> PlannedAsync() => service.AddDayAsync(change: day => day with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(3) });

    private async Task<string> ReplyAsync(string day, string email, string language = "sv")
    {
        using var response = await service.LeaveInterestAsync(day, email, language);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return $"{(int)response.StatusCode} {response.StatusCode}\n{await response.Content.ReadAsStringAsync()}|{string.Join('\n', headers)}";
    }
}
