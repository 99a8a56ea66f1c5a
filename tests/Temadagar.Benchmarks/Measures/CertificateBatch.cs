using System.Diagnostics;
using System.Globalization;
using Temadagar.Certificates;
using Temadagar.Certificates.Drawing;
using Temadagar.Texts;

namespace Temadagar.Benchmarks.Measures;

/// <summary>What a certificate costs, and what a thousand take: each a PDF in one ZIP, and all as one PDF.</summary>
internal static class CertificateBatch
{
    private const int Count = 1000;
    private const long MostMegabytes = 120;

    /// <returns>0, or 1 where the process took more memory than it may.</returns>
    public static async Task<int> RunAsync()
    {
        var renderer = new PdfCertificateRenderer(Path.Combine(AppContext.BaseDirectory, "fonts"));
        // The compiler's second, optimizing, pass works in the background.
        for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed < TimeSpan.FromSeconds(3);)
        {
            renderer.Draw(Content(0), Stream.Null);
        }

        await MeasureAsync("a PDF each", () =>
        {
            foreach (var number in Enumerable.Range(0, Count))
            {
                renderer.Draw(Content(number), Stream.Null);
            }

            return Task.CompletedTask;
        });
        await MeasureAsync("a PDF each in a ZIP", () => CertificateZip.WriteAsync(Stream.Null, Files(renderer), CancellationToken.None));
        await MeasureAsync("all as one PDF", () => renderer.DrawAllAsync(Contents(), Language.Sv, "Intyg", Stream.Null, CancellationToken.None));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
        Console.WriteLine($"peak of the whole process {peak} MB (at most {MostMegabytes})");
        return peak <= MostMegabytes ? 0 : 1;
    }

    private static async Task MeasureAsync(string what, Func<Task> work)
    {
        var (wall, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await work();
        var spent = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} certificates, {what}: {wall.Elapsed.TotalSeconds:F2} s; {spent.TotalMilliseconds / Count:F2} ms of processor time each"));
    }

    private static IAsyncEnumerable<CertificateContent> Contents() => Enumerable.Range(0, Count).Select(Content).ToAsyncEnumerable();

    private static async IAsyncEnumerable<CertificateFile> Files(PdfCertificateRenderer renderer)
    {
        using var pdf = new MemoryStream();
        await foreach (var content in Contents())
        {
            pdf.SetLength(0);
            renderer.Draw(content, pdf);
            yield return new CertificateFile(content.Number, content.Name, content.IssuedOn, pdf.GetBuffer().AsMemory(0, (int)pdf.Length));
        }
    }

    private static CertificateContent Content(int number) => new(
        Language.Sv, $"Åsa Öberg-{(char)('A' + (number % 26))}{number}", "Länsstyrelsen i Norrbottens län", "Sex mot ersättning – fokus efterfrågan",
        ["Välkommen och inledning", "Efterfrågan: vad vet vi?", "Lagen och polisens arbete", "Samtal om bemötande i vården", "Människohandel i norr", "Panel: hur samverkar vi?"],
        new DateOnly(2016, 12, 1), "Kulturens hus, Luleå", 6, new DateOnly(2016, 12, 5), $"NB-2016-{number:00000}", "Karin Lindström", "Folkhälsostrateg",
        $"https://temadagar.example.org/intyg/3fY7kQzT0bW2mXc9L{number:00000}", []);
}
