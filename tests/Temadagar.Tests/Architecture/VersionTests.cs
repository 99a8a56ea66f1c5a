using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

public class VersionTests
{
    [Fact]
    public void The_changelog_s_latest_version_is_the_program_s()
    {
        var latest = File.ReadLines(Path.Combine(Repository.Root, "CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal) && char.IsDigit(line[3]));

        Assert.StartsWith($"## {typeof(Program).Assembly.GetName().Version!.ToString(3)} – ", latest, StringComparison.Ordinal);
    }
}
