using Temadagar.Certificates.Drawing;
using Temadagar.Signing;

namespace Temadagar.Certificates;

/// <summary>Whether a certificate that nobody has fetched yet is signed when it is.</summary>
public enum CertificateSigningState
{
    /// <summary>It is not, and is not meant to be: there is nothing to sign with.</summary>
    None,

    Signed,

    /// <summary>It is not: what it is to be signed with does not hold yet.</summary>
    NotYetValid,

    /// <summary>It is not: what it is to be signed with holds no longer.</summary>
    Expired,
}

/// <summary>Signs for as long as its certificate holds. Outside that it signs nothing: whoever checked such a signature would be told that it is worth nothing.</summary>
/// <param name="certificate">Null: certificates are not signed. It is disposed of with this.</param>
public sealed class CertificateSigning(SigningCertificate? certificate, TimeProvider clock) : IDisposable
{
    public CertificateSigningState State =>
        certificate is null ? CertificateSigningState.None
        : clock.GetUtcNow() is var now && certificate.IsValidAt(now) ? CertificateSigningState.Signed
        : now < certificate.NotBefore ? CertificateSigningState.NotYetValid
        : CertificateSigningState.Expired;

    /// <summary>From when it signs; null where there is nothing to sign with.</summary>
    public DateTimeOffset? From => certificate?.NotBefore;

    /// <summary>Until when.</summary>
    public DateTimeOffset? Until => certificate?.NotAfter;

    /// <summary>What a certificate is signed with at this moment, or null.</summary>
    public CertificateSignature? Now() =>
        certificate is not null && clock.GetUtcNow() is var now && certificate.IsValidAt(now) ? new CertificateSignature(now, certificate.Room, certificate.Sign) : null;

    public void Dispose() => certificate?.Dispose();
}
