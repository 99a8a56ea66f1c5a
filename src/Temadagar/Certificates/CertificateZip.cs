using System.Globalization;
using System.IO.Compression;
using System.Text;
using Temadagar.Certificates.Drawing;
using Temadagar.Http;

namespace Temadagar.Certificates;

/// <summary>Certificates one by one in a ZIP, written as they come and never synchronously. A PDF is compressed already: the ZIP only holds them.</summary>
public static class CertificateZip
{
    private const int MostOfName = 80;

    /// <exception cref="UndrawableTextException">As <see cref="ICertificateRenderer.Draw"/>: half a ZIP has been written then.</exception>
    public static async Task WriteAsync(Stream to, IAsyncEnumerable<CertificateContent> contents, ICertificateRenderer renderer, CancellationToken cancellationToken)
    {
        using var pdf = new MemoryStream();
        await using var patient = new PatientStream(to);
        await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            await foreach (var content in contents.WithCancellation(cancellationToken))
            {
                pdf.SetLength(0);
                renderer.Draw(content, pdf);
                var entry = zip.CreateEntry(FileName(content), CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(content.IssuedOn, TimeOnly.MinValue, TimeSpan.Zero);
                await using (var part = await entry.OpenAsync(cancellationToken))
                {
                    await part.WriteAsync(pdf.GetBuffer().AsMemory(0, (int)pdf.Length), cancellationToken);
                }

                await patient.FlushAsync(cancellationToken);
            }
        }

        await patient.FlushAsync(cancellationToken);
    }

    /// <summary>Number and name: <c>2016-1-0001 Åsa Öberg.pdf</c>. Of the name as it is printed, what every file system takes: letters, digits, hyphens, apostrophes and single spaces.</summary>
    public static string FileName(CertificateContent content)
    {
        var safe = new StringBuilder();
        foreach (var rune in PrintedText.Of(content.Name).EnumerateRunes())
        {
            safe.Append(
                Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '\'' or '’' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? rune.ToString()
                : safe.Length > 0 && safe[^1] != ' ' ? " "
                : "");
            if (safe.Length >= MostOfName)
            {
                break;
            }
        }

        return $"{content.Number} {safe.ToString().TrimEnd()}".TrimEnd() + ".pdf";
    }
}
