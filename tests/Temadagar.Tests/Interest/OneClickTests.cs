using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Temadagar.Interest;
using Temadagar.Links;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Interest;

/// <summary>What RFC 8058 asks of a mail that goes to a list, and of the address that it names.</summary>
public class OneClickTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Words = "List-Unsubscribe=One-Click";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Both_mails_say_over_SMTP_where_one_press_takes_the_address_off_and_the_press_does()
    {
        await using var peer = new SmtpPeer();
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: [.. SmtpPeer.Settings(peer), "--Site:PublicAddress=https://temadagar.example.se"]);
        var (day, other) = (await PlannedAsync(service), await PlannedAsync(service));
        await service.LeaveInterestAsync(day, "vantar@example.org");
        await service.LeaveInterestAsync(other, "vantar@example.org");
        await Eventually.TrueAsync(() => Task.FromResult(peer.Messages.Count == 2));
        clock.Advance(TimeSpan.FromDays(3));
        await service.Services.GetRequiredService<TellOfOpening>().RunAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(peer.Messages.Count == 4));

        foreach (var message in peer.Messages)
        {
            // As they go over the line: what signs a mail (DKIM) signs these two, each one line and no encoded word.
            var head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
            Assert.Single(head, "List-Unsubscribe-Post: " + Words);
            Assert.Matches("^List-Unsubscribe: <https://temadagar\\.example\\.se/intresse/[a-z2-7]{52}>$", Assert.Single(head, line => line.StartsWith("List-Unsubscribe:", StringComparison.Ordinal)));
        }

        Assert.Equal(2, peer.Messages.Count(message => message.Contains("Temadagar-Kind: registration-opened", StringComparison.Ordinal)));
        var address = peer.Messages.Select(AddressIn).Distinct().OrderBy(one => one.AbsoluteUri).ToList();
        Assert.Equal(2, address.Count);

        Assert.Equal(2, await service.CountAsync("Interests"));
        using var pressed = await PostAsync(service, address[0].PathAndQuery, new StringContent(Words, null, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.NoContent, pressed.StatusCode);
        Assert.Equal(1, await service.CountAsync("Interests"));
    }

    [Fact]
    public async Task A_press_has_one_reply_whoever_s_code_it_is_and_sets_no_cookie()
    {
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "a-ett@example.org");
        await service.LeaveInterestAsync(day, "a-tva@example.org");
        var code = await service.UnsubscribeCodeAsync(day, "a-ett@example.org");
        var personal = await service.SecretAsync("interest-received", "a-tva@example.org");
        await service.FareAsync("lulea", "a-anmald@example.org");

        var replies = new List<string>();
        foreach (var written in new[] { code, code, code[..^1], code.ToUpperInvariant(), personal, await service.LinkOfAsync("a-anmald@example.org"), "x", "-" })
        {
            using var response = await PostAsync(service, "/intresse/" + written, new StringContent(Words, null, "application/x-www-form-urlencoded"));
            replies.Add($"{(int)response.StatusCode}|{await response.Content.ReadAsStringAsync()}|" + string.Join('\n', response.Headers.Concat(response.Content.Headers)
                .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}")));
        }

        Assert.StartsWith("204||", Assert.Single(replies.Distinct()), StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", replies[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await service.CountAsync("Interests WHERE Email = 'a-ett@example.org'"));
        // The link of the mail goes by another way, and not by this one.
        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'a-tva@example.org'"));
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'a-anmald@example.org' AND Status = 'confirmed'"));
    }

    [Fact]
    public async Task Nothing_but_the_press_takes_an_address_off()
    {
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "b@example.org");
        var path = "/intresse/" + await service.UnsubscribeCodeAsync(day, "b@example.org");
        HttpContent[] others =
        [
            Form(""), Form("List-Unsubscribe=one-click"), Form("List-Unsubscribe=One-Click&x=1"), Form("x=1"), Form(new string('x', 100_000)), Form(Words + new string('x', 100_000)),
            new StringContent(Words, null, "text/plain"), new StringContent("""{"List-Unsubscribe":"One-Click"}""", null, "application/json"),
            new StringContent("--", null, "multipart/form-data"), new MultipartFormDataContent { { new StringContent(new string('x', 100_000)), "List-Unsubscribe" } },
        ];
        foreach (var content in others)
        {
            using var refused = await PostAsync(service, path, content);
            using var likewise = await PostAsync(service, "/intresse/inget", Form(""));
            Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (refused.StatusCode, likewise.StatusCode));
            Assert.Equal(await likewise.Content.ReadAsStringAsync(), await refused.Content.ReadAsStringAsync());
        }

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var looked = await service.Client.SendAsync(new HttpRequestMessage(method, path));
            // The page asks; what leads to it is in the fragment, as the link of the mail has it.
            Assert.Equal((HttpStatusCode.SeeOther, "/intresse#" + path[10..]), (looked.StatusCode, looked.Headers.Location!.OriginalString));
        }

        using var stranger = await service.Client.GetAsync("/intresse/%0d%0aSet-Cookie:x");
        Assert.Equal((HttpStatusCode.SeeOther, "/intresse"), (stranger.StatusCode, stranger.Headers.Location!.OriginalString));
        Assert.Equal(1, await service.CountAsync("Interests WHERE Email = 'b@example.org'"));

        // The other form that mail programs may send.
        using var pressed = await PostAsync(service, path, new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } });
        Assert.Equal(HttpStatusCode.NoContent, pressed.StatusCode);
        Assert.Equal(0, await service.CountAsync("Interests WHERE Email = 'b@example.org'"));
    }

    [Fact]
    public async Task Its_code_takes_the_address_off_and_opens_nothing()
    {
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "c@example.org");
        var code = await service.UnsubscribeCodeAsync(day, "c@example.org");

        foreach (var path in new[] { "/api/my/registration", "/api/my/schedule" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await service.MyAsync(HttpMethod.Get, path, code)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await service.MyAsync(HttpMethod.Delete, "/api/interest", code)).StatusCode);
        Assert.Equal(0, await service.CountAsync("Interests WHERE Email = 'c@example.org'"));
    }

    [Fact]
    public async Task Without_https_the_address_is_said_and_the_press_is_not()
    {
        var day = await PlannedAsync(service);
        await service.LeaveInterestAsync(day, "d@example.org");
        await service.FareAsync("lulea", "d-anmald@example.org");

        var mail = (await service.MailsAsync("interest-received", "d@example.org"))[0];
        Assert.Equal($"<{service.Address.GetLeftPart(UriPartial.Authority)}/intresse/{await service.UnsubscribeCodeAsync(day, "d@example.org")}>", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Null(mail.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Null((await service.MailsAsync("registration-confirmed", "d-anmald@example.org"))[0].Headers[HeaderId.ListUnsubscribe]);
    }

    private static Uri AddressIn(string message)
    {
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(message));
        using var mail = MimeMessage.Load(stream);
        return new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'));
    }

    private static StringContent Form(string text) => new(text, null, "application/x-www-form-urlencoded");

    private static async Task<HttpResponseMessage> PostAsync(TestService service, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await service.Client.SendAsync(request);
    }

    private static Task<string> PlannedAsync(TestService service) =>
        service.AddDayAsync(change: day => day with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(3) });
}

public static class Unsubscribing
{
    /// <summary>The code in List-Unsubscribe, as the mails of this address have it, without waiting for one.</summary>
    public static async Task<string> UnsubscribeCodeAsync(this TestService service, string day, string email)
    {
        var id = Guid.Parse((await service.QueryAsync<string>(
            "SELECT i.Id FROM Interests i JOIN ThemeDays d ON d.Id = i.ThemeDayId WHERE d.Slug = @day AND i.Email = @email", new { day, email }))[0]);
        return service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Unsubscribe, id, InterestMails.LinkGeneration);
    }
}
