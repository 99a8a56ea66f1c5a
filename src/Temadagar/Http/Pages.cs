using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Temadagar.Http;

/// <summary>The static frontend: each page's address without its file's ending.</summary>
public static class Pages
{
    private static readonly string[] Compressed = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/manifest+json", "application/json", "text/calendar"];

    // All but letters and digits of ASCII is escaped, so < and & with it.
    private static readonly JsonSerializerOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    public static void AddPages(this IServiceCollection services) => services
        .AddSingleton<PageFiles>()
        .AddResponseCompression(options =>
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
        // What each page brings along is compressed once, as the page is.
        app.Use((context, next) =>
            HttpMethods.IsGet(context.Request.Method) && PageFile.IsCode(context.Request.Path) && Files(context).Find(context.Request.Path.Value![1..]) is { } code
                ? new Reply(code, StatusCodes.Status200OK).ExecuteAsync(context)
                : next(context));
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = context =>
            {
                var response = context.Context.Response;
                response.Headers.CacheControl = context.File.Name.EndsWith(".woff2", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
                // All of ours is UTF-8, and a browser that is not told may guess. JSON needs no telling (RFC 8259, 8.1).
                if (response.ContentType is { } type && (type.StartsWith("text/", StringComparison.Ordinal) || type == "image/svg+xml"))
                {
                    response.ContentType = type + "; charset=utf-8";
                }
            },
        });
    }

    private static PageFiles Files(HttpContext context) => context.RequestServices.GetRequiredService<PageFiles>();

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>A page that is the same to everyone: nothing between the routing and it has anything to do.</summary>
    public static void MapPage(this IEndpointRouteBuilder app, string path, string file) =>
        app.MapGet(path, (HttpContext context) => Page(context, file)).ExcludeFromDescription().ShortCircuit();

    /// <summary>The page, with a status that tells programs what its words tell people.</summary>
    public static IResult Page(HttpContext context, string file, int status = StatusCodes.Status200OK) =>
        Files(context).Find(file) is { } page ? new Reply(page, status) : TypedResults.StatusCode(StatusCodes.Status404NotFound);

    /// <summary>A page that was made, and is the same to everyone from then on.</summary>
    public static IResult Page(PageFile page) => new Reply(page, StatusCodes.Status200OK);

    /// <summary>
    /// The page with data for programs in its head: a data block, which no browser runs and the content security policy lets be (HTML,
    /// 4.12.1).
    /// </summary>
    /// <param name="linkedData">JSON-LD; its letters are escaped so that no text in it can end the block. Null: the page as it is.</param>
    public static IResult Page(HttpContext context, string file, JsonObject? linkedData)
    {
        if (linkedData is null || Files(context).Find(file) is not { } plain)
        {
            return Page(context, file);
        }

        var page = Encoding.UTF8.GetBytes(plain.Text.Replace("</head>", $"""
              <script type="application/ld+json">{linkedData.ToJsonString(Escaped)}</script>
            </head>
            """, StringComparison.Ordinal));
        context.Response.Headers.CacheControl = "no-cache";
        // Weak: the compressed page has the same one.
        return EntityTags.IsKnown(context, EntityTags.Of(page, weak: true)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(page, plain.MediaType);
    }

    private sealed class Reply(PageFile page, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.Headers.CacheControl = "no-cache";
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (status == StatusCodes.Status200OK && EntityTags.IsKnown(httpContext, page.Tag))
            {
                return;
            }

            var (bytes, coding) = page.For(httpContext.Request);
            response.Headers.ContentEncoding = coding;
            response.ContentType = page.MediaType;
            response.ContentLength = bytes.Length;
            await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
