using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;

namespace Temadagar.Tests.Certificates;

public class VerificationTests
{
    [Fact]
    public async Task Whoever_has_the_code_sees_what_it_says_and_that_it_is_valid()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync("Anna-Karin", "af Ö");
        await day.EndAsync();
        await day.IssueAsync();
        var certificate = await day.CertificateAsync(id);

        using var response = await day.VerifyAsync(day.CodeOf(certificate));

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        var organizer = (string)(await response.JsonAsync())["organizer"]!;
        Assert.StartsWith("Länsstyrelsen", organizer, StringComparison.Ordinal);
        Assert.Equal(
            JsonNode.Parse($$"""
                {
                  "state": "valid", "name": "A.-K. Ö.", "showsFullName": false, "organizer": "{{organizer}}", "title": "[Demonstration] Att se och fråga", "content": ["Inledning", "Vad säger forskningen?"],
                  "date": "2027-02-03", "place": "Kulturens hus, Luleå", "hours": 6, "issuedOn": "2027-02-03", "number": "{{(string)certificate["number"]!}}",
                  "signatory": "Karin Ström", "signatoryTitle": "Enhetschef", "language": "sv", "revokedOn": null, "replacedOn": null, "hasValidSuccessor": false,
                  "checkedAt": "2027-02-03T17:00:00+01:00"
                }
                """)!.ToJsonString(), (await response.JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_code_may_be_typed_in_capitals_with_spaces_and_hyphens()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var code = day.CodeOf((await day.CertificatesAsync())[0]);
        Assert.Matches("^[a-z2-7]{26}$", code);

        foreach (var typed in new[] { code.ToUpperInvariant(), $"%20{code[..5]}-{code[5..12]}%20{code[12..]}", code + "/" })
        {
            using var response = await day.VerifyAsync(typed);
            Assert.Equal((typed, HttpStatusCode.OK), (typed, response.StatusCode));
        }
    }

    [Fact]
    public async Task What_is_unknown_and_what_is_no_code_get_the_same_reply_and_it_does_not_repeat_them()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var code = day.CodeOf((await day.CertificatesAsync())[0]);

        var replies = new HashSet<string>();
        foreach (var other in new[]
        {
            new string('a', 26), code[..^1], code + "a", code[..^1] + (code[^1] == 'a' ? 'b' : 'a'), "x", "0", "%F0%9F%8E%89", "..%2f", "a%2fb", new string('z', 3000), "-", "%25", "'%20OR%201=1",
        })
        {
            using var response = await day.VerifyAsync(other);
            Assert.Equal((other, HttpStatusCode.NotFound), (other, response.StatusCode));
            replies.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Contains("/problems/unknown-certificate", Assert.Single(replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_holds_no_code_and_no_one_certificate_s_code_tells_another_s()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.AttendeeAsync("Bo");
        await day.EndAsync();
        await day.IssueAsync();
        var codes = (await day.CertificatesAsync()).Select(day.CodeOf).ToList();

        Assert.NotEqual(codes[0][..8], codes[1][..8]);
        var rows = await day.Service.QueryAsync<string>("SELECT CONCAT(Id, CodeHash, Snapshot, Number) FROM Certificates UNION ALL SELECT Facts FROM Outbox");
        Assert.All(codes, code => Assert.DoesNotContain(rows, row => row.Contains(code, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_ask_again()
    {
        await using var day = await HeldDay.StartAsync(null, "--Limits:VerificationsPerMinute=3");
        for (var i = 0; i < 3; i++)
        {
            using var asked = await day.VerifyAsync("a");
            Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        }

        using var response = await day.VerifyAsync("b");

        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/too-many-requests"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.InRange(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await day.Service.Client.GetAsync("/api/theme-days")).StatusCode);
    }

    [Fact]
    public async Task The_holder_chooses_what_is_shown_of_the_name_and_a_new_certificate_keeps_the_choice()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync("Asa", "Öberg", "asa@example.org");
        await day.EndAsync();
        await day.IssueAsync();
        var first = await day.CertificateAsync(id);
        var secret = await day.Service.LinkOfAsync("asa@example.org");

        using var read = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate", secret);
        var mine = await read.JsonAsync();
        Assert.Equal(
            ((string)first["number"]!, "valid", "Asa Öberg", false, "A. Ö.", "/api/my/registration/certificate.pdf"),
            ((string)mine["number"]!, (string)mine["state"]!, (string)mine["name"]!, (bool)mine["showsFullName"]!, (string)mine["initials"]!, (string)mine["pdf"]!));
        Assert.Equal($"{day.Service.Address.GetLeftPart(UriPartial.Authority)}/intyg/{day.CodeOf(first)}", (string)mine["address"]!);

        using var chosen = await day.Service.MyAsync(HttpMethod.Put, "/api/my/registration/certificate", secret, new { showsFullName = true });
        Assert.True((bool)(await chosen.JsonAsync())["showsFullName"]!);
        Assert.Equal("Asa Öberg", (string)(await day.VerifiedAsync(first))["name"]!);

        await day.RenameAsync(id, "Åsa", "Öberg");
        await day.IssueAsync();
        Assert.Equal("Åsa Öberg", (string)(await day.VerifiedAsync(await day.CertificateAsync(id)))["name"]!);
        using var back = await day.Service.MyAsync(HttpMethod.Put, "/api/my/registration/certificate", secret, new { showsFullName = false });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal("A. Ö.", (string)(await day.VerifiedAsync(first))["name"]!);
        foreach (var body in new object[] { new { }, new { showsFullName = "ja" }, new { showsFullName = true, name = "X" } })
        {
            using var refused = await day.Service.MyAsync(HttpMethod.Put, "/api/my/registration/certificate", secret, body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_replaced_one_does_not_lead_to_one_that_was_revoked()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync("Asa");
        await day.EndAsync();
        await day.IssueAsync();
        var first = await day.CertificateAsync(id);
        await day.RenameAsync(id, "Åsa", "Öberg");
        await day.IssueAsync();

        var replaced = await day.VerifiedAsync(first);
        (await day.RevokeAsync(await day.CertificateAsync(id))).EnsureSuccessStatusCode();
        var afterwards = await day.VerifiedAsync(first);

        Assert.Equal(("replaced", true), ((string)replaced["state"]!, (bool)replaced["hasValidSuccessor"]!));
        Assert.Equal(("replaced", false), ((string)afterwards["state"]!, (bool)afterwards["hasValidSuccessor"]!));
    }

    [Fact]
    public async Task Under_another_key_no_copy_is_made_with_a_code_that_nobody_has_until_another_one_is_issued()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync(email: "asa@example.org");
        await day.EndAsync();
        await day.IssueAsync();
        var (certificate, secret) = (await day.CertificateAsync(id), await day.Service.LinkOfAsync("asa@example.org"));
        // What another key would have made of it.
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Certificates SET CodeHash = lower(CodeHash)"));

        string[] files = [$"/api/organizer/certificates/{(string)certificate["id"]!}.pdf", $"{day.Address}/certificates.zip", $"{day.Address}/certificates.pdf"];
        foreach (var file in files)
        {
            using var refused = await day.Organizer.GetAsync(file);
            Assert.Equal((file, "/problems/certificate-code-lost"), (file, (string)(await refused.JsonAsync())["type"]!));
        }

        using var mine = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate.pdf", secret);
        var told = await mine.JsonAsync();
        Assert.Equal(("/problems/certificate-code-lost", CertificateProblems.CodeLostToHolder.Detail.In(Language.Sv)), ((string)told["type"]!, (string)told["detail"]!));
        using var view = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate", secret);
        Assert.Equal((null, null), ((string?)(await view.JsonAsync())["address"], (string?)(await view.JsonAsync())["pdf"]));

        Assert.Equal(1, (int)(await day.IssueAsync(id))["replaced"]!);
        await day.PdfAsync(await day.CertificateAsync(id));
        (await day.Organizer.GetAsync(files[1])).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://temadagar.example.org", true)]
    public async Task An_address_that_only_this_machine_knows_is_printed_on_no_certificate_that_counts(string? address, bool issued)
    {
        await using var day = await HeldDay.StartAsync(null, address is null ? [] : [$"--Site:PublicAddress={address}"]);
        await day.AttendeeAsync();
        await day.EndAsync();
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Series SET Demonstration = 0"));

        using var response = await day.TryIssueAsync();

        Assert.Equal(issued, response.IsSuccessStatusCode);
        Assert.Equal(issued ? [] : ["publicAddress"], (await day.PreviewAsync())["missing"]!.AsArray().Select(fact => (string)fact!));
    }

    [Fact]
    public async Task One_s_own_page_has_the_pdf_until_it_is_revoked_and_says_so_then()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync(email: "asa@example.org");
        await day.PersonAsync("Bo", email: "bo@example.org");
        await day.EndAsync();
        var secret = await day.Service.LinkOfAsync("asa@example.org");
        await AssertAsync(404, "no-certificate", secret, "certificate");
        await day.IssueAsync();
        var certificate = await day.CertificateAsync(id);

        using var pdf = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate.pdf", secret);
        Assert.Equal(("application/pdf", $"intyg-{(string)certificate["number"]!}.pdf"), (pdf.Content.Headers.ContentType!.MediaType, pdf.Content.Headers.ContentDisposition!.FileNameStar ?? pdf.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(await day.PdfAsync(certificate), await pdf.Content.ReadAsByteArrayAsync());
        await AssertAsync(401, "link-not-valid", secret[..^1], "certificate");
        await AssertAsync(401, "link-not-valid", null, "certificate.pdf");
        await AssertAsync(404, "no-certificate", await day.Service.LinkOfAsync("bo@example.org"), "certificate.pdf");

        (await day.RevokeAsync(certificate)).EnsureSuccessStatusCode();

        using var read = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate", secret);
        var mine = await read.JsonAsync();
        Assert.Equal(("revoked", "2027-02-03", null), ((string)mine["state"]!, (string)mine["revokedOn"]!, (string?)mine["pdf"]));
        await AssertAsync(409, "certificate-revoked", secret, "certificate.pdf");

        async Task AssertAsync(int status, string type, string? link, string what)
        {
            using var response = await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/" + what, link);
            Assert.Equal((status, "/problems/" + type), ((int)response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        }
    }

    [Fact]
    public async Task Someone_online_was_at_no_place_and_English_ones_say_so_in_English()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync(language: "en", participation: "online");
        await day.EndAsync();
        await day.IssueAsync();

        var verified = await day.VerifiedAsync(await day.CertificateAsync(id));

        Assert.Equal(("Online", "en"), ((string)verified["place"]!, (string)verified["language"]!));
    }
}
