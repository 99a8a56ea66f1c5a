using System.Diagnostics;
using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

public partial class TreeTests
{
    private const int MaxLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_one_can_hold_in_mind() =>
        Assert.DoesNotContain(
            Tracked().Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".css"),
            file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > MaxLines);

    [Fact]
    public void No_file_names_a_package_registry_s_host() =>
        Assert.DoesNotContain(
            Tracked().Where(file => Path.GetExtension(file) is not (".woff2" or ".ttf")),
            file => Registry().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));

    // What is right on one machine only: someone's home or work folder, or where this checkout happens to stand.
    [Fact]
    public void No_file_names_a_path_of_one_machine() =>
        Assert.DoesNotContain(
            Tracked().Where(file => Path.GetExtension(file) is not (".woff2" or ".ttf")),
            file => File.ReadAllText(Path.Combine(Repository.Root, file)) is var text
                && (MachinePath().IsMatch(text) || text.Contains(Repository.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)));

    private static List<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", "ls-files") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true });
        Assert.SkipWhen(git is null, "git is not here.");
        var files = git!.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.SkipWhen(files.Length == 0, "This is not a git checkout.");
        return [.. files.Where(file => File.Exists(Path.Combine(Repository.Root, file)))];
    }

    [GeneratedRegex(@"(nuget|npmjs|debian)[.]org")]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.:/])/(?:home|root|work|Users)/\w|\b[A-Z]:\\(?:Users|src|work)\\", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();
}
