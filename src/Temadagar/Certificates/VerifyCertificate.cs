using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>What anyone may know who holds a certificate in their hands.</summary>
/// <param name="Name">The holder's, or initials, as the holder chose.</param>
/// <param name="ShowsFullName">Which of the two <paramref name="Name"/> is.</param>
/// <param name="Language">Of the certificate.</param>
/// <param name="RevokedOn">Set: it was taken back then.</param>
/// <param name="ReplacedOn">Set: it was replaced then.</param>
/// <param name="HasValidSuccessor">Whether it was replaced and the latest one is valid: that may have been revoked since.</param>
/// <param name="CheckedAt">When all this held, by the clock of the service: on paper it says so, whatever the clock of the reader shows.</param>
public sealed record VerifiedCertificate(
    CertificateState State, string Name, bool ShowsFullName, string Organizer, string Title, IReadOnlyList<string> Content, DateOnly Date, string Place, decimal Hours, DateOnly IssuedOn,
    string Number, string Signatory, string? SignatoryTitle, Language Language, DateOnly? RevokedOn, DateOnly? ReplacedOn, bool HasValidSuccessor, DateTimeOffset CheckedAt)
{
    /// <param name="latest">Of the same registration.</param>
    public static VerifiedCertificate Of(Certificate certificate, Certificate latest, DateTimeOffset now)
    {
        var says = certificate.Says;
        return new VerifiedCertificate(
            certificate.State, certificate.ShowsFullName ? says.Name : Initials.Of(says.Name), certificate.ShowsFullName, says.Organizer, says.Title, says.Content, says.Date, says.Place, says.Hours,
            says.IssuedOn, says.Number, says.Signatory, says.SignatoryTitle, says.Language, Stockholm.DateOf(certificate.RevokedAt), Stockholm.DateOf(certificate.RevokedAt is null ? certificate.ReplacedAt : null),
            certificate.State == CertificateState.Replaced && latest.State == CertificateState.Valid, now);
    }
}

public sealed class VerifyCertificate(Database database, CertificateStore certificates, TimeProvider clock)
{
    /// <returns>Unknown for any code that none has, whether it could be one or not: all are looked for alike.</returns>
    public async Task<(VerifiedCertificate? Certificate, Problem? Refusal)> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await certificates.FindByCodeAsync(read, CertificateCodes.HashOf(code)) switch
        {
            null => (null, CertificateProblems.Unknown),
            { ErasedAt: not null } => (null, CertificateProblems.Erased),
            var found => (VerifiedCertificate.Of(found, await certificates.LatestAsync(read, found.RegistrationId) ?? found, clock.GetUtcNow()), null),
        };
    }
}
