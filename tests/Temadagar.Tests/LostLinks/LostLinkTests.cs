using System.Net;
using System.Net.Http.Json;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;

namespace Temadagar.Tests.LostLinks;

public class LostLinkTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_reply_is_always_the_same_and_the_links_come_by_mail_while_those_before_go_on_working()
    {
        var (one, other) = (await service.AddDayAsync(), await service.AddDayAsync());
        await service.FareAsync(one, "glomsk@example.org");
        await service.FareAsync(other, "glomsk@example.org");

        using var known = await AskAsync(" Glomsk@Example.ORG ");
        using var unknown = await AskAsync("ingen-alls@example.org");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        var mails = await service.MailsAsync("registration-link", "glomsk@example.org", count: 2);
        var opened = await Task.WhenAll(mails.Select(async mail =>
            (string)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, TestService.SecretIn(mail)).OkAsync())["themeDay"]!["slug"]!));
        Assert.Equal(new[] { one, other }.Order(), opened.Order());
        await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, await service.SecretAsync("registration-confirmed", "glomsk@example.org")).OkAsync();
        await Eventually.TrueAsync(async () => await service.CountAsync("LostLinks") == 0);
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Recipient = 'ingen-alls@example.org'"));
    }

    [Fact]
    public async Task What_is_cancelled_has_a_link_too_unless_it_was_made_anew_and_asking_again_and_again_gives_one_mail_each()
    {
        var (one, other) = (await service.AddDayAsync(), await service.AddDayAsync());
        foreach (var day in new[] { one, one, other, other })
        {
            await service.FareAsync(day, "flera@example.org");
            await service.CancelAsync("flera@example.org", day);
        }

        await service.FareAsync(one, "flera@example.org");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync("flera@example.org")));

        await Eventually.TrueAsync(async () => await service.CountAsync("LostLinks") == 0);
        var mails = await service.MailsAsync("registration-link", "flera@example.org", count: 2);
        Assert.Equal(2, await service.CountAsync("Outbox WHERE Recipient = 'flera@example.org' AND Kind = 'registration-link'"));
        var opened = await Task.WhenAll(mails.Select(async mail => await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, TestService.SecretIn(mail)).OkAsync()));
        Assert.Equal(new[] { $"confirmed {one}", $"cancelled {other}" }.Order(), opened.Select(mine => $"{mine["status"]} {mine["themeDay"]!["slug"]}").Order());
        Assert.Single(mails, mail => mail.TextBody!.Contains("Den är avbokad.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_asked_while_mail_was_not_made_is_done_after_a_restart()
    {
        using var folder = new DataFolder();
        string day;
        await using (var before = await TestService.StartAsync(folder: folder.Path))
        {
            day = await before.AddDayAsync();
            await before.FareAsync(day, "omstart@example.org");
            await before.Database.WriteAsync(write => write.ExecuteAsync(
                "INSERT INTO LostLinks (Id, EmailNormalized, AskedAt) VALUES (@Id, 'omstart@example.org', @Now)", new { Id = Guid.CreateVersion7(), Now = before.Clock.GetUtcNow() }));
        }

        await using var after = await TestService.StartAsync(folder: folder.Path);

        Assert.Single(await after.MailsAsync("registration-link", "omstart@example.org"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("inte en adress")]
    public async Task What_is_no_address_is_said_so(string email)
    {
        using var refused = await AskAsync(email);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull((await refused.JsonAsync())["errors"]!["email"]);
    }

    private Task<HttpResponseMessage> AskAsync(string email) => service.Client.PostAsJsonAsync("/api/lost-links", new { email });
}
