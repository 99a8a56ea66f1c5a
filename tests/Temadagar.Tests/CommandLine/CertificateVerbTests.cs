using System.IO.Compression;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>A day's certificates from the command line: the built program in a process of its own.</summary>
[Slow]
public class CertificateVerbTests
{
    [Fact]
    public async Task All_of_a_day_are_written_with_progress_in_lines_where_nobody_watches_and_only_the_owner_reads_them()
    {
        using DataFolder data = new(), to = new();
        string slug;
        await using (var day = await HeldDay.StartAsync(null, _ => { }, data.Path))
        {
            slug = day.Slug;
            var id = await day.AttendeeAsync();
            await day.EndAsync();
            await day.CloneAsync(id, 24);
            await day.IssueAsync();
        }

        var (zip, pdf) = (Path.Combine(to.Path, "intyg.zip"), Path.Combine(to.Path, "intyg.PDF"));
        var zipped = await BuiltProgram.RunAsync("certificates", "export", "--day", slug, "--out", zip, data.Setting);
        var drawn = await BuiltProgram.RunAsync("certificates", "export", "--day", slug, "--out", pdf, data.Setting);

        Assert.Equal((0, ""), (zipped.ExitCode, zipped.Errors));
        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Errors));
        Assert.EndsWith($"Wrote 25 certificates to {zip}.", zipped.Output.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', zipped.Output);
        using (var archive = new ZipArchive(File.OpenRead(zip)))
        {
            Assert.Equal(25, archive.Entries.Count);
        }

        PdfTools.Read(await File.ReadAllBytesAsync(pdf), "qpdf", "--check", "{}");
        Assert.Equal([pdf, zip], Directory.GetFiles(to.Path).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(zip));
        }

        await using var service = await TestService.StartAsync(folder: data.Path);
        Assert.Equal(["operator 25", "operator 25"], await service.QueryAsync<string>("SELECT CONCAT(ActorKind, ' ', People) FROM AccessLog WHERE Action = 'certificatesExported'"));
    }

    [Fact]
    public async Task Signed_ones_are_those_that_the_service_gives_out_and_what_is_not_signed_any_more_is_said()
    {
        using DataFolder data = new(), to = new();
        using TestSigner signer = TestSigner.Rsa(), expired = TestSigner.Rsa(until: new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (slug, paths) = ("", new List<string>());
        await using (var day = await HeldDay.StartAsync(null, _ => { }, data.Path))
        {
            slug = day.Slug;
            var id = await day.AttendeeAsync();
            await day.EndAsync();
            await day.CloneAsync(id, 29);
            await day.IssueAsync();
            paths.AddRange((await day.CertificatesAsync()).Select(one => $"/api/organizer/certificates/{(string)one["id"]!}.pdf"));
        }

        var (zip, late) = (Path.Combine(to.Path, "intyg.zip"), Path.Combine(to.Path, "sent.zip"));
        // The password comes from the environment, as one that is kept from the list of processes does.
        var (exitCode, output, errors) = await BuiltProgram.RunAsync(
            ["certificates", "export", "--day", slug, "--out", zip, data.Setting, signer.Settings[0]], new Dictionary<string, string> { ["Certificates__Signing__Password"] = TestSigner.Password });
        var afterwards = await BuiltProgram.RunAsync(["certificates", "export", "--day", slug, "--out", late, data.Setting, .. expired.Settings]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(0, afterwards.ExitCode);
        Assert.Matches(@"\Atemadagar: Certificates:Signing holds from [^\n]+ no certificate was signed now[^\n]+\n\z", afterwards.Errors);
        Assert.DoesNotContain(TestSigner.Password, output + afterwards.Output + afterwards.Errors, StringComparison.Ordinal);
        var signed = await FilesAsync(zip);
        Assert.Equal(signed, await FilesAsync(late));
        Assert.Contains("Signature is Valid.", PdfTools.Read(signed[^1], "pdfsig", "-nocert", "{}"), StringComparison.Ordinal);
        await using var service = await TestService.StartAsync(folder: data.Path);
        Assert.Equal(30, await service.CountAsync("SignedCertificates"));
        using var organizer = await service.WithKeyAsync(Temadagar.Organizers.Role.Organizer);
        var given = await Task.WhenAll(paths.Select(path => organizer.GetByteArrayAsync(path)));
        Assert.All(given, one => Assert.Contains(signed, file => file.AsSpan().SequenceEqual(one)));
    }

    // Not by SIGINT, which Ctrl+C sends and which goes the same way: whoever runs the tests in the background may have told their children to ignore it.
    [Fact]
    public async Task Whoever_stops_it_finds_nothing_half_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent by kill.");
        using DataFolder data = new(), to = new();
        string slug;
        await using (var day = await HeldDay.StartAsync(null, _ => { }, data.Path))
        {
            slug = day.Slug;
            var id = await day.AttendeeAsync();
            await day.EndAsync();
            await day.CloneAsync(id, 1999);
            await day.IssueAsync();
        }

        var (exitCode, _, errors) = await BuiltProgram.RunAsync(
            ["certificates", "export", "--day", slug, "--out", Path.Combine(to.Path, "intyg.zip"), data.Setting], null, stopBy: "TERM", when: " %");

        Assert.Equal((1, "temadagar: stopped. Nothing was written."), (exitCode, errors.Trim().Split('\n')[^1]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(to.Path));
    }

    private static Task<List<byte[]>> FilesAsync(string zip) => ZipFiles.OfAsync(File.OpenRead(zip));

    [Theory]
    [InlineData("finns-inte", "intyg.zip")]
    [InlineData("lulea", "intyg.zip")]
    [InlineData("lulea", "mapp.zip")]
    [InlineData("lulea", "intyg.docx")]
    [InlineData("lulea", "finns/inte/intyg.zip")]
    [InlineData("lulea", "temadagar.zip")]
    public async Task What_cannot_be_written_is_said_in_one_line_and_leaves_nothing(string day, string file)
    {
        using DataFolder data = new(), to = new();
        await File.WriteAllTextAsync(Path.Combine(to.Path, "temadagar.zip"), "annat");
        Directory.CreateDirectory(Path.Combine(to.Path, "mapp.zip"));
        Assert.Equal(0, (await BuiltProgram.RunAsync("seed", "demo", data.Setting)).ExitCode);

        var (exitCode, output, errors) = await BuiltProgram.RunAsync("certificates", "export", "--day", day, "--out", Path.Combine(to.Path, file), data.Setting);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches(@"\Atemadagar: [^\n]+\n\z", errors);
        Assert.Equal(["mapp.zip", "temadagar.zip"], Directory.EnumerateFileSystemEntries(to.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("annat", await File.ReadAllTextAsync(Path.Combine(to.Path, "temadagar.zip")));
    }
}
