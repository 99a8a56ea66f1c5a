using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Temadagar.Http;

/// <summary>The static frontend: each page's address without its file's ending.</summary>
public static class Pages
{
    private static readonly string[] Compressed = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/manifest+json", "application/json", "text/calendar"];

    private const string MediaType = "text/html; charset=utf-8";

    // All but letters and digits of ASCII is escaped, so < and & with it.
    private static readonly JsonSerializerOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    public static void AddPages(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = Compressed;
    });

    public static void UseStaticFrontend(this WebApplication app)
    {
        // Programs that check links ask with HEAD, which every page must answer (RFC 9110, 9.1). The server sends no body to it, whatever is written.
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method) && !IsApi(context))
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        // Replies of the API hold secrets beside what a stranger may choose; compressing them would let lengths tell (BREACH).
        app.UseWhen(context => !IsApi(context), branch => branch.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.File.Name.EndsWith(".woff2", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string path, string file) =>
        app.MapGet(path, (HttpContext context) => Page(context, file)).ExcludeFromDescription();

    /// <summary>The page, with a status that tells programs what its words tell people.</summary>
    public static IResult Page(HttpContext context, string file, int status = StatusCodes.Status200OK)
    {
        var info = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo(file);
        if (!info.Exists)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(info.PhysicalPath!, MediaType, lastModified: status == StatusCodes.Status200OK ? info.LastModified : null);
    }

    /// <summary>
    /// The page with data for programs in its head: a data block, which no browser runs and the content security policy lets be (HTML,
    /// 4.12.1). It has an entity tag and no date: what it says changes while the file does not.
    /// </summary>
    /// <param name="linkedData">JSON-LD; its letters are escaped so that no text in it can end the block. Null: the page as it is.</param>
    public static async Task<IResult> PageAsync(HttpContext context, string file, JsonObject? linkedData)
    {
        var path = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo(file).PhysicalPath!;
        var page = await File.ReadAllTextAsync(path, context.RequestAborted);
        if (linkedData is not null)
        {
            page = page.Replace("</head>", $"""
                  <script type="application/ld+json">{linkedData.ToJsonString(Escaped)}</script>
                </head>
                """, StringComparison.Ordinal);
        }

        context.Response.Headers.CacheControl = "no-cache";
        // Weak: the compressed page has the same one.
        return EntityTags.IsKnown(context, EntityTags.Of(Encoding.UTF8.GetBytes(page), weak: true))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(page, MediaType, Encoding.UTF8);
    }
}
