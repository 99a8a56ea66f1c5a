using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Links;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.Seeds;
using Temadagar.Tests.Attendance;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Interest;
using Temadagar.Tests.Mail;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Programme;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Http;

public class LogHygieneTests
{
    private static readonly string[] Fullest =
        ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Trace",
        "--Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host=Trace", "--Logging:Console:LogLevel:Default=None"];

    [Fact]
    public async Task No_line_of_the_fullest_log_names_anyone_or_holds_a_secret()
    {
        var log = new LogLines();
        await using var peer = new SmtpPeer { Script = line => line.Contains("avvisad", StringComparison.Ordinal) ? "550 5.1.1 <avvisad@example.org> no such user" : line.Contains("senare", StringComparison.Ordinal) ? "451 try <senare@example.org> later" : null };
        var service = await TestService.StartAsync(
            Seed.Demo,
            null,
            null,
            services => services.AddSingleton<ILoggerProvider>(log),
            [.. Fullest,
                "--Mail:Transport=Smtp", "--Mail:From=temadagar@example.se", "--Mail:Smtp:Host=127.0.0.1", $"--Mail:Smtp:Port={peer.Port}", "--Mail:Smtp:Security=None", TestService.BehindProxy]);
        var secrets = new List<string> { "Hemlighild", "Lönnström", "Annika Ekdunge", "@example.org", "070-174", "70-174 06", "Skyddsverket", "Utredare-X", "nyckel-4711", "%40example" };
        await using (service)
        {
            var person = Some.Participant("hemlig@example.org");
            (person["firstName"], person["lastName"], person["phone"], person["organization"], person["profession"]) = ("Hemlighild", "Lönnström", "070-174 06 05", "Skyddsverket", "Utredare-X");
            var body = Some.Submission("lulea", "onSite");
            (body["participants"], body["submittedBy"]) = (new[] { person, Some.Participant("avvisad@example.org"), Some.Participant("senare@example.org") }, "Annika Ekdunge");
            using var registered = await service.RegisterAsync(body, "nyckel-4711");
            secrets.Add((string)(await registered.JsonAsync())["receipt"]!);
            await service.RegisterAsync(body, "nyckel-4711");
            await service.RegisterAsync(Some.Submission("umea", "onSite", "hemlig@example.org"), "nyckel-4711");
            await service.RegisterAsync(body);
            body["website"] = "Hemlighild";
            await service.RegisterAsync(body);
            using var broken = new StringContent("{\"participants\":[{\"firstName\":\"Hemlighild\",", Encoding.UTF8, "application/json");
            await service.Client.PostAsync("/api/registrations", broken);
            using var form = new StringContent("firstName=Hemlighild", Encoding.UTF8, "application/x-www-form-urlencoded");
            await service.Client.PostAsync("/api/registrations", form);

            var secret = await service.LinkOfAsync("hemlig@example.org");
            secrets.Add(secret);
            secrets.Add(secret[26..]);
            foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/calendar.ics"), (HttpMethod.Post, "/cancellation"), (HttpMethod.Post, "/cancellation"), (HttpMethod.Put, "") })
            {
                await service.MyAsync(method, "/api/my/registration" + path, secret);
                await service.MyAsync(method, "/api/my/registration" + path, secret[..^1]);
            }

            var planned = await service.AddDayAsync(change: day => day with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(2) });
            await service.LeaveInterestAsync(planned, "hemlig@example.org");
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE State IN ('sent', 'failed') OR Attempts > 0") == await service.CountAsync("Outbox"));
            await OrganizeAsync(service, secrets);
            await service.Database.WriteAsync(write => write.ExecuteAsync("DROP TABLE Waits; DROP TABLE WaitlistGroups"));
            body.Remove("website");
            Assert.Equal(500, (int)(await service.RegisterAsync(body)).StatusCode);
        }

        Assert.Contains(log.All, line => line.Contains("is given up", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("could not be sent", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("/api/registrations", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.StartsWith("Trace", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task No_line_of_the_fullest_log_holds_a_certificate_s_code_or_whom_it_is_for()
    {
        var log = new LogLines();
        var secrets = new List<string> { "Hemlighild", "Lönnström", "@example.org", "Undertecknarsson", "Återkallelseskälet", "Logotexten" };
        await using (var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(log), null, Fullest))
        {
            var id = await day.AttendeeAsync("Hemlighild", "Lönnström", "intygad@example.org");
            (await day.SignAsync("Under Undertecknarsson")).EnsureSuccessStatusCode();
            using var logo = new ByteArrayContent([1, 2, 3]);
            logo.Headers.ContentType = new("image/png");
            Assert.Equal(400, (int)(await day.Organizer.PostAsync("/api/organizer/boards/norrbotten/logos?alternativeText=Logotexten", logo)).StatusCode);
            await day.EndAsync();
            await day.PreviewAsync();
            await day.IssueAsync();
            var certificate = await day.CertificateAsync(id);
            await day.PdfAsync(certificate);
            foreach (var file in new[] { "certificates.zip", "certificates.pdf", "badges.pdf" })
            {
                await day.Organizer.GetByteArrayAsync($"{day.Address}/{file}");
            }

            var (code, secret) = (day.CodeOf(certificate), await day.Service.LinkOfAsync("intygad@example.org"));
            secrets.AddRange([code, code[10..], code[..^3], secret, secret[26..]]);
            foreach (var path in new[] { "/api/certificates/", "/API/Certificates/", "/intyg/", "/Intyg/djupt/", "/api/certificates/djupt/", "//intyg/", "/intyg//", "/intyg%2F", "/intyg%5C", "/intyg./", "/intyg;/", "/%69ntyg/", "//api//certificates/", "/api%2Fcertificates%2f" })
            {
                foreach (var written in new[] { code, code.ToUpperInvariant(), code[..^1], code + "?lang=en", code + "/" })
                {
                    var address = new Uri(day.Service.Address.GetLeftPart(UriPartial.Authority) + path + written);
                    await day.Service.Client.GetAsync(address);
                    await day.Service.Client.PostAsync(address, null);
                }
            }

            foreach (var target in new[] { $"/intyg/{code}%00", $"intyg/{code}", $"/intyg/{code}\\" })
            {
                await SendRawAsync(day.Service.Address, $"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n");
                await SendRawAsync(day.Service.Address, $"GET {target}\r\n\r\n");
            }

            await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate", secret);
            await day.Service.MyAsync(HttpMethod.Put, "/api/my/registration/certificate", secret, new { showsFullName = true });
            await day.Service.MyAsync(HttpMethod.Get, "/api/my/registration/certificate.pdf", secret);
            (await day.RevokeAsync(certificate, "Återkallelseskälet")).EnsureSuccessStatusCode();
            await day.VerifiedAsync(certificate);
            await day.Service.Sqlite.WriteAsync(write => write.ExecuteAsync("ALTER TABLE Certificates RENAME TO Borta"));
            Assert.Equal(500, (int)(await day.VerifyAsync(code)).StatusCode);
        }

        Assert.Contains(log.All, line => line.Contains("/api/certificates/-", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.StartsWith("Trace", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task No_line_of_the_fullest_log_holds_what_takes_an_address_off_a_list()
    {
        var log = new LogLines();
        var secrets = new List<string> { "@example.org" };
        await using (var service = await TestService.StartAsync(Seed.Demo, null, null, services => services.AddSingleton<ILoggerProvider>(log), Fullest))
        {
            var day = await service.AddDayAsync(change: planned => planned with { RegistrationOpensAt = service.Clock.GetUtcNow().AddDays(2) });
            await service.LeaveInterestAsync(day, "hemlig@example.org");
            var (code, secret) = (await service.UnsubscribeCodeAsync(day, "hemlig@example.org"), await service.SecretAsync("interest-received", "hemlig@example.org"));
            secrets.AddRange([code, code[26..], secret, secret[26..]]);
            foreach (var path in new[] { "/intresse/", "/Intresse/djupt/", "//intresse//", "/intresse%2F", "/intresse;/", "/%69ntresse/" })
            {
                foreach (var written in new[] { code[..^1], code + "?lang=en", code + "/", code.ToUpperInvariant(), code })
                {
                    var address = new Uri(service.Address.GetLeftPart(UriPartial.Authority) + path + written);
                    await service.Client.GetAsync(address);
                    using var press = new StringContent("List-Unsubscribe=One-Click", Encoding.UTF8, "application/x-www-form-urlencoded");
                    await service.Client.PostAsync(address, press);
                }
            }

            await SendRawAsync(service.Address, $"GET /intresse/{code}%00 HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.Equal(0, await service.CountAsync("Interests"));
            await service.LeaveInterestAsync(day, "hemlig@example.org");
            code = await service.UnsubscribeCodeAsync(day, "hemlig@example.org");
            secrets.AddRange([code, code[26..]]);
            await service.Sqlite.WriteAsync(write => write.ExecuteAsync("ALTER TABLE Interests RENAME TO Borta"));
            using var pressed = new StringContent("List-Unsubscribe=One-Click", Encoding.UTF8, "application/x-www-form-urlencoded");
            Assert.Equal(500, (int)(await service.Client.PostAsync("/intresse/" + code, pressed)).StatusCode);
        }

        Assert.Contains(log.All, line => line.Contains("/intresse/-", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.StartsWith("Trace", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    // What a client that keeps to the rules cannot send.
    private static async Task SendRawAsync(Uri address, string request)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        Assert.StartsWith("HTTP/1.1 ", await new StreamReader(stream).ReadLineAsync(), StringComparison.Ordinal);
    }

    // What organizers do with the same people: the search words, passwords, keys and invitations are secrets too.
    private static async Task OrganizeAsync(TestService service, List<string> secrets)
    {
        var invitation = await service.InvitedAsync("arrangor@example.org", name: "Arrangöra Hemlighild");
        var visitor = new Visitor(service);
        (await visitor.ChooseAsync(invitation, "kvarn lampa segel tistel")).EnsureSuccessStatusCode();
        await visitor.SignInAsync("arrangor@example.org", "fel lösenord 4711");
        (await visitor.SignInAsync("arrangor@example.org", "kvarn lampa segel tistel")).EnsureSuccessStatusCode();
        var key = await service.KeyAsync(Role.Administrator, null);
        secrets.AddRange([invitation.Split('#')[1], "kvarn lampa", "fel lösenord", key, visitor.Token!, "Sökordet", "s%C3%B6kordet", "Ämnesraden", "Brevtexten"]);
        using var client = service.WithKey(key);
        const string Day = "/api/organizer/theme-days/lulea";
        await client.GetStringAsync($"{Day}/registrations?q=Hemlighild");
        await client.GetStringAsync($"{Day}/registrations?q=S%C3%B6kordet");
        await client.GetAsync($"{Day}/registrations?q=a+b+c+d+S%C3%B6kordet");
        await client.GetStringAsync($"{Day}/attendees.csv?status=all");
        await client.GetByteArrayAsync($"{Day}/attendees.xlsx?status=all");
        var person = Some.Participant("ringde@example.org");
        (person["lastName"], person["participation"]) = ("Lönnström", "onSite");
        using var registered = await client.PostAsJsonAsync($"{Day}/registrations", person);
        var id = (string)(await registered.JsonAsync())["id"]!;
        await client.GetStringAsync($"/api/organizer/registrations/{id}");
        person.Remove("participation");
        (person["email"], person["firstName"]) = ("hittas-inte", "Hemlighild");
        Assert.Equal(400, (int)(await client.PutAsJsonAsync($"/api/organizer/registrations/{id}", person)).StatusCode);
        (await client.PostAsJsonAsync($"{Day}/messages", new { to = "confirmed", subject = "Ämnesraden", body = "Brevtexten" })).EnsureSuccessStatusCode();
        await client.GetStringAsync("/api/organizer/mails");
        (await client.PostAsync($"/api/organizer/registrations/{id}/cancellation", null)).EnsureSuccessStatusCode();
        await SpeakAsync(service, secrets);
        await OpenDoorAsync(service, secrets);
    }

    // And at the door: a code is a secret there too, and so is what a phone or a meeting says of people.
    private static async Task OpenDoorAsync(TestService service, List<string> secrets)
    {
        using var door = await Door.OfAsync(service, change: day => day with { StartsAt = new TimeOnly(0, 0), EndsAt = new TimeOnly(23, 59), RegistrationClosesAt = null, RegistrationOpensAt = null });
        secrets.AddRange(["Kliverin", "Ovantad", "Rapportsson"]);
        var walkIn = Some.Participant("ovantad@example.org");
        (walkIn["firstName"], walkIn["lastName"]) = ("Ovantad", "Kliverin");
        using var came = await door.SendAsync("check-ins/walk-ins", walkIn);
        var id = Guid.Parse((string)(await came.JsonAsync())["registrationId"]!);
        var code = await door.CodeOfAsync(id);
        secrets.AddRange([code, CheckInCode.Written(code)]);
        (await door.SendAsync("check-ins", new { code })).EnsureSuccessStatusCode();
        Assert.Equal(400, (int)(await door.SendAsync("check-ins", new { code = code + "Kliverin" })).StatusCode);
        (await door.SendAsync("check-outs", new { code })).EnsureSuccessStatusCode();
        await door.ListAsync();
        using var faulty = new StringContent("Namn;Anslöt;Lämnade\nRapportsson Kliverin;i morse;", Encoding.UTF8, "text/csv");
        Assert.Equal(400, (int)(await door.Organizer.PostAsync($"{door.Address}/attendance/report", faulty)).StatusCode);
        using var report = new StringContent($"Namn;Anslöt;Lämnade\nRapportsson Kliverin;{Stockholm.Today(service.Clock):yyyy-MM-dd} 00:01;", Encoding.UTF8, "text/csv");
        (await door.Organizer.PostAsync($"{door.Address}/attendance/report", report)).EnsureSuccessStatusCode();
        (await door.Organizer.PutAsJsonAsync($"{door.Address}/attendance", new { people = new[] { new { registrationId = id, present = false } } })).EnsureSuccessStatusCode();
    }

    // And with a speaker, who is a person too.
    private static async Task SpeakAsync(TestService service, List<string> secrets)
    {
        using var stage = await Stage.OfAsync(service, "lulea");
        secrets.AddRange(["Talarson", "Levnadsteckningen", "Hörslinga", "Återbudet"]);
        using var added = await stage.Organizer.PostAsJsonAsync("/api/organizer/speakers", new { name = "Talar Talarson", email = "talarson@example.org", phone = "070-174 06 05", biographySv = "Levnadsteckningen" });
        var id = (string)(await added.JsonAsync())["id"]!;
        await stage.Organizer.GetStringAsync("/api/organizer/speakers");
        await stage.Organizer.GetStringAsync($"/api/organizer/speakers/{id}");
        using var broken = new ByteArrayContent(Encoding.UTF8.GetBytes("Talarson"));
        broken.Headers.ContentType = new("image/png");
        Assert.Equal(400, (int)(await stage.Organizer.PutAsync($"/api/organizer/speakers/{id}/portrait", broken)).StatusCode);
        (await stage.PutAsync(Stage.Session("09:00", "10:00", "Pass", null, Guid.Parse(id)))).EnsureSuccessStatusCode();
        await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", new JsonObject { ["csv"] = "09:00-10:00;Pass;talarson@example.org;Aulan\n10:00-11:00;Pass;okand-talarson@example.org" });
        (await stage.SendAsync(HttpMethod.Post, "schedules")).EnsureSuccessStatusCode();
        var schedule = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM SpeakerSchedules WHERE Recipient = 'talarson@example.org'")).Single());
        var secret = service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Schedule, schedule, 0);
        secrets.AddRange([secret, secret[26..]]);
        await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret);
        await service.MyAsync(HttpMethod.Get, "/api/my/schedule", secret[..^1]);
        (await service.MyAsync(HttpMethod.Put, "/api/my/schedule/profile", secret, new { biographySv = "Levnadsteckningen två", technicalNeeds = "Hörslinga", consent = true })).EnsureSuccessStatusCode();
        (await service.MyAsync(HttpMethod.Post, "/api/my/schedule/declination", secret, new { schedule = 1, message = "Återbudet" })).EnsureSuccessStatusCode();
        await stage.SendAsync(HttpMethod.Post, "schedules/reminders");
    }
}
