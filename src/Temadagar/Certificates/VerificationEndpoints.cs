using Temadagar.Http;

namespace Temadagar.Certificates;

/// <summary>Whether a certificate holds, for anyone who has its code.</summary>
public static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder app) => app.MapGet("/api/certificates/{code}", VerifyAsync)
        .WithTags("Certificates")
        .RequireRateLimiting(RateLimits.Verifications)
        .Produces<VerifiedCertificate>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status410Gone)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>What a certificate says, and whether it is valid, has been replaced or was revoked.</summary>
    /// <param name="code">As it stands at the end of the address on the certificate; capitals, spaces and hyphens do not matter.</param>
    public static async Task<IResult> VerifyAsync(string code, HttpContext context, VerifyCertificate verify, CancellationToken cancellationToken) =>
        await verify.FindAsync(context.Features.Get<HiddenCode>()?.Value ?? code, cancellationToken) is var (certificate, refusal) && refusal is not null
            ? new ProblemResult(refusal)
            : TypedResults.Ok(certificate);
}
