using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Certificates;
using Temadagar.Certificates.Drawing;
using Temadagar.Tests.Certificates.Drawing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;

namespace Temadagar.Tests.Certificates;

public class CertificateFileTests
{
    [Fact]
    public async Task A_certificate_is_a_sound_PDF_that_says_what_was_issued_and_its_QR_code_leads_to_the_verification()
    {
        await using var day = await HeldDay.StartAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var certificate = await day.CertificateAsync(id);

        var pdf = await day.PdfAsync(certificate);

        PdfTools.Read(pdf, "qpdf", "--check", "{}");
        var text = PdfTools.Read(pdf, "pdftotext", "-layout", "{}", "-");
        Assert.All(
            ["Åsa Öberg", "Att se och fråga", "Inledning", "Vad säger forskningen?", "Kulturens hus, Luleå", "6 timmar", "Karin Ström", "Enhetschef", (string)certificate["number"]!],
            said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Fika", text, StringComparison.Ordinal);
        Assert.Equal($"{day.Service.Address.GetLeftPart(UriPartial.Authority)}/intyg/{day.CodeOf(certificate)}", PdfTools.Scanned(pdf));
        Assert.Contains("certificateOpened", await day.ActsAsync());
    }

    [Fact]
    public async Task The_same_certificate_is_the_same_bytes_whatever_becomes_of_the_day_the_person_the_settings_the_logos_and_the_service()
    {
        using var folder = new DataFolder();
        var day = await HeldDay.StartAsync(null, _ => { }, folder.Path);
        Guid id;
        byte[] pdf;
        string path;
        await using (day)
        {
            (id, var logo) = (await day.AttendeeAsync(), await LogoTests.AddAsync(day.Organizer, "Länsstyrelsen"));
            await day.EndAsync();
            await day.IssueAsync();
            var certificate = await day.CertificateAsync(id);
            path = $"/api/organizer/certificates/{(string)certificate["id"]!}.pdf";
            pdf = await day.Organizer.GetByteArrayAsync(path);

            (await day.SignAsync("Per Berg", null, 50, 4)).EnsureSuccessStatusCode();
            await day.RenameAsync(id, "Åsa", "Ek");
            (await day.Organizer.DeleteAsync($"/api/organizer/boards/norrbotten/logos/{logo}")).EnsureSuccessStatusCode();
            await LogoTests.AddAsync(day.Organizer, "En annan");
            await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Sessions SET Title = 'Annat'"));
            await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET Title = 'Annat', City = 'Annanstans', Venue = NULL"));
            await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Boards SET Name = 'Annan'"));
            await day.IssueAsync();
            Assert.Equal(pdf, await day.Organizer.GetByteArrayAsync(path));
            Assert.NotEqual(pdf, await day.PdfAsync(await day.CertificateAsync(id)));
        }

        await using var again = await TestService.StartAsync(folder: folder.Path);
        using var organizer = again.WithKey(await again.NamedKeyAsync(Temadagar.Organizers.Role.Organizer));
        Assert.Equal(pdf, await organizer.GetByteArrayAsync(path));
    }

    [Fact]
    public async Task All_of_a_day_are_one_PDF_in_Swedish_order_or_one_each_in_a_ZIP_and_only_the_valid_ones()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync("Öjvind", "O’Brien-Ek");
        await day.AttendeeAsync("Anna", "Ek");
        var (corrected, revoked) = (await day.AttendeeAsync("Asa", "Zetterlund"), await day.AttendeeAsync("Bo", "Bok"));
        await day.EndAsync();
        await day.IssueAsync();
        await day.RenameAsync(corrected, "Åsa", "Åkerman");
        await day.IssueAsync();
        (await day.RevokeAsync(await day.CertificateAsync(revoked))).EnsureSuccessStatusCode();

        using var pdf = await day.Organizer.GetAsync($"{day.Address}/certificates.pdf?lang=en");
        using var zip = await day.Organizer.GetAsync($"{day.Address}/certificates.zip");

        Assert.Equal(("application/pdf", $"intyg-{day.Slug}.pdf"), (pdf.Content.Headers.ContentType!.MediaType, pdf.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(("application/zip", $"intyg-{day.Slug}.zip"), (zip.Content.Headers.ContentType!.MediaType, zip.Content.Headers.ContentDisposition!.FileName));
        using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync());
        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(["Anna Ek.pdf", "Öjvind O’Brien-Ek.pdf", "Åsa Åkerman.pdf"], names.Select(name => name.Split(' ', 2)[1]));
        var latest = await day.CertificateAsync(corrected);
        Assert.Equal($"{(string)latest["number"]!} Åsa Åkerman.pdf", names[2]);
        using var entry = new MemoryStream();
        await using (var part = await archive.Entries[2].OpenAsync(TestContext.Current.CancellationToken))
        {
            await part.CopyToAsync(entry, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await day.PdfAsync(latest), entry.ToArray());
        Assert.Equal(archive.Entries[2].Length, archive.Entries[2].CompressedLength);
        Assert.Equal(2, (await day.ActsAsync()).Count(act => act == "certificatesExported"));
        Assert.Equal([3, 3], await day.Service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'certificatesExported'"));
        var all = await pdf.Content.ReadAsByteArrayAsync();
        PdfTools.Read(all, "qpdf", "--check", "{}");
        Assert.Contains("Title:           Certificates of attendance – ", PdfTools.Read(all, "pdfinfo", "{}"), StringComparison.Ordinal);
        Assert.Matches("(?s)Anna Ek.*Öjvind O’Brien-Ek.*Åsa Åkerman", PdfTools.Read(all, "pdftotext", "{}", "-"));
    }

    [Fact]
    public async Task A_day_without_certificates_gives_files_that_say_so()
    {
        await using var day = await HeldDay.StartAsync();

        using var archive = new ZipArchive(new MemoryStream(await day.Organizer.GetByteArrayAsync($"{day.Address}/certificates.zip")));
        var pdf = await day.Organizer.GetByteArrayAsync($"{day.Address}/certificates.pdf");

        Assert.Empty(archive.Entries);
        Assert.Contains("Inga intyg är utfärdade.", PdfTools.Read(pdf, "pdftotext", "{}", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Badges_are_for_those_with_a_place_on_site_and_are_logged_with_their_number()
    {
        await using var day = await HeldDay.StartAsync();
        var cancelled = await day.PersonAsync("Avbokad");
        await day.PersonAsync("Öjvind");
        await day.PersonAsync("Anna");
        await day.PersonAsync("Digitala", participation: "online");
        (await day.Organizer.PostAsync($"/api/organizer/registrations/{cancelled}/cancellation", null)).EnsureSuccessStatusCode();

        var pdf = await day.Organizer.GetByteArrayAsync($"{day.Address}/badges.pdf");

        Assert.Equal(2, (await day.Service.QueryAsync<int>("SELECT People FROM AccessLog WHERE Action = 'badgesPrinted'")).Single());
        var text = PdfTools.Read(pdf, "pdftotext", "{}", "-").ReplaceLineEndings(" ");
        Assert.Matches("Anna Öberg.*Öjvind Öberg", text);
        Assert.DoesNotContain("Avbokad", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Digitala", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_and_badges_of_a_demonstration_say_that_they_are_and_those_of_a_real_day_do_not()
    {
        await using var day = await HeldDay.StartAsync(null, "--Site:PublicAddress=https://temadagar.example.org");
        var id = await day.AttendeeAsync();
        await day.EndAsync();

        Assert.Equal((true, true, 4), await PrintedAsync());
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Series SET Demonstration = 0"));
        Assert.Equal((false, false, 0), await PrintedAsync());

        async Task<(bool OnBadge, bool OnCertificate, int Shapes)> PrintedAsync()
        {
            await day.IssueAsync(id);
            var certificate = PrintedPage.Of(await day.PdfAsync(await day.CertificateAsync(id)));
            var badge = PrintedPage.Of(await day.Organizer.GetByteArrayAsync($"{day.Address}/badges.pdf"));
            return (badge.Text.Contains("[Demonstration]Attse", StringComparison.Ordinal), certificate.Text.Contains("[Demonstration]Attse", StringComparison.Ordinal), certificate.ShapesAmongTheLogos);
        }
    }

    [Fact]
    public async Task An_address_with_letters_of_its_own_is_printed_in_those_that_a_link_takes()
    {
        await using var day = await HeldDay.StartAsync(null, "--Site:PublicAddress=https://länsstyrelsen.example.org");
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();

        var text = PrintedPage.Of(await day.PdfAsync(await day.CertificateAsync(id))).Text;

        Assert.Contains(new System.Globalization.IdnMapping().GetAscii("länsstyrelsen.example.org"), text, StringComparison.Ordinal);
    }

    [Slow]
    [Theory]
    [InlineData("certificates.zip")]
    [InlineData("certificates.pdf")]
    public async Task The_first_bytes_come_before_the_last_is_drawn_and_whoever_leaves_stops_the_work(string file)
    {
        var renderer = new CountingRenderer();
        await using var day = await HeldDay.StartAsync(null, services => services.AddSingleton<ICertificateRenderer>(renderer), null);
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.CloneAsync(id, 1500);
        Assert.Equal(1501, (int)(await day.IssueAsync())["issued"]!);

        using (var response = await day.Organizer.GetAsync($"{day.Address}/{file}", HttpCompletionOption.ResponseHeadersRead))
        {
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync();
            await stream.ReadExactlyAsync(new byte[1000]);
            Assert.True(renderer.Drawn < 1000, $"{renderer.Drawn} had been drawn when the first bytes came.");
        }

        var drawn = -1;
        await Eventually.TrueAsync(async () =>
        {
            var before = renderer.Drawn;
            await Task.Delay(200);
            drawn = renderer.Drawn;
            return drawn == before;
        });
        Assert.True(drawn < 1501, "All were drawn for nobody.");
    }

    [Slow]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thousand_take_little_memory_in_the_service_that_people_use(bool signed)
    {
        using var signer = TestSigner.Rsa();
        using var folder = new DataFolder();
        string slug, key;
        await using (var day = await HeldDay.StartAsync(null, _ => { }, folder.Path))
        {
            slug = day.Slug;
            key = await day.Service.NamedKeyAsync(Temadagar.Organizers.Role.Organizer);
            var id = await day.AttendeeAsync();
            await LogoTests.AddAsync(day.Organizer, "Länsstyrelsen");
            await day.EndAsync();
            await day.CloneAsync(id, 999);
            Assert.Equal(1000, (int)(await day.IssueAsync())["issued"]!);
        }

        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", folder.Setting, .. signed ? signer.Settings : []]);
        await using (program)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await client.GetAsync("/api/organizer/theme-days")).EnsureSuccessStatusCode();
            var before = program.PeakMegabytes;
            foreach (var file in new[] { "certificates.zip", "certificates.pdf" })
            {
                using var response = await client.GetAsync($"/api/organizer/theme-days/{slug}/{file}", HttpCompletionOption.ResponseHeadersRead);
                response.EnsureSuccessStatusCode();
                await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
            }

            var more = program.PeakMegabytes - before;
            TestContext.Current.TestOutputHelper?.WriteLine($"Peak {before} MB before, {more} MB more with 1,000 certificates as ZIP and as PDF.");
            // Signed ones are written, and SQLite's writer keeps up to 32 MiB of what it writes, as it does of registrations.
            Assert.True(more < (signed ? 112 : 80), $"{more} MB more than the {before} MB before.");
        }
    }

    [Theory]
    [InlineData("Åsa Öberg", "1 Åsa Öberg.pdf")]
    [InlineData("../../etc/passwd", "1 etc passwd.pdf")]
    [InlineData("A<b>:\"\\|?*C\u202Egpj", "1 A b Cgpj.pdf")]
    [InlineData("Cia ...", "1 Cia.pdf")]
    [InlineData("Zo\u200Dë Öst\u00ADberg", "1 Zoë Östberg.pdf")]
    [InlineData("D’Arcy O'Neill", "1 D’Arcy O'Neill.pdf")]
    [InlineData("E\u0301va", "1 Éva.pdf")]
    [InlineData("...", "1.pdf")]
    public void A_name_in_a_ZIP_is_one_that_every_file_system_takes(string name, string fileName) => Assert.Equal(fileName, CertificateZip.FileName("1", name));

    [Fact]
    public void A_very_long_name_in_a_ZIP_is_cut() => Assert.InRange(
        CertificateZip.FileName("2016-1-0001", new string('å', 300)).Length, 80, 100);

    private sealed class CountingRenderer : ICertificateRenderer
    {
        private readonly PdfCertificateRenderer renderer = new(Fonts.Folder);
        private int drawn;

        public int Drawn => Volatile.Read(ref drawn);

        public string? FirstUndrawable(CertificateContent content) => renderer.FirstUndrawable(content);

        public void Draw(CertificateContent content, Stream output)
        {
            Interlocked.Increment(ref drawn);
            renderer.Draw(content, output);
        }

        public void DrawSigned(CertificateContent content, CertificateSignature signature, Stream output)
        {
            Interlocked.Increment(ref drawn);
            renderer.DrawSigned(content, signature, output);
        }

        public Task DrawAllAsync(IAsyncEnumerable<CertificateContent> contents, Language language, string documentTitle, Stream output, CancellationToken cancellationToken) =>
            renderer.DrawAllAsync(contents.Select(content =>
            {
                Interlocked.Increment(ref drawn);
                return content;
            }), language, documentTitle, output, cancellationToken);
    }
}
