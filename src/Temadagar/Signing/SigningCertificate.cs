using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Temadagar.Signing;

/// <summary>The certificate that documents are signed with, and its private key, which stays in memory. May be used by many at the same time.</summary>
public sealed class SigningCertificate : IDisposable
{
    private const int LeastRsaBits = 2048;

    // A CMS signature besides its certificates, the issuer's name and the value: 300 bytes; the value of an elliptic curve takes 139 at the most.
    private const int RoomForRest = 1024;

    private readonly X509Certificate2Collection all;
    private readonly X509Certificate2 own;
    private readonly X509Certificate2Collection issuers = [];

    private SigningCertificate(X509Certificate2Collection all, X509Certificate2 own)
    {
        (this.all, this.own) = (all, own);
        using var rsa = own.GetRSAPublicKey();
        for (var at = own; IssuerOf(at) is { } issuer; at = issuer)
        {
            issuers.Add(issuer);
        }

        Room = issuers.Append(own).Sum(one => one.RawData.Length) + own.IssuerName.RawData.Length + RoomForRest + ((rsa?.KeySize ?? 0) / 8);
    }

    public DateTimeOffset NotBefore => own.NotBefore.ToUniversalTime();

    public DateTimeOffset NotAfter => own.NotAfter.ToUniversalTime();

    /// <summary>The most bytes that a signature takes.</summary>
    public int Room { get; }

    /// <summary>Reads a PKCS#12 file: one certificate with its private key, and those who issued it as far as they are there.</summary>
    /// <exception cref="CertificateFileException">It cannot be used; the message says why, and no secret.</exception>
    public static SigningCertificate Open(string file, string? password)
    {
        var all = CertificateFile.Read(file, password);
        try
        {
            var own = all.Where(one => one.HasPrivateKey).ToList();
            if (own.Count != 1)
            {
                throw new CertificateFileException(own.Count == 0 ? $"'{file}' has no private key." : $"'{file}' has {own.Count} private keys; one is needed.");
            }

            Check(own[0], file);
            return new SigningCertificate(all, own[0]);
        }
        catch (CertificateFileException)
        {
            Dispose(all);
            throw;
        }
    }

    public bool IsValidAt(DateTimeOffset time) => NotBefore <= time && time <= NotAfter;

    /// <inheritdoc cref="CadesSignature.Of"/>
    public byte[] Sign(byte[] content) => CadesSignature.Of(content, own, issuers);

    public void Dispose() => Dispose(all);

    private static void Check(X509Certificate2 own, string file)
    {
        using var rsa = own.GetRSAPublicKey();
        using var curve = own.GetECDsaPublicKey();
        if (!(rsa?.KeySize >= LeastRsaBits || (curve is not null && IsOfNist(curve))))
        {
            throw new CertificateFileException($"the key in '{file}' is neither RSA of at least {LeastRsaBits} bits nor ECDSA on P-256, P-384 or P-521.");
        }

        if (own.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == 0)
        {
            throw new CertificateFileException($"the certificate in '{file}' may not be used for signing (key usage).");
        }
    }

    private static bool IsOfNist(ECDsa key)
    {
        try
        {
            var oid = key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value;
            return new[] { ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521 }.Any(curve => curve.Oid.Value == oid);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // None where it has been found already: a file may hold a circle.
    private X509Certificate2? IssuerOf(X509Certificate2 certificate) => all.FirstOrDefault(one =>
        one != own && !issuers.Contains(one) && one.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && !certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData));

    private static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }
    }
}
