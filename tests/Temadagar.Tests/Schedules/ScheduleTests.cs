using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Tests.Programme;

namespace Temadagar.Tests.Schedules;

public class ScheduleTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Each_speaker_gets_the_own_sessions_the_place_the_way_there_and_a_calendar_entry_for_each()
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 1), City = "Luleå", Venue = "Kulturens hus", Directions = "Buss 3.\nGå in från ån.\n\nHiss finns." }));
        var (anna, bo) = (await stage.SpeakerAsync("Anna Ek", "anna.egna@example.org"), await stage.SpeakerAsync("Bo Öberg", "bo.egna@example.org"));
        (await stage.PutAsync(
            Stage.Session("09:00", "10:00", "Öppning", "Aulan", anna, bo), Stage.Session("10:00", "11:00", "Bara Bo", "Aulan", bo), Stage.Session("13:00", "14:00", "Avslut", null, anna))).EnsureSuccessStatusCode();

        using var sent = await stage.SendAsync(HttpMethod.Post, "schedules");
        using var again = await stage.SendAsync(HttpMethod.Post, "schedules");

        Assert.Equal(2, (int)(await sent.JsonAsync())["count"]!);
        Assert.Equal(0, (int)(await again.JsonAsync())["count"]!);
        var mail = Assert.Single(await service.MailsAsync("speaker-schedule", "anna.egna@example.org"));
        Assert.Equal("[Demonstration] Ditt schema: En egen dag, Luleå 1 juni", mail.Subject);
        foreach (var expected in new[] { "Hej Anna Ek!", "09.00–10.00", "Öppning, Aulan. Tillsammans med Bo Öberg", "13.00–14.00", "onsdag 1 juni 2033", "Kulturens hus, Luleå", "Buss 3.", "Hiss finns.", "/medverkande#" })
        {
            Assert.Contains(expected, mail.TextBody, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Bara Bo", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, Diary.CalendarsOf(mail).Count());
        var diary = new Diary();
        diary.Receive(mail);
        Assert.Equal(["Öppning 2033-06-01T07:00:00Z", "Avslut 2033-06-01T11:00:00Z"], diary.Entries.Select(entry => $"{entry["summary"]} {entry["startsAt"]}"));
        Assert.Equal("Aulan, Kulturens hus, Luleå", (string)diary.Entries.First()["location"]!);
        Assert.Single(await service.MailsAsync("speaker-schedule", "bo.egna@example.org"));
        Assert.Equal(1, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @slug AND l.Action = 'schedulesSent' AND l.People = 2", new { slug = stage.Slug }));
    }

    [Fact]
    public async Task Only_those_whose_own_part_has_changed_are_told_and_told_what()
    {
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 2) }));
        var (anna, bo, cia) = (await stage.SpeakerAsync("Anna Ek", "anna.andrad@example.org"), await stage.SpeakerAsync("Bo Öberg", "bo.andrad@example.org"), await stage.SpeakerAsync("Cia Zorn", "cia.andrad@example.org"));
        (await stage.PutAsync(
            Stage.Session("09:00", "10:00", "Först", "Aulan", anna), Stage.Session("10:00", "11:00", "Sedan", "Aulan", bo), Stage.Session("11:00", "12:00", "Bort", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

        using var changed = await stage.ChangeAsync(sessions =>
        {
            (sessions[0]!["startsAt"], sessions[0]!["room"], sessions[0]!["title"]) = ("09:15", "Källaren", "Allra först");
            sessions[0]!["speakers"]!.AsArray().Add(cia.ToString());
            sessions.RemoveAt(2);
            sessions.Add(Stage.Session("14:00", "15:00", "Tillagt", null, anna));
        });
        changed.EnsureSuccessStatusCode();
        using var preview = await stage.SendAsync(HttpMethod.Post, "schedules?preview=true");
        var shown = await preview.JsonAsync();
        using var sent = await stage.SendAsync(HttpMethod.Post, "schedules", null, preview.Headers.ETag!.Tag);

        Assert.Equal(["Anna Ek changed", "Cia Zorn first"], shown["recipients"]!.AsArray().Select(one => $"{one!["name"]} {one["kind"]}").Order(StringComparer.Ordinal));
        var annas = shown["recipients"]!.AsArray().Single(one => (string)one!["name"]! == "Anna Ek")!;
        Assert.Equal(["removed Bort", "changed Allra först", "added Tillagt"], annas["changes"]!.AsArray().Select(change => $"{change!["change"]} {change["session"]}"));
        Assert.Equal(
            ["title Först Allra först", "time 09.00–10.00 09.15–10.00", "room Aulan Källaren", "coSpeakers  Cia Zorn"],
            annas["changes"]![1]!["details"]!.AsArray().Select(detail => $"{detail!["what"]} {detail["before"]} {detail["after"]}"));
        Assert.Equal(["Anna Ek", "Cia Zorn"], (await sent.JsonAsync())["recipients"]!.AsArray().Select(one => (string)one!["name"]!).Order(StringComparer.Ordinal));
        var mails = await service.MailsAsync("speaker-schedule", "anna.andrad@example.org", 2);
        Assert.StartsWith("[Demonstration] Ändrat schema: ", mails[1].Subject, StringComparison.Ordinal);
        foreach (var expected in new[] { "Tid: 09.15–10.00 (förut 09.00–10.00)", "Lokal: Källaren (förut Aulan)", "Titel: Allra först (förut Först)", "Tillsammans med: Cia Zorn (förut ingen)", "Borttaget: Bort", "Nytt: Tillagt" })
        {
            Assert.Contains(expected, mails[1].TextBody, StringComparison.Ordinal);
        }

        Assert.Equal(TestService.SecretIn(mails[0]), TestService.SecretIn(mails[1]));
        var diary = new Diary();
        mails.ToList().ForEach(diary.Receive);
        Assert.Equal(["Allra först", "Tillagt"], diary.Entries.Select(entry => (string)entry["summary"]!));
        Assert.Equal([0, 1, 1], diary.Sequences.Values.Order());
        Assert.Single(await service.MailsAsync("speaker-schedule", "bo.andrad@example.org"));
    }

    [Fact]
    public async Task A_session_that_comes_back_goes_on_from_its_number_and_whoever_loses_all_is_told_so()
    {
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 3) }));
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.ater@example.org");
        (await stage.PutAsync(Stage.Session("09:00", "10:00", "Passet", "Aulan", anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        (await stage.ChangeAsync(sessions => sessions[0]!["speakers"] = new JsonArray())).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        (await stage.ChangeAsync(sessions => sessions[0]!["speakers"] = new JsonArray(anna.ToString()))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

        var mails = await service.MailsAsync("speaker-schedule", "anna.ater@example.org", 3);

        Assert.StartsWith("[Demonstration] Inte längre med i programmet: ", mails[1].Subject, StringComparison.Ordinal);
        Assert.Contains("Passet", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Equal(["REQUEST", "CANCEL", "REQUEST"], mails.Select(mail => Diary.CalendarsOf(mail).Single().ContentType.Parameters["method"]));
        var diary = new Diary();
        mails.ToList().ForEach(diary.Receive);
        Assert.Equal([2], diary.Sequences.Values);
        Assert.Single(diary.Entries);
    }

    [Fact]
    public async Task A_day_that_moves_or_is_cancelled_is_a_change_of_everyone_s_part()
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 7), City = "Luleå", Directions = "Buss 3." }));
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.flyttad@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        (await planner.DoAsync(stage.Slug, "rescheduling", new { startsAt = "2033-06-08T10:00", endsAt = "2033-06-08T17:00", city = "Umeå" })).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        (await planner.DoAsync(stage.Slug, "cancellation", new { reason = "Storm väntas." })).EnsureSuccessStatusCode();
        using var last = await stage.SendAsync(HttpMethod.Post, "schedules");

        Assert.Equal(1, (int)(await last.JsonAsync())["count"]!);
        var mails = await service.MailsAsync("speaker-schedule", "anna.flyttad@example.org", 3);
        foreach (var expected in new[] { "Datum: onsdag 8 juni 2033 (förut tisdag 7 juni 2033)", "Plats: Umeå (förut Luleå)", "Tid: 10.30–11.30 (förut 09.30–10.30)" })
        {
            Assert.Contains(expected, mails[1].TextBody, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Buss 3", mails[1].TextBody, StringComparison.Ordinal);
        Assert.StartsWith("[Demonstration] Inställd temadag: ", mails[2].Subject, StringComparison.Ordinal);
        Assert.Contains("Storm väntas.", mails[2].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/medverkande#", mails[2].TextBody, StringComparison.Ordinal);
        var diary = new Diary();
        mails.ToList().ForEach(diary.Receive);
        Assert.Empty(diary.Entries);
        Assert.Equal([2], diary.Sequences.Values);
    }

    [Fact]
    public async Task A_new_address_gets_the_whole_schedule_and_its_own_link()
    {
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 9) }));
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.fore@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        var old = await service.SecretAsync("speaker-schedule", "anna.fore@example.org");
        await MoveAsync(stage, anna, "anna.efter@example.org");

        using var sent = await stage.SendAsync(HttpMethod.Post, "schedules");
        using var again = await stage.SendAsync(HttpMethod.Post, "schedules");

        Assert.Equal((1, 0), ((int)(await sent.JsonAsync())["count"]!, (int)(await again.JsonAsync())["count"]!));
        var mail = Assert.Single(await service.MailsAsync("speaker-schedule", "anna.efter@example.org"));
        Assert.StartsWith("[Demonstration] Ditt schema: ", mail.Subject, StringComparison.Ordinal);
        Assert.Single(Diary.CalendarsOf(mail));
        using var closed = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", old);
        using var open = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", TestService.SecretIn(mail));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));
    }

    [Fact]
    public async Task A_schedule_is_sent_once_more_until_a_later_one_is_and_a_reminder_replaces_nothing()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.igen@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules/reminders")).EnsureSuccessStatusCode();
        await service.MailsAsync("speaker-reminder", "anna.igen@example.org");
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Recipient = 'anna.igen@example.org' AND State = 'sent'") == 2);
        var first = (await service.QueryAsync<string>("SELECT Id FROM Outbox WHERE Recipient = 'anna.igen@example.org' AND Kind = 'speaker-schedule'")).Single();

        using var opened = await stage.Organizer.GetAsync($"/api/organizer/mails/{first}");
        using var still = await stage.Organizer.PostAsync($"/api/organizer/mails/{first}/resending", null);
        await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Recipient = 'anna.igen@example.org' AND State = 'sent'") == 2);
        (await stage.ChangeAsync(sessions => sessions[0]!["room"] = "Källaren")).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        using var later = await stage.Organizer.PostAsync($"/api/organizer/mails/{first}/resending", null);

        Assert.Contains("/medverkande#…", (string)(await opened.JsonAsync())["text"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, still.StatusCode);
        await PlanDayTests.AssertProblemAsync(later, HttpStatusCode.Conflict, "mail-out-of-date");
    }

    [Fact]
    public async Task An_address_that_is_changed_and_changed_back_gets_a_link_that_works()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.fram@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        await MoveAsync(stage, anna, "anna.fel@example.org");
        await MoveAsync(stage, anna, "anna.fram@example.org");

        using var sent = await stage.SendAsync(HttpMethod.Post, "schedules");

        Assert.Equal(1, (int)(await sent.JsonAsync())["count"]!);
        var mails = await service.MailsAsync("speaker-schedule", "anna.fram@example.org", 2);
        using var old = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", TestService.SecretIn(mails[0]));
        using var live = await service.MyAsync(HttpMethod.Get, "/api/my/schedule", TestService.SecretIn(mails[1]));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (old.StatusCode, live.StatusCode));
    }

    [Fact]
    public async Task An_address_that_came_back_is_told_what_is_gone_and_its_calendar_forgets_it()
    {
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2033, 6, 10) }));
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.borta@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Ett", null, anna), Stage.Session("11:00", "12:00", "Två", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        await MoveAsync(stage, anna, "anna.fel2@example.org");
        await MoveAsync(stage, anna, "anna.borta@example.org");
        (await stage.ChangeAsync(sessions => sessions.RemoveAt(1))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        await MoveAsync(stage, anna, "anna.fel2@example.org");
        await MoveAsync(stage, anna, "anna.borta@example.org");
        (await stage.PutAsync()).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

        var mails = await service.MailsAsync("speaker-schedule", "anna.borta@example.org", 3);

        Assert.Contains("Borttaget: Två", mails[1].TextBody, StringComparison.Ordinal);
        var diary = new Diary();
        mails.ToList().ForEach(diary.Receive);
        Assert.Empty(diary.Entries);
    }

    [Fact]
    public async Task Who_declined_is_not_forgotten_by_a_later_schedule_nor_reminded()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.nej@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        var secret = await service.SecretAsync("speaker-schedule", "anna.nej@example.org");
        (await service.MyAsync(HttpMethod.Post, "/api/my/schedule/declination", secret, new { schedule = 1, message = "Sjuk" })).EnsureSuccessStatusCode();
        // A second press, from another tab, takes no words away.
        (await service.MyAsync(HttpMethod.Post, "/api/my/schedule/declination", secret, new { schedule = 1 })).EnsureSuccessStatusCode();
        (await stage.ChangeAsync(sessions => sessions[0]!["room"] = "Källaren")).EnsureSuccessStatusCode();

        using var preview = await stage.SendAsync(HttpMethod.Post, "schedules?preview=true");
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        using var reminded = await stage.SendAsync(HttpMethod.Post, "schedules/reminders");
        using var view = await stage.Organizer.GetAsync($"{stage.Address}/schedules");

        var recipient = (await preview.JsonAsync())["recipients"]![0]!;
        Assert.Equal(("declined", "Sjuk"), ((string)recipient["answer"]!, (string)recipient["answerMessage"]!));
        Assert.Equal(0, (int)(await reminded.JsonAsync())["count"]!);
        var row = (await view.JsonAsync())["speakers"]![0]!;
        Assert.Equal((null, "declined", "Sjuk"), ((string?)row["answer"], (string)row["previousAnswer"]!["answer"]!, (string)row["previousAnswer"]!["message"]!));
    }

    [Fact]
    public async Task A_day_whose_speakers_have_their_schedules_keeps_a_date_and_after_it_they_can_be_removed()
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

        using var undated = await planner.ChangeAsync(stage.Slug, day =>
            (day["date"], day["startsAt"], day["endsAt"], day["registrationOpensAt"], day["registrationClosesAt"]) = (null, null, null, null, null));
        await PlanDayTests.AssertProblemAsync(undated, HttpStatusCode.Conflict, "speakers-told");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Date = '2020-01-01' WHERE Slug = @Slug", new { stage.Slug }));
        (await stage.PutAsync()).EnsureSuccessStatusCode();
        using var removed = await stage.Organizer.DeleteAsync($"/api/organizer/speakers/{anna}");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Looking_while_someone_edits_breaks_nothing_and_each_look_is_in_the_log()
    {
        using var stage = await Stage.OfAsync(service);
        var (anna, bo) = (await stage.SpeakerAsync("Anna Ek"), await stage.SpeakerAsync("Bo Öberg"));
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna, bo))).EnsureSuccessStatusCode();
        var edits = Task.Run(async () =>
        {
            for (var round = 0; round < 60; round++)
            {
                Guid[] speakers = round % 2 == 0 ? [anna] : [anna, bo];
                (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, speakers))).EnsureSuccessStatusCode();
            }
        });
        var looks = 0;
        while (!edits.IsCompleted)
        {
            using var view = await stage.Organizer.GetAsync($"{stage.Address}/schedules");
            using var preview = await stage.SendAsync(HttpMethod.Post, "schedules?preview=true");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (view.StatusCode, preview.StatusCode));
            looks += 2;
        }

        await edits;
        Assert.Equal(looks, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE d.Slug = @slug AND l.Action = 'schedulesListed'", new { slug = stage.Slug }));
    }

    [Fact]
    public async Task What_was_looked_at_is_what_is_sent_or_nothing_is()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.granskad@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();
        using var preview = await stage.SendAsync(HttpMethod.Post, "schedules?preview=true");
        (await stage.ChangeAsync(sessions => sessions[0]!["title"] = "Ett annat pass")).EnsureSuccessStatusCode();

        using var stale = await stage.SendAsync(HttpMethod.Post, "schedules", null, preview.Headers.ETag!.Tag);

        await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.PreconditionFailed, "stale");
        Assert.Equal(0, await service.CountAsync("Outbox WHERE Recipient = 'anna.granskad@example.org'"));
        Assert.Contains("/medverkande#…", (string)(await preview.JsonAsync())["recipients"]![0]!["mail"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_presses_at_once_send_each_schedule_once()
    {
        using var stage = await Stage.OfAsync(service);
        var anna = await stage.SpeakerAsync("Anna Ek", "anna.manga@example.org");
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (int)(await (await stage.SendAsync(HttpMethod.Post, "schedules")).JsonAsync())["count"]!));

        Assert.Equal(1, counts.Sum());
        Assert.Equal(1, await service.CountAsync("Outbox WHERE Recipient = 'anna.manga@example.org'"));
    }

    [Fact]
    public async Task An_undated_and_a_held_day_send_nothing_and_another_board_s_day_is_not_there()
    {
        using var undated = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null }));
        using var held = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2020, 1, 1) }));
        using var foreign = await Stage.OfAsync(service, held.Slug, Role.Organizer, "jamtland");
        var anna = await undated.SpeakerAsync("Anna Ek");
        (await undated.PutAsync(Stage.Session("09:30", "10:30", "Passet", null, anna))).EnsureSuccessStatusCode();

        await PlanDayTests.AssertProblemAsync(await undated.SendAsync(HttpMethod.Post, "schedules"), HttpStatusCode.Conflict, "theme-day-undated");
        await PlanDayTests.AssertProblemAsync(await held.SendAsync(HttpMethod.Post, "schedules"), HttpStatusCode.Conflict, "theme-day-held");
        await PlanDayTests.AssertProblemAsync(await held.SendAsync(HttpMethod.Post, "schedules/reminders"), HttpStatusCode.Conflict, "cannot-remind");
        await PlanDayTests.AssertProblemAsync(await held.SendAsync(HttpMethod.Post, "schedules/reminders?preview=true"), HttpStatusCode.Conflict, "cannot-remind");
        foreach (var path in new[] { "schedules", "schedules?preview=true", "schedules/reminders", "schedules/reminders?preview=true" })
        {
            await PlanDayTests.AssertProblemAsync(await foreign.SendAsync(HttpMethod.Post, path), HttpStatusCode.NotFound, "unknown-theme-day");
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\u202F")]
    [InlineData("Titel\" ; BEGIN:VEVENT, END")]
    [InlineData("**fet** [länk](http://evil.example) # rubrik")]
    public async Task Hostile_words_of_a_programme_stay_words_in_mail_and_calendar(string words)
    {
        using var stage = await Stage.OfAsync(service);
        var email = $"{Guid.NewGuid():N}@example.org";
        var anna = await stage.SpeakerAsync("Anna Ek", email);
        (await stage.PutAsync(Stage.Session("09:30", "10:30", words, words, anna))).EnsureSuccessStatusCode();
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();

        var mail = (await service.MailsAsync("speaker-schedule", email))[0];

        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http://evil.example", mail.HtmlBody, StringComparison.Ordinal);
        var diary = new Diary();
        diary.Receive(mail);
        Assert.Equal(string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), (string)diary.Entries.Single()["summary"]!);
    }

    private static async Task MoveAsync(Stage stage, Guid id, string email)
    {
        using var read = await stage.Organizer.GetAsync($"/api/organizer/speakers/{id}");
        var speaker = await read.JsonAsync();
        speaker["email"] = email;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/organizer/speakers/{id}") { Content = System.Net.Http.Json.JsonContent.Create(speaker) };
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        (await stage.Organizer.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
