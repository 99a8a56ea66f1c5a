using System.Net;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Messages;

public class MessageTests
{
    private const string Kind = "organizer-message";

    [Fact]
    public async Task Each_person_of_the_group_gets_it_once_in_their_own_language()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 2);
        await service.RegisterOneAsync(day, "sv@example.org");
        await service.RegisterOneAsync(day, "en@example.org", person => person["language"] = "en");
        await service.RegisterOneAsync(day, "vantar@example.org");
        await service.CancelAsync("en@example.org");
        await service.RegisterOneAsync(day, "en2@example.org", person => person["language"] = "en");

        Assert.Equal("""{"count":1,"withoutAddress":0}""", await SendAsync(service, day, "confirmed"));
        Assert.Equal("""{"count":2,"withoutAddress":0}""", await SendAsync(service, day, "waitlisted"));

        var swedish = Assert.Single(await service.MailsAsync(Kind, "sv@example.org"));
        Assert.Equal("[Demonstration] Ta med legitimation", swedish.Subject);
        Assert.Contains("Hej Åsa!", swedish.TextBody, StringComparison.Ordinal);
        Assert.Contains("Dörrarna öppnar 8.30.\r\nFika finns.", swedish.TextBody!.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Contains("Hello", Assert.Single(await service.MailsAsync(Kind, "en2@example.org")).TextBody!, StringComparison.Ordinal);
        Assert.Single(await service.MailsAsync(Kind, "vantar@example.org"));
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'organizer-message' AND Recipient = 'en@example.org'"));
        using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", TestService.SecretIn(swedish));
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.DoesNotContain(swedish.BodyParts, part => part.ContentType.MimeType == "text/calendar");
    }

    [Fact]
    public async Task A_second_message_reaches_the_same_people_and_a_second_press_nobody()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(service, "lulea", "confirmed", key: "en")));
        await SendAsync(service, "lulea", "confirmed", key: "två");

        await service.MailsAsync(Kind, "a@example.org", 2);
        Assert.Equal(2, await service.CountAsync("Outbox WHERE Kind = 'organizer-message'"));
        Assert.Equal(2, await service.CountAsync("AccessLog WHERE Action = 'messageSent' AND People = 1 AND Board = 'norrbotten'"));
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_message_sends_nothing()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");
        var sent = await SendAsync(service, "lulea", "confirmed", key: "en");

        using var reused = await PostAsync(service, "lulea", "confirmed", body: "Något helt annat.", key: "en");

        await PlanDayTests.AssertProblemAsync(reused, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(sent, await SendAsync(service, "lulea", "confirmed", key: "en"));
        Assert.DoesNotContain("Något helt annat.", Assert.Single(await service.MailsAsync(Kind, "a@example.org")).TextBody, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await service.CountAsync("Outbox WHERE Kind = 'organizer-message'"), await service.CountAsync("AccessLog WHERE Action = 'messageSent'")));
    }

    [Fact]
    public async Task A_preview_tells_how_many_and_shows_it_and_sends_nothing()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");

        using var response = await PostAsync(service, "lulea", "confirmed", "?preview=true");

        var preview = await response.JsonAsync();
        Assert.Equal(1, (int)preview["count"]!);
        Assert.Equal("[Demonstration] Ta med legitimation", (string)preview["mail"]!["subject"]!);
        Assert.Contains("/anmalan#…", (string)preview["mail"]!["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Åsa", preview.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Kind = 'organizer-message'"));
        Assert.Equal(0, await service.CountAsync("Announcements"));
    }

    [Fact]
    public async Task Words_of_an_organizer_are_words_whatever_they_look_like()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterOneAsync("lulea", "a@example.org");

        using var response = await PostAsync(service, "lulea", "confirmed", subject: "Hej\r\nBcc: tredje@example.org", body: "<script>alert(1)</script> {{ link }} [klicka](javascript:alert(1))\n# Rubrik");
        response.EnsureSuccessStatusCode();

        var mail = Assert.Single(await service.MailsAsync(Kind, "a@example.org"));
        Assert.Equal("[Demonstration] Hej Bcc: tredje@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert(1)</script> {{ link }} [klicka](javascript:alert(1))", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attended", "/problems/attendance-not-recorded")]
    [InlineData("absent", "/problems/attendance-not-recorded")]
    [InlineData("waitlisted", "/problems/nobody-to-tell")]
    public async Task A_group_that_cannot_be_told_is_said(string to, string type)
    {
        await using var service = await TestService.StartAsync();

        using var response = await PostAsync(service, "lulea", to);

        Assert.Equal((HttpStatusCode.Conflict, type), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.Equal(0, await service.CountAsync("ThemeDays WHERE Messages > 0"));
    }

    [Fact]
    public async Task Another_board_writes_to_nobody_and_every_fault_is_told()
    {
        await using var service = await TestService.StartAsync();
        using var other = await service.SendAsAsync(HttpMethod.Post, Role.Organizer, "jamtland", "/api/organizer/theme-days/lulea/messages", new { to = "confirmed", subject = "x", body = "y" });
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);

        using var faulty = await service.SendAsAsync(HttpMethod.Post, Role.Organizer, "norrbotten", "/api/organizer/theme-days/lulea/messages", new { to = "alla", subject = "", body = new string('x', 5001), extra = 1 });
        Assert.Equal(["to", "subject", "body", "extra"], (await faulty.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    private static async Task<string> SendAsync(TestService service, string day, string to, string? key = null)
    {
        using var response = await PostAsync(service, day, to, key: key);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(
        TestService service, string day, string to, string query = "", string subject = "Ta med legitimation", string body = "Dörrarna öppnar 8.30.\nFika finns.\n\nVälkommen!", string? key = null) =>
        service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"/api/organizer/theme-days/{day}/messages{query}", new { to, subject, body }, key is null ? null : Uri.EscapeDataString(key));
}
