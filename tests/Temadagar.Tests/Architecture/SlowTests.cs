using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What <c>./test --quick</c> runs stays quick.</summary>
public class SlowTests
{
    private static readonly string[] Processes = ["BuiltProgram.RunAsync(", "BuiltProgram.ServeAsync(", "ServiceProcess."];

    [Fact]
    public void What_starts_the_program_as_a_process_says_that_it_is_slow() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Temadagar.Tests"), "*Tests.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "SlowTests.cs"),
            file => File.ReadAllText(file) is var text && Array.Exists(Processes, process => text.Contains(process, StringComparison.Ordinal)) && !text.Contains("[Slow]", StringComparison.Ordinal));
}
