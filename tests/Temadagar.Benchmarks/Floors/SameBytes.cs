using Microsoft.AspNetCore.Builder;

namespace Temadagar.Benchmarks.Floors;

/// <summary>Kestrel with a reply that it has in memory.</summary>
internal static class SameBytes
{
    public const string File = "reply.json";

    public static void Map(WebApplication app, string folder)
    {
        var bytes = System.IO.File.ReadAllBytes(Path.Combine(folder, File));
        app.Run(context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
    }
}
