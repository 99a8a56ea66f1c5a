using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Temadagar.Signing;

/// <summary>A signature as CAdES and PAdES baseline B-B have it (ETSI EN 319 122-1, EN 319 142-1): CMS, detached, with the signer's certificate bound into what is signed.</summary>
internal static class CadesSignature
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>The signature over the content, in DER. It names no time: in a PDF the document's own /M says when (EN 319 142-1, table 1).</summary>
    /// <exception cref="CryptographicException">The key does not sign.</exception>
    public static byte[] Of(byte[] content, X509Certificate2 own, X509Certificate2Collection issuers)
    {
        // No chain is built: that would ask the network, and the time, for something that is in the file.
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, own) { DigestAlgorithm = new Oid(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(issuers);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), BoundTo(own)));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    // RFC 5035: SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }; SHA-256 is what it means where no algorithm is named.
    private static byte[] BoundTo(X509Certificate2 own)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(own.RawDataMemory.Span));
        }

        return writer.Encode();
    }
}
