using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Temadagar.Http;

/// <summary>A page as it lies in wwwroot, or its style or script, in memory, and compressed once for all who can read that.</summary>
public sealed class PageFile(string name, byte[] bytes)
{
    public string MediaType { get; } = Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        // RFC 9239, 6.
        ".js" => "text/javascript; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };

    private readonly Lazy<byte[]> brotli = new(() => Compressed(bytes, to => new BrotliStream(to, CompressionLevel.SmallestSize)));
    private readonly Lazy<byte[]> gzip = new(() => Compressed(bytes, to => new GZipStream(to, CompressionLevel.SmallestSize)));

    /// <summary>Weak: whichever way it is compressed it has the same one.</summary>
    public EntityTagHeaderValue Tag { get; } = EntityTags.Of(bytes, weak: true);

    public string Text => Encoding.UTF8.GetString(bytes);

    /// <summary>Whether it is a style or script that a page brings along.</summary>
    public static bool IsCode(PathString path) => Path.GetExtension(path.Value) is ".css" or ".js";

    /// <summary>The page in the coding that the caller takes (RFC 9110, 12.5.3), and the name of that; null: as it is.</summary>
    public (byte[] Bytes, string? Coding) For(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0)
        {
            return (bytes, null);
        }

        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Takes(accepted, "br") ? (brotli.Value, "br") : Takes(accepted, "gzip") ? (gzip.Value, "gzip") : (bytes, null);
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string coding) =>
        accepted.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private static byte[] Compressed(byte[] bytes, Func<Stream, Stream> compressing)
    {
        using var all = new MemoryStream();
        using (var stream = compressing(all))
        {
            stream.Write(bytes);
        }

        return all.ToArray();
    }
}

/// <summary>The pages that have been asked for. Whether a file has been changed is looked at once a second.</summary>
internal sealed class PageFiles(IWebHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <returns>Null: there is no such file.</returns>
    public PageFile? Find(string file)
    {
        if (kept.TryGetValue(file, out var found) && clock.GetElapsedTime(found.LookedAt) < Pause)
        {
            return found.Page;
        }

        var (info, now) = (environment.WebRootFileProvider.GetFileInfo(file), clock.GetTimestamp());
        if (!info.Exists)
        {
            kept.TryRemove(file, out _);
            return null;
        }

        // One name for each file: a caller could write it in many ways, and each would be kept.
        if (info.PhysicalPath is not { } path || !path.Replace('\\', '/').EndsWith('/' + file, StringComparison.Ordinal) || file.Any(char.IsAsciiLetterUpper))
        {
            return null;
        }

        // The length too: copied files may all have one time.
        var page = found is not null && (found.Modified, found.Length) == (info.LastModified, info.Length) ? found.Page : new PageFile(file, File.ReadAllBytes(path));
        kept[file] = new Kept(page, info.LastModified, info.Length, now);
        return page;
    }

    private sealed record Kept(PageFile Page, DateTimeOffset Modified, long Length, long LookedAt);
}
