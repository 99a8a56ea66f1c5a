using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace Temadagar.Benchmarks.Floors;

/// <summary>Kestrel's own static files.</summary>
internal static class StaticPages
{
    public const string File = "page.html";

    public static void Map(WebApplication app, string folder) => app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder) });
}
