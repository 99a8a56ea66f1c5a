using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>What the holder sees of the own certificate: the latest one.</summary>
/// <param name="Name">As it says on it.</param>
/// <param name="ShowsFullName">What whoever verifies it sees: the whole name, else initials.</param>
/// <param name="Initials">What is shown where it is not the whole name.</param>
/// <param name="Address">Where it is verified; null: the code is lost (problem certificate-code-lost).</param>
/// <param name="Pdf">Where it is to be had, with the same secret; null: it has been revoked, or its code is lost.</param>
public sealed record MyCertificateView(
    string Number, DateTimeOffset IssuedAt, CertificateState State, DateOnly? RevokedOn, string Name, bool ShowsFullName, string Initials, string? Address, string? Pdf);

/// <summary>One's own certificate. Whoever has the secret of the link is the holder.</summary>
public sealed class MyCertificates(Database database, CertificateStore certificates, DrawCertificates drawing, CertificateDocuments documents, ThemeDayStore days)
{
    public const string PdfPath = "/api/my/registration/certificate.pdf";

    /// <returns>Null where none has been issued.</returns>
    public async Task<MyCertificateView?> FindAsync(Registration mine, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await certificates.LatestAsync(read, mine.Id) is { } latest ? ViewOf(latest) : null;
    }

    /// <summary>The PDF and what to call it, or why there is none to have.</summary>
    public async Task<(byte[]? Pdf, string FileName, Problem? Refusal)> DrawAsync(Registration mine, CancellationToken cancellationToken)
    {
        Certificate? latest;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            latest = await certificates.LatestAsync(read, mine.Id);
        }

        return latest is null ? (null, "", CertificateProblems.None)
            : latest.State == CertificateState.Revoked ? (null, "", CertificateProblems.Revoked)
            : !drawing.CanDraw(latest) ? (null, "", CertificateProblems.CodeLostToHolder)
            : (await documents.OfAsync(latest, cancellationToken), $"intyg-{latest.Number}.pdf", null);
    }

    /// <summary>Chooses what whoever verifies it sees of the name, from now on.</summary>
    public Task<MyCertificateView?> ShowFullNameAsync(Registration mine, bool shows, CancellationToken cancellationToken) => database.WriteAsync(async write =>
    {
        // What is issued meanwhile takes the choice over from the one before.
        await days.LockAsync(write, mine.ThemeDayId);
        await certificates.ShowFullNameAsync(write, mine.Id, shows);
        return await certificates.LatestAsync(write, mine.Id) is { } latest ? ViewOf(latest) : null;
    }, cancellationToken);

    private MyCertificateView ViewOf(Certificate certificate)
    {
        var name = certificate.Says.Name;
        var drawable = drawing.CanDraw(certificate);
        return new MyCertificateView(
            certificate.Number, certificate.IssuedAt, certificate.State, Stockholm.DateOf(certificate.RevokedAt),
            name, certificate.ShowsFullName, Initials.Of(name), drawable ? drawing.AddressOf(certificate) : null,
            certificate.State != CertificateState.Revoked && drawable ? PdfPath : null);
    }
}
