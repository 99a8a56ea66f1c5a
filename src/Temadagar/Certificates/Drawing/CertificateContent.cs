using Temadagar.Texts;

namespace Temadagar.Certificates.Drawing;

/// <summary>All that a certificate says, as it was when it was issued: the same content is drawn as the same bytes.</summary>
/// <param name="Content">The titles of the day's sessions, in their order; may be empty.</param>
/// <param name="VerificationAddress">The whole https address where anyone can see whether the certificate holds.</param>
/// <param name="Demonstration">Of a day that is made up: drawn shapes stand where there are no logos.</param>
public sealed record CertificateContent(
    Language Language,
    string Name,
    string Organizer,
    string Title,
    IReadOnlyList<string> Content,
    DateOnly Date,
    string Place,
    decimal Hours,
    DateOnly IssuedOn,
    string Number,
    string Signatory,
    string? SignatoryTitle,
    string VerificationAddress,
    IReadOnlyList<CertificateLogo> Logos,
    bool Demonstration = false);

/// <param name="AlternativeText">Whose it is, for those who do not see it.</param>
/// <param name="Png">As <see cref="Portraits.MakeLogo"/> makes it.</param>
public sealed record CertificateLogo(string AlternativeText, byte[] Png);
