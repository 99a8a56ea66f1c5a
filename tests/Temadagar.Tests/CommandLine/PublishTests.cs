using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>What goes to the server: published, moved, and run from a folder that has nothing to do with it. Takes about ten seconds, for the publishing.</summary>
[Slow]
public class PublishTests
{
    [Fact]
    public async Task What_is_published_runs_from_any_folder_with_its_pages_templates_and_seeds()
    {
        using var data = new DataFolder();
        using var published = new DataFolder();
        // Beside the build that is there: its own intermediate files would be in the way of the tests that run from it.
        using var publishing = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["publish", Path.Combine(Repository.Root, "src/Temadagar"), "--no-build", "-c", Configuration, "-o", published.Path, "--nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await publishing.StandardOutput.ReadToEndAsync();
        await publishing.WaitForExitAsync();
        Assert.True(publishing.ExitCode == 0, said);
        Assert.False(Directory.Exists(Path.Combine(published.Path, "data")), "Data of a developer's must not go along.");

        Assert.True(File.Exists(Path.Combine(published.Path, "LICENSE")) && File.Exists(Path.Combine(published.Path, "THIRD-PARTY-LICENCES.txt")));

        var (program, client) = await BuiltProgram.ServeAsync(
            ["--urls=http://127.0.0.1:0", data.Setting, "--environment=Development"], program: Path.Combine(published.Path, "Temadagar.dll"), workingDirectory: "/");
        await using (program)
        {
            Assert.Equal(4, JsonNode.Parse(await client.GetStringAsync("/api/theme-days"))!.AsArray().Count);
            Assert.True((bool)JsonNode.Parse(await client.GetStringAsync("/api/series"))!["demonstration"]!);
            Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/registrations", Some.Submission())).StatusCode);
            var mails = Path.Combine(data.Path, "mail");
            await Eventually.TrueAsync(() => Task.FromResult(Directory.Exists(mails) && Directory.EnumerateFiles(mails, "*.eml").Any()));
            var mail = MimeKit.MimeMessage.Load(Directory.EnumerateFiles(mails, "*.eml").Single());
            Assert.NotEmpty(TestService.SecretIn(mail));

            foreach (var (path, status) in new[] { ("/", 200), ("/anmalan", 200), ("/anmalan/ny", 200), ("/intresse", 200), ("/arrangor", 200), ("/arrangor/losenord", 200), ("/arrangor/handbok", 200), ("/integritet", 200), ("/tillganglighet", 200), ("/temadag/lulea", 200), ("/temadag/finns-inte", 404), ("/finns-inte", 404) })
            {
                using var page = await client.GetAsync(path);
                Assert.Equal((path, status), (path, (int)page.StatusCode));
                Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
                Assert.Contains("</html>", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
                Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            }
        }

        // A relative data directory counts from the content root, which is where the program is and not where one stands.
        var (standing, _) = await BuiltProgram.ServeAsync(
            ["--urls=http://127.0.0.1:0", "--Temadagar:DataDirectory=mina-data"], program: Path.Combine(published.Path, "Temadagar.dll"), workingDirectory: data.Path);
        await standing.DisposeAsync();
        Assert.True(File.Exists(Path.Combine(published.Path, "mina-data", "temadagar.db")));
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
}
