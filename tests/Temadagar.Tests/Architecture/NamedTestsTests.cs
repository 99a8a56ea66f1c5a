using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What the documents say that a test holds, a test holds: each that they name is there.</summary>
public partial class NamedTestsTests
{
    [Fact]
    public void Each_test_that_a_document_names_is_there()
    {
        var methods = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .SelectMany(text => Class().Matches(text).SelectMany(type => Method().Matches(text).Select(method => $"{type.Groups[1].Value}.{method.Groups[1].Value}")))
            .ToHashSet();

        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Where(name => !methods.Contains(name)).Distinct());
    }

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"(?:void|Task) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Named();
}
