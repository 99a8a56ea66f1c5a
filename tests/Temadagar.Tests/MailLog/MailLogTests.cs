using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Reminders;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;
using Temadagar.Tests.Offers;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.MailLog;

public class MailLogTests
{
    private const string Path = "/api/organizer/mails";

    [Fact]
    public async Task Whoever_has_a_place_again_is_not_told_once_more_that_it_was_cancelled()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "ater.anmald@example.org");
        await service.CancelAsync("ater.anmald@example.org", day);
        await service.MailsAsync("registration-cancelled", "ater.anmald@example.org");
        await service.FareAsync(day, "ater.anmald@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Recipient = 'ater.anmald@example.org' AND State = 'sent'") == 3);
        var id = (await service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Recipient = 'ater.anmald@example.org' AND Kind = 'registration-cancelled'")).Single();

        using var resent = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/mails/{id}/resending");

        Assert.Equal((HttpStatusCode.Conflict, "/problems/mail-out-of-date"), (resent.StatusCode, (string)(await resent.JsonAsync())["type"]!));
    }

    [Fact]
    public async Task What_was_taken_away_is_not_spoken_of_once_more()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(change: planned => planned with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(5) });
        (await service.LeaveInterestAsync(day, "vill@example.org")).EnsureSuccessStatusCode();
        var secret = await service.SecretAsync("interest-received", "vill@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        var path = $"{Path}/{(await service.QueryAsync<string>("SELECT Id FROM Outbox")).Single()}/resending";

        using var whileItIsThere = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, path);
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        (await service.MyAsync(HttpMethod.Delete, "/api/interest", secret)).EnsureSuccessStatusCode();
        using var afterwards = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, path);

        Assert.Equal(HttpStatusCode.Accepted, whileItIsThere.StatusCode);
        Assert.Equal("/problems/mail-out-of-date", (string)(await afterwards.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task A_message_whose_link_has_been_closed_is_not_sent_once_more_although_the_address_is_the_same_again()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");
        (await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, "/api/organizer/theme-days/lulea/messages", new { to = "confirmed", subject = "Hej", body = "Välkommen" })).EnsureSuccessStatusCode();
        await service.MailsAsync("organizer-message", "a@example.org");
        var about = (await service.QueryAsync<string>("SELECT Id FROM Registrations")).Single();
        foreach (var email in new[] { "b@example.org", "a@example.org" })
        {
            var person = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{about}"))!;
            person["email"] = email;
            (await service.SendAsAsync(HttpMethod.Put, Role.Administrator, null, $"/api/organizer/registrations/{about}", person)).EnsureSuccessStatusCode();
        }

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        var message = (await service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Kind = 'organizer-message'")).Single();
        using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{message}/resending");
        var latest = (await service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Kind = 'registration-confirmed' ORDER BY Sequence DESC"))[0];
        using var good = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{latest}/resending");

        Assert.Equal("/problems/mail-out-of-date", (string)(await response.JsonAsync())["type"]!);
        Assert.Equal(HttpStatusCode.Accepted, good.StatusCode);
    }

    [Fact]
    public async Task A_mail_to_someone_with_protected_identity_is_in_no_list_opened_by_nobody_and_not_sent_once_more()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "skyddad@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Protected = 1"));
        var (id, about) = ((await service.QueryAsync<string>("SELECT Id FROM Outbox")).Single(), (await service.QueryAsync<string>("SELECT Id FROM Registrations")).Single());

        foreach (var query in new[] { "", "?themeDay=lulea", "?state=failed", $"?about={about}" })
        {
            Assert.Empty(JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path + query))!["mails"]!.AsArray());
        }

        using var opened = await service.AsAsync(Role.Administrator, null, $"{Path}/{id}");
        using var resent = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{id}/resending");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (opened.StatusCode, resent.StatusCode));
    }

    [Theory]
    [InlineData("address")]
    [InlineData("time")]
    [InlineData("cancelled")]
    public async Task A_mail_that_is_no_longer_true_is_not_sent_once_more(string what)
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");
        var written = Assert.Single(await service.MailsAsync("registration-confirmed", "a@example.org"));
        var (id, about) = ((await service.QueryAsync<string>("SELECT Id FROM Outbox")).Single(), (await service.QueryAsync<string>("SELECT Id FROM Registrations")).Single());
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);
        switch (what)
        {
            case "address":
                var person = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{about}"))!;
                person["email"] = "b@example.org";
                (await service.SendAsAsync(HttpMethod.Put, Role.Administrator, null, $"/api/organizer/registrations/{about}", person)).EnsureSuccessStatusCode();
                break;
            case "time":
                (await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, "/api/organizer/theme-days/lulea/rescheduling", new { startsAt = "2035-05-05T09:00" })).EnsureSuccessStatusCode();
                await service.MailsAsync("theme-day-rescheduled", "a@example.org");
                break;
            default:
                (await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/registrations/{about}/cancellation")).EnsureSuccessStatusCode();
                break;
        }

        using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{id}/resending");

        Assert.Equal((HttpStatusCode.Conflict, "/problems/mail-out-of-date"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.Equal(1, await service.CountAsync($"Outbox WHERE Id = '{id}' AND State = 'sent' AND ResentAt IS NULL"));
        Assert.NotNull(written);
    }

    [Theory]
    [InlineData(false, "registration-waitlisted")]
    [InlineData(true, "place-offered")]
    public async Task Whoever_waits_no_more_is_not_told_once_more_of_the_wait_or_of_the_offer(bool offered, string kind)
    {
        const string email = "slutar@example.org";
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "upptar@example.org");
        (await service.RegisterAsync(Some.Submission(day, "online", email))).EnsureSuccessStatusCode();
        await service.TakePartAsync(await service.LinkOfAsync(email, day), "onSite", wait: true).OkAsync();
        if (offered)
        {
            await service.CancelAsync("upptar@example.org", day);
            await service.MailsAsync("place-offered", email);
        }

        await AskLinkAsync(service, email);
        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(service, kind, email));
        var wait = (string)(await service.MineAsync(email, day))["waits"]![0]!["id"]!;
        await service.MyAsync(HttpMethod.Delete, $"{OwnChanges.Mine}/waits/{wait}", await service.LinkOfAsync(email, day)).OkAsync();
        await service.MailsAsync("wait-ended", email);

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Accepted, HttpStatusCode.Accepted),
            (await ResendAsync(service, kind, email), await ResendAsync(service, "registration-link", email), await ResendAsync(service, "wait-ended", email)));
    }

    [Fact]
    public async Task Of_several_reminders_or_links_only_the_last_is_sent_once_more_and_they_leave_the_confirmation_true()
    {
        const string email = "kommer@example.org";
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        await service.FareAsync(await service.AddDayAsync(), email);
        foreach (var (kind, sendAsync) in new (string, Func<int, Task>)[]
        {
            ("theme-day-reminder", async time =>
            {
                clock.Advance(TimeSpan.FromDays(time == 1 ? 23 : 6));
                await service.Services.GetRequiredService<RemindParticipants>().RunAsync(TestContext.Current.CancellationToken);
            }),
            ("registration-link", async _ =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                await AskLinkAsync(service, email);
            }),
        })
        {
            await sendAsync(1);
            Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(service, kind, email));
            await sendAsync(2);

            Assert.Equal(
                (HttpStatusCode.Conflict, HttpStatusCode.Accepted, HttpStatusCode.Accepted),
                (await ResendAsync(service, kind, email), await ResendAsync(service, kind, email, number: 2), await ResendAsync(service, "registration-confirmed", email)));
        }
    }

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
    public async Task A_mail_that_had_failed_is_sent_after_all_and_has_its_five_days_anew()
    {
        var clock = FakeClock.At();
        var reply = "550 5.1.1 no such user";
        await using var peer = new SmtpPeer { Script = line => line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && line.Contains("okand@", StringComparison.Ordinal) ? reply : null };
        await using var service = await TestService.StartAsync(clock: clock, settings: SmtpPeer.Settings(peer));
        await service.RegisterOneAsync("lulea", "okand@example.org");
        await BecomesAsync("State = 'failed' AND LastReply LIKE '550%'");
        var id = (await service.QueryAsync<string>("SELECT Id FROM Outbox")).Single();

        // The mailbox has been made, and its server asks every stranger to come again.
        clock.Advance(TimeSpan.FromDays(8));
        reply = "451 4.7.1 greylisted";
        await ResendAsync();
        await BecomesAsync("State = 'queued' AND LastReply LIKE '451%' AND Attempts = 1");

        reply = "250 2.1.5 ok";
        clock.Advance(TimeSpan.FromMinutes(1));
        await service.RegisterOneAsync("umea", "vacker@example.org");
        await BecomesAsync("State = 'sent' AND Attempts = 2");
        var opened = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"{Path}/{id}"))!;
        Assert.Equal(("sent", "250 2.0.0 queued"), ((string)opened["mail"]!["state"]!, (string)opened["mail"]!["lastReply"]!));
        Assert.Contains(peer.Messages, message => message.Contains(Guid.Parse(id).ToString("D"), StringComparison.OrdinalIgnoreCase));

        Task BecomesAsync(string state) => Eventually.TrueAsync(async () => await service.CountAsync($"Outbox WHERE Recipient = 'okand@example.org' AND {state}") == 1);

        async Task ResendAsync()
        {
            using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{id}/resending");
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
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
        Assert.Equal(8, (await GetAsync("?kind=registration-confirmed"))["mails"]!.AsArray().Count);
        Assert.Empty((await GetAsync("?kind=registration-waitlisted"))["mails"]!.AsArray());
        Assert.Single((await GetAsync($"?about={failed["about"]}"))["mails"]!.AsArray());
        var person = JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, $"/api/organizer/registrations/{failed["about"]}"))!;
        Assert.True((bool)person["mailFailed"]!);

        async Task<JsonNode> GetAsync(string query) => JsonNode.Parse(await service.TextAsAsync(Role.Administrator, null, Path + query))!;
    }

    [Theory]
    [InlineData("?state=borta", "state")]
    [InlineData("?kind=borta", "kind")]
    [InlineData("?take=0", "take")]
    [InlineData("?cursor=x", "cursor")]
    public async Task A_wrong_question_is_told_what_is_wrong(string query, string field)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.AsAsync(Role.Administrator, null, Path + query);

        Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    private static async Task AskLinkAsync(TestService service, string email)
    {
        var before = await service.CountAsync("Outbox WHERE Kind = 'registration-link'");
        (await service.Client.PostAsJsonAsync("/api/lost-links", new { email })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'registration-link'") > before);
    }

    /// <summary>Asks for one of the mails of a kind once more, when all have been sent; returns when that one is on its way no more either.</summary>
    private static async Task<HttpStatusCode> ResendAsync(TestService service, string kind, string recipient, int number = 1)
    {
        await AllDoneAsync();
        var ids = await service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Kind = @kind AND Recipient = @recipient ORDER BY CreatedAt, Id", new { kind, recipient });
        using var response = await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Path}/{ids[number - 1]}/resending");
        await AllDoneAsync();
        return response.StatusCode;

        Task AllDoneAsync() => Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State NOT IN ('sent', 'failed')") == 0);
    }
}
