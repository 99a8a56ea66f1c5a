using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.Certificates;

/// <summary>A person's own certificate. Whoever has the secret of the link is that person.</summary>
public static class MyCertificateEndpoints
{
    private static readonly Text Missing = new("Ange true eller false.", "Give true or false.");

    public static void MapMyCertificate(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration").WithTags("My registration").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/certificate", GetAsync).Produces<MyCertificateView>();
        api.MapPut("/certificate", ChooseAsync).RequireRateLimiting(RateLimits.Writes)
            .Accepts<MyCertificateRequest>("application/json").Produces<MyCertificateView>().ProducesFaults().ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/certificate.pdf", GetPdfAsync).Produces<byte[]>(contentType: CertificateFileEndpoints.Pdf).ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The latest certificate of the registration that the link's secret stands for.</summary>
    public static async Task<IResult> GetAsync(HttpRequest request, RegistrationLinks registrations, MyCertificates mine, CancellationToken cancellationToken) =>
        await registrations.FindAsync(request, cancellationToken) is not { } found ? new ProblemResult(Problem.LinkNotValid)
        : await mine.FindAsync(found, cancellationToken) is { } view ? TypedResults.Ok(view)
        : new ProblemResult(CertificateProblems.None);

    /// <summary>Chooses whether whoever verifies the certificate sees the whole name or initials. It holds at once, for copies in others' hands too.</summary>
    public static async Task<IResult> ChooseAsync(HttpContext context, RegistrationLinks registrations, MyCertificates mine, CancellationToken cancellationToken)
    {
        if (await registrations.FindAsync(context.Request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        return await JsonBody.WithAsync(context, fields =>
        {
            if (!fields.Has("showsFullName"))
            {
                fields.Fault("showsFullName", Missing);
            }

            var shows = fields.Flag("showsFullName");
            fields.RefuseOthers();
            return shows;
        }, async shows => await mine.ShowFullNameAsync(found, shows, cancellationToken) is { } view ? TypedResults.Ok(view) : new ProblemResult(CertificateProblems.None));
    }

    /// <summary>The certificate as a PDF: the latest one, unless it has been revoked.</summary>
    public static async Task<IResult> GetPdfAsync(HttpContext context, RegistrationLinks registrations, MyCertificates mine, RefusalLog refusals, CancellationToken cancellationToken)
    {
        if (await registrations.FindAsync(context.Request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (pdf, fileName, refusal) = await mine.DrawAsync(found, cancellationToken);
        if (refusal == CertificateProblems.CodeLostToHolder)
        {
            refusals.Note(context, refusal.Name);
        }

        return pdf is null ? new ProblemResult(refusal!) : TypedResults.Bytes(pdf, CertificateFileEndpoints.Pdf, fileName);
    }
}

public sealed record MyCertificateRequest(bool ShowsFullName);
