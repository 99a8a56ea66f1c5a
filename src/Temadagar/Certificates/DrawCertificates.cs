using System.Runtime.CompilerServices;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;

namespace Temadagar.Certificates;

/// <summary>Puts a certificate as it was issued together with what its snapshot only names: the logos and the address where it is verified.</summary>
public sealed class DrawCertificates(Database database, LogoStore logos, CertificateCodes codes, ICertificateRenderer renderer)
{
    /// <summary>Whether copies bear the code that it was issued with.</summary>
    public bool CanDraw(Certificate certificate) => codes.Knows(certificate.Id, certificate.CodeHash);

    /// <summary>One as a PDF. Ask first whether it can be drawn.</summary>
    /// <param name="signature">Null: it is not signed, and the same certificate gives the same bytes.</param>
    /// <param name="known">Logos that have been read; others are read and put there.</param>
    public async Task DrawAsync(Certificate certificate, CertificateSignature? signature, Dictionary<Guid, CertificateLogo> known, Stream output, CancellationToken cancellationToken)
    {
        var content = await ContentAsync(certificate, known, cancellationToken);
        if (signature is null)
        {
            renderer.Draw(content, output);
        }
        else
        {
            renderer.DrawSigned(content, signature, output);
        }
    }

    /// <summary>Many for one document, as they are asked for. The logos are read once.</summary>
    public async IAsyncEnumerable<CertificateContent> ContentsAsync(IAsyncEnumerable<Certificate> certificates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, CertificateLogo>();
        await foreach (var certificate in certificates.WithCancellation(cancellationToken))
        {
            yield return await ContentAsync(certificate, known, cancellationToken);
        }
    }

    /// <summary>Where anyone can see whether it holds.</summary>
    public string AddressOf(Certificate certificate) => $"{certificate.Says.Site}/intyg/{codes.Of(certificate.Id)}";

    private async Task<CertificateContent> ContentAsync(Certificate certificate, Dictionary<Guid, CertificateLogo> known, CancellationToken cancellationToken)
    {
        var says = certificate.Says;
        var shown = new List<CertificateLogo>(says.Logos.Count);
        foreach (var id in says.Logos)
        {
            if (!known.TryGetValue(id, out var logo))
            {
                await using var read = await database.OpenReadAsync(cancellationToken);
                known[id] = logo = await logos.FindAsync(read, id) ?? throw new InvalidOperationException("A logo that a certificate names is gone.");
            }

            shown.Add(logo);
        }

        return new CertificateContent(
            says.Language, says.Name, says.Organizer, says.Title, says.Content, says.Date, says.Place, says.Hours, says.IssuedOn, says.Number, says.Signatory, says.SignatoryTitle,
            AddressOf(certificate), shown, says.Demonstration);
    }
}
