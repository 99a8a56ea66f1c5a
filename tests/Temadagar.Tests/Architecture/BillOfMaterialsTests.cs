using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>docs/bill-of-materials.md, against what the build says that the program needs and what the packages say of themselves.</summary>
public partial class BillOfMaterialsTests
{
    [Fact]
    public void It_has_each_package_that_goes_out_with_the_program_in_its_version_and_no_other()
    {
        var own = XDocument.Load(Path.Combine(Repository.Root, "src/Temadagar/Temadagar.csproj")).Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!).ToHashSet();

        var needed = Packages().Select(package => $"{package.Name} {package.Version} {(own.Contains(package.Name) ? "ours" : "")}");

        Assert.Equal(needed.Order(StringComparer.OrdinalIgnoreCase), Rows().Select(row => $"{row.Name} {row.Version} {row.Ours}"));
    }

    [Fact]
    public void It_names_the_licence_that_each_package_names()
    {
        var folders = (JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src/Temadagar/obj/project.assets.json")))!["packageFolders"]!.AsObject()).Select(folder => folder.Key).ToList();
        var licences = Rows().Select(row => (row.Name, row.Licence)).ToList();

        Assert.All(licences, row => Assert.NotEmpty(row.Licence));
        foreach (var (name, version) in Packages())
        {
            var file = folders.Select(folder => Path.Combine(folder, name.ToLowerInvariant(), version.ToLowerInvariant(), name.ToLowerInvariant() + ".nuspec")).FirstOrDefault(File.Exists);
            Assert.SkipWhen(file is null, $"{name} is not among the packages of this machine.");
            // Two have a text instead, which was read by people.
            if (XDocument.Load(file!).Descendants().FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression") is { } expression)
            {
                Assert.Contains((name, expression.Value), licences);
            }
        }
    }

    [Fact]
    public void The_licence_of_each_goes_out_with_the_program_in_full()
    {
        var file = File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY-LICENCES.txt")).ReplaceLineEndings("\n");
        var named = Named().Matches(file).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(Rows().Select(row => row.Name), named.Keys);
        // Each licence has its text under a heading; a package with a text of its own has it under its name.
        Assert.All(named, package => Assert.True(
            file.Contains($"=\n{package.Value}\n=", StringComparison.Ordinal) || file.Contains($"=\n{package.Key}", StringComparison.Ordinal), $"{package.Key}: {package.Value}"));
    }

    private static IEnumerable<(string Name, string Version)> Packages() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Temadagar.deps.json")))!["libraries"]!.AsObject()
            .Where(library => (string?)library.Value!["type"] == "package")
            .Select(library => (library.Key.Split('/')[0], library.Key.Split('/')[1]));

    private static List<(string Name, string Version, string Licence, string Ours)> Rows() =>
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/bill-of-materials.md")).ReplaceLineEndings("\n"))
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value)),
    ];

    [GeneratedRegex(@"^([\w.-]+): ([\w.-]+)[^\n]*\n    \S", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| ([\w.-]+) \| (\d[\w.-]*) \| ([^|]+) \| (ours)? ?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
