using System.Text.RegularExpressions;
using Temadagar.Pdf;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What draws can be taken out of the service: the layout knows texts, how the service prints and the PDF writer, the PDF writer nothing but .NET.</summary>
public partial class DrawingArrowTests
{
    [Fact]
    public void What_draws_knows_only_texts_and_the_pdf_writer()
    {
        string[] folders = [Path.Combine("Certificates", "Drawing"), "Printing"];
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Temadagar", folder), "*.cs")).ToList();

        Assert.NotEmpty(files);
        Assert.All(files.SelectMany(file => Mention().Matches(File.ReadAllText(file))), mention => Assert.Contains(mention.Groups[1].Value, new[] { "Certificates.Drawing", "Printing", "Printing.Look", "Pdf", "Texts" }));
    }

    [Fact]
    public void The_pdf_writer_needs_nothing_but_the_base_class_library() =>
        Assert.All(typeof(PdfDocument).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [GeneratedRegex(@"\bTemadagar\.([A-Z]\w+(?:\.[A-Z]\w+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
