using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Certificates;

/// <summary>An organizer issues the certificates of an own day, sees and revokes them.</summary>
public static class CertificateEndpoints
{
    public const int MaxName = 200;
    public const int MaxReason = 1000;
    public const int MinThreshold = 1;
    public const int MaxThreshold = 100;
    public const int MaxHours = 999;

    // Room for the ids of ten thousand people.
    private const int MaxIssueBytes = 512 * 1024;

    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}").WithTags("Certificates").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("/certificate-settings", GetSettingsAsync).Produces<CertificateSettingsView>();
        day.MapPut("/certificate-settings", ChangeSettingsAsync).Accepts<CertificateSettingsRequest>("application/json").Produces<CertificateSettingsView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        day.MapGet("/certificates", ListAsync).Produces<CertificatesView>();
        day.MapPost("/certificates", IssueAsync).Accepts<IssueRequest>(isOptional: true, "application/json").WithIdempotencyKey()
            .Produces<CertificatesIssued>().ProducesPreview<CertificatePreview>().ProducesFaults().ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        app.MapPost("/api/organizer/certificates/{id:guid}/revocation", RevokeAsync).WithTags("Certificates").For(Role.Organizer)
            .Accepts<RevocationRequest>("application/json").Produces<CertificateView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What is asked of the day's certificates and who signs them; what is still missing from them.</summary>
    public static async Task<IResult> GetSettingsAsync(string slug, HttpContext context, ClaimsPrincipal user, EditCertificateSettings settings, CancellationToken cancellationToken) =>
        Reply(context, await settings.FindAsync(Caller.Of(user), slug, cancellationToken), null);

    /// <summary>Changes it. Certificates that were issued stay as they are; <c>reissue</c> makes new ones.</summary>
    public static async Task<IResult> ChangeSettingsAsync(string slug, HttpContext context, ClaimsPrincipal user, EditCertificateSettings settings, CancellationToken cancellationToken) =>
        Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch) : await JsonBody.WithAsync(context, fields =>
        {
            var wanted = new NewCertificateSettings(
                fields.Number("threshold", MinThreshold, MaxThreshold), fields.OptionalText("signatory", MaxName), fields.OptionalText("signatoryTitle", MaxName), fields.OptionalDecimal("hours", MaxHours));
            fields.Ignore("version", "missing", "unprintable", "signature");
            fields.RefuseOthers();
            return wanted;
        }, async wanted =>
        {
            var (changed, refusal) = await settings.RunAsync(Caller.Of(user), slug, isCurrent, wanted, cancellationToken);
            return Reply(context, changed, refusal);
        });

    /// <summary>All certificates of the day, as they were issued, also those replaced and revoked.</summary>
    public static async Task<IResult> ListAsync(string slug, ClaimsPrincipal user, LookAtOwnDay looking, CertificateStore certificates, CancellationToken cancellationToken) =>
        await looking.RunAsync(Caller.Of(user), slug, AccessAction.CertificatesListed, async (read, own) =>
        {
            var all = await certificates.OfDayAsync(read, own.Id);
            return (CertificatesView.Of(all), (int?)all.Count);
        }, cancellationToken) is { } seen ? TypedResults.Ok(seen) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>
    /// Issues certificates to all who were at the day, now over, for long enough: a first one, or another where the name has been corrected. They are told by mail. Whoever has one
    /// keeps it, and a revoked one is not issued anew, unless <c>reissue</c> names the registration. With preview nothing is issued: the reply (CertificatePreview) says
    /// who would get one, and who would not and why.
    /// </summary>
    /// <param name="preview">true: only show it.</param>
    public static async Task<IResult> IssueAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Idempotency idempotency, IssueCertificates issue, CancellationToken cancellationToken, bool preview = false)
    {
        var (body, unreadable) = await JsonBody.ReadOptionalAsync(context.Request, MaxIssueBytes);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            HashSet<Guid> anew = [.. body.Root.OptionalIds("reissue")];
            body.Root.RefuseOthers();
            var key = preview ? null : idempotency.Read($"certificates/{slug}", context.Request, body);
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            if (preview)
            {
                var (shown, refused) = await issue.PreviewAsync(Caller.Of(user), slug, anew, cancellationToken);
                return shown is null ? new ProblemResult(refused!) : TypedResults.Ok(shown);
            }

            try
            {
                var (reply, refusal) = await issue.RunAsync(Caller.Of(user), slug, anew, key, cancellationToken);
                return reply is null ? refusal! : TypedResults.Text(reply, "application/json", Encoding.UTF8);
            }
            catch (IdempotencyKeyReusedException)
            {
                return new ProblemResult(Problem.IdempotencyKeyReused);
            }
        }
    }

    /// <summary>Takes a certificate back, for good. Whoever verifies it is told so, not why. A second time gives the same reply.</summary>
    public static Task<IResult> RevokeAsync(Guid id, HttpContext context, ClaimsPrincipal user, RevokeCertificate revoke, CancellationToken cancellationToken) =>
        JsonBody.WithAsync<string>(context, fields =>
        {
            var reason = fields.Text("reason", MaxReason);
            fields.RefuseOthers();
            return reason;
        }, async reason =>
        {
            var (revoked, refusal) = await revoke.RunAsync(Caller.Of(user), id, reason, cancellationToken);
            return revoked is null ? new ProblemResult(refusal!) : TypedResults.Ok(revoked);
        });

    private static IResult Reply(HttpContext context, CertificateSettingsView? settings, ProblemResult? refusal)
    {
        if (settings is null)
        {
            return refusal ?? new ProblemResult(EditOwnDay.Unknown);
        }

        Versions.Tag(context, settings.Version);
        return TypedResults.Ok(settings);
    }
}

/// <param name="Threshold">1 to 100.</param>
/// <param name="Signatory">Up to 200 characters; without one nothing can be issued.</param>
/// <param name="SignatoryTitle">Up to 200 characters.</param>
/// <param name="Hours">At most one decimal.</param>
public sealed record CertificateSettingsRequest(
    [property: Range(CertificateEndpoints.MinThreshold, CertificateEndpoints.MaxThreshold)] int Threshold, [property: MaxLength(CertificateEndpoints.MaxName)] string? Signatory = null, [property: MaxLength(CertificateEndpoints.MaxName)] string? SignatoryTitle = null,
    [property: Range(0, CertificateEndpoints.MaxHours)] decimal? Hours = null);

/// <param name="Reissue">Ids of registrations to issue another one to: after a revoked one, or where theirs says something that has changed since.</param>
public sealed record IssueRequest(IReadOnlyList<Guid>? Reissue = null);

/// <param name="Reason">For the organizers; up to 1,000 characters.</param>
public sealed record RevocationRequest([property: Length(1, CertificateEndpoints.MaxReason)] string Reason);
