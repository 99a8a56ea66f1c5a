using System.Net;
using MimeKit;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Planning;

public class ChangeCourseTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Each_change_is_one_row_of_the_log_and_a_press_that_changes_nothing_is_none()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync();
        using var changed = await planner.ChangeAsync(slug, day => day["summary"] = "Ny");
        using var stale = await planner.PutAsync(slug, (await planner.ReadAsync(slug)).Day, "\"1\"");
        using var moved = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-05T09:00" });
        using var movedAgain = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-05T09:00" });
        using var cancelled = await planner.DoAsync(slug, "cancellation", new { reason = "Storm" });
        using var cancelledAgain = await planner.DoAsync(slug, "cancellation", new { reason = "Storm" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(
            ["themeDayChanged", "themeDayRescheduled", "themeDayCancelled"],
            await service.QueryAsync<string>("SELECT l.Action FROM AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @slug ORDER BY l.At, l.Id", new { slug }));
    }

    [Fact]
    public async Task A_day_goes_public_once_it_has_places()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(onSite: null, change: day => day with { PublishedAt = null });

        using var bare = await planner.DoAsync(slug, "publication");
        await PlanDayTests.AssertProblemAsync(bare, HttpStatusCode.Conflict, "no-places");
        using var changed = await planner.ChangeAsync(slug, day => day["places"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject { ["participation"] = "onSite", ["capacity"] = 4 }));
        changed.EnsureSuccessStatusCode();
        using var published = await planner.DoAsync(slug, "publication");
        using var again = await planner.DoAsync(slug, "publication");

        Assert.Equal((HttpStatusCode.OK, "\"3\"", "\"3\""), (published.StatusCode, published.Headers.ETag!.Tag, again.Headers.ETag!.Tag));
        Assert.True((bool)(await again.JsonAsync())["published"]!);
        Assert.Equal("confirmed", await service.FareAsync(slug, "forst@example.org"));
        Assert.Equal(1, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @slug AND l.Action = 'themeDayPublished'", new { slug }));
    }

    [Fact]
    public async Task A_day_that_was_moved_to_a_second_can_be_put_back_as_it_is()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync();
        await service.FareAsync(slug, "sekund@example.org");
        using var moved = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-04T10:00:30", endsAt = "2035-05-04T15:30:59.5" });
        using var noLonger = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-04T10:00:10", endsAt = "2035-05-04T10:00:40" });

        using var changed = await planner.ChangeAsync(slug, day => day["summary"] = "Ny");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (moved.StatusCode, changed.StatusCode));
        Assert.Equal(["endsAt"], await PlanDayTests.FaultsAsync(noLonger));
        Assert.Equal(("10:00", "15:30"), ((string)(await changed.JsonAsync())["startsAt"]!, (string)(await changed.JsonAsync())["endsAt"]!));
    }

    [Fact]
    public async Task A_first_date_replaces_no_calendar_entry_and_a_draft_s_mails_lead_to_no_page()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(change: day => day with
        {
            Date = null,
            StartsAt = null,
            EndsAt = null,
            RegistrationOpensAt = null,
            RegistrationClosesAt = null,
            PublishedAt = null,
        });
        var person = Some.Participant("utan-datum@example.org");
        person["participation"] = "onSite";
        (await service.SendAsAsync(HttpMethod.Post, Role.Administrator, null, $"{Planner.Days}/{slug}/registrations", person)).EnsureSuccessStatusCode();

        (await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-04T10:00" })).EnsureSuccessStatusCode();
        var first = Assert.Single(await service.MailsAsync("theme-day-rescheduled", "utan-datum@example.org"));
        (await planner.DoAsync(slug, "publication")).EnsureSuccessStatusCode();
        (await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-05T10:00" })).EnsureSuccessStatusCode();
        var second = (await service.MailsAsync("theme-day-rescheduled", "utan-datum@example.org", 2))[^1];

        Assert.Contains("följer en kalenderpost.", first.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("kalenderpost som ersätter den du har.", second.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain($"/temadag/{slug}", first.TextBody + first.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"/temadag/{slug}", second.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_day_s_people_are_told_why_and_their_calendars_forget_it()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(slug, "bekraftad@example.org");
        await service.FareAsync(slug, "vantande@example.org");
        await service.FareAsync(slug, "avbokad@example.org");
        await service.CancelAsync("avbokad@example.org", slug);
        const string reason = "Talaren är sjuk & <b>hemma</b> [här](http://evil.example)";

        using var without = await planner.DoAsync(slug, "cancellation", new { reason = " " });
        Assert.Equal(["reason"], await PlanDayTests.FaultsAsync(without));
        using var cancelled = await planner.DoAsync(slug, "cancellation", new { reason });
        using var again = await planner.DoAsync(slug, "cancellation", new { reason = "Något annat" });

        var day = await cancelled.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "cancelled", reason), (cancelled.StatusCode, (string)day["state"]!, (string)day["cancellationReason"]!));
        Assert.Equal(day.ToJsonString(), (await again.JsonAsync()).ToJsonString());
        Assert.Equal(reason, (string)(await service.GetJsonAsync($"/api/theme-days/{slug}"))["cancellationReason"]!);
        using var late = await service.RegisterAsync(Some.Submission(slug, "onSite", "sen@example.org"));
        await PlanDayTests.AssertProblemAsync(late, HttpStatusCode.Conflict, "theme-day-cancelled");

        var mail = Assert.Single(await service.MailsAsync("theme-day-cancelled", "bekraftad@example.org"));
        Assert.Contains("Inställd: En egen dag", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(reason, mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>hemma", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http://evil", mail.HtmlBody, StringComparison.Ordinal);
        var calendar = CalendarOf(mail)!;
        Assert.Contains("METHOD:CANCEL", calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", calendar, StringComparison.Ordinal);
        Assert.Null(CalendarOf(Assert.Single(await service.MailsAsync("theme-day-cancelled", "vantande@example.org"))));
        Assert.Equal(2, await service.CountAsync("Outbox o JOIN Registrations r ON r.Id = o.About JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @slug AND o.Kind = 'theme-day-cancelled'", new { slug }));
        using var moved = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-04T09:00" });
        await PlanDayTests.AssertProblemAsync(moved, HttpStatusCode.Conflict, "theme-day-cancelled");
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_moved_day_s_people_get_the_new_time_and_place_in_mail_and_calendar()
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync(onSite: 1, change: day => day with { City = "Luleå", Venue = "Kulturens hus" });
        await service.FareAsync(slug, "flyttad@example.org");
        await service.FareAsync(slug, "vantar@example.org");
        var (_, before) = await planner.ReadAsync(slug);
        object[] bodies = [new { startsAt = "2035-05-04T10:00", endsAt = "2035-05-04T15:30", city = "Boden" }, new { startsAt = "2035-05-04T08:00Z", endsAt = "2035-05-04T13:30Z" }];

        using var moved = await planner.DoAsync(slug, "rescheduling", bodies[0]);
        using var same = await planner.DoAsync(slug, "rescheduling", bodies[1]);

        var day = await moved.JsonAsync();
        Assert.Equal(
            ("2035-05-04", "10:00", "15:30", "Boden", "Kulturens hus"),
            ((string)day["date"]!, (string)day["startsAt"]!, (string)day["endsAt"]!, (string)day["city"]!, (string)day["venue"]!));
        Assert.NotEqual(before, moved.Headers.ETag!.Tag);
        Assert.Equal(moved.Headers.ETag, same.Headers.ETag);
        var mail = Assert.Single(await service.MailsAsync("theme-day-rescheduled", "flyttad@example.org"));
        Assert.Contains("Ny tid eller plats: En egen dag, Boden 4 maj", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("fredag 4 maj 2035 kl. 10.00–15.30", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Kulturens hus, Luleå", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var calendar = CalendarOf(mail)!;
        Assert.Contains("METHOD:REQUEST", calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Stockholm:20350504T100000", calendar, StringComparison.Ordinal);
        Assert.Null(CalendarOf(Assert.Single(await service.MailsAsync("theme-day-rescheduled", "vantar@example.org"))));

        using var back = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-05T10:00+02:00", venue = (string?)null });
        back.EnsureSuccessStatusCode();
        var second = (await service.MailsAsync("theme-day-rescheduled", "flyttad@example.org", 2))[^1];
        Assert.Contains("SEQUENCE:2", CalendarOf(second)!, StringComparison.Ordinal);
        Assert.Contains("En egen dag, Boden 5 maj", second.Subject, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await service.CountAsync("Announcements") == 0);
        Assert.Equal(0, await service.CountAsync("AnnouncementRecipients"));
    }

    [Theory]
    [InlineData("""{}""", "startsAt")]
    [InlineData("""{"startsAt":"2001-01-01T09:00"}""", "startsAt")]
    [InlineData("""{"startsAt":"2035-01-01"}""", "startsAt")]
    [InlineData("""{"startsAt":"0001-01-01T00:00"}""", "startsAt")]
    [InlineData("""{"startsAt":"2199-01-01T09:00"}""", "startsAt")]
    [InlineData("""{"startsAt":"2035-01-01T09:00","endsAt":"2035-01-02T10:00"}""", "endsAt")]
    [InlineData("""{"startsAt":"2035-01-01T09:00","endsAt":"2035-01-01T08:00"}""", "endsAt")]
    public async Task A_time_that_cannot_be_is_refused(string body, string field)
    {
        using var planner = await Planner.OfAsync(service);
        var slug = await service.AddDayAsync();

        using var response = await planner.DoAsync(slug, "rescheduling", System.Text.Json.Nodes.JsonNode.Parse(body));

        Assert.Equal([field], await PlanDayTests.FaultsAsync(response));
    }

    [Fact]
    public async Task All_of_a_large_day_are_told_once_and_registrations_go_on_meanwhile()
    {
        // Alone: its thousand mails would stand before those that other tests wait for.
        await using var large = await TestService.StartAsync();
        using var planner = await Planner.OfAsync(large);
        var slug = await large.AddDayAsync(onSite: 1000);
        var other = await large.AddDayAsync(onSite: 1000);
        foreach (var part in Enumerable.Range(0, 600).Chunk(20))
        {
            await large.FareAsync(slug, [.. part.Select(person => $"stor{person}@example.org")]);
        }

        using var moved = await planner.DoAsync(slug, "rescheduling", new { startsAt = "2035-05-04T10:00" });
        moved.EnsureSuccessStatusCode();
        Assert.Equal("confirmed", await large.FareAsync(other, "samtidig@example.org"));
        Assert.Equal("confirmed", await large.FareAsync(slug, "efterat@example.org"));

        await Eventually.TrueAsync(async () => await large.CountAsync("Announcements") == 0);
        const string told = "Outbox o JOIN Registrations r ON r.Id = o.About JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @slug AND o.Kind = 'theme-day-rescheduled'";
        Assert.Equal(600, await large.CountAsync(told, new { slug }));
        Assert.Equal(0, await large.CountAsync(told + " AND r.Email = 'efterat@example.org'", new { slug }));
        await large.AssertConsistentAsync();
    }

    private static string? CalendarOf(MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"))?.Text;
}
