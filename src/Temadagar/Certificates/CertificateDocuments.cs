using System.Runtime.CompilerServices;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>
/// Certificates as the documents that people get, one by one. What has been signed is stored and given out the same ever after, whatever it would be signed with, or drawn like, now. A valid
/// one that has not been is signed and stored when it is first asked for, where there is something to sign with; any other is drawn each time, and that of someone with protected identity signed each time too.
/// </summary>
public sealed class CertificateDocuments(Database database, SignedCertificateStore store, ThemeDayStore days, DrawCertificates drawing, CertificateSigning signing)
{
    // So many are signed before the first of them is sent, and committed at once.
    private const int Group = 25;

    /// <summary>One as a PDF. Ask first whether it can be drawn.</summary>
    /// <exception cref="DatabaseUnavailableException">A signed one cannot be stored: none is given out.</exception>
    public async Task<byte[]> OfAsync(Certificate certificate, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, CertificateLogo>();
        if ((await SignedAsync([certificate], known, cancellationToken))[0] is { } signed)
        {
            return signed;
        }

        using var pdf = new MemoryStream();
        await drawing.DrawAsync(certificate, null, known, pdf, cancellationToken);
        return pdf.ToArray();
    }

    /// <summary>Many, as they are asked for. The bytes of one are good until the next is asked for.</summary>
    /// <exception cref="DatabaseUnavailableException">As for <see cref="OfAsync"/>.</exception>
    public async IAsyncEnumerable<CertificateFile> OfAllAsync(IAsyncEnumerable<Certificate> certificates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, CertificateLogo>();
        using var pdf = new MemoryStream();
        await foreach (var group in certificates.Chunk(Group).WithCancellation(cancellationToken))
        {
            var signed = await SignedAsync(group, known, cancellationToken);
            foreach (var (index, certificate) in group.Index())
            {
                if (signed[index] is null)
                {
                    pdf.SetLength(0);
                    await drawing.DrawAsync(certificate, null, known, pdf, cancellationToken);
                }

                var says = certificate.Says;
                yield return new CertificateFile(says.Number, says.Name, says.IssuedOn, signed[index] ?? pdf.GetBuffer().AsMemory(0, (int)pdf.Length));
            }
        }
    }

    // The signed documents of those that have one, or get one now; null for the others.
    private async Task<byte[]?[]> SignedAsync(Certificate[] group, Dictionary<Guid, CertificateLogo> known, CancellationToken cancellationToken)
    {
        var documents = new byte[]?[group.Length];
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            foreach (var (index, certificate) in group.Index())
            {
                documents[index] = await store.FindAsync(read, certificate.Id);
            }
        }

        var made = new List<(int Index, Guid Id, DateTimeOffset At, byte[] Pdf)>();
        foreach (var (index, certificate) in group.Index().Where(one => documents[one.Index] is null && one.Item.State == CertificateState.Valid))
        {
            if (signing.Now() is { } signature)
            {
                using var pdf = new MemoryStream();
                await drawing.DrawAsync(certificate, signature, known, pdf, cancellationToken);
                if (certificate.Protected)
                {
                    documents[index] = pdf.ToArray();
                    continue;
                }

                made.Add((index, certificate.Id, signature.SignedAt, pdf.ToArray()));
            }
        }

        if (made.Count > 0)
        {
            var kept = await database.WriteAsync(async write =>
            {
                foreach (var day in made.Select(one => group[one.Index].ThemeDayId).Distinct().Order())
                {
                    await days.LockAsync(write, day);
                }

                var pdfs = new List<byte[]?>(made.Count);
                foreach (var one in made)
                {
                    // Where it was not taken, another was first, or it has been replaced, revoked or erased meanwhile and stays as it is.
                    pdfs.Add(await store.AddAsync(write, one.Id, one.At, one.Pdf) ? one.Pdf : await store.FindAsync(write, one.Id));
                }

                return pdfs;
            }, cancellationToken);
            foreach (var (at, one) in made.Index())
            {
                documents[one.Index] = kept[at];
            }
        }

        return documents;
    }
}
