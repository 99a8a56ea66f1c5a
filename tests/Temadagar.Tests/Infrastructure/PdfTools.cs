using System.Diagnostics;
using System.Text;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Readers and checkers of PDF that we did not write: Debian's qpdf, Poppler, PDFBox and ZBar. A test whose tool is missing is skipped, and says which.</summary>
public static class PdfTools
{
    private const string Jars = "/usr/share/java";

    private static readonly string[] Preflight = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"];

    /// <summary>Runs a tool on the document; in the words, "{}" stands for its file.</summary>
    /// <returns>How it ended, and all that it said.</returns>
    public static (int Exit, string Said) Run(byte[] document, string tool, params string[] words)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"No {tool}: ./test names the packages of Debian that have it.");
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "document.pdf");
        File.WriteAllBytes(file, document);
        using var process = Process.Start(new ProcessStartInfo(path!, words.Select(word => word.Replace("{}", file, StringComparison.Ordinal)))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var faults = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + faults.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    /// <summary>As <see cref="Run"/>, of a tool that must find nothing wrong.</summary>
    public static string Read(byte[] document, string tool, params string[] words)
    {
        var (exit, said) = Run(document, tool, words);
        Assert.True(exit == 0, said);
        return said;
    }

    /// <summary>What PDFBox finds wrong with a document that claims to be PDF/A-1b.</summary>
    public static (int Exit, string Said) Preflighted(byte[] document)
    {
        var jars = Preflight.Select(jar => Path.Combine(Jars, jar + ".jar")).ToList();
        Assert.SkipUnless(jars.TrueForAll(File.Exists), "No PDFBox Preflight: ./test names the packages of Debian that have it.");
        return Run(document, "java", "-cp", string.Join(Path.PathSeparator, jars), "org.apache.pdfbox.preflight.Validator_A1b", "{}");
    }

    /// <summary>What a camera reads from the first page, printed at 150 dots to the inch.</summary>
    public static string Scanned(byte[] document)
    {
        Run(document, "zbarimg", "--version");
        Run(document, "pdftoppm", "-v");
        return Run(document, "sh", "-c", "pdftoppm -r 150 -png -singlefile \"$1\" \"$1\" && zbarimg -q --raw \"$1.png\" 2>/dev/null", "sh", "{}").Said.Trim();
    }
}
