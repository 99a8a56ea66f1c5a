using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Certificates;
using Temadagar.Links;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Pdf;

namespace Temadagar.Tests.Certificates;

/// <summary>Certificates that are signed, stored and given out the same ever after, through the whole service.</summary>
[Slow]
public class SignedCertificateTests
{
    [Fact]
    public async Task A_certificate_is_signed_when_it_is_first_asked_for_and_the_same_wherever_it_is_given_out()
    {
        using var signer = TestSigner.Rsa();
        await using var day = await HeldDay.StartAsync(null, signer.Settings);
        var (id, other) = (await day.AttendeeAsync(email: "asa@example.org"), await day.AttendeeAsync("Bo", "Bok"));
        await day.EndAsync();
        await day.PreviewAsync();
        await day.IssueAsync();
        var certificate = await day.CertificateAsync(id);
        using var head = await day.Organizer.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/organizer/certificates/{(string)certificate["id"]!}.pdf"));
        await day.VerifiedAsync(certificate);
        await day.Organizer.GetByteArrayAsync($"{day.Address}/certificates.pdf");
        await day.Organizer.GetByteArrayAsync($"{day.Address}/badges.pdf");
        Assert.Equal(0, await day.Service.CountAsync("SignedCertificates"));

        var own = await OwnAsync(day, id);

        Assert.Contains("Signature is Valid.", PdfTools.Read(own, "pdfsig", "-nocert", "{}"), StringComparison.Ordinal);
        Assert.Empty(PdfRules.Faults(own));
        Assert.Equal(1, await day.Service.CountAsync("SignedCertificates"));
        day.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(own, await day.PdfAsync(certificate));
        var zip = await ZipAsync(day.Organizer, day.Address);
        Assert.Equal(own, zip[1]);
        Assert.Equal(zip[0], await day.PdfAsync(await day.CertificateAsync(other)));
        Assert.Equal(zip, await ZipAsync(day.Organizer, day.Address));
        Assert.Equal(2, await day.Service.CountAsync("SignedCertificates"));
        Assert.Contains("does not contain any signatures", PdfTools.Run(await day.Organizer.GetByteArrayAsync($"{day.Address}/certificates.pdf"), "pdfsig", "-nocert", "{}").Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_signed_stays_so_whatever_becomes_of_the_signing_certificate_and_what_was_not_is_drawn_as_ever()
    {
        using DataFolder folder = new(), before = new();
        using TestSigner first = TestSigner.Rsa("Först"), second = TestSigner.Rsa("Sedan");
        string slug, signedPath, otherPath;
        byte[] signed, unsigned;
        await using (var day = await HeldDay.StartAsync(null, _ => { }, folder.Path, "--Site:PublicAddress=https://temadagar.example.org"))
        {
            slug = day.Slug;
            var (id, other) = (await day.AttendeeAsync(), await day.AttendeeAsync("Bo", "Bok"));
            await day.EndAsync();
            await day.IssueAsync();
            (signedPath, otherPath) = (PathOf(await day.CertificateAsync(id)), PathOf(await day.CertificateAsync(other)));
            unsigned = await day.Organizer.GetByteArrayAsync(signedPath);
        }

        signed = await GetAsync(folder, signedPath, first.Settings);
        Assert.NotEqual(unsigned, signed);
        Assert.Equal(signed, await GetAsync(folder, signedPath, second.Settings));
        Assert.Equal(signed, await GetAsync(folder, signedPath));
        var plain = await GetAsync(folder, otherPath);
        Assert.Contains("does not contain any signatures", PdfTools.Run(plain, "pdfsig", "-nocert", "{}").Said, StringComparison.Ordinal);
        Assert.Contains("CN=Sedan", SignerOf(await GetAsync(folder, otherPath, second.Settings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_ask_first_at_the_same_time_get_the_same_from_one_instance_and_from_two()
    {
        using var folder = new DataFolder();
        using var signer = TestSigner.Curve(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await using var day = await HeldDay.StartAsync(null, _ => { }, folder.Path, signer.Settings);
        var ids = new List<Guid>();
        foreach (var number in Enumerable.Range(0, 6))
        {
            ids.Add(await day.AttendeeAsync($"Anna{(char)('a' + number)}"));
        }

        await day.EndAsync();
        await day.IssueAsync();
        await using var another = await TestService.StartAsync(seed: null, folder: folder.Path, settings: signer.Settings);
        using var there = another.WithKey(await day.Service.NamedKeyAsync(Role.Organizer));
        foreach (var id in ids)
        {
            var path = PathOf(await day.CertificateAsync(id));

            var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? day.Organizer : there).GetByteArrayAsync(path)));

            Assert.All(given, one => Assert.Equal(given[0], one));
        }

        Assert.Equal(ids.Count, await day.Service.CountAsync("SignedCertificates"));
    }

    [Fact]
    public async Task A_certificate_that_has_been_erased_takes_no_signed_document()
    {
        using var signer = TestSigner.Rsa();
        await using var day = await HeldDay.StartAsync(null, signer.Settings);
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var certificate = (string)(await day.CertificateAsync(id))["id"]!;
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Certificates SET ErasedAt = @Now WHERE Id = @certificate", new { Now = day.Service.Clock.GetUtcNow(), certificate }));

        var store = new SignedCertificateStore();
        Assert.False(await day.Service.Database.WriteAsync(write => store.AddAsync(write, Guid.Parse(certificate), day.Service.Clock.GetUtcNow(), [1])));
    }

    [Fact]
    public async Task A_replaced_or_revoked_certificate_keeps_its_document_and_gets_none_afterwards()
    {
        using var signer = TestSigner.Rsa();
        await using var day = await HeldDay.StartAsync(null, signer.Settings);
        var (renamed, revoked, late) = (await day.AttendeeAsync(), await day.AttendeeAsync("Bo", "Bok"), await day.AttendeeAsync("Cia", "Ceder"));
        await day.EndAsync();
        await day.IssueAsync();
        var (one, two, three) = (await day.CertificateAsync(renamed), await day.CertificateAsync(revoked), await day.CertificateAsync(late));
        var (before, taken) = (await day.PdfAsync(one), await day.PdfAsync(two));

        await day.RenameAsync(renamed, "Åsa", "Ek");
        await day.IssueAsync();
        (await day.RevokeAsync(two)).EnsureSuccessStatusCode();
        (await day.RevokeAsync(three)).EnsureSuccessStatusCode();

        Assert.Equal(before, await day.PdfAsync(one));
        Assert.Equal(taken, await day.PdfAsync(two));
        Assert.Contains("does not contain any signatures", PdfTools.Run(await day.PdfAsync(three), "pdfsig", "-nocert", "{}").Said, StringComparison.Ordinal);
        Assert.Contains("Signature is Valid.", PdfTools.Read(await day.PdfAsync(await day.CertificateAsync(renamed)), "pdfsig", "-nocert", "{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-01", "2027-01-01", "expired")]
    [InlineData("2028-01-01", "2029-01-01", "notYetValid")]
    public async Task Outside_its_time_nothing_is_signed_or_stored_the_organizer_sees_it_and_the_log_says_so(string from, string until, string state)
    {
        using var signer = TestSigner.Rsa(from: Instant(from), until: Instant(until));
        using var log = new LogLines();
        await using var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(log), null, signer.Settings);
        var id = await day.AttendeeAsync();
        await day.EndAsync();

        var preview = await day.PreviewAsync();
        await day.IssueAsync();
        var pdf = await day.PdfAsync(await day.CertificateAsync(id));
        await ZipAsync(day.Organizer, day.Address);

        Assert.Equal((true, state), ((bool)preview["ready"]!, (string)preview["signature"]!));
        using var settings = await day.Organizer.GetAsync($"{day.Address}/certificate-settings");
        Assert.Equal(state, (string)(await settings.JsonAsync())["signature"]!);
        Assert.Contains("does not contain any signatures", PdfTools.Run(pdf, "pdfsig", "-nocert", "{}").Said, StringComparison.Ordinal);
        Assert.Equal(0, await day.Service.CountAsync("SignedCertificates"));
        Assert.Contains(log.All, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Certificates:Signing", StringComparison.Ordinal) && line.Contains("unsigned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_anything_to_sign_with_nobody_is_told_of_signatures_in_the_log_and_the_password_is_in_none()
    {
        using var signer = TestSigner.Rsa();
        using LogLines without = new(), with = new();
        await using (var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(without), null))
        {
            Assert.Equal("none", (string)(await (await day.Organizer.GetAsync($"{day.Address}/certificate-settings")).JsonAsync())["signature"]!);
        }

        await using (var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ILoggerProvider>(with), null, signer.Settings))
        {
            await day.AttendeeAsync();
            await day.EndAsync();
            await day.IssueAsync();
            Assert.Equal("signed", (string)(await day.PreviewAsync())["signature"]!);
            await ZipAsync(day.Organizer, day.Address);
        }

        Assert.DoesNotContain(without.All, line => line.Contains("Certificates:Signing", StringComparison.Ordinal));
        Assert.DoesNotContain(with.All, line => line.Contains(TestSigner.Password, StringComparison.Ordinal) || line.Contains("Certificates:Signing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_disk_is_full_none_is_given_out_and_nothing_is_half_done()
    {
        using var signer = TestSigner.Rsa();
        await using var day = await HeldDay.StartAsync(null, signer.Settings);
        var id = await day.AttendeeAsync(email: "asa@example.org");
        await day.EndAsync();
        await day.IssueAsync();
        await day.Service.MailsAsync("certificate-issued", "asa@example.org");
        // SQLite takes it for a full disk on this connection.
        await day.Service.Sqlite.WriteAsync(async write => await write.ScalarAsync<long>($"PRAGMA max_page_count = {await write.ScalarAsync<long>("PRAGMA page_count")}"));

        using (var refused = await TryOwnAsync(day, id))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("/problems/unavailable", (string)(await refused.JsonAsync())["type"]!);
        }

        Assert.Equal(0, await day.Service.CountAsync("SignedCertificates"));
        Assert.Contains("Signature is Valid.", PdfTools.Read(await OwnAsync(day, id), "pdfsig", "-nocert", "{}"), StringComparison.Ordinal);
    }

    private static DateTimeOffset Instant(string date) => DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static string PathOf(JsonNode certificate) => $"/api/organizer/certificates/{(string)certificate["id"]!}.pdf";

    private static string SignerOf(byte[] pdf) => PdfTools.Read(pdf, "pdfsig", "-nocert", "{}");

    private static Task<HttpResponseMessage> TryOwnAsync(HeldDay day, Guid id) => day.Service.MyAsync(
        HttpMethod.Get, MyCertificates.PdfPath, day.Service.Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Registration, id, 0));

    private static async Task<byte[]> OwnAsync(HeldDay day, Guid id)
    {
        using var response = await TryOwnAsync(day, id);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<byte[]> GetAsync(DataFolder folder, string path, params string[] settings)
    {
        await using var service = await TestService.StartAsync(folder: folder.Path, settings: settings);
        using var organizer = service.WithKey(await service.NamedKeyAsync(Role.Organizer));
        return await organizer.GetByteArrayAsync(path);
    }

    // In Swedish order.
    private static async Task<List<byte[]>> ZipAsync(HttpClient organizer, string address) =>
        await ZipFiles.OfAsync(new MemoryStream(await organizer.GetByteArrayAsync($"{address}/certificates.zip")));
}
