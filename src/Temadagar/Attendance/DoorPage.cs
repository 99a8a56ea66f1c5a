using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using Temadagar.Http;

namespace Temadagar.Attendance;

/// <summary>
/// The stewards' page at the door, which opens without network too. Its service worker is told which files the page has and what they are,
/// as found by following what the page and its modules fetch: none is forgotten, and a change of any is a new version of all.
/// </summary>
public static partial class DoorPage
{
    private const string Address = "/incheckning/";
    private const string Page = "incheckning.html";
    private const string Worker = "js/door/worker.js";

    // The reader of QR codes is fetched where the browser has none of its own: the worker decides.
    private const string NotAlways = "/js/lib/";

    private static readonly string[] Languages = ["sv", "en"];

    public static void MapDoorPage(this IEndpointRouteBuilder app)
    {
        // The worker's scope ends in a slash, and the page must be within it.
        app.MapGet(Address, (HttpContext context) => context.Request.Path.Value!.EndsWith('/')
            ? Pages.Page(context, Page)
            : TypedResults.LocalRedirect($"~{Address}{context.Request.QueryString}", permanent: true)).ExcludeFromDescription();
        app.MapGet(Address + "sw.js", WorkerAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> WorkerAsync(HttpContext context, IWebHostEnvironment environment)
    {
        var (files, version) = await FilesAsync(environment.WebRootFileProvider);
        var worker = await ReadAsync(environment.WebRootFileProvider, Worker);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text($"""
            const VERSION = '{version}';
            const FILES = {JsonSerializer.Serialize(files)};
            {worker}
            """, "text/javascript; charset=utf-8", Encoding.UTF8);
    }

    private static async Task<(IReadOnlyList<string> Files, string Version)> FilesAsync(IFileProvider root)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>(["/" + Page]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(await ReadAsync(root, Worker)));
        while (left.TryDequeue(out var file))
        {
            var content = await ReadAsync(root, file);
            hash.AppendData(Encoding.UTF8.GetBytes(content));
            foreach (var address in Fetched(file, content).Where(address => !address.StartsWith(NotAlways, StringComparison.Ordinal)).Where(found.Add))
            {
                left.Enqueue(address);
            }
        }

        return ([.. found], Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    private static IEnumerable<string> Fetched(string file, string content)
    {
        var pattern = Path.GetExtension(file) switch { ".html" => InPage(), ".css" => InStyle(), ".js" => InModule(), _ => null };
        var from = new Uri(new Uri("file:///"), file);
        return pattern is null
            ? []
            : pattern.Matches(content).Select(match => match.Groups[1].Value)
                .SelectMany(address => address.Contains("${language}", StringComparison.Ordinal)
                    ? Languages.Select(language => address.Replace("${language}", language, StringComparison.Ordinal))
                    : [address])
                .Select(address => new Uri(from, address).AbsolutePath);
    }

    private static async Task<string> ReadAsync(IFileProvider root, string file)
    {
        using var reader = new StreamReader(root.GetFileInfo(file).CreateReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    // What is fetched of an address of the site; links to pages have no ending.
    [GeneratedRegex("""(?:href|src)="(/[^"?#]+\.(?:js|css|svg|woff2))["]""", RegexOptions.CultureInvariant)]
    private static partial Regex InPage();

    [GeneratedRegex("""url\("(/[^"]+)"\)""", RegexOptions.CultureInvariant)]
    private static partial Regex InStyle();

    [GeneratedRegex("""(?:from|import\() ?['`](\.[^'`]+\.js)['`]""", RegexOptions.CultureInvariant)]
    private static partial Regex InModule();
}
