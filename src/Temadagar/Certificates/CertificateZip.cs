using System.Globalization;
using System.IO.Compression;
using System.Text;
using Temadagar.Http;
using Temadagar.Printing;

namespace Temadagar.Certificates;

/// <summary>Certificates one by one in a ZIP, written as they come and never synchronously. A PDF is compressed already: the ZIP only holds them.</summary>
public static class CertificateZip
{
    private const int MostOfName = 80;

    /// <summary>What the files throw when they are asked for comes out here: half a ZIP has been written then.</summary>
    public static async Task WriteAsync(Stream to, IAsyncEnumerable<CertificateFile> files, CancellationToken cancellationToken)
    {
        await using var patient = new PatientStream(to);
        await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            await foreach (var file in files.WithCancellation(cancellationToken))
            {
                var entry = zip.CreateEntry(FileName(file.Number, file.Name), CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(file.IssuedOn, TimeOnly.MinValue, TimeSpan.Zero);
                await using (var part = await entry.OpenAsync(cancellationToken))
                {
                    await part.WriteAsync(file.Pdf, cancellationToken);
                }

                await patient.FlushAsync(cancellationToken);
            }
        }

        await patient.FlushAsync(cancellationToken);
    }

    /// <summary>Number and name: <c>2016-1-0001 Åsa Öberg.pdf</c>. Of the name as it is printed, what every file system takes: letters, digits, hyphens, apostrophes and single spaces.</summary>
    public static string FileName(string number, string name)
    {
        var safe = new StringBuilder();
        foreach (var rune in PrintedText.Of(name).EnumerateRunes())
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

        return $"{number} {safe.ToString().TrimEnd()}".TrimEnd() + ".pdf";
    }
}

/// <param name="Number">As it says on it; so is the name.</param>
/// <param name="Pdf">Good until the next file is asked for.</param>
public sealed record CertificateFile(string Number, string Name, DateOnly IssuedOn, ReadOnlyMemory<byte> Pdf);
