using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Temadagar.Benchmarks.Floors;

/// <summary>The bare programs: each a process of its own, started as the product is.</summary>
internal static class Floor
{
    public const string Bytes = "bytes";
    public const string Static = "static";
    public const string Grouped = "grouped";
    public const string Committed = "committed";

    public static async Task RunAsync(string name, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        await using var writer = name is Grouped or Committed ? new BareWriter(Path.Combine(folder, "floor.db"), together: name == Grouped) : null;
        switch (name)
        {
            case Bytes:
                SameBytes.Map(app, folder);
                break;
            case Static:
                StaticPages.Map(app, folder);
                break;
            default:
                writer!.Map(app);
                break;
        }

        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Task.Delay(Timeout.Infinite);
    }
}
