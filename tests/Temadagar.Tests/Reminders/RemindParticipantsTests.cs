using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Reminders;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Reminders;

public class RemindParticipantsTests
{
    private const string Meeting = "https://moten.example.org/j/7f3a";

    private static readonly string[] NobodyListens =
        ["--Mail:Transport=Smtp", "--Mail:From=temadagar@example.org", "--Mail:Smtp:Host=127.0.0.1", "--Mail:Smtp:Port=1", "--Mail:Smtp:Security=None"];

    [Fact]
    public async Task Those_with_a_place_are_reminded_a_week_and_a_day_before_once_each()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 2, online: 5);
        await service.FareAsync(day, "kommer@example.org", "avbokar@example.org");
        await service.FareAsync(day, "vantar@example.org");
        await service.CancelAsync("avbokar@example.org", day);

        await RemindAsync(service, clock, TimeSpan.FromDays(22.7));
        Assert.Equal(0, await RemindersAsync(service));
        await RemindAsync(service, clock, TimeSpan.FromDays(0.5));
        await RemindAsync(service, clock, TimeSpan.FromHours(1));
        Assert.Contains("Snart är det temadag", (await service.MailsAsync("theme-day-reminder", "kommer@example.org"))[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(1, await RemindersAsync(service));

        // Whoever registers now has just been told of the day.
        (await service.RegisterAsync(Some.Submission(day, "online", "sen@example.org"))).EnsureSuccessStatusCode();
        await RemindAsync(service, clock, TimeSpan.FromHours(1));
        Assert.Equal(1, await RemindersAsync(service));
        await RemindAsync(service, clock, TimeSpan.FromDays(6));
        Assert.Equal(3, await RemindersAsync(service));
        Assert.Contains("I morgon är det temadag", (await service.MailsAsync("theme-day-reminder", "sen@example.org"))[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_with_a_place_online_get_the_meeting_s_address_on_their_page_and_in_the_reminder()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 5, online: 1);
        using var planner = await Planner.OfAsync(service);
        using (var faulty = await planner.ChangeAsync(day, plan => plan["meetingAddress"] = "http://moten.example.org/"))
        {
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, faulty.StatusCode);
        }

        (await planner.ChangeAsync(day, plan => plan["meetingAddress"] = Meeting)).EnsureSuccessStatusCode();
        await service.FareAsync(day, "plats@example.org");
        (await service.RegisterAsync(Some.Submission(day, "online", "digital@example.org"))).EnsureSuccessStatusCode();
        (await service.RegisterAsync(Some.Submission(day, "online", "vantar@example.org"))).EnsureSuccessStatusCode();

        Assert.Equal(Meeting, await AddressOfAsync("digital@example.org"));
        Assert.Null(await AddressOfAsync("plats@example.org"));
        Assert.Null(await AddressOfAsync("vantar@example.org"));
        Assert.DoesNotContain(Meeting, (await service.GetJsonAsync($"/api/theme-days/{day}")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Meeting, (await service.MailsAsync("registration-confirmed", "digital@example.org"))[0].TextBody, StringComparison.Ordinal);

        await RemindAsync(service, clock, TimeSpan.FromDays(23));
        Assert.DoesNotContain(Meeting, (await service.MailsAsync("theme-day-reminder", "digital@example.org"))[0].TextBody, StringComparison.Ordinal);
        await RemindAsync(service, clock, TimeSpan.FromDays(6));
        await Eventually.TrueAsync(async () => (await service.MailsAsync("theme-day-reminder", "digital@example.org")).Count == 2);
        Assert.Contains((await service.MailsAsync("theme-day-reminder", "digital@example.org")), mail => mail.TextBody!.Contains(Meeting, StringComparison.Ordinal));
        Assert.DoesNotContain((await service.MailsAsync("theme-day-reminder", "plats@example.org")), mail => mail.TextBody!.Contains(Meeting, StringComparison.Ordinal));
        using var reader = await Planner.OfAsync(service, Temadagar.Organizers.Role.Reader, "norrbotten");
        await planner.ChangeAsync("lulea", plan => plan["meetingAddress"] = Meeting);
        Assert.Null((string?)(await reader.ReadAsync("lulea")).Day["meetingAddress"]);

        async Task<string?> AddressOfAsync(string email)
        {
            using var mine = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync(email, day));
            return (string?)(await mine.JsonAsync())["meetingAddress"];
        }
    }

    [Fact]
    public async Task After_an_outage_one_reminder_comes_and_none_once_the_day_has_begun()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 2);
        await service.FareAsync(day, "kommer@example.org");

        await RemindAsync(service, clock, TimeSpan.FromDays(29));
        await RemindAsync(service, clock, TimeSpan.FromMinutes(1));
        Assert.Equal(1, await RemindersAsync(service));

        var other = await service.AddDayAsync(onSite: 2);
        await service.FareAsync(other, "kommer@example.org");
        await RemindAsync(service, clock, TimeSpan.FromDays(30) - TimeSpan.FromHours(3));
        Assert.Equal(1, await RemindersAsync(service));
    }

    [Fact]
    public async Task A_day_that_is_given_another_date_is_reminded_of_anew_and_a_cancelled_one_is_not()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var (moved, cancelled) = (await service.AddDayAsync(onSite: 2), await service.AddDayAsync(onSite: 2));
        await service.FareAsync(moved, "flyttad@example.org");
        await service.FareAsync(cancelled, "installd@example.org");
        using var planner = await Planner.OfAsync(service);
        (await planner.DoAsync(cancelled, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();
        await RemindAsync(service, clock, TimeSpan.FromDays(23));
        Assert.Equal(1, await RemindersAsync(service));

        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'theme-day-reminder' AND State = 'sent'") == 1);
        (await planner.DoAsync(moved, "rescheduling", new { startsAt = "2027-04-07T09:00", endsAt = "2027-04-07T16:00" })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'theme-day-rescheduled'") == 1);
        await RemindAsync(service, clock, TimeSpan.FromDays(1));
        Assert.Equal(1, await RemindersAsync(service));
        await RemindAsync(service, clock, TimeSpan.FromDays(33));

        Assert.Equal(2, await service.CountAsync("Outbox WHERE Kind = 'theme-day-reminder' AND Recipient = 'flyttad@example.org'"));
        Assert.Equal(2, await RemindersAsync(service));
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_taken_back_once_it_holds_no_longer()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: NobodyListens);
        var (moved, cancelled) = (await service.AddDayAsync(onSite: 2), await service.AddDayAsync(onSite: 2));
        await service.FareAsync(moved, "flyttad@example.org");
        await service.FareAsync(cancelled, "installd@example.org");
        await RemindAsync(service, clock, TimeSpan.FromDays(29));
        Assert.Equal(2, await RemindersAsync(service));
        using var planner = await Planner.OfAsync(service);

        (await planner.DoAsync(cancelled, "cancellation", new { reason = "Storm" })).EnsureSuccessStatusCode();
        (await planner.DoAsync(moved, "rescheduling", new { startsAt = "2027-04-07T09:00", endsAt = "2027-04-07T16:00" })).EnsureSuccessStatusCode();

        Assert.Equal(0, await RemindersAsync(service));
    }

    [Fact]
    public async Task A_reminder_that_no_server_took_in_time_is_not_sent_late_and_whoever_cancels_gets_none()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock, settings: NobodyListens);
        var day = await service.AddDayAsync(onSite: 2);
        await service.FareAsync(day, "kommer@example.org", "avbokar@example.org");
        await RemindAsync(service, clock, TimeSpan.FromDays(29));
        Assert.Equal(2, await RemindersAsync(service));
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State = 'queued' AND LastReply IS NOT NULL") > 0);

        await service.CancelAsync("avbokar@example.org", day);
        Assert.Equal(1, await RemindersAsync(service));
        clock.Advance(TimeSpan.FromDays(2));

        await Eventually.TrueAsync(async () =>
        {
            // It looks for a server every few minutes, from when it last did.
            clock.Advance(TimeSpan.FromMinutes(7));
            return await service.CountAsync("Outbox WHERE Kind = 'theme-day-reminder' AND State = 'failed' AND LastReply LIKE '%too late%'") == 1;
        });
    }

    [Fact]
    public async Task Whoever_registers_late_or_whose_day_is_moved_near_gets_the_meeting_s_address_all_the_same()
    {
        var clock = FakeClock.At();
        await using var service = await TestService.StartAsync(clock: clock);
        var day = await service.AddDayAsync(onSite: 5, online: 5, change: plan => plan with { MeetingAddress = Meeting, RegistrationClosesAt = null });
        await service.FareAsync(day, "plats@example.org");
        (await service.RegisterAsync(Some.Submission(day, "online", "digital@example.org"))).EnsureSuccessStatusCode();
        using var planner = await Planner.OfAsync(service);
        var tomorrow = Temadagar.ThemeDays.Stockholm.Today(clock).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await planner.DoAsync(day, "rescheduling", new { startsAt = $"{tomorrow}T16:00", endsAt = $"{tomorrow}T18:00" })).EnsureSuccessStatusCode();
        (await service.RegisterAsync(Some.Submission(day, "online", "sen@example.org"))).EnsureSuccessStatusCode();

        await RemindAsync(service, clock, TimeSpan.FromHours(1));

        foreach (var email in new[] { "digital@example.org", "sen@example.org" })
        {
            Assert.Contains(Meeting, Assert.Single(await service.MailsAsync("theme-day-reminder", email)).TextBody, StringComparison.Ordinal);
        }

        Assert.Equal(2, await RemindersAsync(service));
    }

    private static async Task RemindAsync(TestService service, FakeTimeProvider clock, TimeSpan later)
    {
        clock.Advance(later);
        await service.Services.GetRequiredService<RemindParticipants>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task<long> RemindersAsync(TestService service) => service.CountAsync("Outbox WHERE Kind = 'theme-day-reminder'");
}
