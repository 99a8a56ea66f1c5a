using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.InformationPages;

/// <summary>The information pages as anyone sees them, and as an administrator writes them.</summary>
public static class InformationPageEndpoints
{
    public static readonly Problem Unknown = new("unknown-information-page", 404,
        new("Informationssidan finns inte", "There is no such information page"),
        new("Adressen kan vara felskriven, eller så finns det ingen text på det språket.", "The address may be misspelt, or there is no text in that language."));

    // A program may write each letter as an escape of six.
    private const int MaxBytes = 128 * 1024;

    private static readonly Text NoTitle = new("Skriv en rubrik, på samma språk som texten.", "Write a title, in the same language as the text.");

    public static void MapInformationPages(this IEndpointRouteBuilder app) => app.MapGet("/api/information-pages/{language}", GetAsync)
        .WithTags("Catalogue")
        .Produces<InformationPageView>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static void MapInformationPageWriting(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer/information-pages").WithTags("Information pages").For().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", ListAsync);
        api.MapGet("/{language}", ReadAsync).Produces<WrittenInformationPage>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/{language}", ChangeAsync).Accepts<InformationPageRequest>("application/json").Produces<WrittenInformationPage>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    /// <summary>The page itself; where there is no text the same file, which says so, with 404.</summary>
    public static void MapInformationPage(this IEndpointRouteBuilder app, string path, string file) => app.MapGet(path, async (
        string language, HttpContext context, Database database, InformationPageStore pages) =>
            Pages.Page(context, file, await ShownAsync(database, pages, language, context.RequestAborted) is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK)).ExcludeFromDescription();

    /// <summary>What the organizers say in Finnish (<c>fi</c>), Meänkieli (<c>fit</c>), Northern (<c>se</c>), Lule (<c>smj</c>) or Southern Sami (<c>sma</c>). The series says which there are.</summary>
    public static async Task<IResult> GetAsync(string language, Database database, InformationPageStore pages, CancellationToken cancellationToken) =>
        await ShownAsync(database, pages, language, cancellationToken) is { } page
            ? new TaggedJson<InformationPageView>(new(page.Language, page.Language.OwnName(), page.Title ?? "", SafeMarkdown.ToHtml(page.Text ?? "")))
            : new ProblemResult(Unknown);

    /// <summary>Each language, with what has been written in it.</summary>
    public static async Task<Ok<IEnumerable<WrittenInformationPage>>> ListAsync(Database database, InformationPageStore pages, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var written = (await pages.ListAsync(read)).ToDictionary(page => page.Language);
        return TypedResults.Ok(Enum.GetValues<MinorityLanguage>().Select(language => WrittenInformationPage.Of(language, written.GetValueOrDefault(language))));
    }

    /// <summary>What has been written in a language. The ETag is its version.</summary>
    public static async Task<IResult> ReadAsync(string language, HttpContext context, Database database, InformationPageStore pages, CancellationToken cancellationToken)
    {
        if (!Code.TryParse<MinorityLanguage>(language, out var known))
        {
            return new ProblemResult(Unknown);
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return Reply(context, WrittenInformationPage.Of(known, await pages.FindAsync(read, known)));
    }

    /// <summary>Writes it. Without a text there is no page. What GET gives can be put back as it is. If-Match carries the ETag that GET gave.</summary>
    public static async Task<IResult> ChangeAsync(string language, HttpContext context, ClaimsPrincipal user, WriteInformationPage writing, CancellationToken cancellationToken)
    {
        if (!Code.TryParse<MinorityLanguage>(language, out var known))
        {
            return new ProblemResult(Unknown);
        }

        return Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch) : await JsonBody.WithAsync(context, fields =>
        {
            var wanted = (Title: fields.OptionalText("title", InformationPage.MaxTitleLength), Text: fields.OptionalMarkdown("text", InformationPage.MaxTextLength));
            if (wanted is { Title: null, Text: not null } && !fields.Faults.Any)
            {
                fields.Fault("title", NoTitle);
            }

            fields.Ignore("language", "name", "version");
            fields.RefuseOthers();
            return wanted;
        }, async wanted => await writing.RunAsync(Caller.Of(user), known, isCurrent, wanted.Title, wanted.Text, cancellationToken) is { } page
            ? Reply(context, WrittenInformationPage.Of(known, page))
            : new ProblemResult(Versions.Stale), MaxBytes);
    }

    private static async Task<InformationPage?> ShownAsync(Database database, InformationPageStore pages, string language, CancellationToken cancellationToken)
    {
        if (!Code.TryParse<MinorityLanguage>(language, out var known))
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await pages.FindAsync(read, known) is { Text: not null } page ? page : null;
    }

    private static Ok<WrittenInformationPage> Reply(HttpContext context, WrittenInformationPage page)
    {
        Versions.Tag(context, page.Version);
        return TypedResults.Ok(page);
    }
}

/// <param name="Language">Its tag (BCP 47), for the attribute <c>lang</c> of what is shown.</param>
/// <param name="Name">Of the language, in itself.</param>
/// <param name="TextHtml">Made from Markdown and sanitized.</param>
public sealed record InformationPageView(MinorityLanguage Language, string Name, string Title, string TextHtml);

/// <summary>An information page as an administrator edits it.</summary>
/// <param name="Name">Read-only, of the language, in itself.</param>
/// <param name="Text">Markdown; null: there is no page.</param>
/// <param name="Version">Also the ETag; 0: nothing has been written yet.</param>
public sealed record WrittenInformationPage(MinorityLanguage Language, string Name, string? Title, string? Text, int Version)
{
    public static WrittenInformationPage Of(MinorityLanguage language, InformationPage? page) => new(language, language.OwnName(), page?.Title, page?.Text, page?.Version ?? 0);
}

/// <param name="Title">Needed where there is a text; up to 200 characters.</param>
/// <param name="Text">Markdown, up to 20,000 characters. Null or empty takes the page away.</param>
public sealed record InformationPageRequest(
    [property: MaxLength(InformationPage.MaxTitleLength)] string? Title = null, [property: MaxLength(InformationPage.MaxTextLength)] string? Text = null);
