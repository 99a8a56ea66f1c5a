using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Certificates;

public class IssueTests
{
    [Fact]
    public async Task A_preview_says_who_would_get_one_and_who_would_not_and_why_and_issues_nothing()
    {
        await using var day = await HeldDay.StartAsync();
        var (all, most, half, absent, strange) = (
            await day.AttendeeAsync(), await day.PersonAsync("Bo"), await day.PersonAsync("Cia"), await day.PersonAsync("Dan"), await day.AttendeeAsync("小明", "王"));
        await day.EndAsync();
        await day.InAsync(most, "09:00");
        await day.OutAsync(most, "14:36");
        await day.InAsync(half, "09:00");
        await day.OutAsync(half, "14:35");

        var preview = await day.PreviewAsync();

        Assert.True((bool)preview["ready"]!);
        Assert.Equal(5, (int)preview["total"]!);
        Assert.Empty(preview["missing"]!.AsArray());
        Assert.Equal(
            [(all, "issue", 420, 100), (most, "issue", 336, 80), (half, "tooShort", 335, 79), (absent, "absent", 0, 0), (strange, "undrawable", 420, 100)],
            preview["people"]!.AsArray().Select(person => (Guid.Parse((string)person!["registrationId"]!), (string)person["outcome"]!, (int)person["minutes"]!, (int)person["share"]!)).OrderBy(person => person.Item1));
        Assert.Equal("小", (string)preview["people"]!.AsArray().Single(person => (string)person!["outcome"]! == "undrawable")!["character"]!);
        Assert.Empty(await day.CertificatesAsync());
    }

    [Fact]
    public async Task Those_who_were_there_get_one_each_with_a_number_and_a_mail_and_a_second_time_nothing_happens()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync("Öjvind", email: "ojvind@example.org");
        await day.AttendeeAsync("Anna", email: "anna@example.org", language: "en");
        await day.AttendeeAsync("Bengt");
        await day.PersonAsync("Cia", email: "cia@example.org");
        await day.EndAsync();

        var reply = await day.IssueAsync();

        Assert.Equal("""{"issued":3,"replaced":0,"unchanged":0,"mailed":2,"withoutAddress":1,"notIssued":{"absent":1,"tooShort":0,"undrawable":0,"revoked":0,"notConfirmed":0}}""", reply.ToJsonString());
        var numbers = (await day.CertificatesAsync()).Select(one => ((string)one["number"]!, (string)one["name"]!, (string)one["state"]!)).ToList();
        Assert.Equal(["Anna Öberg", "Bengt Öberg", "Öjvind Öberg"], numbers.Select(one => one.Item2));
        Assert.All(numbers, one => Assert.Equal("valid", one.Item3));
        Assert.All(numbers.Index(), one => Assert.EndsWith($"-000{one.Index + 1}", one.Item.Item1, StringComparison.Ordinal));
        Assert.StartsWith("2027-", numbers[0].Item1, StringComparison.Ordinal);
        var mail = (await day.Service.MailsAsync("certificate-issued", "anna@example.org")).Single();
        Assert.Contains("Your certificate is ready", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(numbers[0].Item1, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(await day.Service.LinkOfAsync("anna@example.org"), TestService.SecretIn(mail));
        Assert.Contains("Ditt intyg är klart", (await day.Service.MailsAsync("certificate-issued", "ojvind@example.org")).Single().TextBody, StringComparison.Ordinal);

        var again = await day.IssueAsync();

        Assert.Equal((0, 0, 3, 0), ((int)again["issued"]!, (int)again["replaced"]!, (int)again["unchanged"]!, (int)again["mailed"]!));
        Assert.Equal(3, (await day.CertificatesAsync()).Count);
        Assert.Equal(2, await day.Service.CountAsync("Outbox WHERE Kind = 'certificate-issued'"));
        Assert.Equal(1, (await day.ActsAsync()).Count(act => act == "certificatesIssued"));
    }

    [Fact]
    public async Task Before_the_day_is_over_nothing_is_issued()
    {
        await using var day = await HeldDay.StartAsync();
        await day.PersonAsync();

        foreach (var preview in new[] { "?preview=true", "" })
        {
            using var response = await day.Organizer.PostAsync(day.Address + "/certificates" + preview, null);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/theme-day-not-over"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        }
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_written_is_named_before_and_in_the_refusal()
    {
        await using var day = await HeldDay.StartAsync(one => one with { CertificateHours = null, City = null, Venue = null });
        (await day.SignAsync(null, null, hours: null)).EnsureSuccessStatusCode();
        await day.Service.AddSessionAsync(day.Slug, 12, 13, "Mingel 🎉");
        await day.AttendeeAsync();
        await day.EndAsync();

        using var settings = await day.Organizer.GetAsync($"{day.Address}/certificate-settings");
        Assert.Equal("""["place","hours","signatory"]""", (await settings.JsonAsync())["missing"]!.ToJsonString());
        var preview = await day.PreviewAsync();
        Assert.False((bool)preview["ready"]!);
        Assert.Equal("""["place","hours","signatory"]""", preview["missing"]!.ToJsonString());
        Assert.Equal(("content", "🎉"), ((string)preview["unprintable"]![0]!["field"]!, (string)preview["unprintable"]![0]!["character"]!));
        using var refused = await day.TryIssueAsync();
        var problem = await refused.JsonAsync();
        Assert.Equal((HttpStatusCode.Conflict, "/problems/certificate-facts-missing"), (refused.StatusCode, (string)problem["type"]!));
        Assert.Equal(["content", "hours", "place", "signatory"], problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Empty(await day.CertificatesAsync());
    }

    [Fact]
    public async Task A_day_without_an_end_or_one_that_was_cancelled_has_no_certificates()
    {
        await using var day = await HeldDay.StartAsync(one => one with { EndsAt = null });
        await day.EndAsync();
        day.Pass(TimeSpan.FromHours(8));
        Assert.Equal("""["endsAt"]""", (await day.PreviewAsync())["missing"]!.ToJsonString());

        await using var cancelled = await HeldDay.StartAsync();
        await cancelled.AttendeeAsync();
        (await cancelled.Organizer.PostAsJsonAsync($"{cancelled.Address}/cancellation", new { reason = "Snöstorm." })).EnsureSuccessStatusCode();
        cancelled.Pass(TimeSpan.FromHours(12));
        using var refused = await cancelled.TryIssueAsync();
        Assert.Equal("/problems/theme-day-cancelled", (string)(await refused.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task A_corrected_name_gives_another_and_the_old_one_says_that_it_is_replaced()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync("Asa", "Oberg", "asa@example.org");
        await day.AttendeeAsync("Bo", "Ek");
        await day.EndAsync();
        await day.IssueAsync();
        var first = await day.CertificateAsync(id);

        await day.RenameAsync(id, "Åsa", "Öberg");
        Assert.Equal("replace", (await day.OutcomesAsync())[id]);
        day.Pass(TimeSpan.FromDays(1));
        var reply = await day.IssueAsync();

        Assert.Equal((0, 1, 1, 1), ((int)reply["issued"]!, (int)reply["replaced"]!, (int)reply["unchanged"]!, (int)reply["mailed"]!));
        var second = await day.CertificateAsync(id);
        Assert.EndsWith("-0003", (string)second["number"]!, StringComparison.Ordinal);
        var (old, now) = (await day.VerifiedAsync(first), await day.VerifiedAsync(second));
        Assert.Equal(("replaced", "A. O.", "2027-02-04"), ((string)old["state"]!, (string)old["name"]!, (string)old["replacedOn"]!));
        Assert.Equal(("valid", "Å. Ö."), ((string)now["state"]!, (string)now["name"]!));
        var mails = await day.Service.MailsAsync("certificate-issued", "asa@example.org", 2);
        Assert.Contains("Ditt intyg är rättat", mails[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_changes_make_a_new_one_only_where_that_is_asked_for()
    {
        await using var day = await HeldDay.StartAsync();
        var (id, other) = (await day.AttendeeAsync(), await day.AttendeeAsync("Bo"));
        await day.EndAsync();
        await day.IssueAsync();

        (await day.SignAsync("Per Berg")).EnsureSuccessStatusCode();
        var preview = await day.PreviewAsync();
        Assert.All(preview["people"]!.AsArray(), person => Assert.Equal(("issued", true), ((string)person!["outcome"]!, (bool)person["differs"]!)));
        Assert.Equal(2, (int)(await day.IssueAsync())["unchanged"]!);
        Assert.Equal(1, (int)(await day.IssueAsync(id))["replaced"]!);

        Assert.Equal("Per Berg", (string)(await day.VerifiedAsync(await day.CertificateAsync(id)))["signatory"]!);
        Assert.Equal("Karin Ström", (string)(await day.VerifiedAsync(await day.CertificateAsync(other)))["signatory"]!);
        Assert.Equal(0, (int)(await day.IssueAsync(id))["replaced"]!);
    }

    [Fact]
    public async Task A_revoked_one_says_so_and_is_issued_anew_only_where_that_is_asked_for()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync(email: "asa@example.org");
        await day.EndAsync();
        await day.IssueAsync();
        var first = await day.CertificateAsync(id);

        using var revoked = await day.RevokeAsync(first);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        var said = await revoked.Content.ReadAsStringAsync();
        day.Pass(TimeSpan.FromDays(3));
        using var again = await day.RevokeAsync(first, "Något annat.");
        Assert.Equal(said, await again.Content.ReadAsStringAsync());
        Assert.Equal(("revoked", "Fel person."), ((string)(await day.CertificateAsync(id))["state"]!, (string)(await day.CertificateAsync(id))["revocationReason"]!));
        var verified = await day.VerifiedAsync(first);
        Assert.Equal(("revoked", "2027-02-03"), ((string)verified["state"]!, (string)verified["revokedOn"]!));
        Assert.DoesNotContain("Fel person", verified.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("revoked", (await day.OutcomesAsync())[id]);
        Assert.Equal(1, (int)(await day.IssueAsync())["notIssued"]!["revoked"]!);
        await day.RenameAsync(id, "Åsa", "Ek");
        Assert.Equal(0, (int)(await day.IssueAsync())["issued"]!);
        Assert.Equal("issue", (await day.OutcomesAsync(id))[id]);
        Assert.Equal(1, (int)(await day.IssueAsync(id))["issued"]!);
        Assert.Equal("revoked", (string)(await day.VerifiedAsync(first))["state"]!);
        Assert.Equal("valid", (string)(await day.CertificateAsync(id))["state"]!);
        Assert.Equal(2, (await day.Service.MailsAsync("certificate-issued", "asa@example.org", 2)).Count);
        Assert.Equal(1, (await day.ActsAsync()).Count(act => act == "certificateRevoked"));
    }

    [Fact]
    public async Task A_replaced_one_is_not_revoked()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var first = await day.CertificateAsync(id);
        await day.RenameAsync(id, "Åsa", "Ek");
        await day.IssueAsync();

        using var response = await day.RevokeAsync(first);

        Assert.Equal((HttpStatusCode.Conflict, "/problems/certificate-replaced"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
    }

    [Fact]
    public async Task Whoever_asks_anew_for_someone_who_was_not_there_gets_nothing()
    {
        await using var day = await HeldDay.StartAsync();
        var (absent, early) = (await day.PersonAsync(), await day.PersonAsync("Bo"));
        await day.EndAsync();
        await day.InAsync(early, "09:00");
        await day.OutAsync(early, "10:00");

        var reply = await day.IssueAsync(absent, early, Guid.NewGuid());

        Assert.Equal((0, 1, 1), ((int)reply["issued"]!, (int)reply["notIssued"]!["absent"]!, (int)reply["notIssued"]!["tooShort"]!));
    }

    [Fact]
    public async Task Someone_who_was_seen_and_whose_place_was_cancelled_is_shown_and_gets_none()
    {
        await using var day = await HeldDay.StartAsync();
        var (seen, unseen) = (await day.PersonAsync("Åsa"), await day.PersonAsync("Bo"));
        day.Pass(TimeSpan.FromHours(1.5));
        await day.InAsync(seen, "09:00");
        // As it could be before a check-in stood in the way of a cancellation.
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE CheckIns SET UndoneAt = ReportedAt"));
        foreach (var id in new[] { seen, unseen })
        {
            (await day.Organizer.PostAsync($"/api/organizer/registrations/{id}/cancellation", null)).EnsureSuccessStatusCode();
        }

        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE CheckIns SET UndoneAt = NULL"));
        await day.EndAsync();

        Assert.Equal(new Dictionary<Guid, string> { [seen] = "notConfirmed" }, await day.OutcomesAsync());
        Assert.Equal(0, (int)(await day.IssueAsync(seen, unseen))["issued"]!);
    }

    [Fact]
    public async Task A_certificate_of_someone_whose_attendance_was_a_mistake_is_shown_to_be_revoked()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE CheckIns SET UndoneAt = ReportedAt"));

        var person = (await day.PreviewAsync())["people"]!.AsArray().Single()!;

        Assert.Equal(("absent", (string)(await day.CertificateAsync(id))["id"]!), ((string)person["outcome"]!, (string)person["certificateId"]!));
    }

    [Fact]
    public async Task Issued_twice_at_the_same_time_each_gets_one_and_no_number_is_left_out()
    {
        await using var day = await HeldDay.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await day.AttendeeAsync($"Person {(char)('A' + i)}", email: $"p{i}@example.org");
        }

        await day.EndAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => day.TryIssueAsync()));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
        var all = await day.CertificatesAsync();
        Assert.Equal(20, all.Select(one => (string)one["registrationId"]!).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 20), all.Select(one => int.Parse(((string)one["number"]!).Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(20, await day.Service.CountAsync("Outbox WHERE Kind = 'certificate-issued'"));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_reply_and_another_body_is_refused()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();

        var first = await SendAsync("{}");
        var second = await SendAsync("{}");

        Assert.Equal("""{"issued":1,""", first.Body[..12]);
        Assert.Equal(first, second);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("""{"reissue":null}""", "intyg-2")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync($$"""{"reissue":["{{id}}"]}""")).Status);

        async Task<(HttpStatusCode Status, string Body)> SendAsync(string body, string key = "intyg-1")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{day.Address}/certificates") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            using var response = await day.Organizer.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("{\"reissue\":[\"inget id\"]}", "reissue[0]")]
    [InlineData("{\"reissue\":7}", "reissue")]
    [InlineData("{\"okänt\":7}", "okänt")]
    public async Task A_body_that_is_not_understood_is_refused_by_field(string body, string field)
    {
        await using var day = await HeldDay.StartAsync();
        using var response = await day.Organizer.PostAsync($"{day.Address}/certificates", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Two_days_with_the_same_number_have_certificates_with_different_ones()
    {
        await using var day = await HeldDay.StartAsync(one => one with { Number = 77 });
        await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        Assert.Equal("2027-77-0001", (string)(await day.CertificatesAsync())[0]["number"]!);
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync(
            "UPDATE Certificates SET ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = 'lulea'), RegistrationId = (SELECT Id FROM Registrations)"));
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Certificates SET RevokedAt = IssuedAt"));

        await day.IssueAsync();

        Assert.Equal("2027-77B-0001", (string)(await day.CertificatesAsync())[0]["number"]!);
    }

    [Fact]
    public async Task Another_board_finds_nothing_also_where_the_day_is_shared_with_it()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var id = (string)(await day.CertificatesAsync())[0]["id"]!;
        (await day.Organizer.PutAsJsonAsync($"{day.Address}/sharing", new { boards = new[] { "vasterbotten" }, stewards = Array.Empty<string>() })).EnsureSuccessStatusCode();
        using var other = day.Service.WithKey(await day.Service.KeyAsync(Role.Organizer, "vasterbotten"));

        foreach (var path in new[] { "/certificates", "/certificates.pdf", "/certificates.zip", "/badges.pdf", "/certificate-settings" })
        {
            using var response = await other.GetAsync(day.Address + path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        }

        using var one = await other.GetAsync($"/api/organizer/certificates/{id}.pdf");
        using var revoked = await other.PostAsJsonAsync($"/api/organizer/certificates/{id}/revocation", new { reason = "Nej." });
        using var issued = await other.PostAsync($"{day.Address}/certificates", null);
        Assert.Equal([404, 404, 404], new[] { one, revoked, issued }.Select(response => (int)response.StatusCode));
        Assert.Equal("valid", (string)(await day.CertificatesAsync())[0]["state"]!);
    }

    [Fact]
    public async Task Settings_are_saved_by_version_and_the_hours_are_the_day_s()
    {
        await using var day = await HeldDay.StartAsync();
        using var read = await day.Organizer.GetAsync($"{day.Address}/certificate-settings");
        var tag = read.Headers.ETag!;
        var body = await read.JsonAsync();
        Assert.Equal((80, "Karin Ström", "Enhetschef", 6m), ((int)body["threshold"]!, (string)body["signatory"]!, (string)body["signatoryTitle"]!, (decimal)body["hours"]!));

        body["hours"] = 5.5;
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await day.Organizer.PutAsJsonAsync($"{day.Address}/certificate-settings", body)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(body)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(body)).StatusCode);
        using var planned = await day.Organizer.GetAsync(day.Address);
        Assert.Equal(5.5m, (decimal)(await planned.JsonAsync())["certificateHours"]!);
        // Half an hour beside whole ones: each row of a list is read as it is.
        using var list = await day.Service.Client.GetAsync("/api/theme-days");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (list.StatusCode, (await day.Organizer.GetAsync("/api/organizer/theme-days")).StatusCode));
        foreach (var (field, value) in new (string, JsonNode?)[] { ("threshold", 0), ("threshold", 101), ("threshold", null), ("hours", 5.55), ("signatory", 7), ("okänt", 1) })
        {
            var faulty = (JsonObject)body.DeepClone();
            faulty[field] = value;
            using var refused = await PutAsync(faulty);
            Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.JsonAsync())["errors"]!.AsObject().Single().Key));
        }

        Assert.Contains("certificateSettingsChanged", await day.ActsAsync());

        async Task<HttpResponseMessage> PutAsync(JsonObject settings)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"{day.Address}/certificate-settings") { Content = JsonContent.Create(settings) };
            request.Headers.IfMatch.Add(tag);
            return await day.Organizer.SendAsync(request);
        }
    }
}
