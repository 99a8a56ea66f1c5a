using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.MailLog;

public class MailLogTests
{
    private const string Path = "/api/organizer/mails";

    [Fact]
    public async Task A_board_sees_the_mails_of_its_own_days_with_the_link_masked()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "norr@example.org");
        await service.RegisterOneAsync("umea", "vaster@example.org");
        var secret = await service.SecretAsync("registration-confirmed", "norr@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);

        var list = await service.TextAsAsync(Role.Organizer, "norrbotten", Path);
        var row = Assert.Single(JsonNode.Parse(list)!["mails"]!.AsArray())!;
        Assert.Equal(("norr@example.org", "sent", "lulea", 1), ((string)row["recipient"]!, (string)row["state"]!, (string)row["themeDay"]!, (int)row["attempts"]!));
        var opened = await service.TextAsAsync(Role.Organizer, "norrbotten", $"{Path}/{row["id"]}");
        Assert.StartsWith("[Demonstration] Bekräftad plats", (string)JsonNode.Parse(opened)!["subject"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list + opened, StringComparison.Ordinal);
        using var other = await service.AsAsync(Role.Organizer, "vasterbotten", $"{Path}/{row["id"]}");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var resent = await service.SendAsAsync(HttpMethod.Post, Role.Organizer, "vasterbotten", $"{Path}/{row["id"]}/resending");
        Assert.Equal(HttpStatusCode.NotFound, resent.StatusCode);
        Assert.Equal(2, JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path))!["mails"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_mail_is_sent_once_more_as_the_same_mail_and_one_on_its_way_is_left()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");
        var first = Assert.Single(await service.MailsAsync("registration-confirmed", "a@example.org"));
        var id = (await service.QueryAsync<string>("SELECT Id FROM Outbox")).Single();
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        File.Delete(Directory.GetFiles(service.MailFolder, "*.eml").Single());

        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync());

        Assert.Equal(first.MessageId, Assert.Single(await service.MailsAsync("registration-confirmed", "a@example.org")).MessageId);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'queued', NextAttemptAt = '2999-01-01T00:00:00.0000000Z'"));
        Assert.Equal(HttpStatusCode.Conflict, await ResendAsync());
        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'mailResent'"));

        async Task<HttpStatusCode> ResendAsync()
        {
            using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{id}/resending");
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Pages_hold_every_mail_once_and_state_day_and_person_narrow()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 10);
        await service.FareAsync(day, [.. Enumerable.Range(0, 7).Select(i => $"p{i}@example.org")]);
        await service.RegisterOneAsync("lulea", "annan@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'failed', LastReply = '550 nej' WHERE Recipient = 'p3@example.org'"));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"?themeDay={day}&take=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["mails"]!.AsArray().Select(mail => (string)mail!["recipient"]!));
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"p{i}@example.org"), seen.Order(StringComparer.Ordinal));
        var failed = Assert.Single((await GetAsync("?state=failed"))["mails"]!.AsArray())!;
        Assert.Equal(("p3@example.org", "550 nej"), ((string)failed["recipient"]!, (string)failed["lastReply"]!));
        Assert.Single((await GetAsync($"?about={failed["about"]}"))["mails"]!.AsArray());
        var person = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{failed["about"]}"))!;
        Assert.True((bool)person["mailFailed"]!);

        async Task<JsonNode> GetAsync(string query) => JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path + query))!;
    }

    [Theory]
    [InlineData("?state=borta", "state")]
    [InlineData("?take=0", "take")]
    [InlineData("?cursor=x", "cursor")]
    public async Task A_wrong_question_is_told_what_is_wrong(string query, string field)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.AsAsync(Role.Administrator, null, Path + query);

        Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }
}
