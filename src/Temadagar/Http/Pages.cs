namespace Temadagar.Http;

/// <summary>The static frontend: each page's address without its file's ending.</summary>
public static class Pages
{
    private static readonly string[] Compressed = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/manifest+json", "application/json"];

    public static void AddPages(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = Compressed;
    });

    public static void UseStaticFrontend(this WebApplication app)
    {
        // Replies of the API hold secrets beside what a stranger may choose; compressing them would let lengths tell (BREACH).
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), branch => branch.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.File.Name.EndsWith(".woff2", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

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
        return TypedResults.PhysicalFile(info.PhysicalPath!, "text/html; charset=utf-8", lastModified: status == StatusCodes.Status200OK ? info.LastModified : null);
    }
}
