using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Erasure;
using Temadagar.Tests.Infrastructure;
using static Temadagar.Tests.Planning.PlanDayTests;
using static Temadagar.Tests.ProtectedPeople.ProtectedCalls;

namespace Temadagar.Tests.ProtectedPeople;

public class ProtectedPeopleTests
{
    [Fact]
    public async Task Who_is_registered_under_an_alias_is_in_no_list_search_export_or_mail_and_counts_as_a_place()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        await day.PersonAsync("Bo", "Ek", "bo@example.org");
        var id = (string)(await RegisterAsync(handler, day))["id"]!;

        var lists = new List<string>();
        foreach (var path in new[]
        {
            $"{day.Address}/registrations", $"{day.Address}/registrations?q=alias", $"{day.Address}/registrations?q=rod", $"{day.Address}/attendees.csv", $"{day.Address}/attendees.json", $"{day.Address}/check-ins", $"{day.Address}/waitlist",
            $"{day.Address}/certificates", "/api/organizer/mails", $"/api/organizer/mails?about={id}", $"{day.Address}/diet-counts",
        })
        {
            using var response = await day.Organizer.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(response.IsSuccessStatusCode, path);
            lists.Add(await response.Content.ReadAsStringAsync());
        }

        lists.Add(PdfTools.Read(await day.Organizer.GetByteArrayAsync($"{day.Address}/badges.pdf"), "pdftotext", "{}", "-"));
        Assert.Contains(lists, list => list.Contains("Ek", StringComparison.Ordinal));
        Assert.All(lists, list => Assert.All(True.Append("Alias").Append("Röd").Append(id), word => Assert.DoesNotContain(word, list, StringComparison.OrdinalIgnoreCase)));
        using var one = await day.Organizer.GetAsync($"/api/organizer/registrations/{id}");
        await AssertProblemAsync(one, HttpStatusCode.NotFound, "unknown-registration");
        Assert.Equal(0, await day.Service.CountAsync("Outbox WHERE About = @id", new { id }));
        Assert.Equal(2, await day.Service.CountAsync("Registrations WHERE Status = 'confirmed'"));
        await AssertPlacesAsync(day);

        var listed = Assert.Single(await ListAsync(handler, day))!;
        Assert.Equal((id, "Alias", "Röd", "confirmed"), ((string)listed["id"]!, (string)listed["firstName"]!, (string)listed["lastName"]!, (string)listed["status"]!));
        Assert.All(True, word => Assert.DoesNotContain(word, listed.ToJsonString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_it_is_stands_in_no_file_in_the_clear_and_in_no_log()
    {
        using var log = new LogLines();
        await using var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(log), null, TestService.BehindProxy);
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        await OpenAsync(handler, id, "Zqskal: dagen flyttas.");
        await EndAsync(day, handler);
        await CameAsync(handler, day, id);
        await CertifyAsync(handler, id, trueName: true);

        var files = Directory.EnumerateFiles(day.Service.Folder, "*", SearchOption.AllDirectories).Select(Read).ToList();
        Assert.Contains(files, file => file.Contains("Röd", StringComparison.Ordinal));
        Assert.All(True, word => Assert.DoesNotContain(files, file => file.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.All(True.Append("Zqskal"), word => Assert.DoesNotContain(log.All, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Who_it_is_is_shown_against_a_reason_and_the_look_is_kept_and_logged()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;

        using (var without = await handler.PostAsync($"/api/organizer/protected-people/{id}/looks", new { reason = " " }))
        {
            await AssertProblemAsync(without, HttpStatusCode.BadRequest, "invalid-input");
        }

        Assert.Equal(0, await day.Service.CountAsync("AccessLog WHERE Action = 'protectedOpened'"));
        await OpenAsync(handler, id, "Lokalen är bytt.");
        var opened = await OpenAsync(handler, id, "Ville ha ett intyg.");

        Assert.Equal(("Zqfornamn", "070-1740605", "Zqanteckning"), ((string)opened["contact"]!["firstName"]!, (string)opened["contact"]!["phone"]!, (string)opened["contact"]!["note"]!));
        Assert.Equal(["Ville ha ett intyg.", "Lokalen är bytt."], opened["looks"]!.AsArray().Select(look => (string)look!["reason"]!));
        Assert.All(opened["looks"]!.AsArray(), look => Assert.Equal("Hedda Handläggare", (string)look!["name"]!));
        Assert.Equal(2, await day.Service.CountAsync("AccessLog WHERE Action = 'protectedOpened' AND SubjectId = @id AND People = 1", new { id }));
    }

    [Fact]
    public async Task Nobody_without_the_right_knows_that_there_is_anyone_and_only_an_administrator_gives_it()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        var (colleague, administrator) = (await day.Service.AccountAsync("kollega@example.org"), await day.Service.AccountAsync("it@example.org", Role.Administrator));
        using var key = day.Service.WithKey(await day.Service.NamedKeyAsync(Role.Administrator));
        foreach (var (method, path) in new[] { (HttpMethod.Get, $"{day.Address}/protected-people"), (HttpMethod.Post, $"/api/organizer/protected-people/{id}/certificate.pdf") })
        {
            using var one = await colleague.SendAsync(method, path);
            using var another = await administrator.SendAsync(method, path);
            using var request = new HttpRequestMessage(method, path);
            using var program = await key.SendAsync(request);
            Assert.All(new[] { one, another, program }, response => Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode));
        }

        // The right of another board is none here.
        var elsewhere = await HandlerAsync(day, "jamtland");
        using (var other = await elsewhere.PostAsync($"/api/organizer/protected-people/{id}/looks", new { reason = "Nyfiken." }))
        {
            await AssertProblemAsync(other, HttpStatusCode.NotFound, "unknown-registration");
        }

        // Who is not protected is nobody here, and so is no one at all.
        foreach (var unknown in new[] { await day.PersonAsync("Bo", "Ek"), Guid.NewGuid() })
        {
            using var response = await handler.PostAsync($"/api/organizer/protected-people/{unknown}/looks", new { reason = "Nyfiken." });
            await AssertProblemAsync(response, HttpStatusCode.NotFound, "unknown-registration");
        }

        var account = await day.Service.IdOfAccountAsync("kollega@example.org");
        using (var self = await handler.SendAsync(HttpMethod.Put, $"/api/organizer/accounts/{account}", new { name = "K", role = "organizer", board = "norrbotten", handlesProtected = true }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, self.StatusCode);
        }

        using (var steward = await administrator.SendAsync(HttpMethod.Put, $"/api/organizer/accounts/{account}", new { name = "K", role = "steward", board = "norrbotten", handlesProtected = true }))
        {
            await AssertProblemAsync(steward, HttpStatusCode.BadRequest, "invalid-input");
        }

        using var given = await administrator.SendAsync(HttpMethod.Put, $"/api/organizer/accounts/{account}", new { name = "K", role = "organizer", board = "norrbotten", handlesProtected = true });
        given.EnsureSuccessStatusCode();
        Assert.Single(await ListAsync(colleague, day));
        using var taken = await administrator.SendAsync(HttpMethod.Put, $"/api/organizer/accounts/{account}", new { name = "K", role = "organizer", board = "norrbotten" });
        using var over = await colleague.GetAsync($"{day.Address}/protected-people");
        Assert.Equal(HttpStatusCode.Forbidden, over.StatusCode);
    }

    [Fact]
    public async Task A_certificate_bears_the_true_name_where_that_is_wanted_and_outlives_the_registration_without_being_listed()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        await EndAsync(day, handler);
        using (var absent = await handler.PostAsync($"/api/organizer/protected-people/{id}/certificate", new { trueName = true, reason = "Intyg." }))
        {
            await AssertProblemAsync(absent, HttpStatusCode.Conflict, "certificate-not-earned");
        }

        await CameAsync(handler, day, id);
        await CertifyAsync(handler, id, trueName: false);
        Assert.Contains("Alias Röd", await PdfTextAsync(handler, id), StringComparison.Ordinal);
        await CertifyAsync(handler, id, trueName: true);
        Assert.Contains("Zqfornamn Zqefternamn", await PdfTextAsync(handler, id, "Skrivs ut."), StringComparison.Ordinal);
        Assert.Equal("[]", (await day.Organizer.GetJsonAsync($"{day.Address}/certificates"))["certificates"]!.ToJsonString());
        var sequence = (await day.Service.QueryAsync<string>("SELECT Id FROM Certificates WHERE RegistrationId = @id ORDER BY Sequence", new { id })).ToList();
        var code = day.Service.Services.GetRequiredService<Temadagar.Certificates.CertificateCodes>().Of(Guid.Parse(sequence[^1]));

        await day.Organizer.DecideAsync("registrations", 0);
        await Eventually.TrueAsync(async () =>
        {
            await day.Service.EraseAsync();
            return await day.Service.CountAsync("Registrations") == 0;
        });

        Assert.Equal(0, await day.Service.CountAsync("ProtectedPeople") + await day.Service.CountAsync("ProtectedLooks"));
        using var verified = await day.VerifyAsync(code);
        Assert.Equal(("valid", "Z. Z."), ((string)(await verified.JsonAsync())["state"]!, (string)(await verified.JsonAsync())["name"]!));
        Assert.Empty(await day.CertificatesAsync());
    }

    [Fact]
    public async Task A_certificate_with_the_true_name_is_issued_and_handed_over_only_against_a_reason_that_is_kept()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        await EndAsync(day, handler);
        await CameAsync(handler, day, id);

        await CertifyAsync(handler, id, trueName: false);
        await PdfTextAsync(handler, id);
        Assert.Equal(0, await day.Service.CountAsync("ProtectedLooks"));

        foreach (var reason in new[] { null, "", " " })
        {
            using var unfounded = await handler.PostAsync($"/api/organizer/protected-people/{id}/certificate", new { trueName = true, reason });
            Assert.Equal(["reason"], (await unfounded.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        }

        Assert.Contains("Alias Röd", await PdfTextAsync(handler, id), StringComparison.Ordinal);
        await CertifyAsync(handler, id, trueName: true);
        var opened = await day.Service.CountAsync("AccessLog WHERE Action = 'certificateOpened'");
        foreach (var reason in new[] { null, "" })
        {
            using var unfounded = await PdfAsync(handler, id, reason);
            Assert.Equal(["reason"], (await unfounded.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
        }

        Assert.Equal(opened, await day.Service.CountAsync("AccessLog WHERE Action = 'certificateOpened'"));
        await PdfTextAsync(handler, id, "Skrivs ut.");
        Assert.Equal(["Intyg.", "Skrivs ut."], (await day.Service.QueryAsync<string>("SELECT Reason FROM ProtectedLooks ORDER BY Reason")).AsEnumerable());
    }

    [Fact]
    public async Task What_is_signed_for_someone_protected_is_signed_each_time_and_stored_never()
    {
        using var signer = TestSigner.Rsa();
        await using var day = await HeldDay.StartAsync(null, [TestService.BehindProxy, .. signer.Settings]);
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        await EndAsync(day, handler);
        await CameAsync(handler, day, id);
        await CertifyAsync(handler, id, trueName: true);

        using var pdf = await PdfAsync(handler, id, "Skrivs ut.");

        Assert.Contains("Signature #1", PdfTools.Run(await pdf.Content.ReadAsByteArrayAsync(), "pdfsig", "{}").Said, StringComparison.Ordinal);
        Assert.Equal(0, await day.Service.CountAsync("SignedCertificates"));
    }

    [Fact]
    public async Task A_full_day_has_a_place_above_capacity_or_none_and_a_cancelled_place_is_free_again()
    {
        await using var day = await StartAsync();
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Places SET Capacity = 0"));
        var handler = await HandlerAsync(day);

        using (var full = await handler.PostAsync($"{day.Address}/protected-people", Person()))
        {
            await AssertProblemAsync(full, HttpStatusCode.Conflict, "theme-day-full");
        }

        Assert.Equal(0, await day.Service.CountAsync("Registrations") + await day.Service.CountAsync("ProtectedPeople"));
        var id = (string)(await RegisterAsync(handler, day, overbook: true))["id"]!;
        for (var times = 0; times < 2; times++)
        {
            using var cancelled = await handler.PostAsync($"/api/organizer/protected-people/{id}/cancellation");
            Assert.Equal("cancelled", (string)(await cancelled.JsonAsync())["status"]!);
        }

        await AssertPlacesAsync(day);
        Assert.Equal(1, await day.Service.CountAsync("AccessLog WHERE Action = 'personCancelled'"));
    }

    [Fact]
    public async Task Alias_and_contact_are_written_anew_and_a_retry_registers_once()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;

        using var changed = await handler.SendAsync(HttpMethod.Put, $"/api/organizer/protected-people/{id}", new { aliasFirstName = "Alias", aliasLastName = "Blå", firstName = "Ny", lastName = "Namnsson", email = "ny@example.org" });
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        var opened = await OpenAsync(handler, id, "Kontroll.");
        Assert.Equal(("Blå", "Ny", "ny@example.org", null), ((string)opened["person"]!["lastName"]!, (string)opened["contact"]!["firstName"]!, (string)opened["contact"]!["email"]!, (string?)opened["contact"]!["phone"]));
        using var unreachable = await handler.SendAsync(HttpMethod.Put, $"/api/organizer/protected-people/{id}", new { aliasFirstName = "Alias", aliasLastName = "Blå", firstName = "Ny", lastName = "Namnsson" });
        await AssertProblemAsync(unreachable, HttpStatusCode.BadRequest, "invalid-input");
        using var blank = await handler.SendAsync(
            HttpMethod.Put, $"/api/organizer/protected-people/{id}", new { aliasFirstName = "Alias", aliasLastName = "Blå", firstName = "Ny", lastName = "Namnsson", phone = "", email = "" });
        await AssertProblemAsync(blank, HttpStatusCode.BadRequest, "invalid-input");
    }

    private static string Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        open.CopyTo(copy);
        return Encoding.UTF8.GetString(copy.ToArray());
    }
}
