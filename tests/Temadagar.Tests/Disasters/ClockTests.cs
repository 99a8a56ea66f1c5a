using System.Globalization;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Disasters;

/// <summary>Days and nights on which clocks are not as usual.</summary>
[Slow]
public class ClockTests
{
    [Theory]
    // Summer time begins and ends on the day; the day that is there every fourth year; the last instant of a year.
    [InlineData("2027-03-28", "2027-03-28T07:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T08:00:00Z")]
    [InlineData("2028-02-29", "2028-02-29T08:00:00Z")]
    [InlineData("2026-12-31", "2026-12-31T08:00:00Z")]
    public async Task On_a_day_when_the_clock_is_changed_or_that_is_rare_the_hours_are_those_of_the_wall_clock(string date, string nine)
    {
        var at = DateTimeOffset.Parse(nine, CultureInfo.InvariantCulture);
        await using var service = await TestService.StartAsync(clock: FakeClock.At((at - TimeSpan.FromDays(20)).ToString("O", CultureInfo.InvariantCulture)));
        var day = await service.AddDayAsync(change: day => day with { Date = DateOnly.Parse(date, CultureInfo.InvariantCulture), RegistrationClosesAt = null });
        await service.FareAsync(day, "klockan@example.org");

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "klockan@example.org"));
        var calendar = Ical.Net.Calendar.Load(mail.BodyParts.OfType<MimeKit.TextPart>().Single(part => part.ContentType.MimeType == "text/calendar").Text)!;

        Assert.Equal(at.UtcDateTime, Assert.Single(calendar.Events).Start!.AsUtc);
        Assert.Equal(date, (string)(await service.GetJsonAsync($"/api/theme-days/{day}"))["date"]!);
    }

    [Fact]
    public async Task A_clock_that_steps_back_loses_nobody_and_sends_nothing_twice()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 10);
        await service.FareAsync(day, "fore@example.org");
        await service.MailsAsync("registration-confirmed", "fore@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'sent'") == 1);

        // FakeTimeProvider does not go back; the rows do instead: all that was written lies an hour ahead.
        await service.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("UPDATE Registrations SET RegisteredAt = @Ahead", new { Ahead = clock.GetUtcNow() + TimeSpan.FromHours(1) });
            await write.ExecuteAsync("UPDATE Outbox SET CreatedAt = @Ahead, SentAt = @Ahead, NextAttemptAt = @Ahead", new { Ahead = clock.GetUtcNow() + TimeSpan.FromHours(1) });
        });
        await service.FareAsync(day, "efter@example.org");
        await service.FareAsync(day, "fore@example.org");
        await service.MailsAsync("registration-confirmed", "efter@example.org");
        clock.Advance(TimeSpan.FromHours(2));
        await service.FareAsync("lulea", "vacker@example.org");
        await service.MailsAsync("registration-confirmed", "vacker@example.org");

        Assert.Single(service.Mails(), mail => mail.Headers[Temadagar.Mail.MessageBuilder.KindHeader] == "registration-confirmed" && mail.To.Mailboxes.Single().Address == "fore@example.org");
        Assert.Equal(2, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Without_time_zone_data_it_says_what_is_missing_and_starts_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have time zones of their own.");
        using var folder = new DataFolder();

        var (exit, output, errors) = await BuiltProgram.RunAsync(["--urls=http://127.0.0.1:0", folder.Setting], new Dictionary<string, string> { ["TZDIR"] = folder.Path, ["TZ"] = "UTC" });

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal("temadagar: the system lacks the time zone Europe/Stockholm. Install its time zone data (tzdata).\n", errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
