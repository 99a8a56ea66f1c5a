using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>What README calls does what it says, word for word.</summary>
[Slow]
public partial class ReadmeTests
{
    [Fact]
    public async Task The_tour_registers_cancels_checks_in_certifies_and_exports()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tour is for bash.");
        using DataFolder data = new(), folder = new();
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", data.Setting]);
        await using (program)
        {
            var said = await RunAsync(Under("A tour"));

            Assert.DoesNotContain("/problems/", said, StringComparison.Ordinal);
            Assert.Contains("BEGIN:VCALENDAR", said, StringComparison.Ordinal);
            Assert.Contains("\"status\":\"cancelled\"", said, StringComparison.Ordinal);
            Assert.Contains("\"issued\":1", said, StringComparison.Ordinal);
            Assert.Contains("Ek;Bo;Region Norrbotten;", said, StringComparison.Ordinal);
            Assert.Equal("%PDF"u8.ToArray(), Assert.Single(await ZipFiles.OfAsync(File.OpenRead(Path.Combine(folder.Path, "intyg.zip"))))[..4]);
            Assert.NotEmpty(await ZipFiles.OfAsync(File.OpenRead(Path.Combine(folder.Path, "attendees.xlsx"))));
            Assert.Contains("tour", JsonNode.Parse(await client.GetStringAsync("/api/theme-days"))!.ToJsonString(), StringComparison.Ordinal);

            var organizers = await RunAsync(Under("Organizers"));

            Assert.DoesNotContain("/problems/", organizers, StringComparison.Ordinal);
            Assert.Contains("\"email\":\"asa@example.org\"", organizers, StringComparison.Ordinal);
            Assert.Contains("\"subject\":\"[Demonstration] Welcome\"", organizers, StringComparison.Ordinal);
        }

        client.Dispose();

        string Under(string heading)
        {
            var blocks = string.Concat(Block().Matches(Regex.Match(readme, $"^## {heading}.*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline).Value).Select(block => block.Groups[1].Value));
            Assert.Contains("http://127.0.0.1:5080", blocks, StringComparison.Ordinal);
            Assert.Contains("dotnet run --project src/Temadagar --", blocks, StringComparison.Ordinal);
            return blocks.Replace("http://127.0.0.1:5080", client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
                .Replace("dotnet run --project src/Temadagar --", $"dotnet exec '{BuiltProgram.Beside}' '{data.Setting}' --environment=Development", StringComparison.Ordinal)
                .Replace("src/Temadagar/data", data.Path, StringComparison.Ordinal);
        }

        Task<string> RunAsync(string script) => BashAsync(script, folder.Path);
    }

    private static async Task<string> BashAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-s"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(bash.ExitCode == 0, await errors);
        return await output;
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
