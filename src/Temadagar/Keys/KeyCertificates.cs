using System.Security.Cryptography.X509Certificates;
using Temadagar.Signing;

namespace Temadagar.Keys;

/// <summary>What the keys in <c>data/keys</c> are encrypted with, so that a copy of the data folder alone opens nothing.</summary>
public sealed class KeyCertificates : IDisposable
{
    private KeyCertificates(IReadOnlyList<X509Certificate2> all) => All = all;

    /// <summary>New keys are encrypted with this one: of those in the file the one that lasts longest.</summary>
    public X509Certificate2 Current => All[0];

    /// <summary>All that keys from before may be encrypted with.</summary>
    public IReadOnlyList<X509Certificate2> All { get; }

    /// <summary>Reads a PKCS#12 file: one certificate or several, RSA, with private keys. Whoever renews it leaves the one before in the file.</summary>
    /// <exception cref="CertificateFileException">It cannot be used; the message says why, and no secret.</exception>
    public static KeyCertificates Open(string file, string? password)
    {
        var (own, others) = (new List<X509Certificate2>(), new List<X509Certificate2>());
        foreach (var one in CertificateFile.Read(file, password))
        {
            using var rsa = one.GetRSAPublicKey();
            (one.HasPrivateKey && rsa is not null ? own : others).Add(one);
        }

        others.ForEach(one => one.Dispose());
        return own.Count > 0
            ? new KeyCertificates([.. own.OrderByDescending(one => one.NotAfter)])
            : throw new CertificateFileException($"'{file}' has no certificate with a private RSA key.");
    }

    public void Dispose()
    {
        foreach (var one in All)
        {
            one.Dispose();
        }
    }
}
