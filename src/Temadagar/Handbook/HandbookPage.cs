using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Temadagar.Http;
using Temadagar.Portraits;

namespace Temadagar.Handbook;

/// <summary>
/// The organizers' handbook (docs/handbok.md) as a page, with its pictures. It is the same to everyone and has nothing about anybody, so it asks for no sign-in: whoever cannot sign in may need it most.
/// </summary>
public sealed class HandbookPage(IWebHostEnvironment environment)
{
    private const string Address = "/arrangor/handbok";
    private const string Place = "<!-- handbook -->";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "docs");
    private static readonly PictureLimits Limits = new(1, 10);

    // Ids as where the file is read on its own, so that its table of contents leads right here too.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly Lazy<PageFile> page = new(() => Make(environment));

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, (HandbookPage handbook) => Pages.Page(handbook.page.Value)).ExcludeFromDescription().ShortCircuit();
        app.MapGet(Address + "/{picture}", Picture).ExcludeFromDescription().ShortCircuit();
    }

    private static IResult Picture(HttpContext context, string picture)
    {
        // By what there is, never by a path that a caller has written.
        if (Directory.EnumerateFiles(Path.Combine(Folder, "pictures"), "*.jpg").FirstOrDefault(file => Path.GetFileName(file) == picture) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(found, "image/jpeg", lastModified: File.GetLastWriteTimeUtc(found));
    }

    private static PageFile Make(IWebHostEnvironment environment)
    {
        const string Shell = "handbok.html";
        using var shell = new StreamReader(environment.WebRootFileProvider.GetFileInfo(Shell).CreateReadStream());
        return new PageFile(Shell, Encoding.UTF8.GetBytes(shell.ReadToEnd().Replace(Place, Html(File.ReadAllText(Path.Combine(Folder, "handbok.md"))), StringComparison.Ordinal)));
    }

    private static string Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link is { IsImage: true, Url: { } picture })
            {
                Show(link, picture);
            }
            else if (link.Url is { } address && address[0] is not ('#' or '/') && !address.Contains(':', StringComparison.Ordinal))
            {
                // Another document, which is not here: its name remains.
                link.ReplaceBy(new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(words => words.Content.ToString()))), copyChildren: false);
            }
        }

        return document.ToHtml(Pipeline);
    }

    // Nothing moves when it comes.
    private static void Show(LinkInline link, string picture)
    {
        var size = JpegHeader.Read(File.ReadAllBytes(Path.Combine(Folder, picture)), Limits);
        link.Url = $"{Address}/{Path.GetFileName(picture)}";
        var attributes = link.GetAttributes();
        attributes.AddProperty("width", size.Width.ToString(CultureInfo.InvariantCulture));
        attributes.AddProperty("height", size.Height.ToString(CultureInfo.InvariantCulture));
        attributes.AddProperty("loading", "lazy");
    }
}
