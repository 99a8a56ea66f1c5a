using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Temadagar.Boards;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Portraits;
using Temadagar.Texts;

namespace Temadagar.Certificates;

/// <summary>The logos on the certificates of a board's days.</summary>
public static class LogoEndpoints
{
    private const int MaxBytes = 1024 * 1024;

    // A picture that is too large is taken in and thrown away: a browser that is cut off while it sends never sees why.
    private const int MaxRefused = 16 * MaxBytes;
    private const int MaxText = 200;
    private const string Png = "image/png";

    private static readonly Text NoText = new("Ange vems logotyp det är, för den som inte ser bilden.", "Say whose logo it is, for those who do not see the image.");

    public static void MapLogos(this IEndpointRouteBuilder app)
    {
        var logos = app.MapGroup("/api/organizer/boards/{slug}/logos").WithTags("Certificates").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        logos.MapGet("", ListAsync).Produces<LogosView>();
        logos.MapGet("/{id:guid}", GetAsync).Produces<byte[]>(contentType: Png);
        logos.MapPost("", AddAsync).TakesFile(FileBody.Images).WithMetadata(new RequestSizeLimitAttribute(MaxRefused)).Produces<LogoView>(StatusCodes.Status201Created).ProducesFaults()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        logos.MapDelete("/{id:guid}", RemoveAsync).Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Those that certificates issued from now on have, in order.</summary>
    public static async Task<IResult> ListAsync(string slug, ClaimsPrincipal user, ManageLogos logos, CancellationToken cancellationToken) =>
        await logos.FindAsync(Caller.Of(user), slug, cancellationToken) is (_, var all)
            ? TypedResults.Ok(new LogosView([.. all.Select(logo => LogoView.Of(slug, logo))]))
            : new ProblemResult(BoardProblems.Unknown);

    /// <summary>One, as it was made: a PNG on white.</summary>
    public static async Task<IResult> GetAsync(string slug, Guid id, ClaimsPrincipal user, ManageLogos logos, CancellationToken cancellationToken) =>
        await logos.FindAsync(Caller.Of(user), slug, cancellationToken) is not (_, var all) ? new ProblemResult(BoardProblems.Unknown)
        : all.Any(logo => logo.Id == id) && await logos.PngAsync(id, cancellationToken) is { } png ? TypedResults.Bytes(png, Png)
        : new ProblemResult(CertificateProblems.UnknownLogo);

    /// <summary>Adds one behind the others, at most four: the bytes of a JPEG or PNG, up to 1 MiB. It is made anew, without metadata, on white.</summary>
    /// <param name="alternativeText">Whose logo it is.</param>
    public static async Task<IResult> AddAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ManageLogos logos, CancellationToken cancellationToken, string? alternativeText = null)
    {
        var caller = Caller.Of(user);
        if (await logos.FindAsync(caller, slug, cancellationToken) is not (var board, _))
        {
            return new ProblemResult(BoardProblems.Unknown);
        }

        var (png, refusal) = await ReadAsync(context.Request, cancellationToken);
        if (png is null)
        {
            return refusal!;
        }

        var text = PlainText.Clean(alternativeText ?? "", MaxText, out var fault);
        if (string.IsNullOrEmpty(text))
        {
            var faults = new Faults();
            faults.Add("alternativeText", fault ?? NoText);
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        var (id, full) = await logos.AddAsync(caller, board, text, png, cancellationToken);
        var view = LogoView.Of(board.Slug, new Logo(id, text));
        return full is null ? TypedResults.Created(view.Address, view) : new ProblemResult(full);
    }

    /// <summary>Takes one off the certificates issued from now on. A second time changes nothing.</summary>
    public static async Task<IResult> RemoveAsync(string slug, Guid id, ClaimsPrincipal user, ManageLogos logos, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        if (await logos.FindAsync(caller, slug, cancellationToken) is not (var board, _))
        {
            return new ProblemResult(BoardProblems.Unknown);
        }

        await logos.RemoveAsync(caller, board, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<(byte[]? Png, ProblemResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (bytes, refusal) = await FileBody.ReadAsync(request, MaxBytes, FileBody.Images, FileBody.NotAnImage, cancellationToken);
        if (bytes is null)
        {
            return (null, refusal);
        }

        try
        {
            return (await MakeLogo.RunAsync(bytes, cancellationToken), null);
        }
        catch (UnreadablePictureException unreadable)
        {
            var faults = new Faults();
            faults.Add("logo", unreadable.Reason);
            return (null, new ProblemResult(Problem.InvalidInput, faults));
        }
    }
}

public sealed record LogosView(IReadOnlyList<LogoView> Logos);

/// <param name="AlternativeText">Whose it is, for those who do not see it.</param>
/// <param name="Address">Of the image.</param>
public sealed record LogoView(Guid Id, string AlternativeText, string Address)
{
    public static LogoView Of(string board, Logo logo) => new(logo.Id, logo.AlternativeText, $"/api/organizer/boards/{Uri.EscapeDataString(board)}/logos/{logo.Id}");
}
