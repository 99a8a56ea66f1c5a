using System.Text.RegularExpressions;
using Temadagar.Pdf;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What draws can be taken out of the service: the layout knows texts and the PDF writer, the PDF writer nothing but .NET.</summary>
public partial class DrawingArrowTests
{
    [Fact]
    public void The_drawing_of_certificates_knows_only_texts_and_the_pdf_writer()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Temadagar", "Certificates", "Drawing"), "*.cs").ToList();

        Assert.NotEmpty(files);
        Assert.All(files.SelectMany(file => Mention().Matches(File.ReadAllText(file))), mention => Assert.Contains(mention.Groups[1].Value, new[] { "Certificates.Drawing", "Pdf", "Texts" }));
    }

    [Fact]
    public void The_pdf_writer_needs_nothing_but_the_base_class_library() =>
        Assert.All(typeof(PdfDocument).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [GeneratedRegex(@"\bTemadagar\.([A-Z]\w+(?:\.[A-Z]\w+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
