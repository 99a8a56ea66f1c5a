using System.Net;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Programme;

namespace Temadagar.Tests.Schedules;

public class ReminderTests
{
    [Fact]
    public async Task Those_who_have_not_answered_are_reminded_once_a_day_and_nobody_else_is()
    {
        var clock = FakeClock.At("2027-02-01T09:00:00+01:00");
        await using var service = await TestService.StartAsync(clock: clock);
        using var stage = await Stage.OfAsync(service);
        var (silent, agreed, moved, untold) = (await stage.SpeakerAsync("Tyst", "tyst@example.org"), await stage.SpeakerAsync("Svarar", "svarar@example.org"),
            await stage.SpeakerAsync("Flyttad", "flyttad@example.org"), await stage.SpeakerAsync("Otalad", "otalad@example.org"));
        (await stage.PutAsync(
            Stage.Session("09:00", "10:00", "A", null, silent), Stage.Session("09:00", "10:00", "B", null, agreed), Stage.Session("09:00", "10:00", "C", null, moved))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        using var answered = await service.MyAsync(HttpMethod.Post, "/api/my/schedule/confirmation", await service.SecretAsync("speaker-schedule", "svarar@example.org"), new { schedule = 1 });
        answered.EnsureSuccessStatusCode();
        (await stage.ChangeAsync(sessions =>
        {
            sessions.Single(session => (string)session!["title"]! == "C")!["startsAt"] = "09:30";
            sessions.Add(Stage.Session("11:00", "12:00", "D", null, untold));
        })).EnsureSuccessStatusCode();

        using var preview = await stage.SendAsync(HttpMethod.Post, "schedules/reminders?preview=true");
        using var first = await stage.SendAsync(HttpMethod.Post, "schedules/reminders");
        using var second = await stage.SendAsync(HttpMethod.Post, "schedules/reminders");
        clock.Advance(TimeSpan.FromHours(24));
        using var nextDay = await stage.SendAsync(HttpMethod.Post, "schedules/reminders");

        var shown = await preview.JsonAsync();
        Assert.Equal(["Tyst"], shown["recipients"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.Contains("/medverkande#…", (string)shown["mail"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal((1, 0, 1), ((int)(await first.JsonAsync())["count"]!, (int)(await second.JsonAsync())["count"]!, (int)(await nextDay.JsonAsync())["count"]!));
        var mails = await service.MailsAsync("speaker-reminder", "tyst@example.org", 2);
        Assert.Equal(await service.SecretAsync("speaker-schedule", "tyst@example.org"), TestService.SecretIn(mails[0]));
        Assert.Equal(2, await service.CountAsync("Outbox WHERE Kind = 'speaker-reminder'"));
        Assert.Equal(2, await service.CountAsync("AccessLog WHERE Action = 'schedulesReminded' AND People = 1"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
    }
}
