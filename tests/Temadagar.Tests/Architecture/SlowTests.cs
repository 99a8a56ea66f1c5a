using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What <c>./test --quick</c> runs stays quick.</summary>
public partial class SlowTests
{
    [Fact]
    public void What_starts_the_program_as_a_process_says_that_it_is_slow()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Temadagar.Tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Repository.Root, file), File.ReadAllText);

        var starting = files.Where(file => !SlowClass().IsMatch(file.Value)).SelectMany(file => Test().Split(file.Value).Select(test => (file.Key, Text: test))).Where(test => Starts().IsMatch(test.Text)).ToList();

        Assert.NotEmpty(starting);
        Assert.Empty(starting.Where(test => !test.Text.StartsWith("    [Slow]", StringComparison.Ordinal)).Select(test => test.Key));
    }

    [GeneratedRegex(@"^\[Slow\]$", RegexOptions.Multiline)]
    private static partial Regex SlowClass();

    // The beginning of each, with what stands above it.
    [GeneratedRegex(@"^(?=    (?:\[Slow\]\n    )?\[(?:Fact|Theory)\b)(?<!    \[Slow\]\n)", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"\bBuiltProgram\.(?:Run|Serve)Async\(")]
    private static partial Regex Starts();
}
