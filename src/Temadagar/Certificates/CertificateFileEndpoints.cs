using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Certificates;

/// <summary>Certificates and name badges of an own day as files. Long ones are streamed.</summary>
public static class CertificateFileEndpoints
{
    public const string Pdf = "application/pdf";

    private const string Zip = "application/zip";

    public static void MapCertificateFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/organizer").WithTags("Certificates").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        files.MapGet("/theme-days/{slug}/certificates.pdf", PdfAsync).Produces<byte[]>(contentType: Pdf).ProducesProblem(StatusCodes.Status409Conflict);
        files.MapGet("/theme-days/{slug}/certificates.zip", ZipAsync).Produces<byte[]>(contentType: Zip).ProducesProblem(StatusCodes.Status409Conflict);
        files.MapGet("/theme-days/{slug}/badges.pdf", BadgesAsync).Produces<byte[]>(contentType: Pdf);
        files.MapGet("/certificates/{id:guid}.pdf", OneAsync).Produces<byte[]>(contentType: Pdf).ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>All valid certificates of the day in one PDF, in Swedish order; a bundle to print, not signed.</summary>
    public static async Task<IResult> PdfAsync(string slug, HttpContext context, ClaimsPrincipal user, ExportCertificates export, CancellationToken cancellationToken)
    {
        var (opened, refusal) = await export.OpenAsync(Caller.Of(user), slug, cancellationToken);
        if (opened is null)
        {
            return new ProblemResult(refusal!);
        }

        context.Response.NameFile($"intyg-{opened.Day.Slug}.pdf");
        return TypedResults.Stream(to => export.WritePdfAsync(opened, context.ReaderLanguage(), to, cancellationToken), Pdf);
    }

    /// <summary>All valid certificates of the day, a PDF each, named by number and name.</summary>
    public static async Task<IResult> ZipAsync(string slug, HttpContext context, ClaimsPrincipal user, ExportCertificates export, CancellationToken cancellationToken)
    {
        var (opened, refusal) = await export.OpenAsync(Caller.Of(user), slug, cancellationToken);
        if (opened is null)
        {
            return new ProblemResult(refusal!);
        }

        context.Response.NameFile($"intyg-{opened.Day.Slug}.zip");
        return TypedResults.Stream(to => export.WriteZipAsync(opened, to, cancellationToken), Zip);
    }

    /// <summary>Name badges for those with a place on site, eight to a sheet.</summary>
    public static async Task<IResult> BadgesAsync(string slug, HttpContext context, ClaimsPrincipal user, PrintBadges badges, CancellationToken cancellationToken)
    {
        if (await badges.OpenAsync(Caller.Of(user), slug, context.ReaderLanguage(), cancellationToken) is not { } opened)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        context.Response.NameFile($"namnskyltar-{opened.Slug}.pdf");
        return TypedResults.Stream(opened.WriteAsync, Pdf);
    }

    /// <summary>One certificate, as it was issued, whatever has become of it since.</summary>
    public static async Task<IResult> OneAsync(Guid id, ClaimsPrincipal user, OpenCertificate open, CancellationToken cancellationToken)
    {
        var (pdf, fileName, refusal) = await open.RunAsync(Caller.Of(user), id, cancellationToken);
        return pdf is null ? new ProblemResult(refusal!) : TypedResults.Bytes(pdf, Pdf, fileName);
    }
}
