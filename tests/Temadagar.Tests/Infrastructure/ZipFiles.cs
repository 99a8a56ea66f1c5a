using System.IO.Compression;

namespace Temadagar.Tests.Infrastructure;

internal static class ZipFiles
{
    /// <summary>The files of a ZIP, in its order.</summary>
    public static async Task<List<byte[]>> OfAsync(Stream zip)
    {
        using var archive = new ZipArchive(zip);
        var files = new List<byte[]>();
        foreach (var entry in archive.Entries)
        {
            using var file = new MemoryStream();
            await using var part = await entry.OpenAsync();
            await part.CopyToAsync(file);
            files.Add(file.ToArray());
        }

        return files;
    }
}
