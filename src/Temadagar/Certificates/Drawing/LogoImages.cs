using System.Collections.Concurrent;
using System.Security.Cryptography;
using Temadagar.Pdf;

namespace Temadagar.Certificates.Drawing;

/// <summary>Logos, read once for as long as they are in use: all certificates of a day have the same few.</summary>
internal sealed class LogoImages
{
    private const int Kept = 16;

    private readonly ConcurrentDictionary<string, PdfImage> images = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is not a PNG as <see cref="Portraits.MakeLogo"/> makes it.</exception>
    public PdfImage Get(byte[] png)
    {
        var key = Convert.ToHexString(SHA256.HashData(png));
        if (images.TryGetValue(key, out var known))
        {
            return known;
        }

        if (images.Count >= Kept)
        {
            images.Clear();
        }

        return images.GetOrAdd(key, _ => PdfImage.FromPng(png));
    }
}
