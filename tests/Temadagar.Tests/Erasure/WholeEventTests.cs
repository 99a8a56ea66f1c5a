using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Erasure;

/// <summary>A person with a marked word in every field, from registration to certificate and on until all has been erased.</summary>
public class WholeEventTests
{
    private const string Email = "zqadress@example.org";

    private const string Phone = "070-1740699";

    // What is asked of a person, said by them or of them. No word is a part of another.
    private static readonly string[] OfThePerson = ["zqfornamn", "zqefternamn", "zqadress", "zqarbetsplats", "zqyrke", "zqonskan", "zqorsak", Phone];

    // What stands sealed only.
    private static readonly string[] Needs = ["zqkost", "zqbehov"];

    private const string Colleague = "zqkollega";

    [Fact]
    public async Task Each_word_stands_where_it_may_and_nowhere_else()
    {
        using var log = new LogLines();
        await using var day = await HeldDay.StartAsync(plan => plan with { ServesFood = true }, services => services.AddSingleton<ILoggerProvider>(log), null);
        var id = await AttendAsync(day);
        var lists = new Dictionary<string, string>();
        foreach (var path in new[]
        {
            $"{day.Address}/registrations", $"/api/organizer/registrations/{id}", $"{day.Address}/attendees.csv", $"{day.Address}/attendees.json", $"{day.Address}/check-ins", $"{day.Address}/certificates",
            $"{day.Address}/erasure-requests", "/api/organizer/mails", "/api/organizer/erasure", "/api/organizer/statistics", "/api/theme-days", "/api/processing-record",
        })
        {
            using var response = await day.Organizer.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(response.IsSuccessStatusCode, path);
            lists[path] = await response.Content.ReadAsStringAsync();
        }

        var mails = day.Service.Mails().Select(mail => $"{mail.To} {mail.Subject} {mail.TextBody} {mail.HtmlBody}").ToList();
        string[] of(params string[] words) => [.. words.Select(word => day.Address + word)];

        // Where a word may be, each of these has it; nothing else has.
        var may = new Dictionary<string, string[]>
        {
            ["zqefternamn"] = [.. of("/registrations", "/attendees.csv", "/attendees.json", "/check-ins", "/certificates", "/erasure-requests"), $"/api/organizer/registrations/{id}", "/api/organizer/mails"],
            ["zqadress"] = [.. of("/registrations", "/attendees.csv", "/attendees.json"), $"/api/organizer/registrations/{id}", "/api/organizer/mails"],
            ["zqarbetsplats"] = [.. of("/registrations", "/attendees.csv", "/attendees.json", "/check-ins"), $"/api/organizer/registrations/{id}"],
            ["zqyrke"] = [.. of("/registrations", "/attendees.csv", "/attendees.json"), $"/api/organizer/registrations/{id}"],
            [Phone] = [.. of("/registrations", "/attendees.csv", "/attendees.json"), $"/api/organizer/registrations/{id}"],
            ["zqonskan"] = of("/erasure-requests"),
            ["zqorsak"] = of("/erasure-requests"),
            ["zqkost"] = [],
            ["zqbehov"] = [],
        };
        Assert.All(may, word => Assert.Equal(word.Value.Order(), lists.Where(list => Has(list.Value, word.Key)).Select(list => list.Key).Order()));
        // A mail has the name, the answer to what was asked, and its own address; never work, telephone or needs.
        Assert.All(new[] { "zqfornamn", "zqorsak", "zqadress" }, word => Assert.Contains(mails, mail => Has(mail, word)));
        Assert.All(Needs.Append("zqarbetsplats").Append("zqyrke").Append(Phone).Append("zqonskan"), word => Assert.DoesNotContain(mails, mail => Has(mail, word)));
        Assert.All(Needs, word => Assert.False(IsIn(Files(day.Service), word), word));
        Assert.All(OfThePerson.Concat(Needs).Append(Colleague), word => Assert.DoesNotContain(log.All, line => Has(line, word)));
        var own = (await day.Service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", await day.Service.LinkOfAsync(Email, day.Slug)).OkAsync()).ToJsonString();
        Assert.All(OfThePerson.Append(Colleague), word => Assert.True(Has(own, word), word));
    }

    [Fact]
    public async Task Each_kind_of_data_goes_under_its_own_rule_and_leaves_nothing_in_the_files()
    {
        await using var day = await HeldDay.StartAsync(plan => plan with { ServesFood = true });
        var (service, organizer) = (day.Service, day.Organizer);
        var id = await AttendAsync(day);
        var code = day.CodeOf(await day.CertificateAsync(id));
        Assert.All(OfThePerson.Append(Colleague), word => Assert.True(IsIn(Files(service), word), word));

        // The mails lose whom they went to and what they said; the rest is there.
        await organizer.DecideAsync("mails", 0);
        await service.EraseAsync();
        Assert.Equal(0, await service.CountAsync("Outbox WHERE (Recipient <> '' OR RecipientName IS NOT NULL OR Facts <> '{}' OR LastReply IS NOT NULL) AND ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @day)", new { day = day.Slug }));
        var mails = (await organizer.GetJsonAsync($"/api/organizer/mails?about={id}"))["mails"]!.AsArray();
        Assert.Contains("certificate-issued", mails.Select(mail => (string)mail!["kind"]!));
        Assert.All(mails, mail => Assert.Equal((null, "sent"), ((string?)mail!["recipient"], (string)mail["state"]!)));
        var mail = await organizer.GetJsonAsync($"/api/organizer/mails/{(string)mails[0]!["id"]!}");
        Assert.Equal((null, null), ((string?)mail["subject"], (string?)mail["html"]));
        using var resent = await organizer.PostAsync(new Uri($"/api/organizer/mails/{(string)mails[0]!["id"]!}/resending", UriKind.Relative), null);
        await AssertProblemAsync(resent, HttpStatusCode.Conflict, "mail-out-of-date");
        Assert.Equal("zqfornamn", (string)(await organizer.GetJsonAsync($"/api/organizer/registrations/{id}"))["firstName"]!);

        // The registrations go with all that hangs on them; the certificate holds, and tells no more than it did.
        var link = await service.LinkOfAsync(Email, day.Slug);
        await organizer.DecideAsync("registrations", 0);
        await service.EraseAsync();
        foreach (var table in new[] { "Registrations", "Submissions", "Needs", "CheckIns", "Waits", "WaitlistGroups", "Transfers", "ErasureRequests", "AnnouncementRecipients" })
        {
            Assert.Equal((table, 0), (table, await service.CountAsync(table)));
        }

        await Eventually.TrueAsync(() => Task.FromResult(OfThePerson.Except(["zqfornamn", "zqefternamn"]).Append(Colleague).All(word => !IsIn(Files(service), word))));
        await service.AssertConsistentAsync();
        using (var verified = await day.VerifyAsync(code))
        {
            Assert.Equal(("valid", "Z. Z."), ((string)(await verified.JsonAsync())["state"]!, (string)(await verified.JsonAsync())["name"]!));
        }

        using (var own = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, link))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, own.StatusCode);
        }

        Assert.Equal(0, (int)(await organizer.GetJsonAsync($"{day.Address}/registrations"))["people"]!.AsArray().Count);
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString((await day.PdfAsync(Assert.Single(await day.CertificatesAsync())))[..4]), StringComparison.Ordinal);

        // The certificate goes last; that it was issued is known, and nothing else.
        await organizer.DecideAsync("certificates", 0);
        await service.EraseAsync();
        using (var verified = await day.VerifyAsync(code))
        {
            await AssertProblemAsync(verified, HttpStatusCode.Gone, "certificate-erased");
        }

        Assert.Empty(await day.CertificatesAsync());
        await Eventually.TrueAsync(() => Task.FromResult(OfThePerson.Append(Colleague).All(word => !IsIn(Files(service), word))));
        var reports = (await organizer.GetJsonAsync("/api/organizer/erasure"))["reports"]!.AsArray();
        Assert.Equal(["certificates", "mails", "registrations"], reports.Select(report => (string)report!["data"]!).Order());
        Assert.Equal([1, 1], reports.Where(report => (string)report!["data"]! != "mails").Select(report => (int)report!["people"]!));
    }

    [Fact]
    public async Task A_report_is_a_document_that_an_archive_takes_and_that_can_be_read_aloud()
    {
        await using var day = await HeldDay.StartAsync();
        await AttendAsync(day);
        await day.Organizer.DecideAsync("registrations", 0);
        await day.Service.EraseAsync();
        var report = Assert.Single((await day.Organizer.GetJsonAsync("/api/organizer/erasure"))["reports"]!.AsArray())!;
        var one = $"/api/organizer/erasure/reports/{(string)report["id"]!}";

        var pdf = await day.Organizer.GetByteArrayAsync(one + ".pdf");

        Assert.Equal(report.ToJsonString(), (await day.Organizer.GetJsonAsync(one)).ToJsonString());
        // What is due is erased soon after midnight, when it is yesterday still by the clock of the world.
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ErasureReports SET ErasedAt = @At", new { At = new DateTimeOffset(2027, 3, 1, 23, 10, 0, TimeSpan.Zero) }));
        using (var night = await day.Organizer.GetAsync(one + ".pdf"))
        {
            Assert.Contains("-2027-03-02.pdf", night.Content.Headers.ContentDisposition!.FileName!, StringComparison.Ordinal);
        }

        pdf = await day.Organizer.GetByteArrayAsync(one + ".pdf");
        var text = PdfTools.Read(pdf, "pdftotext", "-layout", "{}", "-");
        Assert.Contains("Gallringsrapport", text, StringComparison.Ordinal);
        Assert.Contains("Dnr 7-2027", text, StringComparison.Ordinal);
        Assert.Contains(((string)report["logHead"]!)[..16], text.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Att se och fråga", text, StringComparison.Ordinal);
        var about = PdfTools.Read(pdf, "pdfinfo", "{}");
        Assert.Matches("Tagged: +yes", about);
        Assert.Matches("Title: +Gallringsrapport", about);
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", PdfTools.Read(pdf, "pdfinfo", "-meta", "{}"), StringComparison.Ordinal);
        PdfTools.Read(pdf, "qpdf", "--check", "{}");
        Assert.Equal(pdf, await day.Organizer.GetByteArrayAsync(one + ".pdf"));
        using var another = day.Service.WithKey(await day.Service.KeyAsync(Temadagar.Organizers.Role.Organizer, "jamtland"));
        using var refused = await another.GetAsync(one + ".pdf");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Whoever_keeps_the_reports_gets_every_one_though_the_page_shows_a_hundred()
    {
        await using var day = await HeldDay.StartAsync();
        await AttendAsync(day);
        await day.Organizer.DecideAsync("registrations", 0);
        await day.Service.EraseAsync();
        for (var number = 0; number < 120; number++)
        {
            await day.Service.Database.WriteAsync(write => write.ExecuteAsync("""
                INSERT INTO ErasureReports (Id, ThemeDayId, Board, Data, DaysAfter, Decision, People, ErasedAt, ActorKind, ActorId, LogHead)
                SELECT @Id, e.ThemeDayId, e.Board, e.Data, e.DaysAfter, e.Decision, e.People, e.ErasedAt, e.ActorKind, e.ActorId, e.LogHead
                FROM ErasureReports e
                WHERE NOT EXISTS (SELECT 1 FROM ErasureReports n WHERE n.Id < e.Id)
                """, new { Id = Guid.CreateVersion7() }));
        }

        Assert.Equal(100, (await day.Organizer.GetJsonAsync("/api/organizer/erasure"))["reports"]!.AsArray().Count);
        var all = (await day.Organizer.GetJsonAsync("/api/organizer/erasure/reports")).AsArray();
        Assert.Equal(121, all.Select(report => (string)report!["id"]!).Distinct().Count());
        using var another = day.Service.WithKey(await day.Service.KeyAsync(Temadagar.Organizers.Role.Organizer, "jamtland"));
        Assert.Empty((await another.GetJsonAsync("/api/organizer/erasure/reports")).AsArray());
    }

    [Fact]
    public async Task Nobody_is_erased_while_a_mail_to_the_people_of_the_day_is_on_its_way()
    {
        await using var day = await HeldDay.StartAsync();
        await AttendAsync(day);
        await day.Organizer.DecideAsync("registrations", 0);
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'queued', NextAttemptAt = '2030-01-01 00:00:00.0000000+00:00' WHERE Kind = 'certificate-issued'"));

        await day.Service.EraseAsync();
        Assert.Equal(1, await day.Service.CountAsync("Registrations"));

        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'sent' WHERE Kind = 'certificate-issued'"));
        await day.Service.EraseAsync();
        Assert.Equal(0, await day.Service.CountAsync("Registrations"));
    }

    [Fact]
    public async Task Nobody_of_a_day_that_goes_on_is_erased()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.Organizer.DecideAsync("registrations", 0);

        await day.Service.EraseAsync();

        Assert.Equal(1, await day.Service.CountAsync("Registrations"));
    }

    // Registers, says what is needed, comes, asks to be erased and is refused, and gets a certificate.
    private static async Task<Guid> AttendAsync(HeldDay day)
    {
        var person = Some.Participant(Email);
        (person["firstName"], person["lastName"], person["organization"], person["profession"], person["phone"], person["participation"]) = ("zqfornamn", "zqefternamn", "zqarbetsplats", "zqyrke", Phone, "onSite");
        using var registered = await day.Organizer.PostAsJsonAsync($"{day.Address}/registrations", person);
        var id = Guid.Parse((string)(await registered.JsonAsync())["id"]!);
        var link = await day.Service.LinkOfAsync(Email, day.Slug);
        await day.Service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/needs", link, new { diet = "other", dietNote = Needs[0], accessNeeds = Needs[1] }).OkAsync();
        await day.Service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", link, new { message = "zqonskan" }).OkAsync();
        var request = (await day.Service.QueryAsync<string>("SELECT Id FROM ErasureRequests"))[0];
        using var answered = await day.Organizer.PostAsJsonAsync($"{day.Address}/erasure-requests/{request}/answer", new { outcome = "refused", answer = "zqorsak" });
        answered.EnsureSuccessStatusCode();
        await day.Service.HandOverAsync(link, Colleague + "@example.org").OkAsync();
        // Some mails are of no use once the day is over.
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        await day.EndAsync();
        await day.InAsync(id, "08:50");
        await day.IssueAsync();
        await day.Service.MailsAsync("certificate-issued", Email);
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        return id;
    }

    private static IReadOnlyList<byte[]> Files(TestService service) => service.DatabaseFilesAsync().GetAwaiter().GetResult();

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(IReadOnlyList<byte[]> files, string word) => files.Any(file => Encoding.Latin1.GetString(file).Contains(word, StringComparison.OrdinalIgnoreCase));
}
