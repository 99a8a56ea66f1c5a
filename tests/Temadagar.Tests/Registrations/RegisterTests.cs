using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

public class RegisterTests
{
    [Fact]
    public async Task A_newcomer_is_confirmed_and_gets_a_mail_with_a_link_and_a_calendar_entry()
    {
        await using var service = await TestService.StartAsync();

        var response = await service.RegisterAsync(Some.Submission());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var reply = await response.JsonAsync();
        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}$", (string)reply["receipt"]!);
        Assert.Equal("""[{"themeDay":"lulea","participation":"onSite","status":"confirmed","places":1}]""", reply["outcomes"]!.ToJsonString());

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "asa@example.org"));
        Assert.Contains(mail.BodyParts, part => part.ContentType.MimeType == "text/calendar" && part.ContentType.Parameters["method"] == "REQUEST");

        var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", TestService.SecretIn(mail))).JsonAsync();
        Assert.Equal("confirmed", (string)mine["status"]!);
        Assert.Equal((string)reply["receipt"]!, (string)mine["receipt"]!);
    }

    [Fact]
    public async Task Two_hundred_at_once_for_twelve_places_give_twelve_confirmed_and_the_rest_wait()
    {
        await using var service = await TestService.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var response = await service.RegisterAsync(Some.Submission("harnosand", "onSite", $"person{number}@example.org"));
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return (string)(await response.JsonAsync())["outcomes"]![0]!["status"]!;
        }));

        Assert.Equal(12, replies.Count(status => status == "confirmed"));
        Assert.Equal(188, replies.Count(status => status == "waitlisted"));
        Assert.Equal([12L], await service.QueryAsync<long>("SELECT Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = 'harnosand'"));
        Assert.Equal([12L], await service.QueryAsync<long>("SELECT COUNT(*) FROM Registrations WHERE Status = 'confirmed'"));
        Assert.Equal([188L], await service.QueryAsync<long>("SELECT SUM(Waiting) FROM WaitlistGroups"));
        Assert.Equal([200L], await service.QueryAsync<long>("SELECT COUNT(DISTINCT About) FROM Outbox WHERE Kind IN ('registration-confirmed', 'registration-waitlisted')"));
    }

    [Fact]
    public async Task What_an_organizer_changes_holds_at_once_though_days_are_remembered_for_a_second()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync(onSite: 5);
        Task EditAsync(string set) => service.Database.WriteAsync(write => write.ExecuteAsync($"UPDATE ThemeDays SET {set}, Version = Version + 1 WHERE Slug = @day", new { day, now = service.Clock.GetUtcNow() }));
        Assert.Equal("confirmed", await service.FareAsync(day, "foore@example.org"));

        await EditAsync("CancelledAt = @now");
        using var refused = await service.RegisterAsync(Some.Submission(day, "onSite", "under@example.org"));
        await EditAsync("CancelledAt = NULL, Title = 'Ny titel'");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("confirmed", await service.FareAsync(day, "efter@example.org"));
        Assert.Contains("Ny titel", (await service.QueryAsync<string>("SELECT Facts FROM Outbox WHERE Recipient = 'efter@example.org'"))[0], StringComparison.Ordinal);
    }
}
