using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Planning;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Planning;

public class AnnouncementTests
{
    [Fact]
    public async Task Those_who_were_not_yet_told_when_the_program_died_are_told_and_what_cannot_be_queued_stops_nobody()
    {
        using var folder = new DataFolder();
        await using (var before = await TestService.StartAsync(folder: folder.Path))
        {
            await before.FareAsync("lulea", "redan@example.org", "kvar1@example.org", "kvar2@example.org");
            var id = Guid.Parse((await before.QueryAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = 'lulea'")).Single());
            var (days, announcements) = (before.Services.GetRequiredService<ThemeDayStore>(), before.Services.GetRequiredService<AnnouncementStore>());
            var now = before.Clock.GetUtcNow();

            // As a program leaves it that dies in the middle: the rows are there, and nobody has been woken.
            await before.Database.WriteAsync(async write =>
            {
                // One that cannot be read, and one whose mail is there already, as nothing the program does can have left it.
                var facts = JsonSerializer.Serialize(new DayNews(ThemeDayFacts.Of((await days.FindAsync(write, id))!), "Talaren är sjuk."));
                await announcements.AddAsync(write, new Announcement(Guid.CreateVersion7(), RegistrationMails.DayCancelled, 1, "{"), id, now.AddMinutes(-2));
                await announcements.AddAsync(write, new Announcement(Guid.CreateVersion7(), RegistrationMails.DayRescheduled, 1, facts), id, now.AddMinutes(-1));
                await write.ExecuteAsync("UPDATE Outbox SET Kind = 'theme-day-rescheduled', Sequence = 1 WHERE Recipient = 'kvar1@example.org'");
                await announcements.AddAsync(write, new Announcement(Guid.CreateVersion7(), RegistrationMails.DayCancelled, 2, facts), id, now);
                await write.ExecuteAsync("DELETE FROM AnnouncementRecipients WHERE RegistrationId IN (SELECT Id FROM Registrations WHERE Email = 'redan@example.org')");
            });
        }

        await using var after = await TestService.StartAsync(folder: folder.Path);

        foreach (var email in new[] { "kvar1@example.org", "kvar2@example.org" })
        {
            Assert.Contains("Talaren är sjuk.", Assert.Single(await after.MailsAsync("theme-day-cancelled", email)).TextBody, StringComparison.Ordinal);
        }

        Assert.Equal(0, await after.CountAsync("Outbox WHERE Kind = 'theme-day-cancelled' AND Recipient = 'redan@example.org'"));
        Assert.Equal(2, await after.CountAsync("Announcements"));
    }
}
